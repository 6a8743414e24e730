"""RSS (0.9x, 1.0, 2.0) and Atom → Drafts, an item each.

Our own table over lxml rather than feedparser, which takes half a minute a megabyte for an ordinary
feed and more for a hostile one. An item's full text is read, or else its summary; its link is only
followed where the caller gives `follow`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urljoin

from vedette.ingest.markup import paragraphs, plain
from vedette.ingest.pieces import Piece, draft_of, one_line
from vedette.ingest.text import Draft
from vedette.ingest.xml import markup_of, text_of
from vedette.records import Problem, Record, about, change

ROOTS = ("rss", "feed", "rdf")
Follow = Callable[[str], Draft | Problem]
"""An address → the article there."""

_SPACES = {
    "http://purl.org/rss/1.0/": "",
    "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://backend.userland.com/rss2": "",
    "http://www.w3.org/2005/atom": "",
    "http://purl.org/atom/ns#": "",
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/dc/terms/": "dc:",
}
"""Vocabularies whose words are read; others (media:title …) say other things by the same names."""
_FULL = ("content:encoded", "content")
_BRIEF = ("description", "summary")
_DATES = ("pubdate", "published", "dc:date", "issued", "dc:created", "updated", "modified")
_CHANGED = ("updated", "modified", "dc:modified")
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class _Channel(Record, frozen=True, kw_only=True):
    """What a feed says of all its items."""

    where: str
    id: str
    url: str | None
    title: str | None
    language: str | None


def feed_drafts(
    root: Any, where: str, id: str, *, url: str | None = None, follow: Follow | None = None
) -> Iterator[Draft | Problem]:
    """The drafts of a feed's items, in its order. `url` is the feed's own address."""
    head = next((e for e in root if _name(e) == "channel"), root)
    fields = _fields(head)
    channel = _Channel(
        where=where,
        id=id,
        url=url,
        title=_plain(fields, "title"),
        language=_plain(fields, "language", "dc:language") or root.get(_XML_LANG),
    )
    count = 0
    for element in root.iter():
        if _name(element) in ("item", "entry"):
            count += 1
            for made in _item(element, count, channel, follow):
                yield about(made, markup_of(element)) if isinstance(made, Problem) else made
    if not count:
        yield Problem(where=where, what="there is no item in the feed", why="nothing was read")


def _item(
    element: Any, number: int, channel: _Channel, follow: Follow | None
) -> Iterator[Draft | Problem]:
    fields = _fields(element)
    full = _body(fields, _FULL)
    link = _link(element, channel.url)
    where = f"{channel.where}, item {number}"
    source = fields.get("source")
    guid = _plain(fields, "guid", "id")
    piece = Piece(
        where=where,
        id=guid or link or channel.id,
        body=full or _body(fields, _BRIEF),
        title=_plain(fields, "title"),
        byline=_byline(fields),
        credit=None if source is None else _plain(_fields(source), "title") or _line(source),
        date=_plain(fields, *_DATES),
        outlet=channel.title,
        url=link,
        language=element.get(_XML_LANG) or _plain(fields, "dc:language") or channel.language,
        guid=guid,
        modified=_plain(fields, *_CHANGED),
    )
    if follow is not None and link is not None and not full:
        yield from _followed(piece, link, follow)
    elif piece.body:
        yield draft_of(piece)
    else:
        what = "the item has no text of its own"
        yield Problem(where=where, what=what, why="it was skipped; --links reads what it links to")


def _followed(piece: Piece, link: str, follow: Follow) -> Iterator[Draft | Problem]:
    """The linked article with what the feed adds to it; else the item's own few words."""
    found = follow(link)
    if isinstance(found, Draft):
        # The page is a report whose outlet printed it, so the feed's name is only a stand-in.
        yield change(
            found,
            where=piece.where,
            id=piece.id,
            title=found.title or piece.title,
            date=found.date or piece.date,
            outlet=found.outlet or piece.outlet,
            language=found.language or piece.language,
            guid=piece.guid,
            modified=found.modified or piece.modified,
        )
    elif piece.body:
        yield change(found, why="the feed's own summary is read in its place", lost=False)
        yield draft_of(piece)
    else:
        yield found


def _name(element: Any) -> str:
    """An element's name with its vocabulary's prefix; "" where the vocabulary is not read."""
    if not isinstance(element.tag, str):
        return ""
    space, _, name = element.tag.rpartition("}")
    if not space:
        return name.lower()
    prefix = _SPACES.get(space[1:].lower())
    return "" if prefix is None else f"{prefix}{name.lower()}"


def _fields(element: Any) -> dict[str, Any]:
    """The children of an item by name, the first of each."""
    found: dict[str, Any] = {}
    for child in element:
        found.setdefault(_name(child), child)
    return found


def _line(element: Any) -> str | None:
    return one_line(plain(text_of(element)))


def _plain(fields: dict[str, Any], *names: str) -> str | None:
    """The first of some fields that holds words, on one line."""
    found = (_line(fields[name]) for name in names if name in fields)
    return next((words for words in found if words), None)


def _body(fields: dict[str, Any], names: tuple[str, ...]) -> str:
    found = (_markup(fields[name]) for name in names if name in fields)
    return next((words for words in found if words), "")


def _markup(element: Any) -> str:
    kind = element.get("type", "html")
    if kind == "xhtml":
        return paragraphs(element)
    return text_of(element).strip() if kind in ("text", "text/plain") else plain(text_of(element))


def _byline(fields: dict[str, Any]) -> str | None:
    """Who wrote it. RSS gives an address with the name in brackets; an address alone is no name."""
    author = fields.get("author")
    named = None if author is None else _plain(_fields(author), "name") or _line(author)
    if named is not None and "@" in named:
        named = named.partition("(")[2].rstrip(")") or None
    return named or _plain(fields, "dc:creator")


def _link(element: Any, base: str | None) -> str | None:
    """The item's page: what is called canonical, or else the plain link, if it is on the web."""
    links: dict[str, str] = {}
    for child in element:
        if _name(child) == "link":
            links.setdefault(child.get("rel", "alternate"), child.get("href") or text_of(child))
        elif _name(child) == "guid" and child.get("isPermaLink", "true").lower() == "true":
            links.setdefault("guid", text_of(child))
    for href in filter(None, map(links.get, ("canonical", "alternate", "guid"))):
        try:
            url = urljoin(base or "", href.strip())
        except ValueError:
            continue
        if url.lower().startswith(("http://", "https://")):
            return url
    return None

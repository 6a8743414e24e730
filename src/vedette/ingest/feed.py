"""RSS (0.9x, 1.0, 2.0) and Atom → Items → Drafts, one each.

Our own table over lxml rather than feedparser, which takes half a minute a megabyte for an ordinary
feed and more for a hostile one. An item's full text is read, or else its summary; its link is only
followed where the caller gives `follow`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urljoin

from vedette.ingest.markup import paragraphs, plain
from vedette.ingest.pieces import Piece, draft_of, one_line
from vedette.ingest.text import LONGEST_FIELD, Draft
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
_EDITED = ("updated", "modified", "dc:modified")
"""When an item was last edited; where it does not say, its own words do."""
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


_SHARED = LONGEST_FIELD + 1
"""Characters of what a feed says of all its items: kept with each they are many times what they
are once, and a field that is too long must still be found to be."""


class _Channel(Record, frozen=True, kw_only=True):
    """What a feed says of all its items."""

    where: str
    id: str
    url: str | None
    title: str | None
    language: str


class Item(Record, frozen=True, kw_only=True):
    """One item of a feed. `key` is what it is known by, `mark` changes when it is edited; `full`
    says whether its text is whole, or only leads to `link`; `raw` is it as it was written."""

    key: str
    mark: str
    piece: Piece
    full: bool
    link: str | None
    raw: bytes = b""


def feed_items(root: Any, where: str, id: str, *, url: str | None = None) -> Iterator[Item]:
    """The items of a feed, in its order, cut out of it. `url` is the feed's own address."""
    elements = _cut_out(root)
    head = next((e for e in root if _name(e) == "channel"), root)
    fields = _fields(head)
    channel = _Channel(
        where=where,
        id=id,
        url=url,
        title=(_plain(fields, "title") or "")[:_SHARED] or None,
        language=(_plain(fields, "language", "dc:language") or root.get(_XML_LANG) or "")[:_SHARED],
    )
    for number, element in enumerate(elements, 1):
        yield _item(element, number, channel)


def _cut_out(root: Any) -> list[Any]:
    """The items of a feed, none with another in it. Where an end is missing all that follow lie in
    one, and the words of each would be read again with all before it."""
    found = [e for e in root.iterdescendants() if _name(e) in ("item", "entry")]
    # From the last on, so that none is moved with those that lie in it.
    for element in reversed(found):
        element.getparent().remove(element)
    return found


def feed_drafts(
    root: Any, where: str, id: str, *, url: str | None = None, follow: Follow | None = None
) -> Iterator[Draft | Problem]:
    """The drafts of a feed's items, in its order. `url` is the feed's own address."""
    item = None
    for item in feed_items(root, where, id, url=url):
        if follow is not None and item.link is not None and not item.full:
            yield from followed(item, follow(item.link))
        else:
            yield own_words(item, "it was skipped; --links reads what it links to")
    if item is None:
        yield Problem(where=where, what="there is no item in the feed", why="nothing was read")


def own_words(item: Item, why: str) -> Draft | Problem:
    """The draft of what an item says itself; `why` is what becomes of one that says nothing."""
    if item.piece.body:
        return draft_of(item.piece)
    what = "the item has no text of its own"
    return about(Problem(where=item.piece.where, what=what, why=why), item.raw)


def followed(item: Item, found: Draft | Problem) -> Iterator[Draft | Problem]:
    """The linked article with what the feed adds to it; else the item's own few words."""
    piece = item.piece
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
        told = change(found, why="the feed's own summary is read in its place", lost=False)
        yield about(told, item.raw)
        yield draft_of(piece)
    else:
        yield about(found, item.raw)


def _item(element: Any, number: int, channel: _Channel) -> Item:
    fields = _fields(element)
    full = _body(fields, _FULL)
    link = _link(element, channel.url)
    source = fields.get("source")
    name = _plain(fields, "guid", "id")
    piece = Piece(
        where=f"{channel.where}, item {number}",
        id=name or link or channel.id,
        body=full or _body(fields, _BRIEF),
        title=_plain(fields, "title"),
        byline=_byline(fields),
        credit=None if source is None else _plain(_fields(source), "title") or _line(source),
        date=_plain(fields, *_DATES),
        outlet=channel.title,
        url=link,
        language=element.get(_XML_LANG)
        or _plain(fields, "dc:language")
        or channel.language
        or None,
        guid=name,
        modified=_plain(fields, *_EDITED),
    )
    words = digest(piece.title, piece.date, piece.body)
    return Item(
        key=digest(name or link or words),
        mark=digest(piece.modified or words),
        piece=piece,
        full=bool(full),
        link=link,
        raw=markup_of(element),
    )


def digest(*parts: str | None) -> str:
    """16 hexadecimal digits that tell one set of words from another."""
    told = "\0".join(part or "" for part in parts)
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:16]


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

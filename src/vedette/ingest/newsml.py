"""NewsML-G2 (IPTC) → Drafts: news items of text, alone or in a news message.

Reads NITF and XHTML in `inlineXML` and text in `inlineData`. Fetches no remote content and asks no
catalogue; packages, concepts and planning items tell no news of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from vedette.ingest.markup import local, paragraphs, plain
from vedette.ingest.pieces import Piece, draft_of, one_line, withdrawn
from vedette.ingest.text import Draft
from vedette.ingest.xml import markup_of, text_of
from vedette.records import Problem, about

ROOTS = (
    "newsitem", "newsmessage", "packageitem", "conceptitem", "knowledgeitem", "planningitem"
)  # fmt: skip
WITHDRAWN = ("canceled", "cancelled", "withheld")
"""Publishing statuses (also ninjs's) of what must not be told."""
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def newsml_drafts(root: Any, where: str, id: str) -> Iterator[Draft | Problem]:
    """The drafts of the news items under a root, in their order."""
    count = 0
    for element in root.iter():
        if local(element) == "newsitem":
            count += 1
            for made in _item(element, f"{where}, item {count}", id):
                yield about(made, markup_of(element)) if isinstance(made, Problem) else made
    if not count:
        yield Problem(where=where, what="there is no news item in it", why="nothing was read")


def _item(item: Any, where: str, id: str) -> Iterator[Draft | Problem]:
    meta = _child(item, "itemmeta")
    kind = _code(_child(meta, "itemclass"))
    if kind not in (None, "text", "composite"):
        yield Problem(where=where, what=f"it is {kind}, not text", why="it was skipped", lost=False)
        return
    status = _code(_child(meta, "pubstatus"))
    if status in WITHDRAWN:
        yield from withdrawn(_piece(item, where, id, _words(meta, "ednote") or ""), status)
        return
    body = _body(_child(item, "contentset"))
    if body:
        yield draft_of(_piece(item, where, id, body))
    else:
        what = "the news item brings no text (remote content is not fetched)"
        yield Problem(where=where, what=what, why="it was skipped")


def _piece(item: Any, where: str, id: str, body: str) -> Piece:
    meta, content = _child(item, "itemmeta"), _child(item, "contentmeta")
    head = _under(_child(item, "contentset"), "body.head")
    guid = one_line(item.get("guid"))
    return Piece(
        where=where,
        id=guid or id,
        body=body,
        title=_words(content, "headline") or _words(_under(head, "hedline"), "hl1"),
        byline=_words(content, "by") or _words(head, "byline") or _named(content, "creator"),
        dateline=_words(content, "dateline") or _words(head, "dateline"),
        credit=_words(content, "creditline") or _named(content, "infosource"),
        date=_date(meta, content),
        outlet=_named(meta, "provider") or _named(_child(item, "rightsinfo"), "copyrightholder"),
        url=_url(meta) or (guid if guid and guid.startswith("http") else None),
        language=_language(content) or item.get(_XML_LANG),
        guid=guid,
        modified=_words(meta, "versioncreated"),
    )


def _child(element: Any, name: str) -> Any:
    """The first child of a name, in small letters; None where there is none."""
    return next((e for e in (() if element is None else element) if local(e) == name), None)


def _under(element: Any, name: str) -> Any:
    """The first descendant of a name."""
    found = () if element is None else element.iter()
    return next((e for e in found if local(e) == name), None)


def _words(element: Any, name: str) -> str | None:
    child = _child(element, name)
    return None if child is None else one_line(text_of(child))


def _named(element: Any, name: str) -> str | None:
    """A party's name, or else its literal."""
    child = _child(element, name)
    return None if child is None else _words(child, "name") or one_line(child.get("literal"))


def _code(element: Any) -> str | None:
    """The last part of a code: "text" of "ninat:text" or of a concept's address."""
    if element is None:
        return None
    code = element.get("qcode") or element.get("uri") or ""
    return code.replace("/", ":").rpartition(":")[2].lower() or None


def _date(meta: Any, content: Any) -> str | None:
    """When it was written, or else first sent, or else sent in this version."""
    return (
        _words(content, "contentcreated")
        or _words(meta, "firstcreated")
        or _words(meta, "versioncreated")
    )


def _url(meta: Any) -> str | None:
    links = (e for e in (() if meta is None else meta) if local(e) == "link")
    found = (e.get("href") for e in links if "canonical" in e.get("rel", "").lower())
    return next((url for url in found if url), None)


def _language(content: Any) -> str | None:
    child = _child(content, "language")
    return None if child is None else child.get("tag")


def _body(content: Any) -> str:
    """The text of the first rendition that has one."""
    for part in () if content is None else content:
        found = ""
        if local(part) == "inlinexml":
            inner = next(
                (x for x in (_under(part, n) for n in ("body.content", "body")) if x is not None),
                part,
            )
            found = paragraphs(inner)
        elif local(part) == "inlinedata" and part.get("encoding") is None:
            markup = "html" in part.get("contenttype", "")
            found = plain(text_of(part)) if markup else text_of(part).strip()
        if found:
            return found
    return ""

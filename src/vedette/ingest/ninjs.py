"""ninjs (IPTC, News in JSON) 1.x, 2.x and 3.x → Draft.

The versions differ in names (`body_text`, `bodies`, `versioncreated`, `versionCreated`), so names
are compared without case and underscores. Renditions, subjects and associations are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from vedette.ingest.markup import plain
from vedette.ingest.newsml import WITHDRAWN
from vedette.ingest.pieces import Piece, draft_of, one_line, withdrawn
from vedette.ingest.text import Draft
from vedette.records import Problem

_MARKS = frozenset(
    ("versioncreated", "contentcreated", "firstcreated", "pubstatus", "headline", "headlines",
     "bodies", "bodytext", "bodyhtml", "bodyxhtml")
)  # fmt: skip
_DATES = ("contentcreated", "firstcreated", "versioncreated")
_MARKED_UP = ("html", "xml")


def is_ninjs(value: Any) -> bool:
    """Whether a JSON value is a ninjs item: it has a `uri`, no `text`, and one of ninjs's names."""
    return (
        isinstance(value, dict)
        and "uri" in value
        and "text" not in value
        and not _MARKS.isdisjoint(map(_plain, value))
    )


def ninjs_drafts(value: Mapping[str, Any], where: str, id: str) -> Iterator[Draft | Problem]:
    """The draft of an item for which `is_ninjs` holds."""
    fields = {_plain(name): v for name, v in value.items()}
    status, kind = _word(fields, "pubstatus"), _word(fields, "type")
    if kind not in (None, "text", "composite"):
        yield Problem(where=where, what=f"it is {kind}, not text", why="it was skipped", lost=False)
        return
    if status in WITHDRAWN:
        note = _word(fields, "ednote") or ""
        yield from withdrawn(_piece(fields, where, id, note), status or "")
        return
    body = next((b for b in _bodies(fields) if b), "")
    if body:
        yield draft_of(_piece(fields, where, id, body))
    else:
        yield Problem(where=where, what="the item has no text", why="it was skipped")


def _piece(fields: Mapping[str, Any], where: str, id: str, body: str) -> Piece:
    uri = _word(fields, "uri")
    return Piece(
        where=where,
        id=uri or id,
        body=body,
        title=_word(fields, "headline", "headlines"),
        byline=_word(fields, "by", "byline"),
        dateline=_word(fields, "dateline"),
        credit=_word(fields, "creditline", "infosource", "infosources", "source"),
        date=_word(fields, *_DATES),
        outlet=_word(fields, "provider", "copyrightholder"),
        url=uri if uri is not None and uri.startswith(("http://", "https://")) else None,
        language=_word(fields, "language"),
        guid=uri,
        modified=_word(fields, "versioncreated"),
    )


def _plain(name: str) -> str:
    return name.lower().replace("_", "")


def _word(fields: Mapping[str, Any], *names: str) -> str | None:
    """The first of some fields that holds words; of a list the main entry's."""
    found = (one_line(_value(fields.get(name))) for name in names)
    return next((words for words in found if words), None)


def _value(value: Any) -> str | None:
    if isinstance(value, list):
        entries = sorted(filter(_is_entry, value), key=lambda e: e.get("role") != "main")
        return next((v for e in entries if (v := _value(e)) is not None), None)
    if isinstance(value, dict):
        return next(
            (value[k] for k in ("value", "text", "name", "literal") if _text(value, k)), None
        )
    return value if isinstance(value, str) else None


def _is_entry(value: Any) -> bool:
    return isinstance(value, dict)


def _text(value: Mapping[str, Any], key: str) -> bool:
    return isinstance(value.get(key), str) and bool(value[key].strip())


def _bodies(fields: Mapping[str, Any]) -> Iterator[str]:
    """The bodies, marked-up ones first since they keep their paragraphs."""
    listed = fields.get("bodies") or fields.get("body")
    entries = list(filter(_is_entry, listed)) if isinstance(listed, list) else []
    kinds = [(_kind(e), e) for e in entries]
    kinds += [
        (n, {"value": v}) for n, v in fields.items() if n.startswith("body") and n != "bodies"
    ]
    for kind, entry in sorted(kinds, key=lambda k: not _is_marked_up(k[0])):
        words = _value(entry)
        if words is not None:
            yield plain(words) if _is_marked_up(kind) else words.strip()


def _kind(entry: Mapping[str, Any]) -> str:
    names = ("contenttype", "contentType", "role", "name")
    return " ".join(str(entry.get(name, "")) for name in names).lower()


def _is_marked_up(kind: str) -> bool:
    return any(mark in kind for mark in _MARKED_UP)

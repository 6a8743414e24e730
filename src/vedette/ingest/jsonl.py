"""JSON lines and small JSON files → Drafts, one at a time.

A record is `{"id", "title", "text", "date", "outlet", "url", "guid", "modified"}`, or has them by
the names that a table's columns may have ("published", "source"); only the text is needed, other
keys are left alone. A ninjs item is known by its names. A record that cannot be read costs itself
only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from vedette.ingest.called import NAMES
from vedette.ingest.layout import places_of
from vedette.ingest.ninjs import is_ninjs, ninjs_drafts
from vedette.ingest.text import Draft
from vedette.records import Problem, Record, about, decode, encode

LONGEST_LINE = 32 * 2**20
"""Bytes. A report of the greatest length with every character escaped stays below it."""
_FIELDS = ("id", "title", "date", "outlet", "url", "guid", "modified")
_SKIPPED = "it was skipped; the rest is read"


class Item(Record, frozen=True, kw_only=True):
    """One JSON value, where it stands, and the id it has unless it brings its own."""

    where: str
    id: str
    value: Any


def line_drafts(lines: Iterable[bytes], where: str, id: str) -> Iterator[Draft | Problem]:
    """A draft for each line that is a report. `lines` may be as many as the source has."""
    count = 0
    for number, line in enumerate(lines, 1):
        line = line.removeprefix(b"\xef\xbb\xbf").strip()
        if line:
            count += 1
            yield from _parsed(line, f"{where}, line {number}", id)
    if not count:
        yield _empty(where)


def list_drafts(data: bytes, where: str, id: str) -> Iterator[Draft | Problem]:
    """The drafts of a file that holds one report or a list of them."""
    value = _value(data.removeprefix(b"\xef\xbb\xbf"), where)
    if isinstance(value, Problem):
        yield value
    elif isinstance(value, list):
        for number, item in enumerate(value, 1):
            for made in _drafts(Item(where=f"{where}, item {number}", id=id, value=item)):
                yield about(made, encode(item)) if isinstance(made, Problem) else made
        if not value:
            yield _empty(where)
    else:
        yield from _drafts(Item(where=where, id=id, value=value))


def _empty(where: str) -> Problem:
    return Problem(where=where, what="there is no report in it", why="nothing was read")


def _parsed(line: bytes, where: str, id: str) -> Iterator[Draft | Problem]:
    if len(line) > LONGEST_LINE:
        what = f"the line is longer than {LONGEST_LINE:,} bytes"
        yield Problem(where=where, what=what, why=_SKIPPED)
        return
    value = _value(line, where)
    if isinstance(value, Problem):
        yield value
    else:
        yield from _drafts(Item(where=where, id=id, value=value))


def _value(data: bytes, where: str) -> Any:
    try:
        return decode(data)
    except ValueError as error:
        what = f"it is not JSON: {error}"
        if b"\\ud" in data.lower():
            what += " (it may hold a lone surrogate, half a character)"
    except RecursionError:
        what = "its JSON is nested too deeply"
    return Problem(where=where, what=what, why=_SKIPPED)


def _drafts(item: Item) -> Iterator[Draft | Problem]:
    if is_ninjs(item.value):
        yield from ninjs_drafts(item.value, item.where, item.id)
        return
    keys = _keys(item.value) if isinstance(item.value, dict) else {}
    fault = _shape(item.value, keys)
    if fault is not None:
        yield Problem(where=item.where, what=fault, why=_SKIPPED)
        return
    fields = {"id": item.id}
    for name in _FIELDS:
        value = item.value.get(keys.get(name, name))
        if name == "outlet" and isinstance(value, dict):
            value = value.get("name")
        if isinstance(value, str | int) and not isinstance(value, bool):
            fields[name] = str(value).strip() or fields.get(name, "")
        elif value is not None:
            what = f'"{keys.get(name, name)}" is not a text'
            why = "the report is read without it"
            yield Problem(where=item.where, what=what, why=why, lost=False)
    known = {name: value for name, value in fields.items() if value}
    yield Draft(where=item.where, text=item.value[keys["text"]], **known)


def _keys(value: dict[str, Any]) -> dict[str, str]:
    """Our fields → the keys under which an object has them, by our own name where it is there."""
    keys = [key for key, held in value.items() if held is not None]
    guessed = {field: keys[place] for field, place in places_of(keys, NAMES).items()}
    if guessed.get("id") == "guid":
        del guessed["id"]
    if _is_address(value.get(guessed.get("outlet", ""))):
        # What extractors of web pages call the source is the page.
        guessed.setdefault("url", guessed.pop("outlet"))
    own = (name for name in ("text", *_FIELDS) if name in keys or name in value.keys() - guessed)
    return guessed | {name: name for name in own}


def _is_address(value: Any) -> bool:
    return isinstance(value, str) and value.startswith(("http://", "https://"))


def _shape(value: Any, keys: Mapping[str, str]) -> str | None:
    if not isinstance(value, dict):
        return "it is not a JSON object with the fields of a report"
    if "text" not in keys:
        return 'the report has no "text"'
    return None if isinstance(value[keys["text"]], str) else f'"{keys["text"]}" is not a text'

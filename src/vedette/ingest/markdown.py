"""Front matter of a Markdown file → the fields of its report.

Lines of `key: value` between two lines of `---` (or `key = value` between `+++`), as blogs and
notes have them; no nested values. Below it the text is kept to the character, marks included.
"""

from __future__ import annotations

import re

from vedette.records import Record

_FENCES = ("---", "+++")
_LONGEST = 200
"""Lines of front matter; more is a text between two rules."""
_PAIR = re.compile(r"([A-Za-z][\w-]*)[ \t]*[:=][ \t]*(.*)")
_KEYS = {
    "title": "title",
    "headline": "title",
    "date": "date",
    "published": "date",
    "outlet": "outlet",
    "source": "outlet",
    "publication": "outlet",
    "publisher": "outlet",
    "url": "url",
    "link": "url",
    "canonical": "url",
    "canonical_url": "url",
    "lang": "language",
    "language": "language",
    "id": "id",
    "guid": "guid",
    "modified": "modified",
    "updated": "modified",
    "lastmod": "modified",
}
"""What front matter calls a field → our name for it; of several the first in the file counts."""


class Front(Record, frozen=True, kw_only=True):
    """The fields of a file's front matter, and the text after it."""

    fields: dict[str, str]
    text: str


def front(text: str) -> Front:
    """The front matter of a text. Without any, there are no fields and all of it is text."""
    whole = Front(fields={}, text=text)
    lines = text.split("\n", _LONGEST)
    fence = lines[0].rstrip()
    if fence not in _FENCES:
        return whole
    end = next((n for n, line in enumerate(lines[1:_LONGEST], 1) if line.rstrip() == fence), None)
    pairs = [m for line in lines[1:end] if (m := _PAIR.match(line.rstrip())) is not None]
    if end is None or not pairs:
        return whole
    fields: dict[str, str] = {}
    for pair in pairs:
        name, value = _KEYS.get(pair[1].lower()), _unquoted(pair[2].strip())
        if name is not None and value:
            fields.setdefault(name, value)
    return Front(fields=fields, text="\n".join(lines[end + 1 :]).lstrip("\r\n"))


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value

"""XML bytes → a tree, by lxml with entities, document types and the network off.

A tree is whole in memory, so the size of a file is bounded. What is not well formed is mended as
far as it goes, and said: feeds often are not.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from vedette.ingest.decode import decode
from vedette.records import Problem, Record

LARGEST = 16 * 2**20
"""Bytes of an XML file."""
DEEP = 3
"""Most elements that lie around an item of a feed or a news message."""
_DECLARED = re.compile(rb"<\?xml[^>]{1,100}?encoding\s{0,9}=\s{0,9}[\"']([\w-]{2,20})")


class Tree(Record, frozen=True, kw_only=True):
    """The root element, and the sentences that say what was assumed or mended on the way."""

    root: Any
    told: tuple[Problem, ...] = ()


def parsed(data: bytes, where: str, *, charset: str | None = None) -> Tree | Problem:
    """The tree of an XML file, or why there is none.

    The character set is settled before the parser sees anything, and entities that the file
    defines for itself are refused, whatever they hold.
    """
    from lxml import etree

    match = _DECLARED.match(data[:300].lstrip())
    found = decode(data, where, charset=charset or (match and match[1].decode()) or None)
    if isinstance(found, Problem):
        return found
    parser = etree.XMLParser(
        encoding="utf-8", recover=True, resolve_entities=False, load_dtd=False, no_network=True
    )
    try:
        root = etree.fromstring(found.text.encode().lstrip(), parser)
    except etree.XMLSyntaxError as error:
        return _unread(where, f"it is not XML: {error.msg}")
    if root is None:
        return _unread(where, "it is not XML")
    subset = root.getroottree().docinfo.internalDTD
    if subset is not None and any(True for _ in subset.iterentities()):
        return _unread(where, "it defines entities of its own, which are not read")
    return Tree(root=root, told=(*found.told(where), *_mended(parser, where)))


def text_of(element: Any) -> str:
    """All text in an element, in order, as it stands."""
    return "".join(element.itertext())


def markup_of(element: Any) -> bytes:
    """An element as it is written, in UTF-8; nothing where it lies deeper than items do, since
    items in items in items would be written again and again."""
    from lxml import etree

    if next(islice(element.iterancestors(), DEEP, None), None) is not None:
        return b""
    markup: bytes = etree.tostring(element, encoding="utf-8", with_tail=False)
    return markup


def _mended(parser: Any, where: str) -> tuple[Problem, ...]:
    from lxml import etree

    faults = [e for e in parser.error_log if e.level >= etree.ErrorLevels.ERROR]
    if not faults:
        return ()
    what = f"it is not well-formed XML: line {faults[0].line}: {faults[0].message.strip()}"
    why = "what can be made out is read; something may be missing"
    return (Problem(where=where, what=what, why=why),)


def _unread(where: str, what: str) -> Problem:
    return Problem(where=where, what=what, why="it was not read")

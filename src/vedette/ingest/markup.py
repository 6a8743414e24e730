"""Pieces of marked-up text → plain paragraphs, one a line.

For bodies that are nothing but the text: those of feeds, NewsML-G2 and ninjs. Whole pages, with
menus and the like, are for `html`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

# HTML's and NITF's elements that begin on a line of their own.
_BLOCK_NAMES = (
    "address article aside blockquote body body.content block bq br caption center dd div dl dt"
    " fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hl1 hl2 hr li main nav ol p"
    " pre section table tbody td tfoot th thead tr ul"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_SILENT_NAMES = "script style template noscript iframe svg media object head title"
_SILENT = frozenset(_SILENT_NAMES.split())
_TAG = re.compile(r"<[a-zA-Z!/]")


def plain(markup: str) -> str:
    """The paragraphs of a piece of HTML. A text without tags keeps its lines."""
    if _TAG.search(markup) is None:
        return html.unescape(markup).strip()
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True)
    try:
        root = etree.fromstring(markup.encode("utf-8", "replace"), parser)
    except etree.ParserError:
        return ""
    return "" if root is None else paragraphs(root)


def paragraphs(root: Any) -> str:
    """The text of an lxml element, HTML or NITF, a line for each paragraph."""
    lines = "".join(_pieces(root)).split("\n")
    return "\n".join(line for line in (" ".join(x.split()) for x in lines) if line)


def local(element: Any) -> str:
    """An element's name without its namespace; "" for what is no element (a comment)."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _pieces(root: Any) -> Iterator[str]:
    """Text in order, with a line break at either end of a block; blanks within are as any other."""
    from lxml import etree

    silent = 0
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        name = local(element)
        begins = event == "start"
        if begins and not silent and name in _BLOCKS:
            yield "\n"
        silent += (name in _SILENT) * (1 if begins else -1 if event == "end" else 0)
        if begins and not silent:
            # A name such as &nbsp; that XML does not know is HTML's.
            yield _flat(element.text if name else html.unescape(element.text))
        if not begins and not silent:
            if name in _BLOCKS:
                yield "\n"
            if element is not root:
                yield _flat(element.tail)


def _flat(text: str | None) -> str:
    return (text or "").replace("\n", " ")

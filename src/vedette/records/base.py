"""What all nouns share: frozen, born valid, and written as JSON or MessagePack.

The only file that imports msgspec.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

import msgspec

Span = tuple[int, int]
"""[start, end) in characters of the report's text."""


class Record(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What all nouns share: frozen, compared by value. Type checkers want each to say so again."""


R = TypeVar("R", bound=Record)
T = TypeVar("T")


def change(record: R, **fields: Any) -> R:
    """A copy of a record with some fields set anew; it is checked like a new one."""
    new = msgspec.structs.replace(record, **fields)
    check = getattr(new, "__post_init__", None)
    if check is not None:
        check()
    return new


def encode(value: Any) -> bytes:
    """Records, dicts and lists as JSON bytes (UTF-8, no blanks)."""
    return msgspec.json.encode(value)


def written(json: bytes) -> Any:
    """JSON that is there already, for `encode` to put into its own as it is."""
    return msgspec.Raw(json)


def decode(data: bytes | str) -> Any:
    """JSON into plain dicts and lists. Raises `ValueError` with the place of the fault."""
    return msgspec.json.decode(data)


def pack(value: Any) -> bytes:
    """A record as MessagePack, for a table of the ledger."""
    return msgspec.msgpack.encode(value)


def unpack(data: bytes, kind: type[T]) -> T:
    """The record of a kind that `pack` made. Raises `ValueError` where it is no such record."""
    return msgspec.msgpack.decode(data, type=kind)


def unpacked(data: Iterable[bytes], kind: type[T]) -> Iterator[T]:
    """The same of many."""
    return map(msgspec.msgpack.Decoder(kind).decode, data)


def values(records: Iterable[Record]) -> Iterator[tuple[Any, ...]]:
    """The fields of each record, in the order in which its kind has them."""
    return map(msgspec.structs.astuple, records)


def need_text(what: str, start: int, end: int) -> None:
    if not 0 <= start < end:
        raise ValueError(f"{what} has no text: {start}..{end}")

"""A stream that remembers what was read of it lately, so that a problem can show its bytes."""

from __future__ import annotations

from vedette.ingest.packed import Stream
from vedette.records import KEPT


class Tape:
    """A stream, and the first `KEPT` bytes read of it since the last cut."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._kept = bytearray()
        self._size = 0

    def read(self, size: int, /) -> bytes:
        return self._heard(self._stream.read(size))

    def readline(self, size: int, /) -> bytes:
        return self._heard(self._stream.readline(size))

    def cut(self) -> tuple[bytes, int]:
        """What is remembered, and how many bytes were read; both are forgotten."""
        kept, size = bytes(self._kept), self._size
        self._kept.clear()
        self._size = 0
        return kept, size

    def _heard(self, piece: bytes) -> bytes:
        self._size += len(piece)
        self._kept += piece[: KEPT - len(self._kept)]
        return piece

"""Packed bytes → a stream: gzip files of any number of parts, and the members of a ZIP archive.

Nothing is written to disk and no name in an archive is used as a path. Unpacking goes in bounded
steps and stops where the content grows out of all proportion (a decompression bomb). Faults are
raised as `Packed`, an `OSError`, so that a damaged archive ends like a damaged disk.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol

from vedette.records import Record

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

FREE = 8 * 2**20
"""Bytes that may be unpacked whatever the proportion."""
TIMES = 200
"""Bytes that one packed byte may give beyond that. News packs about 5 to 1, deflate at
most 1,032 to 1."""
DAMAGES = 100
"""Damaged places of one gzip file after which the rest is given up."""
_STEP = 2**16
_PART = re.compile(rb"\x1f\x8b\x08[\x00-\x1f]")


class Stream(Protocol):
    """What readers ask of a source: bytes, and lines of bytes, up to a size."""

    def read(self, size: int, /) -> bytes: ...
    def readline(self, size: int, /) -> bytes: ...


class Packed(OSError):
    """Packed data that cannot be unpacked, or must not be. Its text is a sentence."""


class Joined:
    """A stream with some of its bytes put back before it."""

    def __init__(self, first: bytes, stream: Stream) -> None:
        self._first = io.BytesIO(first)
        self._stream = stream

    def read(self, size: int, /) -> bytes:
        first = self._first.read(size)
        return first + self._stream.read(size - len(first)) if len(first) < size else first

    def readline(self, size: int, /) -> bytes:
        first = self._first.readline(size)
        if first.endswith(b"\n") or len(first) >= size:
            return first
        return first + self._stream.readline(size - len(first))


def _check(packed: int, unpacked: int) -> None:
    """Raises `Packed` for a bomb."""
    if unpacked > FREE and unpacked > TIMES * packed:
        raise Packed(f"it unpacks to more than {TIMES} times its size")


class Gunzip(io.RawIOBase):
    """The content of a gzip stream, its parts one after the other."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._input = b""
        self._unpacker: Any = None
        self._packed = 0
        self._unpacked = 0
        self._damages = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Raises `Packed` for damaged data, and for a bomb."""
        view = memoryview(buffer).cast("B")
        piece = self._piece(len(view))
        view[: len(piece)] = piece
        return len(piece)

    def resume(self) -> bool:
        """Go on at the next part after damage. False where there is none, or too much damage."""
        self._damages += 1
        self._unpacker = None
        self._input = self._input[1:]
        while self._damages <= DAMAGES:
            found = _PART.search(self._input)
            if found is not None:
                self._input = self._input[found.start() :]
                return True
            # A mark may lie across two pieces.
            if not self._fill(keep=self._input[-3:]):
                return False
        return False

    def _piece(self, size: int) -> bytes:
        while self._started():
            try:
                piece: bytes = self._unpacker.decompress(self._input, size)
            except zlib.error as error:
                raise Packed("the gzip data are damaged") from error
            self._unpacked += len(piece)
            _check(self._packed, self._unpacked)
            if self._unpacker.eof:
                self._input, self._unpacker = self._unpacker.unused_data, None
            else:
                self._input = self._unpacker.unconsumed_tail
            if piece:
                return piece
        return b""

    def _started(self) -> bool:
        """Whether there is a part at hand with something to unpack."""
        if self._unpacker is None:
            # Parts may be padded with zeros, as tapes were.
            self._input = self._input.lstrip(b"\0")
            while not self._input:
                if not self._fill():
                    return False
                self._input = self._input.lstrip(b"\0")
            self._unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
        elif not self._input and not self._fill():
            raise Packed("the gzip data end too early")
        return True

    def _fill(self, keep: bytes = b"") -> bool:
        piece = self._stream.read(_STEP)
        self._packed += len(piece)
        self._input = keep + piece
        return bool(piece)


class Member(Record, frozen=True, kw_only=True):
    """One file of an archive: a stream, or the sentence that says why there is none."""

    name: str
    stream: Any = None
    fault: str | None = None


# What zipfile raises on bytes that are no archive, beside its own exception.
_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OverflowError,
    RuntimeError,
    ValueError,
)
# bzip2 and LZMA unpack in steps that nothing bounds.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 1


def members(stream: BinaryIO) -> Iterator[Member]:
    """The files of a ZIP archive in its order, each to be read before the next is asked for.

    Folders, hidden files and a Mac's own notes are left out. Raises `Packed` for what is no
    archive.
    """
    try:
        size = stream.seek(0, io.SEEK_END)
        archive = zipfile.ZipFile(stream)
    except _FAULTS as error:
        raise Packed("it is not a ZIP archive that can be read") from error
    with archive:
        ration = _Ration(size)
        for info in archive.infolist():
            if not info.is_dir() and not _hidden(info.filename):
                yield _member(archive, info, ration)


def is_office(stream: BinaryIO) -> bool:
    """Whether a ZIP archive is an office document or an e-book, by the member that says so."""
    stream.seek(0)
    head = stream.read(4096)
    return any(mark in head for mark in (b"[Content_Types].xml", b"mimetypeapplication/"))


def _hidden(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return any(part.startswith((".", "__MACOSX")) for part in parts if part != "..")


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, ration: _Ration) -> Member:
    if info.flag_bits & _ENCRYPTED:
        return Member(name=info.filename, fault="it is encrypted")
    if info.compress_type not in _METHODS:
        return Member(name=info.filename, fault="it is packed in a way that is not read")
    try:
        inner = archive.open(info)
    except _FAULTS:
        return Member(name=info.filename, fault="its place in the archive is damaged")
    return Member(name=info.filename, stream=io.BufferedReader(_Unzip(inner, ration)))


class _Ration:
    """What all members of an archive may unpack to, since two may share their packed bytes."""

    def __init__(self, packed: int) -> None:
        self.packed = packed
        self.unpacked = 0


class _Unzip(io.RawIOBase):
    def __init__(self, inner: Any, ration: _Ration) -> None:
        self._inner = inner
        self._ration = ration

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        view = memoryview(buffer).cast("B")
        try:
            piece = self._inner.read(len(view))
        except _FAULTS as error:
            raise Packed("the packed data are damaged") from error
        self._ration.unpacked += len(piece)
        _check(self._ration.packed, self._ration.unpacked)
        view[: len(piece)] = piece
        return len(piece)

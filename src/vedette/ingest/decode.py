"""Bytes → text: magic numbers, byte order marks, UTF-8, then a stated guess.

Reads no compressed, office or PDF file; it says what they are.
"""

from __future__ import annotations

import codecs
import re

from vedette.records import Problem, Record

_MAGIC = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x7fELF", "a program"),
)
# UTF-32 stands first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Pages that say "ISO-8859-1" are written in Windows-1252 (WHATWG Encoding Standard, section 4.2).
_LABELS = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252"}
# Python knows codecs that a stranger must not choose ("unicode_escape", "idna").
_CHARSETS = re.compile(
    r"(windows-|cp)125\d|iso-?8859-\d+|latin-?1|us-ascii|utf-?(16|32)([lb]e)?|koi8-[ru]"
    r"|macintosh|gb(2312|k|18030)|big5|shift_jis|euc-(jp|kr)"
)
_WESTERN = 0.2
"""English in a one-byte code has far fewer bytes above 127 than one in five."""


class Decoded(Record, frozen=True, kw_only=True):
    """A text and, where its encoding had to be assumed, the sentence that says so."""

    text: str
    assumed: str | None = None

    def told(self, where: str) -> tuple[Problem, ...]:
        """The assumption as a problem; nothing is lost by it."""
        if self.assumed is None:
            return ()
        what = f"the text is not valid UTF-8; it was taken for {self.assumed}"
        why = "the report is read; some letters may be wrong"
        return (Problem(where=where, what=what, why=why, lost=False),)


def decode(data: bytes, where: str, *, charset: str | None = None) -> Decoded | Problem:
    """The text of bytes, without a byte order mark. `charset` is what their sender declared.

    A Problem where they are no text. Wrong guesses are possible where UTF-8 fails: they are said.
    """
    for magic, name in _MAGIC:
        if data.startswith(magic):
            return _not_text(where, f"the file is {name}, not text")
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _strict(data, codec) or _guess(data)
    if b"\0" in data:
        return _not_text(where, "the file is binary, not text: it holds NUL bytes")
    return _strict(data, "utf-8") or _declared(data, charset) or _guess(data)


def _not_text(where: str, what: str) -> Problem:
    return Problem(where=where, what=what, why="it was not read")


def _strict(data: bytes, codec: str) -> Decoded | None:
    try:
        return Decoded(text=data.decode(codec))
    except UnicodeDecodeError:
        return None


def _declared(data: bytes, charset: str | None) -> Decoded | None:
    label = (charset or "").strip().lower()
    return _strict(data, _LABELS.get(label, label)) if _CHARSETS.fullmatch(label) else None


def _guess(data: bytes) -> Decoded:
    """Damaged UTF-8, else a language's own code page, else Windows-1252, in this order."""
    patched = data.decode("utf-8", "replace")
    holes = patched.count("\N{REPLACEMENT CHARACTER}")
    sound = sum(map(str.isalpha, filter(lambda c: not c.isascii(), patched)))
    if sound > holes:
        return Decoded(
            text=patched, assumed=f"damaged UTF-8, with {holes} bad places marked \ufffd"
        )
    if sum(byte > 127 for byte in data[:10_000]) > _WESTERN * len(data[:10_000]):
        return _foreign(data)
    return _western(data)


def _foreign(data: bytes) -> Decoded:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:50_000]).best()
    name = "cp1252" if best is None else best.encoding
    found = _strict(data, name)
    return _western(data) if found is None else Decoded(text=found.text, assumed=name)


def _western(data: bytes) -> Decoded:
    # Five bytes mean nothing in Windows-1252; Latin-1 takes all 256.
    found = _strict(data, "cp1252") or Decoded(text=data.decode("latin-1"))
    return Decoded(text=found.text, assumed="Windows-1252")

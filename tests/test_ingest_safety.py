"""The door: bombs, entities, names that are paths, damage, and what it costs."""

from __future__ import annotations

import gzip
import io
import os
import tracemalloc
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from vedette.ingest import ingest
from vedette.ingest.packed import FREE, Gunzip, Joined, Packed
from vedette.records import Problem, Report

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

BODY = "The crews of both ships came home on Friday, the port authority said."


def read(*sources: str, data: bytes = b"") -> tuple[list[Report], list[Problem]]:
    found = list(ingest(sources or ["-"], stdin=io.BytesIO(data)))
    return (
        [x for x in found if isinstance(x, Report)],
        [x for x in found if isinstance(x, Problem)],
    )


def zipped(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def packed_line(megabytes: int) -> bytes:
    """Blank lines, as JSON lines may have them."""
    packer = zlib.compressobj(wbits=zlib.MAX_WBITS | 16)
    return (
        b"".join(packer.compress(b" " * 999_999 + b"\n") for _ in range(megabytes)) + packer.flush()
    )


def test_a_gzip_bomb_is_given_up_without_filling_the_memory(tmp_path: Path) -> None:
    path = tmp_path / "bomb.jsonl.gz"
    path.write_bytes(packed_line(100))
    tracemalloc.start()
    reports, problems = read(str(path))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (reports, [p.what for p in problems]) == (
        [], ["it cannot be read: it unpacks to more than 200 times its size"]
    )  # fmt: skip
    assert peak < 2**24


def test_a_zip_bomb_is_given_up_and_so_is_what_shares_its_ration(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    lines = b" " * (FREE - 1_000)
    path.write_bytes(zipped(("a.txt", BODY.encode()), ("b.jsonl", lines), ("c.jsonl", lines)))
    reports, problems = read(str(path))
    assert [r.id for r in reports] == ["a"]
    assert [(p.where, p.what) for p in problems] == [
        (f"{path}: b.jsonl", "there is no report in it"),
        (f"{path}: c.jsonl", "it cannot be read: it unpacks to more than 200 times its size"),
    ]


def test_a_page_in_a_web_archive_that_is_a_bomb_is_skipped() -> None:
    body = gzip.compress(b"<html>" + b" " * 50_000_000)
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"
    reports, problems = read(data=record(head + body) + page())
    assert [r.id for r in reports] == ["https://x.example/a"]
    assert [p.what for p in problems] == [
        "the record of https://x.example/a cannot be unpacked: it unpacks to more than 200 times"
        " its size"
    ]


def record(block: bytes, *, length: int | None = None) -> bytes:
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://x.example/a\r\n"
        f"Content-Length: {len(block) if length is None else length}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def page(said: str = BODY) -> bytes:
    text = f"<html><article><p>{said}</p><p>{said} They slept.</p></article></html>"
    return record(f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{text}".encode())


WARCS = [
    (b"junk\r\n" + page(), "there are bytes that are no record"),
    (record(b"not HTTP") + page(), "the record of https://x.example/a holds no HTTP answer"),
    (record(b"x", length=900) + page(), "the record of https://x.example/a is cut short"),
    (b"WARC/1.0\r\nContent-Length: many\r\n\r\n" + page(), "the record's head is damaged"),
    (b"WARC/1.0\r\n" + b"a: b\r\n" * 300 + page(), "the record's head is damaged"),
    (record(b"x", length=20_000_000), "the record of https://x.example/a is larger than"),
    (record(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: br\r\n\r\nabc")
     + page(), "the record of https://x.example/a cannot be unpacked: it is packed as br"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "what"), WARCS, ids=range(len(WARCS)))
def test_a_broken_record_costs_itself_only(tmp_path: Path, data: bytes, what: str) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n" + data)
    reports, problems = read(str(path))
    assert problems[0].what.startswith(what)
    assert len(reports) == data.endswith(page())


def test_damage_in_a_packed_web_archive_costs_one_record() -> None:
    pages = [gzip.compress(page(f"{BODY} Ship {n}.")) for n in range(4)]
    pages[1] = pages[1][:40] + b"\xff" * 60 + pages[1][100:]
    reports, problems = read(data=b"".join(pages))
    assert [r.text.split("Ship ")[1][0] for r in reports] == ["0", "2", "3"]
    assert [p.what for p in problems] == ["the gzip data are damaged"]


def test_a_gzip_file_cut_short_gives_what_comes_before() -> None:
    line = b'{"text": "' + BODY.encode() + b'"}\n'
    data = gzip.compress(b"".join(line.replace(b"Friday", os.urandom(9).hex().encode())
                                  for _ in range(2_000)))  # fmt: skip
    reports, problems = read(data=data[: len(data) // 2])
    assert len(reports) > 500
    assert [p.what for p in problems] == ["it cannot be read: the gzip data end too early"]


ENTITIES = [
    '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><rss>&b;</rss>',
    '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><item>&a;</item></rss>',
    '<!DOCTYPE newsItem [<!ENTITY % a SYSTEM "http://127.0.0.1:9/a.dtd"> %a;]><newsItem/>',
    '<!DOCTYPE rss [<!ENTITY a "x">]><rss b="&a;"/>',
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("text", ENTITIES)
def test_entities_of_a_file_s_own_are_refused(tmp_path: Path, text: str, encoding: str) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(text.encode(encoding))
    reports, problems = read(str(path))
    assert (reports, [p.what for p in problems]) == (
        [], ["it defines entities of its own, which are not read"]
    )  # fmt: skip


def test_a_document_type_without_entities_is_no_fault() -> None:
    old = (
        '<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN"'
        ' "http://127.0.0.1:9/rss-0.91.dtd"><rss><channel><item><description>'
    )
    reports, problems = read(data=f"{old}{BODY}</description></item></channel></rss>".encode())
    assert ([r.text for r in reports], problems) == ([BODY], [])


SLIPS = ["../../slip.txt", "/tmp/slip.txt", "..\\..\\slip.txt", "C:\\slip.txt", "a/../../slip.txt"]


@pytest.mark.parametrize("name", SLIPS)
def test_a_member_s_name_is_never_a_path(tmp_path: Path, name: str) -> None:
    path = tmp_path / "in" / "slip.zip"
    path.parent.mkdir()
    path.write_bytes(zipped((name, BODY.encode())))
    reports, problems = read(str(path))
    assert ([r.id for r in reports], problems) == (["slip"], [])
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["in", "slip.zip"]


def encrypted() -> bytes:
    data = bytearray(zipped(("a.txt", BODY.encode()), ("b.txt", BODY.encode())))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


def squeezed() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("a.txt", BODY)
    return out.getvalue()


ZIPS = [
    (zipped(("a.zip", zipped(("b.txt", b"b"))), ("c.txt", BODY.encode())), 1,
     "it is an archive in an archive, which is not opened"),
    (encrypted(), 1, "it is encrypted"),
    (squeezed(), 0, "it is packed in a way that is not read"),
    (zipped(("[Content_Types].xml", b"<a/>")), 0, "the file is an office document, not text"),
    (b"PK\x03\x04rest", 0, "it cannot be read: it is not a ZIP archive that can be read"),
    (zipped(("a.txt", b"nul \0 byte"), ("b.txt", BODY.encode())), 1, "the file is binary"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "count", "what"), ZIPS, ids=range(len(ZIPS)))
def test_a_member_that_is_not_read_costs_itself_only(data: bytes, count: int, what: str) -> None:
    reports, problems = read(data=data)
    assert len(reports) == count
    assert [p.what[: len(what)] for p in problems] == [what]


NULS = [
    b'{"text": "' + BODY.encode() + b' \\u0000"}',
    b"text,id\n" + BODY.encode() + b"\0,a\n",
    b"WARC/1.0\0",
    b"<rss><item><description>\0</description></item></rss>",
]


@pytest.mark.parametrize("data", NULS)
def test_nul_bytes_are_refused_wherever_they_stand(data: bytes) -> None:
    reports, problems = read(data=data)
    assert reports == []
    assert problems


def test_a_field_that_no_ledger_could_keep_is_left_out() -> None:
    line = '{"text": "%s", "title": "a\\u0000b", "id": "%s", "outlet": "X"}'
    (report,), problems = read(data=(line % (BODY, "i" * 2_001)).encode())
    assert (report.title, report.id, report.outlet) == (None, "stdin, line 1", "X")
    assert [p.what.split(" holds")[0] for p in problems] == ["the id", "the title"]
    assert not any(p.lost for p in problems)


CHARSETS = [
    '<?xml version="1.0" encoding="utf-7"?>',
    '<?xml version="1.0" encoding="unicode_escape"?>',
    '<?xml version="1.0" encoding="utf-16"?>',
    '<?xml version="1.0" encoding="iso-8859-1"?>',
]


@pytest.mark.parametrize("head", CHARSETS)
def test_a_declared_character_set_is_not_believed_against_the_bytes(head: str) -> None:
    item = f"<rss><item><description>+ADw- Łódź \\x41 {BODY}</description></item></rss>"
    (report,), problems = read(data=f"{head}{item}".encode())
    assert report.text.startswith("+ADw- Łódź \\x41 The crews")
    assert problems == []


class Endless(io.RawIOBase):
    """The same packed record again and again."""

    def __init__(self) -> None:
        self.left = self.one = gzip.compress(page())
        self.taken = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        view = memoryview(buffer).cast("B")
        piece = self.left[: len(view)]
        view[: len(piece)] = piece
        self.left = self.left[len(piece) :] or self.one
        self.taken += len(piece)
        return len(piece)


def test_a_web_archive_is_read_as_it_comes() -> None:
    source = Endless()
    found = ingest(["-"], stdin=io.BufferedReader(source))
    assert [type(next(found)) for _ in range(3)] == [Report] * 3
    assert source.taken < 10**6


def test_bytes_put_back_come_first() -> None:
    joined = Joined(b"ab\nc", io.BytesIO(b"d\ne"))
    assert [joined.readline(9), joined.read(1), joined.readline(9), joined.read(9)] == [
        b"ab\n", b"c", b"d\n", b"e"
    ]  # fmt: skip


def test_padding_between_parts_is_passed_over_and_other_bytes_are_damage() -> None:
    parts = gzip.compress(b"a") + b"\0" * 600 + gzip.compress(b"b") + b"\0" * 9
    assert Gunzip(io.BytesIO(parts)).read() == b"ab"
    with pytest.raises(Packed, match="damaged"):
        Gunzip(io.BytesIO(parts + b"tail")).read()

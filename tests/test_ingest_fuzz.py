"""Whatever bytes come in from outside, each parser answers with records, and soon.

A run of the tests is short; `make fuzz` sets VEDETTE_FUZZ to the number of examples of each test.
"""

from __future__ import annotations

import datetime
import gzip
import io
import json
import os
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vedette.feeds.manners import LONGEST_WAIT, asked_wait
from vedette.ingest import Answer
from vedette.ingest.answer import Form
from vedette.ingest.dates import day, moment
from vedette.ingest.opened import Opened, drafts
from vedette.ingest.text import Defaults, Draft, reports
from vedette.records import Problem, Report

FILES = Path(__file__).parent / "ingest_files"
FEW = settings(
    max_examples=int(os.environ.get("VEDETTE_FUZZ", "60")),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
PER_MEGABYTE = 2.0
"""Seconds of the processor; a small input may take as much."""


def zipped(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.write(FILES / name, name)
    return out.getvalue()


def sample(name: str) -> bytes:
    return (FILES / name).read_bytes()


SEEDS: dict[Form, list[bytes]] = {
    "markdown": [sample("note.md")],
    "html": [sample("article.html")],
    "xml": [sample(n) for n in ("rss.xml", "atom.xml", "rdf.xml", "newsml.xml")],
    "csv": [sample("table.csv"), sample("table.tsv"), "text,a\nb,c\n".encode("utf-16")],
    "jsonl": [sample("ninjs.jsonl")],
    "json": [sample("ninjs.jsonl").splitlines()[0]],
    "warc": [gzip.decompress(sample("news.warc.gz"))],
    "gzip": [sample("news.warc.gz"), gzip.compress(sample("rss.xml"))],
    "zip": [zipped("note.md", "rss.xml", "table.csv")],
}
SPLICES = st.sampled_from(
    [b"\0", b"\xff\xfe", b"\x1f\x8b\x08\0", b"PK\x01\x02", b"PK\x05\x06", b'"', b"'", b"<", b">",
     b"&", b"]]>", b"<![CDATA[", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"<?xml version='1.0'?>", b"\n",
     b"\r\n\r\nWARC/1.0\r\n", b"Content-Length: 99999999999\r\n", b"Transfer-Encoding: chunked\r\n",
     b"{", b"[", b"\\ud800", b"---\n", b"null", b"1e999", b"<newsItem>", b"<item>", b"</item>",
     b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b",", b"\t", b"http://[", b"\x01", b"\xe2\x80\xa8"]
)  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn, seeds: list[bytes]) -> bytes:
    """A sample with pieces put in, taken out, doubled, or cut off; or any bytes at all."""
    data = draw(st.sampled_from(seeds))
    for _ in range(draw(st.integers(0, 5))):
        at = draw(st.integers(0, len(data)))
        to = min(len(data), at + draw(st.integers(0, 60)))
        piece = draw(SPLICES | st.binary(max_size=8))
        head, tail = data[:at], data[to:]
        ways = [head + piece + data[at:], head + tail, head + piece + tail, data[:to] + data[at:]]
        data = draw(st.sampled_from([*ways, head]))
    return data if draw(st.integers(0, 9)) else draw(st.binary(max_size=300))


def made(data: bytes, form: Form | None) -> list[Report | Problem]:
    """All that comes of some bytes, checked."""
    began = time.process_time()
    opened = Opened(where="it", id="it", stream=io.BytesIO(data), form=form)
    out: list[Report | Problem] = []
    for draft in drafts(opened):
        out += [draft] if isinstance(draft, Problem) else reports(draft, Defaults())
    assert time.process_time() - began < PER_MEGABYTE * max(1, len(data) / 1e6)
    for x in out[:1_000]:
        assert isinstance(x, Report | Problem)
        json.dumps(str(x)).encode()
        if isinstance(x, Report):
            x.text.encode()
            assert "\0" not in f"{x.text}{x.title}{x.outlet}{x.url}{x.id}"
    return out


@pytest.mark.parametrize("form", SEEDS)
@pytest.mark.parametrize("named", [True, False], ids=["named", "unnamed"])
def test_damaged_bytes_give_records_and_never_an_exception(form: Form, named: bool) -> None:
    made(SEEDS[form][0], form)

    @FEW
    @given(damaged(SEEDS[form]))
    def check(data: bytes) -> None:
        assert made(data, form if named else None)

    check()


MEGABYTE = 1_000_000
RSS = b"<rss><channel><item><description>"
LONG: dict[str, tuple[Form, bytes]] = {
    "feed of items": ("xml", b"<rss><channel>" + b"<item><title>T</title></item>" * 33_000),
    "feed never closed": ("xml", b"<rss><channel>" + b"<item>" * 160_000),
    "deep": ("xml", RSS + b"<b>" * 330_000),
    "angles": ("xml", RSS + b"<" * MEGABYTE),
    "ampersands": ("xml", RSS + b"&" * MEGABYTE),
    "quotes": ("xml", b"<rss a='" + b"'" * MEGABYTE),
    "attributes": ("xml", b"<rss " + b"".join(b"a%d='' " % n for n in range(80_000)) + b"/>"),
    "same attributes": ("xml", b"<rss " + b"a='b' " * 160_000 + b">"),
    "spaces of names": ("xml", b"<rss " + b"".join(b"xmlns:a%d='b' " % n for n in range(60_000))),
    "processing": ("xml", b"<rss>" + b"<?a?>" * 200_000),
    "comments": ("xml", b"<!--" * 250_000),
    "markup in a feed": ("xml", RSS + b"<![CDATA[" + b"<p>a<b>" * 140_000 + b"]]>"),
    "escaped markup": ("xml", RSS + b"&lt;p&gt;" * 110_000),
    "doctypes": ("xml", b"<!DOCTYPE " * 100_000),
    "newsml": ("xml", b"<newsMessage>" + b"<newsItem/>" * 90_000 + b"</newsMessage>"),
    "newsml in itself": ("xml", b"<newsMessage>" + b"<newsItem>" * 200 + b"<a/>" * 200_000),
    "paragraphs": ("html", b"<html><p>" + b"<p>word word" * 9_990),
    "divisions": ("html", b"<html>" + b"<div class='article-body'>x</div>" * 9_990),
    "page of tags": ("html", b"<html>" + b"<p>" * 330_000),
    "page of one word": ("html", b"<html><p>" + b"a" * MEGABYTE),
    "page of blanks": ("html", b"<html><p>" + b" " * MEGABYTE),
    "page of angles": ("html", b"<html>" + b"<" * MEGABYTE),
    "lists of lists": ("jsonl", b"[" * MEGABYTE),
    "many lines": ("jsonl", b"{}\n" * 20_000),
    "open quotes": ("csv", b"text,a\n" + b'"a\n' * 330_000),
    "open quote": ("csv", b'text,a\n"' + (b"a" * 99 + b"\n") * 9_900),
    "double quotes": ("csv", b'text,a\n"\n' + b'""\n' * 330_000),
    "wide": ("csv", b"text," + b"a," * 490_000),
    "long line": ("csv", b"text,a\n" + b"a" * MEGABYTE),
    "front matter": ("markdown", b"---\n" + b"a: b\n" * 199_000),
    "rules": ("markdown", b"---\n" * 250_000),
    "heads": ("warc", b"WARC/1.0\r\n" * 100_000),
    "records": ("warc", b"WARC/1.0\r\nContent-Length: 0\r\n\r\n" * 30_000),
    "junk": ("warc", b"a\n" * 500_000),
    "parts": ("gzip", gzip.compress(b"") * 50_000),
    "part marks": ("gzip", gzip.compress(b"WARC/1.0\r\n") + b"\x1f\x8b\x08\x00" * 250_000),
    "members": ("zip", b""),
}


def many_members() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for n in range(9_000):
            archive.writestr(f"{n}.txt", "")
    return out.getvalue()


MADE: dict[str, Callable[[], bytes]] = {"members": many_members}


@pytest.mark.parametrize("name", LONG)
def test_a_megabyte_made_to_be_slow_is_not(name: str) -> None:
    form, data = LONG[name]
    made(MADE[name]() if name in MADE else data, form)


def test_any_draft_gives_a_report_or_says_why_not() -> None:
    text = st.text(max_size=40)

    @FEW
    @given(text, st.none() | text, st.none() | text, st.none() | text)
    def check(body: str, title: str | None, date: str | None, language: str | None) -> None:
        draft = Draft(where="w", id="i", text=body, title=title, date=date, language=language)
        assert list(reports(draft, Defaults()))

    check()


DATES = st.lists(
    st.sampled_from(
        ["Mon, ", "28 ", "Oct ", "2024 ", "2024-10-28", "T", "08:00:00", "08:00", " ", "GMT", "Z",
         "+0200", "-0000", "+23:59", "+99999999999999", "-99999", "99999999999999999999 ", "0 ",
         "0001-01-01", "9999-12-31", "31 Dec 9999 ", "1 Jan 1 ", ", ", "-", "+", ".", "²", "(a"]
    )
    | st.text(max_size=3),
    max_size=9,
).map("".join)  # fmt: skip


def test_any_words_for_a_date_are_a_day_a_time_or_nothing() -> None:
    now = datetime.datetime(2024, 10, 28, tzinfo=datetime.UTC)

    @FEW
    @given(DATES)
    def check(words: str) -> None:
        for found in (day(words), moment(words)):
            assert found is None or datetime.datetime.fromisoformat(found)
        wait = Answer(wait=words)
        assert 0 <= asked_wait(wait, now) <= LONGEST_WAIT

    check()

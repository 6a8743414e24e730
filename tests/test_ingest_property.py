"""Whatever the text, ingest answers with records, and the text is not touched."""

from __future__ import annotations

import io
import json

from hypothesis import example, given, settings
from hypothesis import strategies as st

from vedette.ingest import ingest, report_of
from vedette.records import Problem, Report

FRAGMENTS = st.sampled_from(
    ["KYIV, ", "Oct 28", " 2024", " (Reuters) ", "- ", " — ", "By Jane Roe", "\n", "\n\n", "\r\n",
     "Source: ", "FOR IMMEDIATE RELEASE", "Published: ", "said", " ", ".", "/TASS/", "February 30"]
)  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(FRAGMENTS | st.text(max_size=5)).map("".join))
FEW = settings(max_examples=150, deadline=None)


def check(found: Report | Problem, text: str) -> None:
    if isinstance(found, Problem):
        return
    assert found.text == text
    for span in (found.dateline, found.byline, found.credit):
        assert span is None or 0 <= span[0] < span[1] <= len(text)


@FEW
@given(TEXTS)
@example("\ud800")
@example("KYIV, Oct 28 (Reuters) - a\r\n\r\n")
def test_any_text_gives_a_report_or_a_problem(text: str) -> None:
    check(report_of(text), text)


@FEW
@given(TEXTS)
def test_any_text_in_a_json_line_comes_back_as_it_went(text: str) -> None:
    line = json.dumps({"text": text}).encode()
    (found,) = ingest(["-"], stdin=io.BytesIO(line))
    check(found, text)


@FEW
@given(st.binary() | TEXTS.map(lambda text: text.encode("utf-8")))
@example(b"\x1f\x8b")
@example(b"\xff\xfe\x00")
@example(b"<html>\xff")
@example(b'{"a":1}')
def test_any_bytes_give_records_and_never_an_exception(data: bytes) -> None:
    found = list(ingest(["-"], stdin=io.BytesIO(data)))
    assert found
    assert all(isinstance(x, Report | Problem) for x in found)

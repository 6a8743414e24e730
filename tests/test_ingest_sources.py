"""Files, folders, standard input and JSON lines: what is read, and what is said of the rest."""

from __future__ import annotations

import io
import itertools
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from vedette.ingest import LONGEST, Defaults, Fetched, ingest
from vedette.ingest.jsonl import LONGEST_LINE
from vedette.records import Problem, Report

FILES = Path(__file__).parent / "ingest_files"
BODY = "The two sides met on Monday and agreed to meet again, the ministry said in a note."


def parts(found: Iterator[Report | Problem]) -> tuple[list[Report], list[Problem]]:
    everything = list(found)
    return (
        [x for x in everything if isinstance(x, Report)],
        [x for x in everything if isinstance(x, Problem)],
    )


def read_bytes(data: bytes, **given: str) -> tuple[list[Report], list[Problem]]:
    return parts(ingest(["-"], Defaults(**given), stdin=io.BytesIO(data)))


TEXTS = [
    (BODY.encode(), BODY),
    (b"\xef\xbb\xbf" + BODY.encode(), BODY),
    (BODY.encode("utf-16"), BODY),
    (BODY.encode("utf-32"), BODY),
    (f"{BODY}\r\n\r\n  {BODY}\r".encode(), f"{BODY}\r\n\r\n  {BODY}\r"),
    (f"\n\n{BODY}\u2028é".encode(), f"\n\n{BODY}\u2028é"),
]


@pytest.mark.parametrize(("data", "text"), TEXTS)
def test_a_text_is_kept_to_the_character_but_for_its_byte_order_mark(
    data: bytes, text: str
) -> None:
    reports, problems = read_bytes(data)
    assert [(r.id, r.text, r.language) for r in reports] == [("stdin", text, "en")]
    assert problems == []


GUESSED = [
    ("£5m “aid” for Kyiv. ".encode("cp1252"), "£5m “aid” for Kyiv. ", "Windows-1252"),
    (b"caf\xe9 \x81 " + BODY.encode(), "café \x81 " + BODY, "Windows-1252"),
    ("“Łódź” ".encode() + b"\xff " + BODY.encode(), "“Łódź” \ufffd " + BODY, "damaged UTF-8"),
]


@pytest.mark.parametrize(("data", "text", "assumed"), GUESSED)
def test_bytes_that_are_not_utf_8_are_read_with_a_word_of_warning(
    data: bytes, text: str, assumed: str
) -> None:
    reports, problems = read_bytes(data)
    assert [r.text for r in reports] == [text]
    assert len(problems) == 1
    assert assumed in problems[0].what
    assert "the report is read" in problems[0].why


REFUSED = [
    (b"", "the report is empty"),
    (b" \n ", "the report is blank"),
    (b"%PDF-1.7\n...", "the file is a PDF, not text"),
    (b"\x89PNG\r\n\x1a\n\0\0", "the file is a PNG image, not text"),
    (b"some\0bytes", "the file is binary, not text: it holds NUL bytes"),
    (b"word " * 4_000_000, "it is larger than 2,000,004 bytes; the limit for one report is"),
    (b"word " * 100_001, "the report has 500,005 characters; the limit is 500,000"),
    ("Президент заявил в понедельник".encode(), "the report is in Russian (ru)"),
    ("Президент заявил в понедельник, что правительство не признает результаты выборов "
     "и созовет парламент в четверг".encode("cp1251"), "the report is in Russian (ru)"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "what"), REFUSED, ids=range(len(REFUSED)))
@pytest.mark.parametrize("name", ["report.txt", "report.md", "report", "report.dat"])
def test_a_file_that_is_no_report_is_a_problem_whatever_its_name(
    tmp_path: Path, name: str, data: bytes, what: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    reports, problems = parts(ingest([str(path)]))
    assert reports == []
    assert problems[-1].what.startswith(what)
    assert (problems[-1].where, problems[-1].why) == (str(path), "it was not read")


def test_one_bad_source_does_not_stop_the_rest(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(BODY)
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    sources = ["missing.txt", "loop.txt", "nul\0.txt", "good.txt"]
    reports, problems = parts(ingest([str(tmp_path / name) for name in sources]))
    assert [r.id for r in reports] == ["good"]
    assert [p.what.split(":")[0] for p in problems] == [
        "there is no such file",
        "it cannot be opened",
        "it cannot be opened",
    ]


class Failing(io.BytesIO):
    """A stream that breaks after its first line."""

    def readline(self, size: int | None = -1, /) -> bytes:
        line = super().readline(size)
        if not line:
            raise OSError(5, "Input/output error")
        return line


def test_a_stream_that_breaks_costs_only_what_was_not_yet_read() -> None:
    stream = Failing(json.dumps({"text": BODY}).encode() + b"\n")
    reports, problems = parts(ingest(["-", "missing.txt"], stdin=stream))
    assert [r.text for r in reports] == [BODY]
    assert [(p.where, p.what) for p in problems] == [
        ("stdin", "it cannot be read: Input/output error"),
        ("missing.txt", "there is no such file"),
    ]


def test_a_folder_is_read_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ["b.txt", "a.txt", ".hidden.txt", "sub/c.txt", ".git/d.txt", "sub/a.txt"]:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(BODY)
    (tmp_path / "sub/back").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "empty").mkdir()
    reports, problems = parts(ingest([str(tmp_path), str(tmp_path / "empty")]))
    assert [r.id for r in reports] == ["a", "b", "a-2", "c"]
    assert [p.what for p in problems] == ["the folder holds no files"]


def test_a_file_name_that_is_not_utf_8_still_makes_an_id_that_can_be_written(
    tmp_path: Path,
) -> None:
    path = tmp_path / "caf\udce9.txt"
    path.write_text(BODY)
    reports, _ = parts(ingest([str(path)]))
    assert [r.id for r in reports] == ["caf\ufffd"]


IDS = [
    (["a", "a", "a"], ["a", "a-2", "a-3"]),
    (["a-2", "a", "a"], ["a-2", "a", "a-3"]),
    (["a", "a", "a-2"], ["a", "a-2", "a-2-2"]),
    ([None, None, 7], ["stdin", "stdin-2", "7"]),
]


@pytest.mark.parametrize(("given", "expected"), IDS)
def test_ids_are_unique_within_a_run(given: list[object], expected: list[str]) -> None:
    lines = [json.dumps({"id": i, "text": BODY}) for i in given]
    reports, problems = read_bytes("\n".join(lines).encode())
    assert [r.id for r in reports] == expected
    assert problems == []


LINES = f"""\
{{"id": "one", "title": "Talks", "text": "{BODY}", "date": "2024-10-29T08:00:00Z", "outlet": "X", \
"url": "https://x.example/1", "score": 3}}
{{"text": "{BODY}", "date": "yesterdayish"}}
{{"text": "{BODY}"

["text"]
{{"title": "no text"}}
{{"text": 5}}
{{"text": ""}}
{{"text": "half \\ud800"}}
{{"text": "{BODY}", "title": ["a"], "date": null}}
"""


@pytest.mark.parametrize("name", ["r.jsonl", "r.ndjson", "-"])
def test_a_bad_line_is_named_and_the_rest_is_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(LINES)
    source = "-" if name == "-" else str(path)
    with path.open("rb") as stdin:
        reports, problems = parts(ingest([source], Defaults(date="2020-01-01"), stdin=stdin))
    first = reports[0]
    assert (first.id, first.title, first.date) == ("one", "Talks", "2024-10-29")
    assert (first.outlet, first.url) == ("X", "https://x.example/1")
    assert [(r.text, r.date) for r in reports[1:]] == [(BODY, "2020-01-01")] * 2
    assert [(p.where.rpartition(" ")[2], p.what.split(":")[0]) for p in problems] == [
        ("2", "the date 'yesterdayish' is not a day"),
        ("3", "it is not JSON"),
        ("5", "it is not a JSON object with the fields of a report"),
        ("6", 'the report has no "text"'),
        ("7", '"text" is not a text'),
        ("8", "the report is empty"),
        ("9", "it is not JSON"),
        ("10", '"title" is not a text'),
    ]
    assert "lone surrogate" in problems[6].what


JSON = [
    ({"text": BODY}, [BODY], []),
    ([{"text": BODY}, {"text": BODY + "!"}], [BODY, BODY + "!"], []),
    ([{"text": BODY}, 3], [BODY], [", item 2"]),
    ([], [], [""]),
    (3, [], [""]),
]


@pytest.mark.parametrize(("value", "texts", "wheres"), JSON)
@pytest.mark.parametrize("indent", [None, 1])
def test_a_json_file_holds_one_report_or_a_list(
    tmp_path: Path, value: object, texts: list[str], wheres: list[str], indent: int | None
) -> None:
    path = tmp_path / "r.json"
    path.write_text(json.dumps(value, indent=indent))
    reports, problems = parts(ingest([str(path)]))
    assert [r.text for r in reports] == texts
    assert [p.where for p in problems] == [f"{path}{where}" for where in wheres]


def test_json_on_standard_input_is_known_by_its_first_line() -> None:
    for value in ({"text": BODY}, [{"text": BODY}]):
        for indent in (None, 1):
            reports, _ = read_bytes(json.dumps(value, indent=indent).encode())
            assert [r.text for r in reports] == [BODY]


BAD_JSON = [
    (b"", "there is no report in it"),
    (b"\n\n", "there is no report in it"),
    (b"[" * 100_000, "its JSON is nested too deeply"),
    (b'{"text": "' + b"a" * LONGEST_LINE + b'"}', "the line is longer than 33,554,432 bytes"),
]


@pytest.mark.parametrize(("data", "what"), BAD_JSON, ids=range(len(BAD_JSON)))
def test_a_json_lines_file_of_nonsense_is_a_problem(tmp_path: Path, data: bytes, what: str) -> None:
    path = tmp_path / "r.jsonl"
    path.write_bytes(data)
    reports, problems = parts(ingest([str(path)]))
    assert (reports, [p.what for p in problems]) == ([], [what])


def test_json_lines_are_read_one_at_a_time() -> None:
    line = json.dumps({"text": BODY}).encode() + b"\n"
    taken = 0

    class Endless(io.BytesIO):
        def readline(self, size: int | None = -1, /) -> bytes:
            nonlocal taken
            taken += 1
            return line

    found = ingest(["-"], stdin=Endless())
    first = [x.id for x in itertools.islice(found, 3) if isinstance(x, Report)]
    assert first == ["stdin", "stdin-2", "stdin-3"]
    assert taken <= 5


PAGE_TEXT = """\
Harbour talks resume in Varna

VARNA, Oct 28 (Reuters) - Delegates from the two coasts met on Monday for the first time since \
the ferry was seized in August, the port authority said.
They agreed to exchange the crews before the end of the week, according to a note that both \
sides signed in the presence of a mediator.
Neither delegation would say whether the ships themselves would be returned, and a spokesman \
declined to name a date for the next meeting."""


def of_file(page: bytes, tmp_path: Path) -> Iterator[Report | Problem]:
    path = tmp_path / "page.html"
    path.write_bytes(page)
    return ingest([str(path)])


def of_stdin(page: bytes, tmp_path: Path) -> Iterator[Report | Problem]:
    return ingest(["-"], stdin=io.BytesIO(page))


def of_address(page: bytes, tmp_path: Path) -> Iterator[Report | Problem]:
    def fetch(url: str) -> Fetched:
        return Fetched(url=url, body=page, form="html")

    return ingest(["https://euxine.example/?p=7"], fetch=fetch)


@pytest.mark.parametrize("source", [of_file, of_stdin, of_address])
def test_a_page_becomes_title_and_paragraphs_with_its_metadata(
    source: Callable[[bytes, Path], Iterator[Report | Problem]], tmp_path: Path
) -> None:
    page = (FILES / "article.html").read_bytes()
    reports, problems = parts(source(page, tmp_path))
    assert problems == []
    (report,) = reports
    assert report.text == PAGE_TEXT
    assert report.title == "Harbour talks resume in Varna"
    assert (report.date, report.outlet) == ("2024-10-28", "The Euxine Courier")
    assert report.url == "https://euxine.example/2024/harbour-talks"
    assert report.dateline is not None
    assert (report.quote(report.dateline), report.kind) == ("VARNA, Oct 28 (Reuters)", "wire")


def test_a_page_says_its_own_character_set() -> None:
    page = (FILES / "article.html").read_text().replace("utf-8", "iso-8859-1")
    page = page.replace("mediator", "médiateur €5")
    reports, problems = read_bytes(page.encode("cp1252"))
    assert "médiateur €5" in reports[0].text
    assert problems == []


PAGES = [
    ((FILES / "menu.html").read_bytes(), "no article was found in the page"),
    (b"<html></html>", "no article was found in the page"),
    (b"<html>" + b"<div>" * 9_000, "no article was found in the page"),
    (b"<html>" + b"<div>" * 50_000, "the page has 50,001 tags; the limit is 10,000"),
    (b"not a page at all", "no article was found in the page"),
    (b"", "no article was found in the page"),
    (b"%PDF-1.4", "the file is a PDF, not text"),
    (b"<p>" * 4_000_000, "it is larger than 10,000,000 bytes"),
]


@pytest.mark.parametrize(("page", "what"), PAGES, ids=range(len(PAGES)))
def test_a_page_without_an_article_is_a_problem(tmp_path: Path, page: bytes, what: str) -> None:
    reports, problems = parts(of_file(page, tmp_path))
    assert reports == []
    assert [p.what[: len(what)] for p in problems] == [what]


def test_defaults_fill_only_what_nothing_else_says() -> None:
    reports, _ = read_bytes(BODY.encode(), title="T", outlet="O", date="2024-10-28")
    assert (reports[0].title, reports[0].outlet, reports[0].date) == ("T", "O", "2024-10-28")
    line = json.dumps({"text": BODY, "title": "t", "outlet": "o", "date": "2020-01-01"})
    reports, _ = read_bytes(line.encode(), title="T", outlet="O", date="2024-10-28")
    assert (reports[0].title, reports[0].outlet, reports[0].date) == ("t", "o", "2020-01-01")


def test_other_schemes_are_not_read() -> None:
    reports, problems = parts(ingest(["file:///etc/passwd", "ftp://x.example/a"]))
    assert reports == []
    assert [p.what.split(":")[0] for p in problems] == [
        "file addresses are not read",
        "ftp addresses are not read",
    ]


def test_a_fetched_text_keeps_its_address() -> None:
    def fetch(url: str) -> Fetched:
        return Fetched(url=f"{url}/final", body="£".encode("cp1252"), form="text", charset="latin1")

    reports, problems = parts(ingest(["HTTP://x.example"], fetch=fetch))
    assert problems == []
    assert [(r.id, r.url, r.text) for r in reports] == [
        ("HTTP://x.example", "HTTP://x.example/final", "£")
    ]


def test_one_string_for_a_list_of_sources_is_a_fault_of_the_caller() -> None:
    with pytest.raises(TypeError, match="list"):
        ingest("report.txt")


def test_the_longest_report_is_read() -> None:
    text = ("word " * (LONGEST // 5))[:LONGEST]
    reports, _ = read_bytes(text.encode())
    assert len(reports[0].text) == LONGEST


def test_the_files_of_a_folder_that_may_only_be_listed_are_told_as_closed(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("nothing is closed to root")
    (tmp_path / "shut").mkdir()
    (tmp_path / "shut" / "a.txt").write_text(BODY)
    (tmp_path / "shut").chmod(0o400)
    (problem,) = ingest([str(tmp_path)])
    assert isinstance(problem, Problem)
    assert problem.what == "it cannot be opened: Permission denied"

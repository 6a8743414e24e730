"""The forms beside text, pages and JSON: what each gives, and what is said of the rest."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest

from vedette.ingest import Fetched, ingest
from vedette.ingest.feed import feed_items
from vedette.ingest.table import columns_of
from vedette.ingest.xml import Tree, parsed
from vedette.records import WITHDRAWAL, Problem, Report

FILES = Path(__file__).parent / "ingest_files"
BODY = "The crews of both ships came home on Friday, the port authority said."


def split(found: list[Report | Problem]) -> tuple[list[Report], list[Problem]]:
    return (
        [x for x in found if isinstance(x, Report)],
        [x for x in found if isinstance(x, Problem)],
    )


def read(name: str) -> tuple[list[Report], list[Problem]]:
    return split(list(ingest([str(FILES / name)])))


def piped(data: bytes, columns: dict[str, str] | None = None) -> tuple[list[Report], list[Problem]]:
    return split(list(ingest(["-"], stdin=io.BytesIO(data), columns=columns)))


def quoted(report: Report, name: str) -> str | None:
    span = getattr(report, name)
    return None if span is None else report.quote(span)


def test_front_matter_gives_the_fields_and_is_no_part_of_the_text() -> None:
    (report,), problems = read("note.md")
    assert problems == []
    assert report.text.startswith("Delegates from the two coasts met on **Monday** for")
    assert (report.title, report.date) == ("Harbour talks resume in Varna", "2024-10-28")
    assert report.outlet == "The Euxine Courier"


PLAIN = [
    f"---\n{BODY}\n---\n",
    f"---\ntitle: never closed\n\n{BODY}",
    f"--- \n\n---\n{BODY}",
    f"title: no rule above\n---\n{BODY}",
]


@pytest.mark.parametrize("text", PLAIN)
def test_rules_around_other_lines_are_text(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.md"
    path.write_text(text)
    (report,), problems = split(list(ingest([str(path)])))
    assert (report.text, problems) == (text, [])


def test_an_rss_item_keeps_source_byline_language_and_address() -> None:
    (full, brief), (none,) = read("rss.xml")
    assert (full.id, full.url) == ("euxine-7", "https://euxine.example/2024/harbour-talks")
    assert (full.outlet, full.date, full.language) == ("The Euxine Courier", "2024-10-28", "en-GB")
    assert quoted(full, "credit") == "Source: Meridian Wire"
    assert quoted(full, "byline") == "By Ines Valkova"
    assert full.text.splitlines()[4:6] == [
        "Delegates from the two coasts met on Monday for the first time since the ferry was seized"
        " in August, the port authority said.",
        "They agreed to exchange the crews before the end of the week.",
    ]
    assert full.title == "Harbour talks resume in Varna"
    assert quoted(brief, "byline") == "By Night desk"
    assert brief.text.endswith("came home on Friday morning, the port authority said.")
    assert (none.what, none.lost) == ("the item has no text of its own", True)


def test_atom_and_rdf_feeds_are_read_too() -> None:
    (first, second), problems = read("atom.xml")
    assert problems == []
    assert first.text == (
        "Ferry Odessos released\n\nBy Harbour master\n\nThe ferry was released on Saturday.\n"
        "It will sail on Monday, the port authority said."
    )
    assert (first.date, first.url) == ("2024-11-02", "https://port.example/2024/12")
    assert quoted(second, "credit") == "Source: Coast guard notices"
    assert "ships < 40 m until" in second.text
    (third,), problems = read("rdf.xml")
    assert problems == []
    assert (third.outlet, third.date) == ("Strait Times", "2024-10-27")


PAGE = (FILES / "article.html").read_bytes()
FEED = f"""<rss><channel><title>Feed</title><item><title>One</title><link>one</link>
<description>{BODY}</description></item><item><title>Two</title><link>/two</link></item>
<item><title>Three</title><link>three</link></item></channel></rss>""".encode()


def web(url: str) -> Fetched | Problem:
    name = url.removeprefix("https://x.example/")
    if name == "feed":
        return Fetched(url=url, body=FEED, form="xml")
    if name == "two":
        return Fetched(url=url, body=PAGE, form="html")
    if name == "three":
        return Fetched(url=url, body=FEED, form="xml")
    return Problem(where=url, what="the server answers 404", why="it was not read")


def test_links_of_a_feed_are_followed_only_when_asked() -> None:
    reports, problems = split(list(ingest(["https://x.example/feed"], fetch=web)))
    assert [r.url for r in reports] == ["https://x.example/one"]
    assert [p.what for p in problems] == ["the item has no text of its own"] * 2
    reports, problems = split(list(ingest(["https://x.example/feed"], fetch=web, links=True)))
    assert [(r.id, r.outlet) for r in reports] == [
        ("https://x.example/one", "Feed"),
        ("https://x.example/two", "The Euxine Courier"),
    ]
    assert [(p.what, p.lost) for p in problems] == [
        ("the server answers 404", False),
        ("it is no page", True),
    ]


def test_a_broken_feed_gives_what_can_be_made_out() -> None:
    reports, problems = piped((FILES / "rss.xml").read_bytes().replace(b"</description>", b"", 1))
    assert "euxine-7" in [r.id for r in reports]
    assert problems[0].what.startswith("it is not well-formed XML: line ")


@pytest.mark.parametrize("field", ["description", "title", "category"])
def test_of_items_in_items_each_has_its_own_words(field: str) -> None:
    """Where an end is missing all that follows lies in the item before; it is read once."""
    words = [f"Crew {n} came home on Friday, the port authority said." for n in range(60)]
    other = "guid" if field == "description" else "description"
    items = "".join(f"<item><{other}>{w}</{other}><{field}>{w}" for w in words)
    ends = f"</{field}></item>" * len(words)
    feed = f"<rss><channel><title>Strait Post{items}{ends}</title></channel></rss>"
    reports, problems = piped(feed.encode())
    assert problems == []
    assert [r.text.count("Crew") for r in reports] == [1 + (field == "title")] * len(words)
    assert {r.outlet for r in reports} == {"Strait Post"}


def test_a_feed_of_a_name_without_end_is_not_kept_with_each_item() -> None:
    feed = f"<rss><channel><title>{'Strait ' * 9_000}</title>"
    long = f"{feed}<item><description>{BODY}</description></item></channel></rss>"
    tree = parsed(long.encode(), "feed")
    assert isinstance(tree, Tree)
    (item,) = feed_items(tree.root, "feed", "feed")
    assert len(item.piece.outlet or "") < 3_000
    (report,), (told,) = piped(long.encode())
    assert (report.outlet, told.what[:10]) == (None, "the outlet")


def test_newsml_text_items_keep_dateline_byline_and_credit() -> None:
    (first, back, last), problems = read("newsml.xml")
    assert first.id == "urn:newsml:meridian.example:20241028:harbour"
    assert (first.outlet, first.date, first.language) == ("Meridian Wire", "2024-10-28", "en-GB")
    assert first.url == "https://meridian.example/harbour"
    assert quoted(first, "dateline") == "VARNA, Oct 28"
    assert quoted(first, "byline") == "By Ines Valkova"
    assert quoted(first, "credit") == "Source: Euxine News Agency"
    assert first.text.count("\n") == 7
    assert last.text.endswith("\n\nThe crews of both ships came home on Friday.")
    name = "urn:newsml:meridian.example:20241028:false"
    assert (back.kind, back.guid, back.text) == (WITHDRAWAL, name, f"canceled: {name}")
    assert [(p.what, p.lost) for p in problems] == [
        ("it is picture, not text", False),
        ("its publisher has it canceled", False),
    ]


@pytest.mark.parametrize("packed", [False, True])
def test_ninjs_of_every_version_is_known_by_its_names(packed: bool) -> None:
    data = (FILES / "ninjs.jsonl").read_bytes()
    if packed:
        data = json.dumps([json.loads(line) for line in data.splitlines()]).encode()
    found, problems = piped(data)
    reports = [r for r in found if r.kind != WITHDRAWAL]
    assert [r.text for r in found if r not in reports] == ["canceled: urn:meridian:5"]
    assert [(r.title, r.date, r.language) for r in reports] == [
        ("Harbour talks resume in Varna", "2024-10-28", language)
        for language in ("en", "en-GB", "en")
    ]
    assert [quoted(r, "credit") for r in reports] == ["Source: Euxine News Agency"] * 3
    assert "Monday,\nthe port" in reports[0].text
    assert "Monday,\nthe port" in reports[2].text
    assert (reports[0].outlet, reports[0].url) == (
        "Meridian Wire",
        "https://meridian.example/harbour-1",
    )
    assert [(p.what, p.lost) for p in problems] == [
        ("it is picture, not text", False),
        ("its publisher has it canceled", False),
        ("the item has no text", True),
    ]


def test_columns_are_guessed_by_their_names() -> None:
    (first, second), problems = read("table.csv")
    assert problems == []
    assert (first.id, first.title, first.date) == ("7", "Harbour talks, again", "2024-10-28")
    assert first.text.endswith('said.\n\nThey "agreed" to exchange the crews.')
    assert (second.id, second.outlet) == ("8", "The Euxine Courier")
    (third,), problems = read("table.tsv")
    assert problems == []
    assert (third.id, third.title, third.date) == ("a1", "Crews come home", "2024-11-01")


def test_columns_are_those_the_caller_names() -> None:
    table = f"a;b;body\n{BODY};2024-11-01;x\n".encode()
    (report,), _ = piped(table, columns=columns_of("text=a, date=b"))
    assert (report.text, report.date) == (BODY, "2024-11-01")
    reports, problems = piped(table, columns=columns_of("text=story"))
    assert reports == []
    assert problems[0].what == "there is no column 'story'; there are 'a', 'b', 'body'"


def test_a_table_without_a_text_says_which_columns_it_has(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("one,two\n1,2\n")
    reports, (problem,) = split(list(ingest([str(path)])))
    assert reports == []
    assert problem.what == (
        "none of its columns is known as a report's text; there are 'one', 'two'"
    )
    assert "--columns text=NAME" in problem.why


MAPPINGS = ["text", "text=", "story=a"]


@pytest.mark.parametrize("words", MAPPINGS)
def test_a_mapping_that_is_none_is_said(words: str) -> None:
    with pytest.raises(ValueError, match=r"is not of the form|is no field"):
        columns_of(words)


def test_a_bad_row_is_named_and_the_rest_is_read() -> None:
    rows = [
        b"id,text",
        b"1," + BODY.encode(),
        b'2,"an open quote',
        b"3," + BODY.encode(),
        b"4",
        b"5,caf\xe9 " + BODY.encode(),
        b"6,nul \0 " + BODY.encode(),
        b"7," + BODY.encode(),
    ]
    reports, problems = piped(b"\n".join(rows))
    assert [r.id for r in reports] == ["1", "3", "5", "7"]
    assert reports[2].text.startswith("café ")
    assert [(p.where, p.what.split(":")[0][:40]) for p in problems] == [
        ("stdin, line 3", "the row has a quote that is never closed"),
        ("stdin, line 5", "the row has 1 columns, and the text is i"),
        ("stdin, line 6", "the text is not valid UTF-8; it was take"),
        ("stdin, line 7", "the file is binary, not text"),
    ]


def test_a_table_out_of_a_spreadsheet_in_utf_16_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_bytes(f"text\tdate\r\n{BODY} Łódź\t2024-11-01\r\n".encode("utf-16"))
    (report,), problems = split(list(ingest([str(path)])))
    assert (report.text, report.date, problems) == (f"{BODY} Łódź", "2024-11-01", [])


def test_a_web_archive_gives_its_pages_with_the_day_they_were_fetched() -> None:
    (first, second), problems = read("news.warc.gz")
    assert problems == []
    assert (first.id, first.url) == (
        "https://euxine.example/?p=7",
        "https://euxine.example/2024/harbour-talks",
    )
    assert (first.date, first.outlet) == ("2024-10-28", "The Euxine Courier")
    assert (second.title, second.date) == ("Two boats held", "2024-10-30")
    unpacked = gzip.decompress((FILES / "news.warc.gz").read_bytes())
    assert [r.id for r in piped(unpacked)[0]] == [first.id, second.id]


def test_a_zip_is_read_member_by_member_each_by_its_own_name(tmp_path: Path) -> None:
    path = tmp_path / "desk.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("note.md", "rss.xml", "table.csv", "article.html"):
            archive.write(FILES / name, f"in/{name}")
        archive.writestr("in/.hidden", BODY)
        archive.writestr("__MACOSX/._note.md", BODY)
    for source, stdin in ((str(path), None), ("-", io.BytesIO(path.read_bytes()))):
        reports, problems = split(list(ingest([source], stdin=stdin)))
        assert [r.id for r in reports] == [
            "note", "euxine-7", "https://euxine.example/2024/crews", "7", "8", "article"
        ]  # fmt: skip
        assert [p.where.rpartition(": ")[2] for p in problems] == ["in/rss.xml, item 3"]


@pytest.mark.parametrize("name", ["rss.xml", "note.md", "table.csv", "ninjs.jsonl"])
def test_a_packed_file_is_read_like_its_content(tmp_path: Path, name: str) -> None:
    path = tmp_path / f"{name}.gz"
    path.write_bytes(gzip.compress((FILES / name).read_bytes()))
    assert [r for r in ingest([str(path)]) if isinstance(r, Report)] == read(name)[0]


UNNAMED = ["rss.xml", "atom.xml", "rdf.xml", "newsml.xml", "note.md", "table.csv", "article.html"]


@pytest.mark.parametrize("name", UNNAMED)
def test_a_form_is_known_without_its_name(name: str) -> None:
    named = [r.text for r in read(name)[0]]
    assert [r.text for r in piped((FILES / name).read_bytes())[0]] == named


def test_reports_known_to_be_older_are_left_out() -> None:
    found = list(ingest([str(FILES / "table.csv"), "-"], since="2024-10-30",
                        stdin=io.BytesIO(BODY.encode())))  # fmt: skip
    assert [x.id for x in found if isinstance(x, Report)] == ["8", "stdin"]


def test_a_tag_decides_the_language_only_where_the_text_is_too_short() -> None:
    head = "<rss><channel><language>de-AT</language>"
    item = head + "<item><description>{}</description></item></channel></rss>"
    reports, problems = piped(item.format("Ein Boot sank.").encode())
    assert (reports, problems[0].what) == (
        [], "the report is in German (de); Vedette reads English"
    )  # fmt: skip
    reports, _ = piped(item.format(f"{BODY} {BODY}").encode())
    assert [r.language for r in reports] == ["en"]


CHANGED = [
    ("a.atom", '<feed xmlns="http://www.w3.org/2005/Atom"><title>W</title><entry><id>tag:7</id>'
     "<updated>2024-03-05T12:00:00+02:00</updated><published>2024-03-05T09:00:00Z</published>"
     "<title>Harbour shelled</title><content>Rebels shelled the harbour on Monday.</content>"
     "</entry></feed>", "tag:7", "2024-03-05T10:00:00+00:00"),
    ("a.jsonl", '{"text": "Rebels shelled the harbour on Monday.", "guid": "7",'
     ' "modified": "2024-03-05"}', "7", "2024-03-05"),
    ("a.csv", "text,last_modified\nRebels shelled the harbour on Monday.,2024-03-05 10:00:00\n",
     None, "2024-03-05T10:00:00+00:00"),
    ("a.md", "---\nguid: 7\nupdated: 2024-03-05T10:00Z\n---\nRebels shelled the harbour.\n", "7",
     "2024-03-05T10:00:00+00:00"),
    ("a.html", '<html><head><meta content="2024-03-05T10:00:00Z" property="article:modified_time">'
     "</head><body><article><h1>Harbour</h1><p>Rebels shelled the harbour of the old town on"
     " Monday, the army said, and many boats burned.</p></article></body></html>", None,
     "2024-03-05T10:00:00+00:00"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "guid", "modified"), CHANGED, ids=[c[0] for c in CHANGED])
def test_a_report_says_what_its_article_is_called_and_when_it_was_changed(
    tmp_path: Path, name: str, text: str, guid: str | None, modified: str
) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    (report,) = ingest([str(path)])
    assert isinstance(report, Report)
    assert (report.guid, report.modified) == (guid, modified)


TOLD = "Rebels shelled the harbour of the old town on Monday, the army said."
ADDRESS = "https://example.org/harbour"
OTHERS = {
    "a service": {
        "source": {"id": None, "name": "Lakeside Courier"}, "title": "Harbour shelled",
        "url": ADDRESS, "publishedAt": "2024-03-05", "content": TOLD,
    },
    "an extractor": {
        "source": ADDRESS, "sitename": None, "text": TOLD, "title": "Harbour shelled",
        "date": "2024-03-05", "id": None,
    },
    "an archive": {
        "headline": "Harbour shelled", "body": TOLD, "published": "2024-03-05",
        "media_name": "Lakeside Courier", "text": None, "link": ADDRESS,
    },
}  # fmt: skip


@pytest.mark.parametrize("name", OTHERS)
def test_an_object_is_read_by_the_names_that_others_give_its_fields(name: str) -> None:
    reports, problems = piped(json.dumps(OTHERS[name]).encode())
    (report,) = reports
    assert problems == []
    assert report.text.endswith(TOLD)
    assert report.title == "Harbour shelled"
    assert (report.date, report.url) == ("2024-03-05", ADDRESS)
    assert report.outlet == (None if name == "an extractor" else "Lakeside Courier")

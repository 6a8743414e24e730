"""A ledger's events in the formats of the field, each read back by somebody else's reader."""

from __future__ import annotations

import csv
import datetime
import io
import json
import sys
import tracemalloc
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import click.testing
import duckdb
import geojson
import prov.model
import pyarrow.parquet
import pytest
import stix2
import stix2validator
from postgresql import New

from vedette.cli import main
from vedette.export.entries import to_row
from vedette.export.files import FORMATS, cameo, parquet, polecat, stix
from vedette.export.files.cells import harmless
from vedette.export.files.columns import COLUMNS
from vedette.ledger import Ledger, Wanted
from vedette.ledger.flat import flat
from vedette.records import Entry, Flat, Place, When, change

ROOT = Path(__file__).parent.parent
HOSTILE = '=HYPERLINK("http://evil")'
NASTY = "a;b\tc\r\n\"d\" 'e' \u202eright\u200f \U0001f985 الخرطوم\x00\x1b[2J"
"""What a name must not break: separators, line ends, quotes, directions, controls."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """The harbour's reports in a ledger."""
    from test_ledger import harbour

    with Ledger(tmp_path_factory.mktemp("desk") / "desk.db") as found:
        for reading in harbour():
            found.add(reading)
        yield found


@pytest.fixture(scope="module")
def entries(desk: Ledger) -> list[Entry]:
    """All events; one has a place, names that are hostile, and days that are open on one side."""
    found = list(desk.entries())
    shelling = next(e for e in found if e.event.mode == "heavy-weapons")
    first, second, *others = shelling.entities
    place = Place(
        name="Nkhata Bay", lat=-11.6, lon=34.3, country="MWI", admin1="Northern Region",
        gazetteer_id="geonames:925475", precision="town", reason="the only one",
    )  # fmt: skip
    bad = change(
        shelling,
        event=change(shelling.event, place=place, actors=(first.id,), recipients=(second.id,)),
        entities=(change(first, name=HOSTILE), change(second, name=NASTY), *others),
    )
    opened = change(
        found[-1], event=change(found[-1].event, when=When(start="2026-03-13", end=None,
                                                           precision="day", raw="since Friday"))
    )  # fmt: skip
    return [bad if e is shelling else opened if e is found[-1] else e for e in found]


def write(form: str, entries: Iterable[Entry], desk: Ledger, out: Any) -> None:
    """Entries in a format, as rows where it is of rows."""
    events: Iterator[Any] = map(flat, entries) if FORMATS[form].flat else iter(entries)
    FORMATS[form].write(events, desk.reading, out)


Written = Callable[[str], bytes]


@pytest.fixture(scope="module")
def written(desk: Ledger, entries: list[Entry]) -> Written:
    """A format's name → the entries in it."""

    def run(form: str) -> bytes:
        out = io.BytesIO()
        write(form, entries, desk, out)
        return out.getvalue()

    return run


def shelling(entries: list[Entry]) -> Entry:
    return next(e for e in entries if e.event.place is not None)


def test_jsonl_is_the_contract(written: Written, entries: list[Entry]) -> None:
    lines = written("jsonl").decode().splitlines()
    assert [json.loads(line) for line in lines] == [to_row(e, {}) for e in entries]


def test_csv_has_a_row_an_event_and_no_formula(written: Written, entries: list[Entry]) -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv").decode(), newline="")))
    assert [r["event_id"] for r in rows] == [e.event.id for e in entries]
    one = next(r for r in rows if r["place_name"])
    assert one["actor_names"] == "'" + HOSTILE
    assert one["recipient_names"].startswith("a,b\tc")
    assert not {"\u202e", "\x00", "\x1b"} & set(one["recipient_names"])
    assert {"\u200f", "\N{EAGLE}"} < set(one["recipient_names"])
    assert (one["latitude"], one["longitude"]) == ("-11.6", "34.3")
    assert (one["killed_low"], one["killed_best"], one["killed_high"]) == ("3.0", "", "")
    assert one["contexts"] == "military; health; natural_resources"
    assert (rows[-1]["start_date"], rows[-1]["end_date"]) == ("2026-03-13", "")
    for row in rows:
        assert not any(v[:1] in set("=+@\t\r\n") for v in row.values())


def test_parquet_has_types_that_two_readers_agree_on(
    written: Written, entries: list[Entry], tmp_path: Path
) -> None:
    path = tmp_path / "events.parquet"
    path.write_bytes(written("parquet"))
    ours = {e.event.id: e for e in entries}
    rows = pyarrow.parquet.read_table(path).to_pylist()
    assert [r["event_id"] for r in rows] == list(ours)
    for r in rows:
        assert r["contexts"] == list(ours[r["event_id"]].event.contexts)
    one = next(r for r in rows if r["place_name"])
    assert (one["actor_names"], one["recipient_names"]) == ([HOSTILE], [NASTY])
    found = duckdb.execute(
        f"select type, latitude, start_date, killed_low, len(reports) from '{path}' "
        "where country = 'MWI' and start_date >= date '2026-03-01'"
    ).fetchall()
    assert found == [("ASSAULT", -11.6, datetime.date(2026, 3, 9), 3.0, 5)]


def test_parquet_is_written_a_group_at_a_time(
    entries: list[Entry], desk: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet, "GROUP", 6)
    out = io.BytesIO()
    parquet.write(map(flat, entries), desk.reading, out)
    read = pyarrow.parquet.ParquetFile(out)
    groups = [read.metadata.row_group(n).num_rows for n in range(read.num_row_groups)]
    assert groups == [6, 6, 6, len(entries) - 18]


def test_a_missing_package_is_named(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    told = run("--format", "parquet", "--ledger", place)
    assert told.exit_code == 2
    assert "pip install 'vedette[parquet]'" in " ".join(told.stderr.split())


def tabbed(path: Path, data: bytes) -> list[dict[str, str]]:
    """Rows of a tab-separated table, as DuckDB reads them."""
    path.write_bytes(data)
    found = duckdb.execute(
        f"select * from read_csv('{path}', delim='\t', header=true, all_varchar=true)"
    )
    names = [d[0] for d in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def test_polecat_has_its_40_columns(written: Written, entries: list[Entry], tmp_path: Path) -> None:
    rows = tabbed(tmp_path / "events.txt", written("polecat"))
    assert (*rows[0],) == polecat.HEADER
    assert len(rows[0]) == 40
    assert [r["Event ID"] for r in rows] == [e.event.id for e in entries]
    one = next(r for r in rows if r["Placename"] != "None")
    wanted = {
        "Event Date": "2026-03-09", "Event Type": "ASSAULT", "Event Mode": "heavy-weapons",
        "Intensity": "-9.3", "Quad Code": "MATERIAL CONFLICT",
        "Contexts": "military; health; natural_resources", "Actor Name": "'" + HOSTILE,
        "Actor Country": "TZA", "Actor COW": "510", "Primary Actor Sector": "MIL",
        "Actor Title": "None", "Recipient COW": "553", "Placename": "Nkhata Bay",
        "City": "Nkhata Bay", "Province": "Northern Region", "Country": "MWI",
        "GeoNames ID": "925475", "Raw Placename": "Nkhata Bay", "Feature Type": "town",
        "Source": "Zambezi Morning Post", "Publication Date": "2026-03-10",
    }  # fmt: skip
    assert {k: one[k] for k in wanted} == wanted
    assert one["Recipient Name"].startswith("a,b c \"d\" 'e'")
    assert all(value for r in rows for value in r.values())
    assert "negation" not in {r["Contexts"] for r in rows}
    planned = next(r for r, e in zip(rows, entries, strict=True) if e.event.status == "future")
    assert planned["Contexts"].endswith("future")


def test_cameo_has_a_row_a_dyad(written: Written, entries: list[Entry], tmp_path: Path) -> None:
    rows = tabbed(tmp_path / "events.tsv", written("cameo"))
    assert (*rows[0],) == cameo.HEADER
    assert {r["GLOBALEVENTID"].partition("/")[0] for r in rows} == {
        e.event.id for e in entries if e.event.cameo is not None
    }
    pairs = [max(1, len(e.event.actors)) * max(1, len(e.event.recipients)) for e in entries]
    assert len(rows) == sum(pairs)
    one = next(r for r in rows if r["ActionGeo_FullName"])
    wanted = {
        "SQLDATE": "20260309", "MonthYear": "202603", "Year": "2026", "FractionDate": "2026.2712",
        "Actor1Code": "TZAMIL", "Actor1CountryCode": "TZA", "Actor1Type1Code": "MIL",
        "Actor2Code": "MWI", "EventCode": "194", "EventRootCode": "19", "QuadClass": "4",
        "GoldsteinScale": "-9.3", "NumMentions": "9", "NumArticles": "5", "AvgTone": None,
        "ActionGeo_Type": "4", "ActionGeo_FullName": "Nkhata Bay, Northern Region, MWI",
        "ActionGeo_Lat": "-11.6", "DATEADDED": "20260312000000",
    }  # fmt: skip
    assert {k: one[k] for k in wanted} == wanted
    several = [r for r in rows if "/" in r["GLOBALEVENTID"]]
    assert several
    assert len({r["GLOBALEVENTID"] for r in rows}) == len(rows)


def objects(data: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in data.splitlines()]


def test_ngec_has_its_keys_and_its_spans_hold(
    written: Written, entries: list[Entry], desk: Ledger
) -> None:
    rows = objects(written("ngec"))
    assert [r["id"] for r in rows] == [e.event.id for e in entries]
    spans = 0
    for r in rows:
        for each in (x for found in r["attributes"].values() for x in found):
            if "qa_start_char" in each:
                span = slice(each["qa_start_char"], each["qa_end_char"])
                assert r["event_text"][span] == each["text"]
                spans += 1
    assert spans > len(rows)
    one = next(r for r in rows if r["event_geolocation"]["geo"])
    assert one["attributes"]["ACTOR"][0]["country_name"] == "Tanzania"
    assert one["attributes"]["ACTOR"][0]["code_1"] == "MIL"
    assert one["attributes"]["LOC"][0]["text"] == "Nkhata Bay"
    assert one["event_geolocation"]["geo"]["geonameid"] == "925475"
    assert (one["date_resolved"], one["date_raw"]) == ("2026-03-09", "Monday")
    assert one["vedette"]["grade"]["credibility"] == 4
    undated = next(r for r, e in zip(rows, entries, strict=True) if e.event.when is None)
    assert undated["date_resolved"] == undated["pub_date"]
    assert "publication date" in undated["date_raw"]


PLOVER_FIELDS = {
    "id", "has_event", "date", "time", "enddate", "endtime", "source", "recipient", "event",
    "event_loc", "event_text", "quad_code", "event_scale", "mode", "context", "link", "text",
    "text_info", "cite_info", "coder", "coded_date", "coded_time", "comment", "vedette",
}  # fmt: skip
"""The manual's table "PLOVER JSON", and our block."""


def test_plover_has_no_field_that_the_manual_lacks(written: Written, entries: list[Entry]) -> None:
    rows = objects(written("plover"))
    assert [r["id"] for r in rows] == [e.event.id for e in entries]
    for r in rows:
        assert set(r) <= PLOVER_FIELDS
        assert {"id", "date", "source", "event"} <= set(r)
        datetime.date.fromisoformat(r["date"])
        start, end = r["text_info"]["start"], r["text_info"]["end"]
        assert 0 <= start < end
    one = next(r for r in rows if "event_loc" in r)
    assert one["source"] == [{"code": "TZA", "sector": "MIL", "actor_text": HOSTILE}]
    assert one["recipient"][0]["actor_text"] == NASTY
    assert one["event_loc"] == {
        "geonameid": 925475, "name": "Nkhata Bay", "latitude": -11.6, "longitude": 34.3,
        "country code": "MW", "cc3": "MWI",
    }  # fmt: skip
    assert (one["quad_code"], one["event_scale"]) == (4, -9.3)
    assert {f["best"] for f in one["vedette"]["figures"] if f["role"] == "killed"} == {4.0, 3.0}
    planned = next(r for r in rows if r["vedette"]["status"] == "future")
    assert "future" in planned["context"]


def test_geojson_is_valid(written: Written, entries: list[Entry]) -> None:
    found = geojson.loads(written("geojson"))
    assert found.is_valid, found.errors()
    assert [f.id for f in found.features] == [e.event.id for e in entries]
    placed = [f for f in found.features if f.geometry is not None]
    assert [list(geojson.utils.coords(f)) for f in placed] == [[(34.3, -11.6)]]
    assert placed[0].properties["recipient_names"] == [NASTY]
    assert placed[0].properties["start_date"] == "2026-03-09"


def bundle(data: bytes) -> dict[str, Any]:
    """Objects of a STIX bundle by id, after two readers have found no fault in it."""
    options = stix2validator.ValidationOptions(version="2.1", disabled="uuid-check")
    told = stix2validator.validate_string(data.decode(), options)
    assert told.is_valid, told.errors
    # Best practice wants random ids; ours must be the same each time.
    assert [w for w in told.warnings if "UUIDv4" not in str(w)] == []
    objects = stix2.parse(data.decode(), version="2.1").get("objects", [])
    assert len({o.id for o in objects}) == len(objects)
    return {o.id: o for o in objects}


def test_stix_is_valid_and_every_reference_is_there(written: Written, entries: list[Entry]) -> None:
    found = bundle(written("stix"))
    kinds = Counter(o.type for o in found.values())
    assert kinds["incident"] == kinds["report"] == len(entries)
    assert kinds["opinion"] == sum(len(e.claims) for e in entries)
    assert kinds["location"] == kinds["relationship"] == 1
    for o in found.values():
        refs = [*o.get("object_refs", []), o.get("created_by_ref"), o.get("target_ref")]
        assert all(r in found for r in refs if r is not None)
        assert o.created <= o.modified


def test_stix_has_the_grade_as_confidence_and_tag(written: Written, entries: list[Entry]) -> None:
    found = bundle(written("stix")).values()
    graded = {o.external_references[0].external_id: o for o in found if o.type == "incident"}
    for e in entries:
        one, credibility = graded[e.event.id], e.event.grade.credibility
        assert one.get("confidence") == {1: 90, 2: 70, 3: 50, 4: 30, 5: 10, 6: None}[credibility]
        assert f'admiralty-scale:information-credibility="{credibility}"' in one.labels
    denied = [o for o in found if o.type == "opinion" and o.opinion == "strongly-disagree"]
    assert len(denied) == sum(c.stance == "deny" for e in entries for c in e.claims) > 0
    assert {o.name for o in found if o.type == "identity"} >= {HOSTILE, NASTY}


@pytest.mark.parametrize(("credibility", "wanted"), [(1, 90), (5, 10), (6, None)])
def test_confidence_follows_the_standard(credibility: int, wanted: int | None) -> None:
    assert stix.confidence(credibility) == wanted


def test_a_place_without_a_point_or_country_is_no_location(
    entries: list[Entry], desk: Ledger
) -> None:
    one = shelling(entries)
    place = one.event.place
    assert place is not None
    bare = change(one, event=change(one.event, place=change(place, lat=None, country=None)))
    out = io.BytesIO()
    write("stix", [bare], desk, out)
    assert "location" not in {o.type for o in bundle(out.getvalue()).values()}


def test_prov_tells_who_was_told_by_whom(written: Written, entries: list[Entry]) -> None:
    data = written("prov").decode()
    found = {str(b.identifier): b for b in prov_document(data).bundles}
    assert set(found) == {f"v:entry/{e.event.id}" for e in entries}
    one = shelling(entries)
    records = found[f"v:entry/{one.event.id}"]
    assert len(list(records.get_records(prov.model.ProvAttribution))) == len(one.reports) + sum(
        c.speaker is not None for c in one.claims
    )
    steps = {
        tuple(str(value.localpart) for _, value in r.formal_attributes)
        for r in records.get_records(prov.model.ProvInfluence)
    }
    assert ("agent/IGO%2FIGO", "agent/MWI%2FSPY") in steps
    named = {r.identifier for b in found.values() for r in b.get_records(prov.model.ProvElement)}
    for b in found.values():
        for r in b.get_records(prov.model.ProvRelation):
            assert {value for _, value in r.formal_attributes if value is not None} <= named


def prov_document(data: str) -> prov.model.ProvDocument:
    return prov.model.ProvDocument.deserialize(content=data, format="json")


def test_an_annotation_finds_its_words_again(
    written: Written, entries: list[Entry], desk: Ledger
) -> None:
    page = json.loads(written("webanno"))
    assert (page["@context"], page["type"]) == (
        "http://www.w3.org/ns/anno.jsonld",
        "AnnotationPage",
    )
    claims = {(e.event.id, c.id): c for e in entries for c in e.claims}
    assert len(page["items"]) == len(claims) == len({a["id"] for a in page["items"]})
    for annotation, claim in zip(page["items"], claims.values(), strict=True):
        quoted, at = annotation["target"]["selector"]
        reading = desk.reading(claim.report)
        assert reading is not None
        text = reading.report.text
        assert text[at["start"] : at["end"]] == quoted["exact"] == reading.report.quote(claim.quote)
        assert quoted["prefix"] + quoted["exact"] + quoted["suffix"] in text
        assert annotation["target"]["source"] == f"urn:vedette:report:{claim.report}"


@pytest.mark.parametrize("form", ["geojson", "stix", "prov", "webanno"])
def test_nothing_is_a_document_too(form: str, desk: Ledger) -> None:
    out = io.BytesIO()
    FORMATS[form].write(iter(()), desk.reading, out)
    assert json.loads(out.getvalue())
    if form == "stix":
        assert bundle(out.getvalue()) == {}
    if form == "prov":
        assert not list(prov_document(out.getvalue().decode()).bundles)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("-2+3", "'-2+3"),
        ("+1", "'+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("---/REB", "---/REB"),
        ("---|calc", "'---|calc"),
        ("plain = text", "plain = text"),
    ],
)
def test_a_cell_is_no_formula(text: str, wanted: str) -> None:
    assert harmless(text) == wanted


def test_every_column_is_on_the_page() -> None:
    page = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    assert "\n".join(f"| `{c.name}` | {c.kind} | {c.what} |" for c in COLUMNS) in page


def test_every_format_is_on_the_pages() -> None:
    page = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    verbs = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    for name, form in FORMATS.items():
        assert f"\n## {name}\n" in page
        assert f"`{name}`, {form.what}" in " ".join(verbs.split())


class Sink(io.RawIOBase):
    """Counts what is written, and forgets it."""

    written = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.written += len(data)
        return len(data)


@pytest.mark.parametrize("form", FORMATS)
def test_a_format_is_the_same_each_time(form: str, written: Written) -> None:
    assert written(form) == written(form)


@pytest.mark.parametrize("form", FORMATS)
def test_memory_does_not_grow_with_the_number_of_events(
    form: str, desk: Ledger, entries: list[Entry], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet, "GROUP", 100)
    one = min(entries, key=lambda e: len(e.claims))
    report = one.event.id.partition(".")[0]
    peaks = []
    # Rows are held a thousand at a time.
    for number in (1_200, 2_200) if FORMATS[form].flat else (200, 1_200):
        many = (change(one, event=change(one.event, id=f"{report}.e{n}")) for n in range(number))
        sink = Sink()
        tracemalloc.start()
        write(form, many, desk, sink)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert sink.written > number * 10
    assert peaks[1] < peaks[0] + 200_000


def test_rows_of_a_ledger_are_its_entries_as_rows(new: New) -> None:
    """Also when events came, were joined, and went."""
    from test_ledger import harbour

    with Ledger(new()) as ledger:
        for reading in harbour():
            ledger.add(reading)
            assert list(ledger.flat()) == [flat(e) for e in ledger.entries()]
        for wanted in (Wanted(statuses=("actual",)), Wanted(newest_first=True)):
            rows = list(ledger.flat(wanted))
            assert len(rows) > 3
            assert rows == [flat(e) for e in ledger.entries(wanted)]


def test_a_long_answer_of_rows_comes_in_pages(
    desk: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = list(desk.flat())
    monkeypatch.setattr("vedette.ledger.store.entries.FLAT_PAGE", 7)
    assert list(desk.flat()) == whole


def test_a_column_is_a_field_of_a_row() -> None:
    assert tuple(c.name for c in COLUMNS) == Flat.__struct_fields__


def test_no_event_is_a_file_too(desk: Ledger) -> None:
    for form in FORMATS.values():
        form.write(iter(()), desk.reading, io.BytesIO())


def run(*arguments: str) -> click.testing.Result:
    return click.testing.CliRunner().invoke(main, ["export", *arguments])


@pytest.fixture
def place(desk: Ledger) -> str:
    return str(desk._engine.url.database)


def test_the_verb_writes_what_is_wanted(place: str, desk: Ledger, tmp_path: Path) -> None:
    told = run("--format", "jsonl", "--ledger", place)
    ids = [json.loads(line)["id"] for line in told.stdout.splitlines()]
    assert ids == [e.event.id for e in desk.entries(Wanted(statuses=("actual",)))]
    out = tmp_path / "out.jsonl"
    asked = ("--type", "assault", "--actor", "TZA", "--since", "2026-03-09", "--grade", "1-4")
    told = run("--format", "jsonl", "--ledger", place, "--out", str(out), *asked)
    assert (told.exit_code, told.output) == (0, "")
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [r["type"] for r in rows] == ["ASSAULT"]
    everything = run("--format", "jsonl", "--ledger", place, "--status", "any").stdout.splitlines()
    assert len(everything) == desk.count()["events"] > len(ids)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--type", "ASSALT"), "ASSAULT"),
        (("--type", "military"), "not a type"),
        (("--country", "Narnia"), "no code of a country"),
        (("--grade", "7"), "no grade"),
        (("--grade", "3-1"), "no grade"),
        (("--since", "soon"), "not a day"),
        (("--status", "perhaps"), "perhaps"),
        (("--out", "nowhere/out"), "cannot be written"),
        (("--ledger", "nowhere.db"), "there is no ledger"),
    ],
)
def test_what_cannot_be_is_said(asked: tuple[str, ...], said: str, place: str) -> None:
    told = run("--format", "jsonl", "--ledger", place, *asked)
    assert told.exit_code == 2
    assert said in " ".join(told.stderr.split())

"""Events of other data sets are taken in by their columns, and touch nothing of the ledger."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from postgresql import New
from test_ledger import harbour

from vedette.cli import main
from vedette.cli.compare import FORMS
from vedette.codebook import book, cameo, of_cameo
from vedette.export.files import FORMATS
from vedette.export.files.polecat import HEADER
from vedette.ingest import CODED, coded
from vedette.ledger import Ledger
from vedette.records import Coded, Problem, encode

POLECAT = "\t".join(HEADER)
ROOT = Path(__file__).parent.parent


@pytest.fixture
def desk(new: New) -> Iterator[Ledger]:
    with Ledger(new(), clock=lambda: "2026-04-01T00:00:00+00:00") as found:
        for reading in harbour():
            found.add(reading)
        yield found


def read(text: str, form: str = "csv", **columns: str) -> list[Coded | Problem]:
    return list(coded(io.BytesIO(text.encode()), "f", form, columns=columns))


def test_a_row_of_polecat_is_an_event() -> None:
    cells = {
        "Event ID": "AFP_1_a", "Event Date": "2022-03-01", "Event Type": "ASSAULT",
        "Event Mode": "heavy-weapons", "Actor Country": "RUS; BLR", "Recipient Country": "None",
        "Placename": "Kharkiv", "Country": "UKR",
    }  # fmt: skip
    row = "\t".join(cells.get(name, "None") for name in HEADER)
    assert read(f"{POLECAT}\n{row}\n", "polecat") == [
        Coded(
            id="AFP_1_a", day="2022-03-01", type="ASSAULT", actors=("RUS", "BLR"),
            country="UKR", place="Kharkiv",
        )
    ]  # fmt: skip


def protest(**more: Any) -> Coded:
    return Coded(id="2", day="2024-03-01", type="PROTEST", **more)


GDELT = "GLOBALEVENTID\tSQLDATE\tActor1CountryCode\tActor2CountryCode\tEventCode\n"
TABLES = [
    ("date,type\n2024-03-01,protest.riot", protest()),
    ("date;type;country\n2024-03-01;PROTEST;ua", protest(country="UKR")),
    ("date,type,country\n2024-03-01,PROTEST,Kenya", protest(country="KEN")),
    ("date,type,country\n2024-03-01,PROTEST,Narnia", protest()),
    ("date,type,country\n2024-03-01,PROTEST,NA", protest()),
    ("date,type,actors\n2024-03-01,PROTEST,RUS/MIL|igo|RUS", protest(actors=("RUS",))),
    (
        f"{GDELT}2\t20240301\tRUS\tUKR\t145",
        protest(actors=("RUS",), recipients=("UKR",)),
    ),
]


@pytest.mark.parametrize(("text", "wanted"), TABLES)
def test_a_row_of_a_table_is_an_event(text: str, wanted: Coded) -> None:
    assert read(text) == [wanted]


def test_columns_are_what_the_caller_says() -> None:
    (found,) = read("a,b,date\n2024-03-01,PROTEST,x", day="a", type="b")
    assert found == Coded(id="2", day="2024-03-01", type="PROTEST")


FAULTS = [
    ("", "there is no event in it"),
    ("date,kind\n2024-03-01,PROTEST", "none of its columns is known as an event's type"),
    ("date,type\nsoon,PROTEST", "'soon' is no day"),
    ("date,type\n2024-03-01,", "'' is no codebook entry"),
    ("date,type\n2024-03-01,PROTST", "the nearest is 'PROTEST'"),
    ("date,type\n2024-03-01,010", "PLOVER has no type for the CAMEO code 010"),
    ("date,type\n2024-03-01", "the row has 1 columns, the first row 2"),
    ('date,type\n"2024-03-01,PROTEST', "quote that is never closed"),
]


@pytest.mark.parametrize(("text", "said"), FAULTS)
def test_a_row_that_is_no_event_is_a_problem(text: str, said: str) -> None:
    (problem,) = read(text)
    assert isinstance(problem, Problem)
    assert said in problem.what


def test_a_bad_row_costs_itself_only_and_many_are_counted() -> None:
    good, bad = "2024-03-01,PROTEST\n", "soon,PROTEST\n"
    found = read(f"date,type\n{good}{bad * 150}{good}")
    assert sum(isinstance(x, Coded) for x in found) == 2
    problems = [x for x in found if isinstance(x, Problem)]
    assert len(problems) == 101
    assert problems[0].raw == b"soon,PROTEST"
    assert problems[-1].what == "50 more rows could not be read"


@given(st.binary(max_size=300), st.sampled_from(sorted(CODED)))
def test_no_bytes_are_a_crash(data: bytes, form: str) -> None:
    head = b"date,type,country\n" if form == "csv" else f"{POLECAT}\n".encode()
    for found in coded(io.BytesIO(head + data), "f", form):
        assert isinstance(found, Coded | Problem)


def test_every_type_with_a_code_comes_back_from_cameo() -> None:
    """But for yielding in deeds, whose code CAMEO gives to words as well."""
    for kind in book().types.values():
        code = cameo(kind.name)
        if code is not None and kind.name != "RETREAT":
            assert of_cameo(code) == kind.name
        for mode in kind.modes.values():
            own = cameo(kind.name, mode.name)
            if own not in (None, code):
                assert of_cameo(own) == kind.name, (kind.name, mode.name)


CAMEO = [
    ("0841", "RETREAT"), ("086", "RETREAT"), ("081", "CONCEDE"), ("1712", "ASSAULT"),
    ("171", "COERCE"), ("190", "ASSAULT"), ("2042", "ASSAULT"), ("012", None), ("99", None),
]  # fmt: skip


@pytest.mark.parametrize(("code", "wanted"), CAMEO)
def test_a_cameo_code_has_a_type(code: str, wanted: str | None) -> None:
    assert of_cameo(code) == wanted


@pytest.mark.parametrize(("written", "form"), [("polecat", "polecat"), ("csv", "csv")])
def test_what_is_exported_can_be_taken_in(desk: Ledger, written: str, form: str) -> None:
    out = io.BytesIO()
    entries = list(desk.entries())
    events: Iterator[Any] = desk.flat() if FORMATS[written].flat else desk.entries()
    FORMATS[written].write(events, desk.reading, out)
    out.seek(0)
    found = [x for x in coded(out, "f", form) if isinstance(x, Coded)]
    dated = [e for e in entries if form == "polecat" or e.event.when is not None]
    assert [(x.id, x.type) for x in found] == [(e.event.id, e.event.type) for e in dated]
    assert any(x.actors for x in found)


def test_what_is_taken_in_touches_no_event(desk: Ledger) -> None:
    before = [encode(e) for e in desk.entries()]
    found = [Coded(id=str(n), day="2026-03-10", type="ASSAULT") for n in range(2_500)]
    told = desk.take_in("theirs", found, form="csv", source="a.csv")
    assert (told.events, desk.imports()) == (2_500, (told,))
    desk.rebuild()
    assert [encode(e) for e in desk.entries()] == before
    assert desk.imports() == (told,)


def test_a_name_is_taken_until_it_is_replaced(desk: Ledger) -> None:
    one = [Coded(id="1", day="2026-03-10", type="ASSAULT", actors=("TZA",))]
    desk.take_in("theirs", one, form="csv", source="a.csv")
    with pytest.raises(ValueError, match="theirs is there already, with 1 events"):
        desk.take_in("theirs", one, form="csv", source="a.csv")
    with pytest.raises(ValueError, match="no event"):
        desk.take_in("theirs", [], form="csv", source="a.csv", replace=True)
    assert [i.events for i in desk.imports()] == [1]
    desk.take_in("theirs", one * 2, form="csv", source="a.csv", replace=True)
    assert [i.events for i in desk.imports()] == [2]


def test_the_verb_has_every_format() -> None:
    assert tuple(CODED) == FORMS


def run(place: Path, file: Path, *more: str) -> Result:
    asked = ["import", str(file), "--format", "csv", "--name", "theirs", "--ledger", str(place)]
    return CliRunner().invoke(main, [*asked, *more])


def test_the_verb_takes_in_and_keeps_what_it_could_not_read(tmp_path: Path) -> None:
    file, place = tmp_path / "a.csv.gz", tmp_path / "desk.db"
    file.write_bytes(gzip.compress(b"date,type\n2024-03-01,PROTEST\nsoon,PROTEST\n"))
    told = run(place, file)
    assert (told.exit_code, told.stdout) == (1, "1 events taken in as theirs\n")
    assert "'soon' is no day" in told.stderr
    with Ledger(place) as ledger:
        (kept,) = ledger.problems()
        assert ledger.problem(kept.number).problem.raw == b"soon,PROTEST"
    assert run(place, file).exit_code == 2
    assert run(place, file, "--replace").exit_code == 1


@pytest.mark.parametrize(
    ("data", "more", "said"),
    [
        (b"date,type\n", (), "there is no event in it"),
        (b"date,type\n2024-03-01,PROTEST\n", ("--columns", "x=y"), "'x' is no field of an event"),
        (gzip.compress(b"date,type\n" + b"0" * 99, mtime=0)[:-20], (), "end too early"),
    ],
)
def test_what_cannot_be_taken_in_is_said(
    tmp_path: Path, data: bytes, more: tuple[str, ...], said: str
) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(data)
    told = run(tmp_path / "desk.db", file, *more)
    assert told.exit_code == 2
    assert said in " ".join(told.stderr.split())


def test_the_page_has_every_column_that_is_looked_for() -> None:
    page = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    section = page.split("# Taking in the events of others")[1]
    rows = {line.split("|")[1].strip(" `"): line for line in section.splitlines() if "|" in line}
    for form in CODED.values():
        for field, names in form.items():
            shown = rows[field].lower().replace("_", "").replace(" ", "").replace("|", ",")
            assert all(f",{name}," in shown for name in names.split()), field

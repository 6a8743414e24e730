"""A ledger as a store: versions, one writer beside readers, what is wrong said in words."""

from __future__ import annotations

import os
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
from functools import cache
from pathlib import Path

import click.testing
import pytest
from postgresql import New, Server, copied
from sqlalchemy import MetaData, text

from quality.gold import readings
from quality.sets import read_bundle
from vedette.cli import main
from vedette.fuse import fuse
from vedette.fuse.keys import day_of
from vedette.ledger import NEWEST, Ledger, LedgerError, bring_up, health, migrations, transactions
from vedette.ledger import tables as t
from vedette.ledger.faults import Busy, NoLedger, OtherSchema
from vedette.ledger.opening import engine_at
from vedette.records import Reading, encode, pack

HARBOUR = Path(__file__).parent.parent / "examples" / "harbour.bundle.txt"
BEFORE_VERSIONS = Path(__file__).parent / "texts" / "ledger_97a733a.sql"
"""The tables of the first ledgers, which were files and had no version."""


def run(*arguments: str) -> click.testing.Result:
    return click.testing.CliRunner().invoke(main, list(arguments))


def harbour() -> list[Reading]:
    return [fuse(r) for r in readings(read_bundle(HARBOUR))]


def filled(place: str, read: list[Reading]) -> None:
    with Ledger(place) as ledger:
        for reading in read:
            ledger.add(reading)


@cache
def _harbour_file() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        filled(place := f"{folder}/ledger.db", harbour())
        return Path(place).read_bytes()


def ready(place: str) -> None:
    """A ledger of the harbour's reports: the copy of one, since many tests begin with it."""
    if place.startswith("postgresql:"):
        copied("harbour", place, fill=lambda made: filled(made, harbour()))
    else:
        Path(place).write_bytes(_harbour_file())


def exported(place: str) -> bytes:
    with Ledger(place, make=False) as ledger:
        return b"\n".join(encode(e) for e in ledger.entries())


def changed(place: str, statement: str) -> None:
    """Do to a ledger what nothing of ours would."""
    with engine_at(place) as engine, engine.begin() as db:
        if db.dialect.name == "sqlite":
            db.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        db.execute(text(statement))


def test_the_same_reports_give_the_same_export_in_each_database(
    tmp_path: Path, postgresql: Server
) -> None:
    """PostgreSQL's server here orders letters by a language, and must not."""
    places = [str(tmp_path / "desk.db"), postgresql.new()]
    for place in places:
        filled(place, harbour())
    one, other = map(exported, places)
    assert one
    assert one == other


def test_a_rebuild_keeps_what_was_ruled_of_reports_that_come_later(new: New) -> None:
    ready(place := new())
    with Ledger(place) as ledger:
        first, *_, last = sorted(ledger.entries(), key=lambda e: e.event.id)
        ledger.merge(first.event.id, last.event.id, why="one thing", who="ana")
        before = [encode(entry) for entry in ledger.entries()]
        ledger.rebuild()
        assert [encode(entry) for entry in ledger.entries()] == before


def test_a_rebuild_changes_no_byte(new: New) -> None:
    ready(place := new())
    before = exported(place)
    for table in ("facets", "parties", "entries", "events"):
        changed(place, f"DELETE FROM {table}")
    told = run("rebuild", "--ledger", place)
    assert told.exit_code == 0
    assert f"of {len(harbour())} reports" in told.stdout
    assert exported(place) == before


def test_a_rebuild_tells_how_far_it_is(new: New) -> None:
    filled(place := new(), harbour()[:2])
    heard: list[tuple[int, int]] = []
    with Ledger(place) as ledger:
        ledger.rebuild(lambda done, every: heard.append((done, every)))
    assert heard == [(1, 2), (2, 2)]


def first_ledger(place: str, read: list[Reading]) -> None:
    """A ledger as Vedette made it before there were versions, with nothing derived."""
    with sqlite3.connect(place) as db:
        db.executescript(BEFORE_VERSIONS.read_text(encoding="utf-8"))
        rows = [
            (r.report.id, "file", r.report.outlet, day_of(r.report.date), r.model, pack(r))
            for r in read
        ]
        db.executemany("INSERT INTO reports VALUES (?, ?, ?, ?, ?, ?)", rows)
    db.close()


def test_a_ledger_from_before_versions_is_brought_up_to_date(tmp_path: Path) -> None:
    ready(now := str(tmp_path / "now.db"))
    with Ledger(now) as ledger, ledger._read() as store:
        first_ledger(old := str(tmp_path / "old.db"), list(store.readings()))
    told = run("fuse", str(HARBOUR), "--ledger", old)
    assert told.exit_code == 1
    assert "earlier Vedette (schema 0" in told.stderr
    assert f"`vedette init --ledger {old}`" in told.stderr
    told = run("init", "--ledger", old)
    assert told.stdout == f"brought up from schema 0 to {NEWEST}\n"
    assert exported(old) == exported(now)
    assert shape(old) == shape(now)
    found = health(old)
    assert found is not None
    assert found.faults == ()


def shape(place: str) -> dict[str, list[str]]:
    """The columns and the indexes of every table of ours."""
    meta = MetaData()
    with engine_at(place) as engine:
        meta.reflect(engine, only=list(t.META.tables))
    return {
        name: sorted(
            [f"{c.name} {c.type} {c.nullable} {c.primary_key}" for c in table.columns]
            + [f"{i.name} {[c.name for c in i.columns]}" for i in table.indexes]
        )
        for name, table in meta.tables.items()
    }


def test_a_change_of_tables_that_is_broken_off_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first_ledger(place := str(tmp_path / "old.db"), harbour())
    before = sqlite3.connect(place).execute("SELECT sql FROM sqlite_master").fetchall()

    def stop(done: int, every: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bring_up(place, stop)
    assert sqlite3.connect(place).execute("SELECT sql FROM sqlite_master").fetchall() == before


def test_init_makes_a_ledger_once(new: New) -> None:
    place = new()
    assert run("show", "e1", "--ledger", place).exit_code == 2
    assert run("init", "--ledger", place).stdout == f"made (schema {NEWEST})\n"
    assert "up to date already" in run("init", "--ledger", place).stdout
    with engine_at(place) as engine, transactions.reading(engine) as db:
        assert migrations.version_of(db, place) == NEWEST


def test_a_later_ledger_is_refused(new: New) -> None:
    Ledger(place := new()).close()
    changed(place, f"INSERT INTO versions VALUES ({NEWEST + 1}, 'tomorrow', 'more')")
    with pytest.raises(OtherSchema, match="later Vedette"):
        Ledger(place)
    told = run("init", "--ledger", place)
    assert (told.exit_code, "later Vedette" in told.stderr) == (1, True)


def bad_places(tmp_path: Path) -> list[tuple[str, str]]:
    other, noise = tmp_path / "other.db", tmp_path / "noise.db"
    db = sqlite3.connect(other)
    db.execute("CREATE TABLE birds (name)")
    db.close()
    noise.write_bytes(b"no database at all, and longer than a header of one " * 99)
    return [
        (str(other), "it has a table birds of something else"),
        (str(noise), "not a database"),
        (str(tmp_path / "no folder" / "x.db"), "unable to open"),
        (str(tmp_path), "unable to open"),
        ("mysql://localhost/desk", "is no ledger"),
        ("postgresql://nobody@127.0.0.1:1/desk", "cannot be used: connection"),
        ("postgresql://user@host:port/desk", "is no address"),
    ]


@pytest.mark.parametrize("number", range(7))
def test_a_place_that_is_no_ledger_is_told_in_a_sentence(tmp_path: Path, number: int) -> None:
    place, words = bad_places(tmp_path)[number]
    told = run("init", "--ledger", place)
    assert told.exit_code == 1
    assert words in told.stderr
    assert len(told.stderr.splitlines()) == 1


def test_a_password_is_not_told() -> None:
    with pytest.raises(LedgerError, match="connection") as fault:
        Ledger("postgresql://desk:secret@127.0.0.1:1/desk")
    assert "secret" not in str(fault.value)
    assert "desk:***@" in str(fault.value)


def test_what_postgresql_needs_is_named_where_it_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(LedgerError, match=r"pip install 'vedette\[postgres\]'"):
        Ledger("postgresql://localhost/desk")


def test_a_second_writer_waits_and_is_told_who_holds_the_ledger(new: New) -> None:
    place = new()
    first, second = harbour()[:2]
    with Ledger(place) as ledger, Ledger(place, wait=0.5) as other:
        ledger.add(first)
        with ledger._write() as store:
            assert store.count()["reports"] == 1
            who = f"process {os.getpid()} on {socket.gethostname()[:40]} since 20"
            with pytest.raises(Busy, match=who):
                other.add(second)
            # A reader need not wait.
            assert other.count()["reports"] == 1
        other.add(second)
        assert ledger.count()["reports"] == 2
    assert not Path(f"{place}-writer").exists()


def test_a_writer_that_waits_goes_on_when_the_first_is_done(new: New) -> None:
    place = new()
    first, second = harbour()[:2]
    with Ledger(place) as ledger, Ledger(place) as other:
        waiting = threading.Thread(target=other.add, args=(second,))
        with ledger._write():
            waiting.start()
            waiting.join(0.5)
            assert waiting.is_alive()
        waiting.join(30)
        ledger.add(first)
        assert ledger.count()["reports"] == 2


def test_a_reader_sees_one_state_while_another_writes(new: New) -> None:
    place = new()
    read = harbour()
    with Ledger(place) as ledger, Ledger(place) as other:
        ledger.add(read[0])
        with other._read() as store:
            before = store.count()
            ledger.add(read[1])
            assert store.count() == before
        assert other.count()["reports"] == 2


def test_several_processes_may_make_and_fill_a_ledger_at_once(new: New) -> None:
    place = new()
    code = (
        "import sys; sys.path += ['src', 'tests'];"
        "from test_ledger_storage import filled, harbour; filled(sys.argv[1], harbour())"
    )
    line = [sys.executable, "-c", code, place]
    at = Path(__file__).parent.parent
    running = [subprocess.Popen(line, cwd=at, stderr=subprocess.PIPE) for _ in range(3)]
    said = [process.communicate()[1] for process in running]
    assert [p.returncode for p in running] == [0, 0, 0], said
    with Ledger(place, make=False) as ledger:
        assert ledger.count()["reports"] == len(harbour())


DAMAGE = [
    ("DELETE FROM told WHERE report = (SELECT min(report) FROM told)", "nothing is derived"),
    ("UPDATE accounts SET event = 'x' WHERE id = (SELECT min(id) FROM accounts)",
     "whose event is not there"),
    ("INSERT INTO events SELECT 'x', type, mode, status, quad, intensity, grade, first_day,"
     " last_day, country, place, place_name, lat, lon, precision, reports, origins"
     " FROM events LIMIT 1", "1 events that nobody tells (x)"),
    ("DELETE FROM entries WHERE event = (SELECT min(event) FROM entries)", "events without a body"),
    ("DELETE FROM facets WHERE event = (SELECT min(event) FROM facets)", "found by no type"),
    ("DELETE FROM texts", "words are not indexed"),
    ("UPDATE reports SET body = substr(body, 2) WHERE n = 1", "changed since it was added"),
    ("UPDATE reports SET body = (SELECT body FROM reports WHERE n = 2) WHERE n = 1",
     "1 reports changed since"),
]  # fmt: skip


@pytest.mark.parametrize(("statement", "words"), DAMAGE, ids=[d[1] for d in DAMAGE])
def test_the_doctor_finds_what_is_wrong(new: New, statement: str, words: str) -> None:
    filled(place := new(), harbour()[:2])
    assert run("doctor", "--ledger", place).exit_code == 0
    changed(place, statement)
    told = run("doctor", "--ledger", place)
    assert told.exit_code == 1
    assert words in told.stdout.split("WRONG: ")[1]


def test_the_doctor_finds_a_damaged_file(tmp_path: Path) -> None:
    ready(place := str(tmp_path / "desk.db"))
    data = bytearray(Path(place).read_bytes())
    data[len(data) // 4 : len(data) // 2] = bytes(len(data) // 2 - len(data) // 4)
    Path(place).write_bytes(data)
    told = run("doctor", "--ledger", place)
    assert told.exit_code == 1
    assert "WRONG: " in told.stdout


def test_the_doctor_of_no_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    told = run("doctor")
    assert (told.exit_code, "there is none yet" in told.stdout) == (0, True)
    assert run("doctor", "--ledger", "nowhere.db").exit_code == 1
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(NoLedger, match="`vedette init` makes one"):
        Ledger("nowhere.db", make=False)


def test_the_doctor_of_another_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VEDETTE_MODEL", str(tmp_path))
    told = run("doctor")
    assert (told.exit_code, "WRONG: it cannot be read" in told.stdout) == (1, True)
    (tmp_path / "thresholds.json").write_text('{"name": "mine"}', encoding="utf-8")
    (tmp_path / "SHA256SUMS").write_text(f"{'0' * 64}  thresholds.json\n", encoding="utf-8")
    told = run("doctor")
    assert "model mine (" in told.stdout
    assert (told.exit_code, "WRONG: thresholds.json is" in told.stdout) == (1, True)

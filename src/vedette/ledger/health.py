"""Whether a ledger is sound: its pages, its facts, and what is derived from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from sqlalchemy import ColumnElement, Connection, exists, func, or_, select, text

from vedette.ledger import tables as t
from vedette.ledger.address import called, files, is_file
from vedette.ledger.ledger import report_id
from vedette.ledger.migrations import NEWEST
from vedette.ledger.opening import engine_at, other_schema, version_at
from vedette.ledger.rows import key
from vedette.ledger.transactions import reading
from vedette.records import Reading, Record, unpack

SHOWN = 3
"""Most ids that are named of one fault."""
STREAM = {"yield_per": 100}
UNINDEXED = (
    "SELECT id FROM reports WHERE n NOT IN (SELECT {n} FROM texts)"
    " AND id NOT IN (SELECT report FROM articles WHERE report <> stands) ORDER BY n"
)
"""Reports without words, but for versions that do not stand."""
NUMBER = {"sqlite": "rowid", "postgresql": "n"}


class Health(Record, frozen=True, kw_only=True):
    """What a ledger consists of, and what is wrong with it, a sentence each.

    `size` is in bytes on disk, in PostgreSQL of the whole database. `rows` are of each table, none
    where the schema is another's.
    """

    name: str
    database: str
    schema: int
    size: int
    rows: dict[str, int]
    faults: tuple[str, ...]


def health(place: str | Path) -> Health | None:
    """All of a ledger looked at, without changing it; None where there is none. Raises
    `LedgerError` where it cannot be read."""
    with engine_at(place) as engine:
        version = version_at(engine)
        if version is None:
            return None
        name = called(engine.url)
        same = version == NEWEST
        with reading(engine) as db:
            return Health(
                name=name,
                database=_database(db),
                schema=version,
                size=_size(db),
                rows={k: _count(db, k) for k in t.META.tables} if same else {},
                faults=tuple(_faults(db)) if same else (other_schema(name, version),),
            )


def _database(db: Connection) -> str:
    version = getattr(db.dialect, "server_version_info", None) or ()
    return f"{db.dialect.name} {'.'.join(map(str, version))}"


def _size(db: Connection) -> int:
    if is_file(db.engine.url):
        return sum(path.stat().st_size for path in files(db.engine.url))
    size = select(func.pg_database_size(func.current_database()))
    return int(db.execute(size).scalar_one())


def _count(db: Connection, table: str) -> int:
    return int(db.execute(select(func.count()).select_from(t.META.tables[table])).scalar_one())


def _faults(db: Connection) -> Iterator[str]:
    """What is wrong, the worst first."""
    if is_file(db.engine.url):
        # PostgreSQL sees to its own pages, and lets no row be without the one that it names.
        yield from _pages(db)
    yield from _facts(db)
    yield from _derived(db)


def _pages(db: Connection) -> Iterator[str]:
    found = [row[0] for row in db.exec_driver_sql("PRAGMA integrity_check(10)") if row[0] != "ok"]
    if found:
        yield f"the file is damaged: {'; '.join(found)}. Take a copy of before"
    lost = sorted({row[0] for row in db.exec_driver_sql("PRAGMA foreign_key_check")})
    if lost:
        yield f"rows of {', '.join(lost)} belong to nothing: `vedette rebuild`"


def _facts(db: Connection) -> Iterator[str]:
    """Reports that are not what their ids say, which are digests of them."""
    rows = select(t.reports.c.id, t.reports.c.body).order_by(t.reports.c.n)
    changed = (i for i, body in db.execute(rows, execution_options=STREAM) if not _is_so(i, body))
    yield from _told("changed since it was added", changed, "Take a copy of before")


def _is_so(name: str, body: bytes) -> bool:
    try:
        return report_id(unpack(body, Reading).report) == name
    except ValueError:
        return False


def _derived(db: Connection) -> Iterator[str]:
    r, a, e, f = t.reports.c, t.accounts.c, t.events.c, t.facets.c
    of = t.articles.c
    derived = exists().where(t.told.c.report == r.id)
    replaced = exists().where(of.report == r.id, of.stands != r.id)
    by_type = (f.key == key("type", "") + e.type, f.first_day == e.first_day, f.event == e.id)
    by_day = (t.flat.c.first_day == e.first_day, t.flat.c.event == e.id)
    missing: tuple[tuple[str, ColumnElement[str], ColumnElement[bool]], ...] = (
        ("of which nothing is derived", r.id, derived | replaced),
        ("whose event is not there", a.id, exists().where(e.id == a.event) | _rejected()),
        ("that nobody tells", e.id, exists().where(a.event == e.id)),
        ("without a body", e.id, exists().where(t.entries.c.event == e.id)),
        ("without a row for tables", e.id, exists().where(*by_day)),
        ("found by no type", e.id, exists().where(*by_type)),
    )
    for what, column, other in missing:
        rows = db.execute(select(column).where(~other).order_by(column)).scalars()
        yield from _told(what, rows, "`vedette rebuild` derives it anew", column.table.name)
    rows = db.execute(text(UNINDEXED.format(n=NUMBER[db.dialect.name]))).scalars()
    yield from _told("whose words are not indexed", rows, "`vedette rebuild` indexes them")


def _rejected() -> ColumnElement[bool]:
    """Whether a person has ruled that the event of an account is none."""
    other, j, r, h = t.accounts.alias().c, t.judgements.c, t.reviewed.c, t.heirs.c
    forebears = select(h.old).where(h.new == other.id)
    return exists().where(
        other.event == t.accounts.c.event,
        or_(r.account == other.id, r.account.in_(forebears)),
        j.n == r.n,
        j.b == "rejected",
        j.undone.is_(None),
    )


def _told(what: str, ids: Iterable[str], todo: str, kind: str = "reports") -> Iterator[str]:
    found = list(ids)
    if found:
        more = " …" if len(found) > SHOWN else ""
        yield f"{len(found)} {kind} {what} ({', '.join(found[:SHOWN])}{more}). {todo}"

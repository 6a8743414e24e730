"""Words in reports: the full-text index, which is derived like all else, and what asks it.

In a file it is an FTS5 table with Porter's stems; in PostgreSQL a `tsvector` of English.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import (
    Connection,
    Exists,
    Integer,
    Text,
    TextClause,
    TextualSelect,
    bindparam,
    column,
    text,
)

from vedette.ledger import many
from vedette.ledger.many import MANY
from vedette.records import Found, Heading, Report, Span

LONGEST = 200_000
"""Characters of a report that are indexed: PostgreSQL holds no more than a megabyte of stems."""
OPEN, CLOSE = "\x02", "\x03"
FOREIGN = ("\0", OPEN, CLOSE)
"""Characters that PostgreSQL does not hold, or that mark a word here."""
TERM = re.compile(r'"([^"]*)"|(\S+)')
_BETWEEN = " … "
NUMBERS = text("SELECT id, n FROM reports WHERE id IN :ids").bindparams(
    bindparam("ids", expanding=True)
)


class Statements(NamedTuple):
    """The index in the words of one kind of database."""

    make: tuple[str, ...]
    empty: tuple[str, ...]
    add: TextClause
    remove: TextClause
    find: TextClause
    events: str
    """Of the reports with some words; may go on with more conditions."""
    reports: TextClause
    """The numbers of the reports with some words."""
    some: TextClause
    """How many reports have some words, up to a limit."""


_FTS5 = (
    "CREATE VIRTUAL TABLE texts USING fts5"
    "(title, body, tokenize = 'porter unicode61 remove_diacritics 2')"
)
SQLITE = Statements(
    make=(_FTS5,),
    # Rows that go one by one are taken apart into words again.
    empty=("DROP TABLE texts", _FTS5),
    add=text("INSERT INTO texts (rowid, title, body) VALUES (:n, :title, :body)"),
    remove=text("DELETE FROM texts WHERE rowid = (SELECT n FROM reports WHERE id = :report)"),
    find=text(
        "SELECT r.id, r.outlet, r.day, x.title,"
        f" snippet(texts, 1, '{OPEN}', '{CLOSE}', '{_BETWEEN}', 30)"
        " FROM texts x JOIN reports r ON r.n = x.rowid WHERE texts MATCH :words"
        " ORDER BY bm25(texts, 4.0, 1.0), r.n LIMIT :limit"
    ),
    events=(
        "SELECT a.event FROM accounts a JOIN reports r ON r.id = a.report"
        " JOIN texts ON texts.rowid = r.n WHERE texts MATCH :words"
    ),
    reports=text("SELECT rowid FROM texts WHERE texts MATCH :words"),
    some=text(
        "SELECT count(*) FROM (SELECT rowid FROM texts WHERE texts MATCH :words LIMIT :limit)"
    ),
)
POSTGRESQL = Statements(
    make=(
        "CREATE TABLE texts (n integer PRIMARY KEY REFERENCES reports (n),"
        " title text NOT NULL, body text NOT NULL, found tsvector NOT NULL GENERATED ALWAYS AS"
        " (setweight(to_tsvector('english', title), 'A') || to_tsvector('english', body)) STORED)",
        "CREATE INDEX texts_by_word ON texts USING gin (found)",
    ),
    # Whoever drops a table makes its readers wait.
    empty=("DELETE FROM texts",),
    add=text("INSERT INTO texts (n, title, body) VALUES (:n, :title, :body)"),
    remove=text("DELETE FROM texts WHERE n = (SELECT n FROM reports WHERE id = :report)"),
    find=text(
        "WITH best AS (SELECT x.n, x.title, x.body, q, ts_rank_cd(x.found, q) AS rank"
        " FROM texts x, websearch_to_tsquery('english', :words) q WHERE x.found @@ q"
        " ORDER BY rank DESC, x.n LIMIT :limit)"
        " SELECT r.id, r.outlet, r.day, b.title, ts_headline('english', b.body, b.q, :marks)"
        " FROM best b JOIN reports r USING (n) ORDER BY b.rank DESC, n"
    ).bindparams(
        marks=f"StartSel={OPEN}, StopSel={CLOSE}, MaxWords=30, MinWords=15,"
        f' MaxFragments=2, FragmentDelimiter="{_BETWEEN}"'
    ),
    events=(
        "SELECT a.event FROM accounts a JOIN reports r ON r.id = a.report JOIN texts x USING (n)"
        " WHERE x.found @@ websearch_to_tsquery('english', :words)"
    ),
    reports=text("SELECT n FROM texts WHERE found @@ websearch_to_tsquery('english', :words)"),
    some=text(
        "SELECT count(*) FROM (SELECT n FROM texts"
        " WHERE found @@ websearch_to_tsquery('english', :words) LIMIT :limit) x"
    ),
)
STATEMENTS = {"sqlite": SQLITE, "postgresql": POSTGRESQL}


def clean(text: str) -> str:
    """A text with blanks for `FOREIGN` characters."""
    for sign in FOREIGN:
        text = text.replace(sign, " ")
    return text


def make(connection: Connection) -> None:
    """The index, which is not there yet."""
    for statement in STATEMENTS[connection.dialect.name].make:
        connection.exec_driver_sql(statement)


def empty(connection: Connection) -> None:
    """Forget all words."""
    for statement in STATEMENTS[connection.dialect.name].empty:
        connection.exec_driver_sql(statement)


def add(connection: Connection, reports: Sequence[Report]) -> None:
    """Index reports that are in the ledger."""
    # Not INSERT … SELECT, after each of which FTS5 would write what it has gathered.
    numbers = _numbers(connection, [report.id for report in reports])
    rows = [
        {
            "n": numbers[report.id],
            "title": clean(report.title or ""),
            "body": clean(report.text[:LONGEST]),
        }
        for report in reports
    ]
    many.run(connection, STATEMENTS[connection.dialect.name].add, rows)


def _numbers(connection: Connection, reports: Sequence[str]) -> dict[str, int]:
    """Report → its number."""
    found: dict[str, int] = {}
    for at in range(0, len(reports), MANY):
        rows = connection.execute(NUMBERS, {"ids": reports[at : at + MANY]})
        found |= dict(tuple(row) for row in rows)
    return found


def remove(connection: Connection, reports: Sequence[str]) -> None:
    """Forget the words of some reports."""
    statement = STATEMENTS[connection.dialect.name].remove
    connection.execute(statement, [{"report": report} for report in reports])


def query(words: str) -> str:
    """What the user wrote in the words of both databases: every word and "every phrase" must be
    there, and no other sign means anything."""
    terms = (phrase or word for phrase, word in TERM.findall(clean(words)))
    cleaned = (term.replace('"', " ") for term in terms)
    return " ".join(f'"{term}"' for term in cleaned if re.search(r"\w", term))


def find(connection: Connection, words: str, limit: int) -> Iterator[Found]:
    """The reports with some words, the best first: those whose title has them before others."""
    asked = query(words)
    if not asked:
        return
    statement = STATEMENTS[connection.dialect.name].find
    for report, outlet, day, title, marked in connection.execute(
        statement, {"words": asked, "limit": limit}
    ):
        date = datetime.date.fromordinal(day).isoformat() if day else None
        heading = Heading(report=report, outlet=outlet, date=date, title=title or None)
        plain, hits = _marks(marked)
        yield Found(report=heading, words=plain, hits=hits)


def events_with(connection: Connection, words: str) -> TextualSelect:
    """The ids of the events of reports with some words, as a part of a statement."""
    events = text(STATEMENTS[connection.dialect.name].events)
    return events.bindparams(words=_asked(words)).columns(column("event", Text))


def reports_with(connection: Connection, words: str) -> TextualSelect:
    """The numbers of the reports with some words, as a part of a statement."""
    reports = STATEMENTS[connection.dialect.name].reports
    return reports.bindparams(words=_asked(words)).columns(column("n", Integer))


def tells(connection: Connection, words: str, event: str) -> Exists:
    """Whether a report with some words tells the event of a column ("facets.event"), as a
    condition of a statement."""
    events = text(f"{STATEMENTS[connection.dialect.name].events} AND a.event = {event}")
    return events.bindparams(words=_asked(words)).columns(column("event", Text)).exists()


def are_rare(connection: Connection, words: str, limit: int) -> bool:
    """Whether at most `limit` reports have some words."""
    some = STATEMENTS[connection.dialect.name].some
    found = connection.execute(some, {"words": _asked(words), "limit": limit + 1}).scalar_one()
    return int(found) <= limit


def _asked(words: str) -> str:
    """What the user wrote; of nothing but signs a phrase without words, which nothing has."""
    return query(words) or '""'


def _marks(marked: str) -> tuple[str, tuple[Span, ...]]:
    """A text without its marks, and where they were."""
    plain, hits = "", []
    for part in marked.split(OPEN):
        hit, closed, rest = part.partition(CLOSE)
        if closed:
            hits.append((len(plain), len(plain) + len(hit)))
        plain += hit + rest
    return plain, tuple(hits)

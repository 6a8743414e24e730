"""What the ledger asks of its tables, in the words of SQLite and PostgreSQL alike.

Nothing that comes out may depend on the order of rows that a statement does not order.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    BindParameter,
    Connection,
    Executable,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    text,
    union_all,
    update,
)

from vedette.fuse.accounts import Account
from vedette.fuse.clusters import Pair, Ruled, pair
from vedette.fuse.joined import Told
from vedette.fuse.keys import REACH, Key, day_of
from vedette.ledger import asked, rows, search
from vedette.ledger import tables as t
from vedette.ledger.wanted import EVERYTHING, Mark, Wanted
from vedette.records import (
    Copy,
    Entry,
    Found,
    Reading,
    Reliability,
    Report,
    Source,
    change,
    pack,
    unpack,
)

CROWD = 20
"""Most reports that one band of a sketch brings, on average."""
MANY = 900
"""Most values in one IN (…): SQLite allowed 999 for long."""
SOME = 100
"""Readings that are held at a time."""
LAST_SIGN = "\U0010ffff"
PAGE = 1_000
"""Events that a long answer brings at a time."""
IDS: BindParameter[Any] = bindparam("ids", expanding=True)
LETTER = "reliability"
"""The kind of judgements that are of a source and not of two accounts."""
_A, _P, _J = t.accounts.c, t.pairs.c, t.judgements.c

# Statements are made once: making one anew takes longer than running it.
HAS_REPORT = select(t.reports.c.id).where(t.reports.c.id == bindparam("id"))
NEAR = select(t.keys.c.key, t.keys.c.report).where(
    t.keys.c.key.in_(IDS), t.keys.c.day.between(bindparam("first"), bindparam("last"))
)
ACCOUNTS = select(_A.body).where(_A.report.in_(IDS))
PAIRS = union_all(
    select(_P.a, _P.b, _P.score).where(_P.a.in_(IDS), _P.score >= bindparam("least")),
    select(_P.a, _P.b, _P.score).where(_P.b.in_(IDS), _P.score >= bindparam("least")),
)
EVENTS = select(_A.id, _A.event).where(_A.id.in_(IDS))
STANDING = select(t.events.c.id).where(t.events.c.id.in_(IDS))
MEMBERS = select(_A.id, _A.event).where(_A.event.in_(IDS))
REPORTS = select(_A.id, _A.report).where(_A.id.in_(IDS))
NAMES = select(_A.id, _A.event).where(_A.report.in_(IDS))
DAYS = select(t.reports.c.id, t.reports.c.day).where(t.reports.c.id.in_(IDS))
PLACE = update(t.accounts).where(_A.id == bindparam("account")).values(event=bindparam("to"))
CROWDED = select(t.told.c.report).where(t.told.c.report.in_(IDS), t.told.c.crowded == 1)
CUTS = select(_A.id, _A.cuts).where(_A.id.in_(IDS))
CUT = update(t.accounts).where(_A.id == bindparam("account")).values(cuts=bindparam("times"))
TOLD = select(t.told.c.body).where(t.told.c.report.in_(IDS))
OLD = select(t.events).where(t.events.c.id.in_(IDS))
OLD_PARTIES = select(t.parties).where(t.parties.c.event.in_(IDS))
GONE = (
    delete(t.parties).where(t.parties.c.event.in_(IDS)),
    delete(t.entries).where(t.entries.c.event.in_(IDS)),
    delete(t.events).where(t.events.c.id.in_(IDS)),
)
GONE_FACET = delete(t.facets).where(
    t.facets.c.key == bindparam("the_key"),
    t.facets.c.first_day == bindparam("day"),
    t.facets.c.event == bindparam("of"),
)
ENTRIES = select(t.entries.c.body).where(t.entries.c.event.in_(IDS))
ENTRY = select(t.entries.c.body).where(t.entries.c.event == bindparam("id"))
CHANGES = select(t.changes.c.n)
CHANGED = text(
    "INSERT INTO changes (one, n) VALUES (1, 1) ON CONFLICT (one) DO UPDATE SET n = changes.n + 1"
)
TOUCHED = text(
    "INSERT INTO touched (event, n) VALUES (:event, :n)"
    " ON CONFLICT (event) DO UPDATE SET n = excluded.n"
)
EVERY_EVENT = ""
"""In `touched`: all events were made anew."""
NEW = select(t.touched.c.event).where(t.touched.c.n > bindparam("after"))
LAST = select(func.max(t.reports.c.n))
READING = select(t.reports.c.body).where(t.reports.c.id == bindparam("id"))
HEIRS = select(t.heirs.c.old, t.heirs.c.new).where(t.heirs.c.old.in_(IDS))
FOREBEARS = select(t.heirs.c.old, t.heirs.c.new).where(t.heirs.c.new.in_(IDS))
STANDS = select(t.articles.c.report, t.articles.c.stands).where(t.articles.c.report.in_(IDS))
RULED = (
    select(_J.kind, _J.a, _J.b)
    .where(_J.undone.is_(None), or_(_J.a.in_(IDS), _J.b.in_(IDS)))
    .order_by(_J.n)
)
RATED = (
    select(_J.n, _J.b, _J.who, _J.at, _J.why, _J.undone, t.sources.c.body)
    .join(t.sources, t.sources.c.n == _J.n)
    .where(_J.kind == LETTER)
    .order_by(_J.n)
)
COPIES = select(t.copies.c.body).where(t.copies.c.report.in_(IDS))
COPIES_OF = select(t.copies.c.body).where(t.copies.c.of.in_(IDS))
SHARING = (
    select(t.bands.c.report)
    .where(t.bands.c.band.in_(IDS))
    .order_by(t.bands.c.report)
    .limit(CROWD * MANY)
)
READINGS = (
    select(t.reports.c.n, t.reports.c.body)
    .where(t.reports.c.n > bindparam("after"))
    .order_by(t.reports.c.n)
    .limit(bindparam("many"))
)


class Store:
    """The rows of one ledger within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self.db = connection

    def _all(self, statement: Executable, ids: Collection[Any], **more: Any) -> Iterator[Any]:
        """Rows of a statement that asks for `ids`, some at a time."""
        found = sorted(ids)
        for at in range(0, len(found), MANY):
            yield from self.db.execute(statement, {"ids": found[at : at + MANY], **more})

    def rows(self, statement: Executable, ids: Collection[Any]) -> Iterator[Any]:
        """Rows of a statement of somebody else's that asks for `ids`."""
        return self._all(statement, ids)

    def has_report(self, report: str) -> bool:
        return self.db.execute(HAS_REPORT, {"id": report}).first() is not None

    def reports_beginning(self, start: str) -> list[str]:
        """Ids of the reports whose ids begin so."""
        c = t.reports.c
        rows = select(c.id).where(c.id >= start, c.id < start + LAST_SIGN).order_by(c.id)
        return list(self.db.execute(rows).scalars())

    def add_reports(self, found: Sequence[tuple[Reading, str]], seen: str = "") -> None:
        """Append reports with what each was called in its source, and when they were seen."""
        last = self.db.execute(LAST).scalar() or 0
        rows = [
            {
                "id": reading.report.id,
                "n": n,
                "source": search.clean(source),
                "outlet": reading.report.outlet and search.clean(reading.report.outlet),
                "day": day_of(reading.report.date),
                "model": reading.model,
                "body": pack(reading),
                "seen": seen,
            }
            for n, (reading, source) in enumerate(found, last + 1)
        ]
        self.db.execute(insert(t.reports), rows)

    def add_texts(self, reports: Sequence[Report]) -> None:
        """Index the words of reports that are there."""
        search.add(self.db, reports)

    def found(self, words: str, limit: int) -> list[Found]:
        return list(search.find(self.db, words, limit))

    def add_told(self, told: Told, *, crowded: bool) -> None:
        row = {"report": told.report.id, "crowded": int(crowded), "body": pack(told)}
        self.db.execute(insert(t.told), row)

    def crowded(self, reports: Collection[str]) -> set[str]:
        """Those of some reports that had more near them than were compared."""
        return {report for (report,) in self._all(CROWDED, reports)}

    def add_accounts(self, found: Sequence[Account]) -> None:
        rows = [{"id": a.id, "report": a.report, "event": a.id, "body": pack(a)} for a in found]
        if rows:
            self.db.execute(insert(t.accounts), rows)

    def add_keys(self, report: str, day: int, found: Iterable[Key]) -> None:
        rows = [{"key": k.key, "day": day, "report": report} for k in found]
        if rows:
            self.db.execute(insert(t.keys), rows)

    def near(self, found: Sequence[Key], day: int) -> dict[str, float]:
        """Report → the weight of the keys that it shares, within `REACH` days."""
        weight = {k.key: k.weight for k in found}
        out: dict[str, list[float]] = {}
        for key, report in self._all(NEAR, weight.keys(), first=day - REACH, last=day + REACH):
            out.setdefault(report, []).append(weight[key])
        # The exact sum, since rows may come in any order.
        return {report: math.fsum(shared) for report, shared in out.items()}

    def accounts_of(self, reports: Collection[str]) -> list[Account]:
        return [unpack(body, Account) for (body,) in self._all(ACCOUNTS, reports)]

    def add_pairs(self, scores: Mapping[Pair, float]) -> None:
        rows = [{"a": a, "b": b, "score": score} for (a, b), score in scores.items()]
        if rows:
            self.db.execute(insert(t.pairs), rows)

    def pairs_of(self, accounts: Collection[str], least: float = -math.inf) -> dict[Pair, float]:
        """All compared pairs that one of some accounts is in, of `least` score or more."""
        return {(a, b): score for a, b, score in self._all(PAIRS, accounts, least=least)}

    def events_of(self, accounts: Collection[str]) -> dict[str, str]:
        """Account id → event id."""
        return dict(tuple(row) for row in self._all(EVENTS, accounts))

    def standing(self, events: Collection[str]) -> list[str]:
        """Those of some events that nobody has rejected, in order."""
        return sorted(name for (name,) in self._all(STANDING, set(events)))

    def members(self, events: Collection[str]) -> dict[str, list[str]]:
        """Event id → its account ids, in order."""
        out: dict[str, list[str]] = {}
        for account, event_ in sorted(tuple(row) for row in self._all(MEMBERS, events)):
            out.setdefault(event_, []).append(account)
        return out

    def cuts_of(self, accounts: Collection[str]) -> dict[str, int]:
        """Account id → how often its part was cut."""
        return dict(tuple(row) for row in self._all(CUTS, accounts))

    def cut(self, accounts: Collection[str], times: int) -> None:
        """Mark how often the part of some accounts was cut."""
        self.db.execute(CUT, [{"account": a, "times": times} for a in sorted(accounts)])

    def mates(self, accounts: Collection[str]) -> set[str]:
        """Accounts that are under an event with one of some."""
        events = set(self.events_of(accounts).values())
        return {a for found in self.members(events).values() for a in found}

    def reports_of(self, accounts: Collection[str]) -> dict[str, str]:
        """Account id → report id."""
        return dict(tuple(row) for row in self._all(REPORTS, accounts))

    def days_of(self, reports: Collection[str]) -> dict[str, int]:
        """Report id → its day; 0 where it has none."""
        return {i: d or 0 for i, d in self._all(DAYS, reports)}

    def place(self, events: Mapping[str, str]) -> None:
        """Put accounts under events (account id → event id)."""
        rows = [{"account": a, "to": e} for a, e in sorted(events.items())]
        if rows:
            self.db.execute(PLACE, rows)

    def names_in(self, reports: Collection[str]) -> dict[str, str]:
        """Account id → event id, of all accounts of some reports."""
        return dict(tuple(row) for row in self._all(NAMES, reports))

    def told_by(self, reports: Collection[str]) -> list[Told]:
        found = (unpack(body, Told) for (body,) in self._all(TOLD, reports))
        return sorted(found, key=lambda x: x.report.id)

    def replace_entries(self, gone: Collection[str], found: Iterable[Entry]) -> None:
        """Put entries in the place of those of some events."""
        self._forget(sorted(gone))
        events: list[rows.Row] = []
        entries: list[rows.Row] = []
        parties: list[rows.Row] = []
        facets: list[rows.Row] = []
        for entry in found:
            row, sides = rows.event_row(entry), list(rows.party_rows(entry))
            events.append(row)
            entries.append({"event": row["id"], "body": pack(entry)})
            parties += sides
            facets += rows.facet_rows(row, sides)
        for table, new in (
            (t.events, events),
            (t.entries, entries),
            (t.parties, parties),
            (t.facets, facets),
        ):
            if new:
                self.db.execute(insert(table), new)
        self._touch({*gone, *(row["id"] for row in events)})

    def _touch(self, events: Collection[str]) -> None:
        """Note that some events change with the change that is under way."""
        now = self.state() + 1
        if events:
            self.db.execute(TOUCHED, [{"event": e, "n": now} for e in sorted(events)])

    def touched_after(self, state: int) -> set[str] | None:
        """The events that came, changed or went after a state; None where that may be all."""
        found = set(self.db.execute(NEW, {"after": state}).scalars())
        return None if EVERY_EVENT in found else found

    def _forget(self, events: Sequence[str]) -> None:
        there = list(self._all(OLD, events))
        if not there:
            return
        sides: dict[str, list[Any]] = {}
        for party in self._all(OLD_PARTIES, events):
            sides.setdefault(party.event, []).append(party._mapping)
        facets = [
            {"the_key": key, "day": old.first_day, "of": old.id}
            for old in there
            for key in rows.keys_of(old._mapping, sides.get(old.id, ()))
        ]
        if facets:
            self.db.execute(GONE_FACET, facets)
        for at in range(0, len(events), MANY):
            for statement in GONE:
                self.db.execute(statement, {"ids": events[at : at + MANY]})

    def entry(self, event_id: str) -> Entry | None:
        found = self.db.execute(ENTRY, {"id": event_id}).first()
        return unpack(found[0], Entry) if found is not None else None

    def beginning(self, start: str) -> list[Entry]:
        # Not LIKE, for which SQLite looks at every row.
        c = t.entries.c
        found = select(c.body).where(c.event >= start, c.event < start + LAST_SIGN)
        return [unpack(b, Entry) for (b,) in self.db.execute(found.order_by(c.event))]

    def bodies(self, wanted: Wanted, limit: int | None = None) -> Iterator[bytes]:
        """The packed entries of the wanted events, at most `limit`, in their order. They are read
        a page at a time, so that any number of them needs no more memory."""
        while limit is None or limit > 0:
            many = PAGE if limit is None else min(PAGE, limit)
            found = self.db.execute(asked.bodies(self.db, wanted, many)).all()
            yield from (body for _, _, body in found)
            if len(found) < many:
                return
            limit = None if limit is None else limit - many
            day, name, _ = found[-1]
            wanted = change(wanted, after=(day, name))

    def marks(self, wanted: Wanted, limit: int) -> list[Mark]:
        """The first `limit` of the wanted events, in their order."""
        found = self.db.execute(asked.marks(self.db, wanted, limit))
        return [Mark(day=day, event=event, n=n) for day, event, n in found]

    def entries_of(self, events: Collection[str]) -> Iterator[Entry]:
        """Some events, in no order."""
        return (unpack(body, Entry) for (body,) in self._all(ENTRIES, events))

    def entries(self, wanted: Wanted = EVERYTHING, limit: int | None = None) -> Iterator[Entry]:
        """The wanted events, at most `limit`, in their order."""
        return (unpack(body, Entry) for body in self.bodies(wanted, limit))

    def state(self) -> int:
        """How often the ledger was written."""
        return self.db.execute(CHANGES).scalar() or 0

    def count_change(self) -> None:
        self.db.execute(CHANGED)

    def reading(self, report: str) -> Reading | None:
        found = self.db.execute(READING, {"id": report}).first()
        return unpack(found[0], Reading) if found is not None else None

    def readings(self) -> Iterator[Reading]:
        """What was read in every report, in the order of arrival. Rows may be written meanwhile."""
        after = 0
        while rows := self.db.execute(READINGS, {"after": after, "many": SOME}).all():
            for _, body in rows:
                yield unpack(body, Reading)
            after = rows[-1].n

    def count(self) -> dict[str, int]:
        """Rows of the tables that a user asks for."""
        named = {"reports": t.reports, "events": t.events, "judgements": t.judgements}
        return {
            k: int(self.db.execute(select(func.count()).select_from(v)).scalar_one())
            for k, v in named.items()
        }

    def ruled(self, accounts: Collection[str]) -> Ruled:
        """The standing judgements that touch some accounts; of two on one pair the later. What was
        ruled of an earlier version's account holds for the one that tells the same now."""
        one: set[Pair] = set()
        two: set[Pair] = set()
        ruled = list(self._all(RULED, {*accounts, *self.forebears(accounts)}))
        now = self.accounts_now({x for _, a, b in ruled for x in (a, b)}) if ruled else {}
        for kind, a, b in ruled:
            ends = {now[x] for x in (a, b) if x in now}
            if len(ends) == 2:
                kept, other = (one, two) if kind == "one" else (two, one)
                kept.add(pair(*ends))
                other.discard(pair(*ends))
        return Ruled(one=frozenset(one), two=frozenset(two))

    def forebears(self, accounts: Collection[str]) -> set[str]:
        """Accounts of earlier versions that tell what some accounts tell now."""
        return {old for old, _ in self._all(FOREBEARS, accounts)}

    def accounts_now(self, accounts: Collection[str]) -> dict[str, str]:
        """Account id → the account that tells the same now: itself, or of a later version a
        like one. Those that nobody tells any more are left out."""
        now = {a: a for a in accounts} | dict(tuple(row) for row in self._all(HEIRS, accounts))
        there = self.events_of(set(now.values()))
        return {a: b for a, b in now.items() if b in there}

    def rule(self, kind: str, pairs: Iterable[Pair], why: str, who: str, at: str) -> list[int]:
        """Append judgements → their numbers."""
        last = self.db.execute(select(func.max(t.judgements.c.n))).scalar() or 0
        numbered = list(enumerate(pairs, last + 1))
        ruling = {"kind": kind, "why": why, "who": who, "at": at}
        rows = [{"n": n, "a": a, "b": b, **ruling} for n, (a, b) in numbered]
        if rows:
            self.db.execute(insert(t.judgements), rows)
        return [n for n, _ in numbered]

    def rate(self, source: Source, letter: str, why: str, who: str, at: str) -> int:
        """Append the letter of a source → the judgement's number."""
        (n,) = self.rule(LETTER, [(source.id, letter)], why, who, at)
        self.db.execute(insert(t.sources), {"n": n, "body": pack(source)})
        return n

    def rated(self) -> Iterator[Reliability]:
        """Every letter that a source was given, undone or not, in the order of their numbers."""
        for n, letter, who, at, why, undone, body in self.db.execute(RATED):
            yield Reliability(
                number=n,
                source=unpack(body, Source),
                letter=letter,
                who=who,
                at=at,
                why=why,
                undone=undone,
            )

    def undo(self, n: int, at: str, why: str, who: str) -> Collection[str] | None:
        """Mark a judgement undone, with who and why → the accounts that it was of (none if it was
        of a source); None where it does not stand."""
        j = t.judgements
        found = self.db.execute(
            select(j.c.kind, j.c.a, j.c.b).where(j.c.n == n, j.c.undone.is_(None))
        ).first()
        if found is None:
            return None
        self.db.execute(update(j).where(j.c.n == n).values(undone=at))
        self.db.execute(insert(t.undoings), {"n": n, "why": why, "who": who})
        if found.kind == LETTER:
            return ()
        return tuple(self.accounts_now((found.a, found.b)).values())

    def stands(self, reports: Collection[str]) -> dict[str, str]:
        """Report → the version of its article that stands, itself where there is no other."""
        return {r: r for r in reports} | dict(tuple(row) for row in self._all(STANDS, reports))

    def copies_in(self, reports: Collection[str]) -> list[Copy]:
        """What some reports repeat, each once; what repeats an earlier version of an article
        repeats the article."""
        found = [unpack(body, Copy) for (body,) in self._all(COPIES, reports)]
        stands = self.stands({c.of for c in found}) if found else {}
        out: dict[Pair, Copy] = {}
        for c in sorted(found, key=lambda c: (c.of != stands[c.of], c.report, c.of)):
            of = stands[c.of]
            if of != c.report:
                out.setdefault((c.report, of), c if of == c.of else _of_article(c, of))
        return [out[key] for key in sorted(out)]

    def copies_of(self, reports: Collection[str]) -> list[Copy]:
        """What repeats some reports."""
        return [unpack(body, Copy) for (body,) in self._all(COPIES_OF, reports)]

    def add_copies(self, found: Iterable[Copy]) -> None:
        rows = [{"report": c.report, "of": c.of, "body": pack(c)} for c in found]
        if rows:
            self.db.execute(insert(t.copies), rows)

    def add_bands(self, report: str, bands: Iterable[int]) -> None:
        rows = [{"band": b, "report": report} for b in bands]
        if rows:
            self.db.execute(insert(t.bands), rows)

    def sharing(self, bands: Collection[int]) -> dict[str, int]:
        """Report → how many bands of a sketch it shares."""
        out: dict[str, int] = {}
        for (report,) in self._all(SHARING, bands):
            out[report] = out.get(report, 0) + 1
        return out

    def forget_derived(self) -> None:
        """Empty every table that can be derived from the facts."""
        for table in t.DERIVED:
            self.db.execute(delete(table))
        search.empty(self.db)
        self._touch({EVERY_EVENT})


def _of_article(copy: Copy, stands: str) -> Copy:
    """A copy of an earlier version as one of the version that stands."""
    return change(copy, of=stands, why=f"Of an earlier version ({copy.of}): {copy.why}")

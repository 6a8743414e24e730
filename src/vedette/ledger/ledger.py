"""Adding a report touches only its neighbourhood; what comes out does not depend on the order."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TypeVar

from vedette.fuse.accounts import Account, account_id, accounts
from vedette.fuse.arguments import Likeness
from vedette.fuse.clusters import Pair, clusters, pair
from vedette.fuse.compare import compared, score
from vedette.fuse.copies import Copied, text_of, verdict
from vedette.fuse.corrections import NOWHERE, checked, corrected, is_rejected, value_of
from vedette.fuse.joined import entries, renamed, told
from vedette.fuse.keys import ENOUGH, day_of, keys
from vedette.fuse.sketches import candidates, sketch
from vedette.fuse.sources import Listed, gathered, named, nobody, outlet, speakers
from vedette.fuse.track import tracks
from vedette.ledger import (
    alarms,
    annotated,
    between,
    comparison,
    groups,
    imports,
    listed,
    opening,
    overview,
    problems,
    reviews,
    transactions,
    versions,
)
from vedette.ledger.address import called
from vedette.ledger.chosen import Mask, chosen
from vedette.ledger.columns import Columns, Counted
from vedette.ledger.crowds import parts
from vedette.ledger.feeds import Feeds
from vedette.ledger.migrations import NEWEST, migrate
from vedette.ledger.news import newest, news
from vedette.ledger.overview import Looked
from vedette.ledger.store import Store
from vedette.ledger.transactions import WAIT
from vedette.ledger.wanted import EVERYTHING, Keeps, Mark, Wanted
from vedette.records import (
    Alarm,
    Annotated,
    Bin,
    Bounds,
    Coded,
    Compared,
    Copy,
    Dyad,
    Entry,
    Event,
    Filed,
    Found,
    Imported,
    Judgement,
    Kept,
    Letter,
    Network,
    Node,
    OriginCount,
    Outage,
    PairCount,
    Per,
    Place,
    PlaceCount,
    Problem,
    R,
    Reading,
    Reliability,
    Report,
    Review,
    ReviewField,
    Series,
    Source,
    Spell,
    Step,
    Track,
    Version,
    Watch,
    Watched,
    change,
    unpack,
)

T = TypeVar("T")
Progress = Callable[[int, int], None]
"""Hears how many of how many are done."""
NEAREST = 60
"""Most reports that a new one is compared with, those that share most."""
FLOOR = -8.0
"""Logit below which a pair is not worth a row; it counts as never seen."""
UNDATED = 0


def report_id(report: Report) -> str:
    """The same for the same text of the same outlet and day, whatever file it came in."""
    told_ = "\0".join((report.outlet or "", report.date or "", report.title or "", report.text))
    return hashlib.sha256(told_.encode()).hexdigest()[:12]


def now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")


def silent(done: int, every: int) -> None:
    """Tells nobody."""


class Ledger:
    """Events of many reports, with who says so and whether independent origins agree.

    `place` is a file or postgresql://USER@HOST/DATABASE; a ledger is made where there is none,
    unless not `make`. `clock` gives the time that judgements are stamped with; `wait` is how many
    seconds a change waits for another process's. Everything may raise `LedgerError`, whose text
    is for the user; its kinds are in `vedette.ledger.faults`.

    >>> with Ledger("desk.vedette") as ledger:
    ...     ledger.add(vedette.read(text))
    ...     for entry in ledger.entries():
    ...         print(entry.event.grade.credibility, entry.event.type)
    """

    def __init__(
        self,
        place: str | Path,
        *,
        make: bool = True,
        clock: Callable[[], str] = now,
        wait: float = WAIT,
    ) -> None:
        self._clock, self._wait = clock, wait
        self._counted = Counted()
        with ExitStack() as until_ready:
            self._engine = until_ready.enter_context(opening.engine_at(place))
            opening.check(self._engine, make=make, at=clock(), wait=wait)
            self._open = until_ready.pop_all()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._open.close()

    @contextmanager
    def _read(self) -> Iterator[Store]:
        with transactions.reading(self._engine) as connection:
            yield Store(connection)

    @contextmanager
    def _write(self) -> Iterator[Store]:
        with transactions.writing(self._engine, self._wait) as connection:
            store = Store(connection)
            yield store
            store.count_change()

    def add(self, reading: Reading, *, seen: str | None = None) -> str:
        """Add a fused reading → the report's id in the ledger. The same report again is nothing.

        The same article again, edited, is a new version of it: the one that stands is the one that
        was `modified` last, or else `seen` last (ISO time, by default now); nothing is derived from
        the others. All or nothing: a crash leaves the ledger as it was.
        """
        name = report_id(reading.report)
        with self._write() as store:
            if not store.has_report(name):
                source = reading.report.id
                named_ = change(reading, report=change(reading.report, id=name))
                _enter(store, named_, source, self._clock() if seen is None else seen)
        return name

    def entries(self, wanted: Wanted = EVERYTHING, limit: int | None = None) -> Iterator[Entry]:
        """All events, or those wanted, at most `limit`, the earliest first unless the newest are
        asked for. They are read a page at a time."""
        with self._read() as store:
            yield from store.entries(wanted, limit)

    def made(
        self, wanted: Wanted, limit: int, make: Callable[[Entry], T], kept: Keeps[T]
    ) -> list[tuple[Mark, T]]:
        """What `make` makes of the wanted events, at most `limit`, in their order. What `kept` has
        is not made anew, and what is made is given to it; it may forget."""
        with self._read() as store:
            found = listed.marks(store, self._counted, wanted, limit)
            return listed.made(store, found, make, kept)

    def parts(self, kind: type[R], wanted: Wanted = EVERYTHING) -> Iterator[R]:
        """The same events as records of another kind, which has some of the fields of `Entry`:
        quicker, where that is all one needs."""
        with self._read() as store:
            for body in store.bodies(wanted):
                yield unpack(body, kind)

    def entry(self, event: str) -> Entry | None:
        """One event by its id."""
        with self._read() as store:
            return store.entry(event)

    def find(self, beginning: str) -> list[Entry]:
        """The event of this id, or that an account of this id is of (a later version's, where its
        own does not stand); else all whose ids begin so."""
        with self._read() as store:
            one = store.entry(beginning)
            if one is not None:
                return [one]
            told_ = store.events_of(store.accounts_now([beginning]).values())
            if not told_:
                return store.beginning(beginning)
            # A whole id begins no other: ".e1" of a rejected event is not ".e10".
            return [e for e in map(store.entry, told_.values()) if e is not None]

    def accounts(self, event: str) -> list[str]:
        """Ids of the accounts of an event ("REPORT.e3"). Raises `KeyError` where there is none."""
        with self._read() as store:
            return _members(store, event)

    def events_in(self, report: str) -> list[str]:
        """Ids of the events that a report tells, in their order."""
        with self._read() as store:
            return sorted(set(store.names_in([report]).values()))

    def news(self, since: str) -> dict[str, bool]:
        """Event id → whether it was known before an ISO time (UTC), of all events of which the
        ledger has learnt something since."""
        with self._read() as store:
            return news(store, since)

    def newest_day(self) -> str | None:
        """The ISO day of the newest report; None where none has one."""
        with self._read() as store:
            day = newest(store)
        return None if day is None else datetime.date.fromordinal(day).isoformat()

    def reading(self, report: str) -> Reading | None:
        """What was read in a report."""
        with self._read() as store:
            return store.reading(report)

    def reports(self, beginning: str) -> list[str]:
        """The report of this id; else all whose ids begin so."""
        with self._read() as store:
            one = store.has_report(beginning)
            return [beginning] if one else store.reports_beginning(beginning)

    def tells(self, report: str) -> dict[str, str]:
        """Account → event of all that a report tells. What it told in a version that does not
        stand is of the event that the newer version tells; what that does not tell is left out."""
        with self._read() as store:
            reading = store.reading(report)
            told_ = [account_id(report, e.id) for e in reading.events] if reading else ()
            now = store.accounts_now(told_)
            events = store.events_of(set(now.values()))
            return {a: events[b] for a, b in now.items()}

    def versions(self, report: str) -> tuple[Version, ...]:
        """The versions of the article that a report is one of, the earliest first, with what each
        has changed; none for a report that is not there."""
        with self._read() as store:
            return versions.versions(store, report)

    def edited(self, reports: Collection[str]) -> dict[str, int]:
        """Those of some reports that stand for an article of several versions → how many it has."""
        with self._read() as store:
            return versions.edited(store, reports)

    def withdrawn(self, since: str) -> list[str]:
        """The accounts ("REPORT.e3") that articles told before an ISO time (UTC), and in the
        version that has come since do not tell any more."""
        with self._read() as store:
            return versions.withdrawn(store, since)

    def copies(self, reports: Collection[str]) -> tuple[Copy, ...]:
        """Which of some reports repeat another report, by their ids."""
        with self._read() as store:
            return tuple(sorted(store.copies_in(reports), key=lambda c: (c.report, c.of)))

    def count(self) -> dict[str, int]:
        """How many reports, events and judgements there are."""
        with self._read() as store:
            return store.count()

    @property
    def name(self) -> str:
        """Where it is, for the eyes: without a password."""
        return called(self._engine.url)

    def bounds(self) -> Bounds:
        """Between which days its events lie."""
        with self._read() as store:
            return overview.bounds(store.db)

    def filed(self, looked: Looked, limit: int) -> list[Filed]:
        """The reports that are looked for, at most `limit`, the last that came in first."""
        with self._read() as store:
            return list(overview.filed(store.db, looked, limit))

    def told_in(self, report: str) -> dict[str, str]:
        """The accounts of a report ("REPORT.e3") → the events that they are of."""
        with self._read() as store:
            return store.names_in([report])

    def events_of(self, accounts: Collection[str]) -> dict[str, str]:
        """Accounts ("REPORT.e3") → the events that they are of; unknown ones are not in it."""
        with self._read() as store:
            return store.events_of(accounts)

    def texts(self, reports: Collection[str]) -> dict[str, str]:
        """The texts of some reports, by their ids; at most some hundreds."""
        with self._read() as store:
            return overview.texts(store.db, reports)

    def origins(self, wanted: Wanted = EVERYTHING) -> list[OriginCount]:
        """Who first knew of the wanted events, those of most events first."""
        with self._read() as store:
            return overview.origins(store.db, wanted)

    def judgements(self) -> tuple[Judgement, ...]:
        """Every judgement, undone or not, the earliest first."""
        with self._read() as store:
            return tuple(reviews.every(store))

    def touched(self, judgements: Collection[int]) -> list[str]:
        """Ids of the events that the accounts of some judgements are of now; a rejected event is
        none."""
        with self._read() as store:
            return store.standing(store.events_of(reviews.touched(store, judgements)).values())

    def state(self) -> int:
        """A number that grows with every change of the ledger."""
        with self._read() as store:
            return store.state()

    def prepare(self) -> None:
        """Bring what counts are made from up to date, so that the next need not wait for it."""
        with self._read() as store:
            self._counted.at(store)

    @contextmanager
    def _wanted(self, wanted: Wanted) -> Iterator[tuple[Columns, Mask]]:
        """The columns of the ledger, and which rows of them are wanted."""
        with self._read() as store:
            columns = self._counted.at(store)
            yield columns, chosen(store.db, columns, wanted)

    def places(self, wanted: Wanted = EVERYTHING, limit: int = groups.PLACES) -> list[PlaceCount]:
        """The places of the wanted events, at most `limit`, those with most of them first. This
        and the other counts keep the ledger's columns in memory for the next."""
        with self._wanted(wanted) as (columns, rows):
            return list(groups.places(columns, rows, limit))

    def timeline(self, wanted: Wanted = EVERYTHING, by: groups.Step = "day") -> list[Bin]:
        """How many of the wanted events began in each day, week or month that has any."""
        with self._wanted(wanted) as (columns, rows):
            return groups.timeline(columns, rows, by)

    def pairs(self, wanted: Wanted = EVERYTHING, limit: int = 60) -> list[PairCount]:
        """The pairs of actors' codes between which most of the wanted events are."""
        with self._wanted(wanted) as (columns, rows):
            return groups.pairs(columns, rows, limit)

    def actors(self, words: str = "", limit: int = 20) -> list[Node]:
        """Those whose name, code or id has some letters, those in most events first."""
        with self._wanted(EVERYTHING) as (columns, _):
            return groups.actors(columns, words, limit)

    def network(self, wanted: Wanted = EVERYTHING, limit: int = 60) -> Network:
        """The `limit` who take part in most of the wanted events, and who acts towards whom."""
        with self._wanted(wanted) as (columns, rows):
            return groups.network(columns, rows, limit)

    def series(
        self,
        of: Dyad,
        by: Step = "week",
        *,
        per: Per = "reports",
    ) -> Series:
        """How two sides dealt with each other, bin for bin; what `outages` leave too little of is a
        gap. What the numbers are is told in `vedette.watch.binned`."""
        from vedette.watch import binned

        with self._read() as store:
            events, left_out = between.columns(store.db, of, binned.LENGTHS[by])
            told = between.reported(store.db)
        return binned.series(
            events, told, of, by=by, per=per, outages=self.outages(), left_out=left_out
        )

    def graded(self, of: Dyad, by: Step = "week") -> dict[str, int]:
        """Ids of the events of a series → their credibility, the earliest first."""
        from vedette.watch import binned

        with self._read() as store:
            return dict(between.graded(store.db, of, binned.LENGTHS[by]))

    def between(self, of: Dyad) -> set[str]:
        """Ids of all events between two sides, whether or not their days are known."""
        with self._read() as store:
            return between.ids(store.db, of)

    def alarms(self, watch: str | None = None) -> list[Alarm]:
        """Every alarm that was told (of one watch), as it stands now; the latest first."""
        with self._read() as store:
            return alarms.standing(store.db, watch)

    def alarms_told(
        self, limit: int, *, before: int | None = None, after: int = 0
    ) -> list[tuple[int, Alarm]]:
        """The same with the numbers under which they were told, at most `limit`: those told before
        one number and after another."""
        with self._read() as store:
            return alarms.numbered(store.db, before=before, after=after, limit=limit)

    def alarm(self, alarm: str) -> list[Alarm]:
        """All states of one alarm, the earliest first; none where there is no such alarm."""
        with self._read() as store:
            return alarms.history(store.db, alarm)

    def judged(self, watch: Watch, *, at: str) -> list[Alarm]:
        """Every alarm of a watch on the ledger as it is now, each as if it were new."""
        from vedette.watch.alarms import alarms_of

        return list(alarms_of(self, watch, at=at))

    def settle_alarms(self, watch: Watch) -> list[Alarm]:
        """Judge a watch anew → what is new about its alarms, which is kept: those that are new,
        corrected or withdrawn."""
        from vedette.watch.alarms import settled

        at = self._clock()
        found = self.judged(watch, at=at)
        with self._write() as store:
            new = settled(found, alarms.standing(store.db, watch.name), at=at)
            alarms.add(store.db, new)
        return new

    def undelivered(self, watch: str, target: str, *, since: str = "") -> list[Alarm]:
        """The states of a watch's alarms that a target was not told of, the earliest first: of
        alarms that reach to `since` (ISO day) or later, or that it was told of before."""
        with self._read() as store:
            return [
                alarm
                for alarm, known in alarms.undelivered(store.db, watch, target)
                if known or alarm.until >= since
            ]

    def deliver(self, alarm: Alarm, target: str) -> None:
        """Keep that a target was told of a state of an alarm."""
        with self._write() as store:
            alarms.deliver(store.db, alarm, target, self._clock())

    def merge(self, a: str, b: str, *, why: str, who: str) -> list[int]:
        """Rule that two events are one → numbers of the judgements. Raises `KeyError` for an
        event that is not there."""
        with self._write() as store:
            one, other = (_members(store, e) for e in (a, b))
            # Every account of both: one that is only ruled with a few would fall from the group.
            ruled = [pair(one[0], account) for account in (*one[1:], *other)]
            numbers = store.rule("one", ruled, why, who, self._clock())
            _settle(store, {*one, *other})
        return numbers

    def split(self, event: str, apart: Collection[str], *, why: str, who: str) -> list[int]:
        """Rule that some accounts of an event are of another. Raises `KeyError` for an event or
        account that is not there."""
        with self._write() as store:
            every = _members(store, event)
            unknown = sorted(set(apart) - set(every))
            if unknown:
                raise KeyError(f"{event} has no account {unknown[0]}")
            rest = sorted(set(every) - set(apart))
            ruled = [pair(a, b) for a in sorted(apart) for b in rest]
            numbers = store.rule("two", ruled, why, who, self._clock())
            _settle(store, every)
        return numbers

    def undo(self, judgement: int, *, why: str = "", who: str = "") -> None:
        """Take a judgement back; what it did is undone. Raises `KeyError` where none stands."""
        with self._write() as store:
            ruled = store.undo(judgement, self._clock(), why, who)
            if ruled is None:
                raise KeyError(f"no judgement {judgement} stands")
            _settle(store, {*ruled, *reviews.accounts(store, judgement)})

    def accept(self, event: str, *, why: str, who: str) -> int:
        """Say that an event is right as it is → the judgement's number. Raises `KeyError` for an
        event that is not there, `ValueError` for an empty reason."""
        return self._review(event, None, "", None, why, who)

    def correct(self, event: str, field: str, value: str | Place, *, why: str, who: str) -> int:
        """Say what a field of an event should be → the judgement's number; the latest wins, and
        the grade is worked out anew.

        `field` is type ("ASSAULT.drone"), status, place (a `Place`, or "none"), when ("2024-03-04"
        or "2024-03-04/2024-03-06") or rejected ("yes": it is no such event; it is no longer among
        the events, and its history stays). Raises `KeyError` for an event that is not there,
        `ValueError` for another field, a value that it cannot have, and an empty reason.
        """
        place = value if isinstance(value, Place) else None
        known, text = checked(field, value.name if isinstance(value, Place) else value)
        if known == "place" and place is None and text != NOWHERE:
            raise ValueError(f"{text!r} is no place of the gazetteer; give a place, or {NOWHERE!r}")
        return self._review(event, known, text, place, why, who)

    def _review(
        self,
        event: str,
        field: ReviewField | None,
        value: str,
        place: Place | None,
        why: str,
        who: str,
    ) -> int:
        if not why.strip():
            raise ValueError("a judgement is given for a reason; the reason is empty")
        with self._write() as store:
            every = _members(store, event)
            entry = store.entry(event)
            was = value_of(entry.event, field) if entry is not None and field is not None else ""
            review = Review(
                event=event, accounts=tuple(every), field=field, value=value, was=was, place=place
            )
            number = reviews.add(store, review, why, who, self._clock())
            _settle(store, every)
        return number

    def history(self, event: str) -> tuple[Judgement, ...]:
        """Every judgement that an event (also a rejected one) is or was under, the earliest first:
        merges, splits, acceptances, corrections. Raises `KeyError` for an event that is not
        there."""
        with self._read() as store:
            return tuple(reviews.history(store, _members(store, event)))

    def annotated(self, *, everything: bool = False) -> Iterator[Annotated]:
        """The reports that tell an event that somebody accepted or corrected (or all that stand, if
        `everything`), by day, each with what people made of it."""
        with self._read() as store:
            yield from annotated.annotated(store, everything=everything)

    def rate(self, source: Source, letter: Letter, *, why: str, who: str) -> Reliability:
        """Give a source a letter (A-F); the latest that is not undone stands, all are kept.

        Raises `ValueError` for another letter or an empty reason.
        """
        at = self._clock()
        with self._write() as store:
            n = store.rate(source, letter, why, who, at)
            return Reliability(number=n, source=source, letter=letter, who=who, at=at, why=why)

    def rated(self) -> tuple[Reliability, ...]:
        """Every letter that a person gave a source, undone or not, the earliest first."""
        with self._read() as store:
            return tuple(store.rated())

    def letters(self, entries: Iterable[Entry]) -> dict[str, Letter]:
        """Voice → the letter that stands for its source, for all voices of some entries. Who was
        given none is not in it: it is not set, which is not F."""
        rated = self.rated()
        standing = {r.source.id: r.letter for r in rated if r.undone is None}
        told = (speaker for e in entries for speaker in speakers(e))
        found = gathered(told, (r.source for r in rated)) if standing else ()
        return {v: standing[s.id] for s in found if s.id in standing for v in s.voices}

    def sources(self, listed: Listed = nobody) -> tuple[Source, ...]:
        """Everybody who says something in the ledger or was given a letter, by name; `listed`
        gives the actors of a roster by their names, each under its id there."""
        given = (r.source for r in self.rated())
        return gathered((s for e in self.entries() for s in speakers(e)), given, listed)

    def source(self, name: str, listed: Listed = nobody) -> tuple[Source, ...]:
        """The sources that a name or id may mean: one, if it is clear; `listed` as in `sources`."""
        return named(name, self.sources(listed), listed)

    def outlet(self, name: str, listed: Listed = nobody) -> Source:
        """The outlet of a name, whether or not it has said anything in the ledger."""
        return outlet(name, self.sources(listed), listed)

    def tracks(self, sources: Sequence[Source]) -> dict[str, Track]:
        """What became of the claims of some sources, by their ids."""
        return tracks(self.entries(), sources)

    def why_one(self, event: str) -> tuple[Likeness, ...]:
        """The comparisons between the accounts of an event, the likeliest first."""
        with self._read() as store:
            mine = _members(store, event)
            of = store.reports_of(mine)
            known = {a.id: a for a in store.accounts_of(set(of.values())) if a.id in of}
        ids = sorted(known)
        found = [compared(known[a], known[b]) for i, a in enumerate(ids) for b in ids[:i]]
        return tuple(sorted(found, key=lambda x: -x.score))

    def search(self, words: str, *, limit: int = 20) -> list[Found]:
        """The reports that have all of some words and "phrases", the best first, at most `limit`.

        Words are found by their stems; in PostgreSQL such as "the" count for nothing.
        """
        with self._read() as store:
            return store.found(words, limit)

    def keep(self, problem: Problem, *, source: str) -> int:
        """Keep what could not be read of a source, with its bytes → its number. The same again
        only counts up."""
        with self._write() as store:
            return problems.keep(store.db, problem, source, self._clock())

    def problems(self) -> tuple[Kept, ...]:
        """All that could not be read, the earliest first, without the bytes."""
        with self._read() as store:
            return tuple(problems.kept(store.db))

    def problem(self, number: int) -> Kept:
        """One of them with the bytes that are kept. Raises `KeyError` for another number."""
        with self._read() as store:
            found = problems.one(store.db, number)
        if found is None:
            raise KeyError(f"there is no problem {number}")
        return found

    def take_in(
        self, name: str, events: Iterable[Coded], *, form: str, source: str, replace: bool = False
    ) -> Imported:
        """Take in the events of another data set under a name, all or nothing. They are compared
        with, and are none of the ledger's. Raises `ValueError` with a sentence where the name is
        taken (unless they `replace` what it had), and where there is no event."""
        at = self._clock()
        with self._write() as store:
            told = Imported(name=name, form=form, source=source, at=at, events=0)
            return imports.take_in(store.db, told, events, replace=replace)

    def imports(self) -> tuple[Imported, ...]:
        """The other data sets of which events were taken in, by name."""
        with self._read() as store:
            return tuple(imports.imported(store.db))

    def compared(self, name: str, *, days: int = 1, examples: int = 3) -> Compared:
        """How many events of a data set are in the ledger, and the reverse, by events that are up
        to so many `days` apart. Raises `KeyError` where nothing was taken in under the name."""
        with self._read() as store:
            found = next((i for i in imports.imported(store.db) if i.name == name), None)
            if found is None:
                raise KeyError(f"no data set was taken in as {name}")
            return comparison.compared(store, found, days=days, examples=examples)

    @property
    def feeds(self) -> Feeds:
        """What is known of the sources that are watched, and what of theirs is to be read."""
        return Feeds(self._read, self._write)

    def watched(self) -> tuple[Watched, ...]:
        """Every source that is watched, and how each was when it was last asked."""
        return self.feeds.watched()

    def spells(self) -> tuple[Spell, ...]:
        """How every watched source was through time, by name; what it says of a time when it was
        down or unwatched is nothing."""
        return self.feeds.spells()

    def outages(self) -> tuple[Outage, ...]:
        """The days until now on which watched sources were not heard, and how many of them."""
        from vedette.watch.outages import outages

        now = datetime.datetime.fromisoformat(self._clock())
        return outages(self.watched(), self.spells(), now)

    def rebuild(self, tell: Progress = silent) -> None:
        """Derive everything anew from the reports and judgements; `tell` hears how many reports of
        how many are done. All or nothing, and readers see what was before until it is done."""
        with self._write() as store:
            store.forget_derived()
            _derive_all(store, tell)


def bring_up(
    place: str | Path,
    tell: Progress = silent,
    *,
    clock: Callable[[], str] = now,
    wait: float = WAIT,
) -> int | None:
    """Make a ledger where there is none, or bring one of an earlier Vedette up to date → the
    schema that it had, None where there was none. All or nothing.

    `tell` hears how many reports of how many are derived anew, where that must be. Raises
    `LedgerError` as `Ledger` does.
    """
    with opening.engine_at(place) as engine:
        before = opening.version_at(engine)
        if before is None or before >= NEWEST:
            opening.check(engine, make=True, at=clock(), wait=wait)
            return before
        with transactions.writing(engine, wait) as connection:
            if migrate(connection, called(engine.url), clock()):
                _derive_all(Store(connection), tell)
        return before


def _derive_all(store: Store, tell: Progress) -> None:
    every = store.count()["reports"]
    for done, reading in enumerate(store.readings(), 1):
        _derive(store, reading)
        tell(done, every)


def _enter(store: Store, reading: Reading, source: str, seen: str) -> None:
    store.add_reports([(reading, source)], seen)
    _derive(store, reading)


def _derive(store: Store, reading: Reading) -> None:
    """Everything that a report brings: that it repeats others, what article it is a version of,
    and, if it is the one that stands, its accounts and events in the place of the one before."""
    report = reading.report.id
    repeated = _copied(store, reading)
    store.add_copies(Copy(report=c.report, of=c.of, why=c.why) for c in repeated.values())
    article = versions.enter(store, reading, repeated)
    touched = versions.withdraw(store, article.before) if article.before else set[str]()
    if article.stands == report:
        touched |= _enter_accounts(store, reading)
    others = {*repeated, *(c.report for c in store.copies_of(article.before))}
    _settle(store, touched | set(store.names_in(others)))


def _enter_accounts(store: Store, reading: Reading) -> set[str]:
    """The accounts of a report, put into the ledger and compared with those near → their ids."""
    report = reading.report.id
    mine = accounts(reading)
    store.add_texts([reading.report])
    store.add_accounts(mine)
    day = day_of(reading.report.date) or UNDATED
    looked_up = keys(reading, mine)
    shared = store.near(looked_up, day)
    store.add_keys(report, day, looked_up)
    near = sorted((r for r, w in shared.items() if w >= ENOUGH), key=lambda r: (-shared[r], r))
    store.add_told(told(reading), crowded=len(near) > NEAREST)
    store.add_pairs(_compared(mine, store.accounts_of(near[:NEAREST])))
    return {a.id for a in mine}


def _copied(store: Store, reading: Reading) -> dict[str, Copied]:
    """Which reports this one repeats, or is repeated by, and how."""
    report = reading.report
    text = text_of(report)
    drawn = sketch(text.words)
    shared = store.sharing(drawn.bands)
    store.add_bands(report.id, drawn.bands)
    found: dict[str, Copied] = {}
    # A version that has kept little is compared as well.
    called = versions.near(store, reading)
    known_as = {r: n for r, n in shared.items() if r in called}
    for other in sorted({*candidates(shared, drawn.need), *candidates(known_as, 1)}):
        known = store.reading(other)
        copied = verdict(text, text_of(known.report)) if known is not None else None
        if copied is not None and copied.kind != "quotation":
            found[other] = copied
    return found


def _compared(mine: Iterable[Account], others: Iterable[Account]) -> dict[Pair, float]:
    """Scores of all pairs that are worth keeping."""
    out: dict[Pair, float] = {}
    theirs = list(others)
    for a in mine:
        for b in theirs:
            if a.type == b.type:
                logit = score(a, b)
                if logit > FLOOR:
                    out[pair(a.id, b.id)] = logit
    return out


def _members(store: Store, event: str) -> list[str]:
    found = store.members([event]).get(event)
    if not found:
        raise KeyError(f"there is no event {event}")
    return sorted(found)


def _settle(store: Store, touched: Collection[str]) -> None:
    """Cluster the parts that some accounts are in anew and judge what changed."""
    if not touched:
        return
    found = parts(store, touched)
    around = set().union(*(p.accounts for p in found))
    ruled = store.ruled(around)
    of = store.reports_of(around)
    before = store.events_of(around)
    days = store.days_of(set(of.values()))
    crowded = store.crowded(set(of.values()))
    members: dict[str, set[str]] = {}
    for account, event in before.items():
        members.setdefault(event, set()).add(account)
    changed: dict[str, tuple[str, ...]] = {}
    for part in found:
        for group in clusters({a: of[a] for a in part.accounts}, part.scores, ruled, crowded):
            name = min(group, key=lambda a: (days[of[a]], a))
            if members.get(name) != set(group) or set(group) & set(touched):
                changed[name] = group
    placed = {a: name for name, group in changed.items() for a in group}
    store.place({a: name for a, name in placed.items() if before[a] != name})
    gone = {before[a] for g in changed.values() for a in g} | set(changed)
    store.replace_entries(gone, _judged(store, changed, of))


def _judged(
    store: Store, groups: Mapping[str, Collection[str]], of: Mapping[str, str]
) -> list[Entry]:
    """The entries of some events (id → accounts), each from the claims of all its reports.

    Events told by the same reports are judged together, since who is who in them is the same.
    """
    told_in: dict[frozenset[str], set[str]] = {}
    for name, group in groups.items():
        told_in.setdefault(frozenset(of[a] for a in group), set()).add(name)
    reports = set().union(*told_in)
    names = store.names_in(reports)
    known = {t.report.id: renamed(t, names) for t in store.told_by(reports)}
    copies = store.copies_in(reports)
    found = reviews.of(store, {a for group in groups.values() for a in group})
    reviewed = {name: reviews.together(found, group) for name, group in groups.items()}

    def correct(event: Event) -> Event:
        return corrected(event, (r.review for r in reviewed[event.id]))

    return [
        change(entry, reviews=tuple(r.judgement for r in reviewed[entry.event.id]))
        for together, events in told_in.items()
        for entry in entries(
            [known[r] for r in sorted(together)],
            [c for c in copies if c.report in together],
            only=events,
            correct=correct,
        )
        if not is_rejected(r.review for r in reviewed[entry.event.id])
    ]

"""The columns of all events in memory, as numbers in arrays: what a desk counts many times over.

They are read once and then brought up to date with what has changed since. Text stands in them as
a number in a list that only grows, so that an older state of the columns stays as it was while a
newer one is made.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property
from itertools import count
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Select, bindparam, select

from vedette.ledger import tables as t
from vedette.ledger.order import Order, merged, ordered
from vedette.ledger.rows import LONG, SIDES, key, names_of
from vedette.ledger.store import Store

T = TypeVar("T")
Numbers = NDArray[np.int32]
Rows = Sequence[Any]
Chunks = Iterable[Rows]
STREAM = 10_000
"""Rows that are in memory as text at a time."""
SERVED = {"postgresql": ("columns",)}
"""The name that a cursor has where its rows would else all come at once."""
MANY = 20_000
"""Most changed events that are read one by one; of more, all are read anew."""
ROOM = 10_000
"""Rows of events that are gone, from which on they are dropped where they are most of all."""
_E, _P, _T = t.events.c, t.parties.c, t.touched.c
_PLACED = ("place", "place_name", "country", "lat", "lon", "precision")
EVENTS = select(
    _E.id, _E.first_day, _E.last_day, _E.type, _E.mode, _E.status, _E.grade, _E.quad, _E.intensity,
    _T.n, *(_E[name] for name in _PLACED),
).join(t.touched, _T.event == _E.id)  # fmt: skip
PARTIES = select(_P.event, _P.side, _P.id, _P.code, _P.country, _P.name)
_IDS: Any = bindparam("ids", expanding=True)
SOME_EVENTS, SOME_PARTIES = EVENTS.where(_E.id.in_(_IDS)), PARTIES.where(_P.event.in_(_IDS))


class Codes(dict[T, int]):
    """Values → their numbers, in the order in which they came; `listed` has them by number."""

    def __init__(self) -> None:
        super().__init__()
        self.listed: list[T] = []

    def __missing__(self, value: T) -> int:
        self[value] = number = len(self.listed)
        self.listed.append(value)
        return number

    def of(self, values: Sequence[T]) -> Numbers:
        """The numbers of some values, new ones too."""
        return np.fromiter(map(self.__getitem__, values), np.int32, count=len(values))


@dataclass(frozen=True)
class Known:
    """The values that numbers stand for. `kinds` are a type and mode, `sites` the fields of
    `_PLACED`, `who` a party's id, code, country and name; `called` has the numbers of all `who`
    that go by a name. `rows` is where an event stands now, `ids` whose each row is."""

    kinds: Codes[tuple[str, str]] = field(default_factory=Codes)
    statuses: Codes[str] = field(default_factory=Codes)
    quads: Codes[str] = field(default_factory=Codes)
    sites: Codes[tuple[Any, ...]] = field(default_factory=Codes)
    who: Codes[tuple[str, str, str, str]] = field(default_factory=Codes)
    voices: Codes[str] = field(default_factory=Codes)
    codes: Codes[str] = field(default_factory=Codes)
    pairs: Codes[tuple[int, int]] = field(default_factory=Codes)
    called: dict[str, list[int]] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    ids: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Events:
    """A row an event: days (ordinals, as in `vedette.ledger.rows.days`), numbers of `Known`,
    credibility, intensity, NaN where it has none, and the change in which it came to be so."""

    first: Numbers
    last: Numbers
    kind: Numbers
    status: Numbers
    grade: Numbers
    quad: Numbers
    intensity: NDArray[np.float64]
    changed: Numbers
    site: Numbers


@dataclass(frozen=True)
class Parties:
    """A row a party of an event (its row): who it is."""

    event: Numbers
    who: Numbers


@dataclass(frozen=True)
class Links:
    """A row for each actor and recipient of an event."""

    event: Numbers
    one: Numbers
    other: Numbers


@dataclass(frozen=True)
class Takes:
    """A row for each event and voice that takes part in it."""

    event: Numbers
    voice: Numbers


@dataclass(frozen=True)
class Meets:
    """A row for each event and pair of codes, the lesser first, of which one acts towards the
    other."""

    event: Numbers
    pair: Numbers


@dataclass(frozen=True)
class Columns:
    """All events as they were in a state of the ledger; rows that are not `there` are of events
    that are gone. `voice` and `code` are of each `who`, `place` of each site."""

    state: int
    known: Known
    there: NDArray[np.bool_]
    order: Order
    events: Events
    parties: Parties
    links: Links
    takes: Takes
    meets: Meets
    voice: Numbers
    code: Numbers

    @cached_property
    def dated(self) -> tuple[Numbers, Numbers]:
        """The days on which events begin, in order, and for each row which of them is its own."""
        first = np.diff(self.order.days, prepend=-1) != 0
        at = np.zeros(self.there.size, np.int32)
        at[self.order.rows] = np.cumsum(first) - 1
        return self.order.days[first], at

    @cached_property
    def long(self) -> NDArray[np.int64]:
        """Where in the order the events are that last longer than `LONG` days."""
        e, rows = self.events, self.order.rows
        return np.flatnonzero((e.last - e.first)[rows] > LONG)


class Counted:
    """The columns of one ledger, kept between two questions; threads may share it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._columns: Columns | None = None

    def at(self, store: Store) -> Columns:
        """The columns of the ledger's state, or of a later one that another has read."""
        with self._lock:
            self._columns = _now(store, self._columns)
            return self._columns

    def of(self, state: int) -> Columns | None:
        """The columns of a state, if they are at hand; nobody waits for them."""
        found = self._columns
        return found if found is not None and found.state == state else None


def _now(store: Store, before: Columns | None) -> Columns:
    state = store.state()
    if before is None:
        return _read(store, state)
    if before.state >= state:
        return before
    touched = store.touched_after(before.state)
    gone = before.there.size - int(before.there.sum())
    if touched is None or len(touched) > MANY or gone > max(ROOM, before.there.size // 2):
        return _read(store, state)
    return _joined(before, store, sorted(touched), state)


def _read(store: Store, state: int) -> Columns:
    """All of them from the tables."""
    events, parties = (_streamed(store.db, rows) for rows in (EVENTS, PARTIES))
    return _columns(Known(), events, parties, state)


def _streamed(db: Connection, rows: Select[Any]) -> Iterator[Rows]:
    """All rows of a statement, some at a time. The driver's own tuples: SQLAlchemy's rows take a
    third of the time that reading a large ledger takes."""
    cursor: Any = db.connection.cursor(*SERVED.get(db.dialect.name, ()))
    cursor.execute(str(rows.compile(db.engine)))
    while some := cursor.fetchmany(STREAM):
        yield some
    cursor.close()


def _joined(before: Columns, store: Store, touched: Sequence[str], state: int) -> Columns:
    """The columns with some events read anew."""
    known = before.known
    # Read before anything is forgotten: where the database fails, the next try finds all as it was.
    events, parties = (list(store.rows(rows, touched)) for rows in (SOME_EVENTS, SOME_PARTIES))
    old = [known.rows.pop(event) for event in touched if event in known.rows]
    new = _columns(known, [events], [parties], state)
    there = np.concatenate((before.there, new.there))
    there[old] = False
    return Columns(
        state=state,
        known=known,
        there=there,
        order=merged(before.order, there, new.order, known.ids),
        events=_together(before.events, new.events),
        parties=_together(before.parties, new.parties),
        links=_together(before.links, new.links),
        takes=_together(before.takes, new.takes),
        meets=_together(before.meets, new.meets),
        voice=new.voice,
        code=new.code,
    )


def _together(*tables: T) -> T:
    """The rows of some tables, one behind the other."""
    names = [f.name for f in fields(tables[0])]  # type: ignore[arg-type]
    return type(tables[0])(*(np.concatenate([getattr(t, name) for t in tables]) for name in names))


def _columns(known: Known, events: Chunks, parties: Chunks, state: int) -> Columns:
    """The rows of some events, numbered on from those that are known."""
    start = len(known.ids)
    rows = _together(_events(known, ()), *(_events(known, some) for some in events))
    numbers = np.arange(start, len(known.ids), dtype=np.int32)
    sides = [_parties(known, some) for some in ((), *parties)]
    actors, recipients = (_together(*side) for side in zip(*sides, strict=True))
    voice = known.voices.of([who[0] for who in known.who.listed])
    code = known.codes.of([who[1] for who in known.who.listed])
    links, both = _links(actors, recipients), _together(actors, recipients)
    return Columns(
        state=state,
        known=known,
        there=np.ones(rows.first.size, np.bool_),
        order=ordered(numbers, rows.first, known.ids[start:]),
        events=rows,
        parties=both,
        links=links,
        takes=Takes(*_each_once(both.event, voice[both.who])),
        meets=_meets(known, links, code),
        voice=voice,
        code=code,
    )


def _events(known: Known, rows: Rows) -> Events:
    found = zip(*rows, strict=True) if rows else ((),) * (10 + len(_PLACED))
    ids, first, last, kind, mode, status, grade, quad, intensity, changed, *placed = found
    known.rows.update(zip(ids, count(len(known.ids)), strict=False))
    known.ids.extend(ids)
    return Events(
        first=np.array(first, np.int32),
        last=np.array(last, np.int32),
        kind=known.kinds.of(list(zip(kind, mode, strict=True))),
        status=known.statuses.of(status),
        grade=np.array(grade, np.int32),
        quad=known.quads.of(quad),
        intensity=np.array(intensity, np.float64),
        changed=np.array(changed, np.int32),
        site=known.sites.of(list(zip(*placed, strict=True))),
    )


def _parties(known: Known, rows: Rows) -> tuple[Parties, Parties]:
    """Those who act, and those whom it is done to."""
    events, sides, *party = zip(*rows, strict=True) if rows else ((),) * 6
    event = np.fromiter(map(known.rows.__getitem__, events), np.int32, count=len(events))
    before = len(known.who)
    who = known.who.of(list(zip(*party, strict=True)))
    for number in range(before, len(known.who)):
        _call(known, number)
    acts = np.array(sides, np.object_) == SIDES[0]
    return Parties(event[acts], who[acts]), Parties(event[~acts], who[~acts])


def _call(known: Known, number: int) -> None:
    """Have somebody found under all names."""
    party = dict(zip(("id", "code", "country", "name"), known.who.listed[number], strict=True))
    for name in {key("who", name) for name in names_of(party)}:
        known.called.setdefault(name, []).append(number)


def _links(actors: Parties, recipients: Parties) -> Links:
    order = np.argsort(recipients.event, kind="stable")
    sorted_ = recipients.event[order]
    start = np.searchsorted(sorted_, actors.event, "left")
    many = np.searchsorted(sorted_, actors.event, "right") - start
    # The nth of each actor's recipients.
    nth = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
    other = recipients.who[order[np.repeat(start, many) + nth]]
    return Links(np.repeat(actors.event, many), np.repeat(actors.who, many), other)


def _meets(known: Known, links: Links, code: Numbers) -> Meets:
    one, other = code[links.one], code[links.other]
    rank = np.argsort(np.argsort(np.array(known.codes.listed, dtype=np.object_)))
    swapped = rank[one] > rank[other] if rank.size else one > other
    a, b = np.where(swapped, other, one), np.where(swapped, one, other)
    many = max(1, len(known.codes))
    keys, at = np.unique(a.astype(np.int64) * many + b, return_inverse=True)
    numbers = known.pairs.of([divmod(int(pair), many) for pair in keys])
    return Meets(*_each_once(links.event, numbers[at.reshape(-1)]))


def _each_once(event: Numbers, value: Numbers) -> tuple[Numbers, Numbers]:
    """Pairs of an event and a value, each once."""
    many = int(value.max(initial=0)) + 1
    found = np.unique(event.astype(np.int64) * many + value)
    return (found // many).astype(np.int32), (found % many).astype(np.int32)

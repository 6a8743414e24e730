"""What is asked of many events: filters, pages and counts are those of plain Python."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from itertools import islice, product
from typing import Any

import pytest
from postgresql import New
from test_ledger import harbour

from vedette.fuse.keys import day_of
from vedette.ledger import Ledger, Mark, Wanted, asked, position
from vedette.records import Entity, Entry, Event, Place, When, change

RNG = random.Random(7)
PLACES = (
    Place(name="Nsanje", lat=-16.9, lon=35.3, country="MWI", gazetteer_id="geonames:1",
          precision="town", reason=""),
    Place(name="Beira", lat=-19.8, lon=34.8, country="MOZ", precision="town", reason=""),
    None,
)  # fmt: skip
PEOPLE = (
    Entity(id="MWI/GOV", name="Malawi's government", kind="GPE", country="MWI", actor="MWI/GOV"),
    Entity(id="moz-navy", name="Navy \0 of Mozambique", kind="ORG", country="MOZ", actor="MOZ/MIL"),
    Entity(id="r1#x3", name="somebody", kind="PER"),
    Entity(id="---:men", name="armed men", kind="GRP", actor="---/REB"),
)
KINDS = (("ASSAULT", "firearms"), ("ASSAULT", None), ("AID", None), ("PROTEST", "riot"))
DAYS = ("2026-02-28", "2026-03-01", "2026-03-02", "2026-03-09", None)
MONTHS = ("2025-12-01", "2026-02-28")
"""From and until; longer than a month."""


def varied(entry: Entry, number: int) -> Entry:
    """An entry as another event."""
    day, (kind, mode) = RNG.choice(DAYS), RNG.choice(KINDS)
    event = change(
        entry.event, id=f"{number:012x}.e1", type=kind, mode=mode, place=RNG.choice(PLACES),
        when=day and When(
            start=MONTHS[0] if day == MONTHS[1] else day, end=day, precision="day", raw=""
        ),
        status=RNG.choice(("actual", "future", "negated")),
        grade=change(entry.event.grade, credibility=RNG.choice((1, 2, 3, 6))),
        actors=tuple(e.id for e in RNG.sample(PEOPLE, RNG.randint(0, 2))),
        recipients=tuple(e.id for e in RNG.sample(PEOPLE, RNG.randint(0, 2))),
        intensity=RNG.choice((-9.0, 3.0, None)), quad=RNG.choice(("M-CONF", "V-COOP")),
    )  # fmt: skip
    return change(entry, event=event, entities=PEOPLE)


@pytest.fixture
def ledger(new: New) -> Iterator[Ledger]:
    """Events like no other, of no report; once put in the place of others."""
    with Ledger(new()) as ledger:
        for reading in harbour():
            ledger.add(reading)
        old = list(ledger.entries())
        some = [varied(old[0], n) for n in range(300)]
        with ledger._write() as store:
            store.replace_entries([e.event.id for e in old], some[:200])
            store.replace_entries([e.event.id for e in some[:100]], [])
            store.replace_entries([e.event.id for e in some[100:200]], some[100:])
        yield ledger


def names(entry: Entry) -> set[str]:
    """Whoever takes part, by every name."""
    sides = {*entry.event.actors, *entry.event.recipients}
    return {
        name.casefold().replace("\0", " ")
        for e in entry.entities
        if e.id in sides
        for name in (e.id, e.name, e.country or "-", e.actor or "-", (e.actor or "-").split("/")[0])
    }


def is_wanted(wanted: Wanted, entry: Entry) -> bool:
    event = entry.event
    first, last = (day_of(event.when.start), day_of(event.when.end)) if event.when else (0, 0)
    since, until = day_of(wanted.since), day_of(wanted.until)
    types = {event.type, f"{event.type}.{event.mode}"}
    country = event.place and event.place.country
    place = event.place and (event.place.gazetteer_id or event.place.name)
    return (
        (not wanted.types or not types.isdisjoint(wanted.types))
        and (not wanted.countries or country in wanted.countries)
        and (not wanted.places or place in wanted.places)
        and (not wanted.statuses or event.status in wanted.statuses)
        and (not wanted.grades or event.grade.credibility in wanted.grades)
        and (since is None or bool(last and last >= since))
        and (until is None or bool(first and first <= until))
        and (not wanted.actors or not names(entry).isdisjoint(a.casefold() for a in wanted.actors))
    )  # fmt: skip


ASKED: tuple[tuple[dict[str, Any], ...], ...] = (
    ({}, {"types": ("ASSAULT",)}, {"types": ("ASSAULT.firearms", "AID")}),
    ({}, {"countries": ("MWI",)}, {"countries": ("MWI", "MOZ", "FJI")}),
    ({}, {"places": ("Beira",)}, {"places": ("geonames:1", "Lilongwe")}),
    ({}, {"actors": ("mwi",)}, {"actors": ("MOZ", "Navy   of Mozambique", "somebody")},
     {"actors": ("---", *(f"nobody {n}" for n in range(50)))}),
    ({}, {"since": "2026-03-01"}, {"since": "2026-02-10", "until": "2026-03-02"}),
    ({}, {"statuses": ("actual",), "grades": (1, 3)}, {"grades": (5,)}),
)  # fmt: skip


def questions(number: int) -> Iterator[Wanted]:
    """Each filter alone, and some together."""
    single = [
        (*({} for _ in ASKED[:n]), part, *({} for _ in ASKED[n + 1 :]))
        for n, parts in enumerate(ASKED)
        for part in parts
    ]
    for parts in (*single, *RNG.sample(list(product(*ASKED)), number)):
        yield Wanted(**{name: value for part in parts for name, value in part.items()})


def test_every_filter_gives_what_plain_python_gives(ledger: Ledger) -> None:
    every = list(ledger.entries())
    assert len(every) == 200
    assert every == sorted(every, key=position)
    for wanted in questions(60):
        expected = [e.event.id for e in every if is_wanted(wanted, e)]
        assert [e.event.id for e in ledger.entries(wanted)] == expected, wanted
        assert [e.event.id for e in ledger.entries(wanted, 3)] == expected[:3], wanted
        newest = change(wanted, newest_first=True)
        assert [e.event.id for e in ledger.entries(newest, 3)] == expected[::-1][:3], wanted


class Nothing:
    """Keeps nothing of what was made."""

    def get(self, mark: Mark) -> str | None:
        return None

    def put(self, mark: Mark, made: str) -> None:
        pass


def listed(ledger: Ledger, wanted: Wanted, limit: int) -> list[Mark]:
    return [mark for mark, _ in ledger.made(wanted, limit, lambda e: e.event.id, Nothing())]


def test_lists_out_of_memory_are_those_of_the_database(ledger: Ledger) -> None:
    """`asked` is what the database gives, as nothing is in memory yet; then it is."""
    asked_ = [
        change(wanted, newest_first=newest, after=after)
        for wanted in questions(60)
        for newest in (False, True)
        for after in (None, (day_of(DAYS[1]) or 0, f"{190:012x}.e1"), (0, ""), (800_000, "a"))
    ]
    before = [listed(ledger, wanted, 5) for wanted in asked_]
    ledger.prepare()
    for wanted, expected in zip(asked_, before, strict=True):
        assert listed(ledger, wanted, 5) == expected, wanted
    assert len({len(found) for found in before}) == 6


@pytest.mark.parametrize("newest_first", [False, True])
@pytest.mark.parametrize("actors", [(), ("MWI", "MOZ")])
def test_pages_follow_each_other_without_a_gap(
    ledger: Ledger, actors: tuple[str, ...], newest_first: bool
) -> None:
    wanted = Wanted(actors=actors, newest_first=newest_first)
    whole = list(ledger.entries(wanted))
    found: list[Entry] = []
    while some := list(ledger.entries(wanted, 7)):
        found += some
        wanted = change(wanted, after=position(some[-1]))
    assert found == whole


def test_a_long_answer_comes_in_pages(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = list(ledger.entries())
    monkeypatch.setattr("vedette.ledger.store.entries.PAGE", 7)
    assert list(ledger.entries()) == whole
    assert list(ledger.entries(limit=20)) == whole[:20]
    assert list(islice(ledger.entries(), 20)) == whole[:20]


@pytest.mark.parametrize("rare", [0, 1_000], ids=["common words", "rare words"])
def test_words_are_those_of_the_reports_that_tell_the_event(
    new: New, monkeypatch: pytest.MonkeyPatch, rare: int
) -> None:
    monkeypatch.setattr(asked, "RARE", rare)
    with Ledger(new()) as ledger:
        for reading in harbour():
            ledger.add(reading)
        reports = {found.report.report for found in ledger.search("patrol")}
        every = list(ledger.entries())
        expected = [e for e in every if reports & {r.report for r in e.reports}]
        assert 0 < len(expected) < len(every)
        assert list(ledger.entries(Wanted(words="patrol"))) == expected
        actual = [e for e in expected if e.event.status == "actual"]
        assert list(ledger.entries(Wanted(words="patrol", statuses=("actual",)))) == actual
        assert list(ledger.entries(Wanted(words="submarine"))) == []
        assert list(ledger.entries(Wanted(words=' " '))) == []
        counted = sum(n.events for n in ledger.timeline(Wanted(words="patrol")))
        assert counted == sum(e.event.when is not None for e in expected)


def wanted_of(ledger: Ledger, wanted: Wanted) -> list[Event]:
    return [e.event for e in ledger.entries(wanted)]


COUNTED = (Wanted(), Wanted(actors=("MWI",), statuses=("actual",)), Wanted(since="2026-03-01"))


@pytest.mark.parametrize("wanted", COUNTED)
def test_places_are_counted(ledger: Ledger, wanted: Wanted) -> None:
    events = wanted_of(ledger, wanted)
    found = {p.place: p for p in ledger.places(wanted)}
    assert found.keys() == {"geonames:1", "Beira"}
    assert [p.events for p in found.values()] == sorted(p.events for p in found.values())[::-1]
    for place, name in (("geonames:1", "Nsanje"), ("Beira", "Beira")):
        there = [e for e in events if e.place is not None and e.place.name == name]
        one = found[place]
        assert (one.name, one.events) == (name, len(there))
        assert one.statuses == Counter(e.status for e in there)
        assert one.best_grade == min(e.grade.credibility for e in there)
        types = Counter(e.type for e in there)
        assert one.type == min(types, key=lambda kind: (-types[kind], kind))
    assert (found["Beira"].lat, found["Beira"].country) == (-19.8, "MOZ")


BY = [
    ("day", {"2025-12-01", "2026-03-01", "2026-03-02", "2026-03-09"}),
    ("week", {"2025-12-01", "2026-02-23", "2026-03-02", "2026-03-09"}),
    ("month", {"2025-12-01", "2026-03-01"}),
]


@pytest.mark.parametrize(("by", "starts"), BY)
def test_events_are_counted_by_time(ledger: Ledger, by: Any, starts: set[str]) -> None:
    dated = [e for e in wanted_of(ledger, Wanted()) if e.when is not None]
    found = ledger.timeline(by=by)
    assert [b.start for b in found] == sorted(starts)
    assert sum(b.events for b in found) == len(dated)
    for what, of in (("by_grade", lambda e: e.grade.credibility), ("quads", lambda e: e.quad)):
        total = sum((Counter(getattr(b, what)) for b in found), Counter())
        assert total == Counter(map(of, dated))


@pytest.mark.parametrize("wanted", COUNTED)
def test_pairs_of_actors_are_counted_whoever_acts(ledger: Ledger, wanted: Wanted) -> None:
    codes = {"MWI/GOV": "MWI/GOV", "moz-navy": "MOZ/MIL"}
    between = sum(
        {codes.get(a), codes.get(b)} == set(codes.values())
        and any((x in e.actors and y in e.recipients) for x, y in ((a, b), (b, a)))
        for e in wanted_of(ledger, wanted)
        for a, b in [tuple(codes)]
    )
    (pair,) = ledger.pairs(wanted)
    assert (pair.a, pair.b, pair.events) == ("MOZ/MIL", "MWI/GOV", between)
    assert (pair.name_a, pair.name_b) == ("Navy   of Mozambique", "Malawi's government")


def test_the_network_of_those_who_take_part(ledger: Ledger) -> None:
    events = wanted_of(ledger, Wanted())
    found = ledger.network(limit=3)
    counts = Counter(v for e in events for v in {*e.actors, *e.recipients})
    assert [(n.id, n.events) for n in found.nodes] == sorted(
        counts.items(), key=lambda x: (-x[1], x[0])
    )[:3]
    kept = {n.id for n in found.nodes}
    links = Counter(
        (a, b) for e in events for a in e.actors for b in e.recipients
        if a != b and {a, b} <= kept
    )  # fmt: skip
    assert {(link.source, link.target): link.events for link in found.links} == links
    one = found.links[0]
    scores = [
        e.intensity for e in events
        if one.source in e.actors and one.target in e.recipients and e.intensity is not None
    ]  # fmt: skip
    assert one.intensity == pytest.approx(sum(scores) / len(scores))


SPELT = [
    ("", {"MWI/GOV", "moz-navy", "r1#x3", "---:men"}),
    ("navy", {"moz-navy"}),
    ("MOZ/", {"moz-navy"}),
    ("armed M", {"---:men"}),
    ("100%", set()),
]


@pytest.mark.parametrize(("words", "voices"), SPELT)
def test_whoever_takes_part_is_found_by_letters_of_a_name_or_code(
    ledger: Ledger, words: str, voices: set[str]
) -> None:
    events = wanted_of(ledger, Wanted())
    counts = Counter(v for e in events for v in {*e.actors, *e.recipients} & voices)
    expected = sorted(counts.items(), key=lambda x: (-x[1], x[0]))
    assert [(n.id, n.events) for n in ledger.actors(words)] == expected
    assert [(n.id, n.events) for n in ledger.actors(words, 2)] == expected[:2]


def test_the_state_grows_with_every_change(new: New) -> None:
    first, second = harbour()[:2]
    with Ledger(place := new()) as ledger:
        states = [ledger.state()]
        ledger.add(first)
        states.append(ledger.state())
        ledger.add(second)
        states.append(ledger.state())
        ledger.rebuild()
        states.append(ledger.state())
        assert states == sorted(set(states))
        list(ledger.entries())
        with Ledger(place, make=False) as other:
            assert other.state() == states[-1]

"""Events counted: by place, by time, by who meets whom. `rows` of the columns are those that
count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from vedette.ledger.chosen import Mask
from vedette.ledger.columns import Codes, Columns, Numbers
from vedette.ledger.rows import ALWAYS, GRADES
from vedette.records import Bin, Link, Network, Node, PairCount, PlaceCount, Status

Step = Literal["day", "week", "month"]
PLACES = 5_000
"""Most places that are told."""
UNKNOWN = "---"
"""How the code of somebody begins whose country is not known."""
EPOCH = 719_163
"""The ordinal of 1970-01-01, numpy's day 0."""
Counts = NDArray[np.int64]


def places(columns: Columns, rows: Mask, limit: int = PLACES) -> Iterator[PlaceCount]:
    """The places of the events, those with most events first."""
    e, known = columns.events, columns.known
    here = np.flatnonzero(rows)
    site = e.site[here]
    sites = np.flatnonzero(np.bincount(site))
    found: Codes[str] = Codes()
    at = np.zeros(len(known.sites), np.int32)
    at[sites] = found.of([known.sites.listed[site][0] for site in sites])
    place = at[site]
    counts = np.bincount(place, minlength=len(found))
    named = ((-int(n), name) for n, name in zip(counts, found.listed, strict=True) if name)
    kinds = np.array([kind for kind, _ in known.kinds.listed], np.object_)
    types, of_kind = np.unique(kinds, return_inverse=True)
    by_type = _crossed(place, of_kind[e.kind[here]], len(found), types.size)
    by_status = _crossed(place, e.status[here], len(found), len(known.statuses))
    by_grade = _crossed(place, e.grade[here], len(found), GRADES)
    there = _spread(columns, sites)
    for less, name in sorted(named)[:limit]:
        n = found[name]
        yield PlaceCount(
            place=name,
            **there[name],
            events=-less,
            best_grade=int(np.flatnonzero(by_grade[n])[0]),
            statuses=_statuses(
                dict(zip(known.statuses.listed, by_status[n].tolist(), strict=False))
            ),
            # The first of several that are as frequent, in their order.
            type=str(types[by_type[n].argmax()]),
        )


def _crossed(one: NDArray[Any], other: NDArray[Any], ones: int, others: int) -> Counts:
    """How often each number stands beside each, ones by others."""
    many = max(1, others)
    counts = np.bincount(one.astype(np.int64) * many + other, minlength=ones * many)
    return counts.reshape(-1, many)


def _spread(columns: Columns, sites: Iterable[int]) -> dict[str, dict[str, Any]]:
    """What a place is called and where it is; of several that it has the least."""
    found: dict[str, list[tuple[Any, ...]]] = {}
    for site in sites:
        place, *there = columns.known.sites.listed[site]
        found.setdefault(place, []).append(tuple(there))
    return {place: _least(rows) for place, rows in found.items()}


def _least(rows: list[tuple[Any, ...]]) -> dict[str, Any]:
    """Of some names, countries, degrees and precisions the least of each."""
    name, country, lat, lon, precision = (
        min((value for value in column if value is not None), default=None)
        for column in zip(*rows, strict=True)
    )
    return {
        "name": name,
        "country": country or None,
        "lat": lat,
        "lon": lon,
        "precision": precision,
    }


def _statuses(counts: Mapping[str, int]) -> dict[str, int]:
    return {status: counts[status] for status in get_args(Status) if counts.get(status)}


def timeline(columns: Columns, rows: Mask, by: Step) -> list[Bin]:
    """How many of the events began in each day, week or month that has any. Those whose beginning
    is not known are in none."""
    e, quads = columns.events, columns.known.quads.listed
    days, at = columns.dated
    here = np.flatnonzero(rows)
    # Days are counted and then put together: they are few, however many the events.
    day = at[here]
    counted = [
        _crossed(day, e.grade[here], days.size, GRADES),
        _crossed(day, e.quad[here], days.size, len(quads)),
    ]
    some = (days > ALWAYS) & (counted[0].sum(axis=1) > 0)
    first_of = STARTS[by](days[some])
    begins = np.flatnonzero(np.diff(first_of, prepend=ALWAYS))
    if not begins.size:
        return []
    starts = first_of[begins]
    by_grade, by_quad = (np.add.reduceat(each[some], begins, axis=0) for each in counted)
    told = np.datetime_as_string((starts - EPOCH).astype("datetime64[D]"))
    grades = list(map(str, range(GRADES)))
    return [
        Bin(
            start=str(day),
            events=sum(graded),
            by_grade={int(g): n for g, n in _some(grades, graded).items()},
            quads=_some(quads, of),
        )
        for day, graded, of in zip(told, by_grade.tolist(), by_quad.tolist(), strict=True)
    ]


def _some(names: Iterable[str], counts: Iterable[int]) -> dict[str, int]:
    """What there is any of."""
    return {name: n for name, n in zip(names, counts, strict=False) if n}


def _day(days: Numbers) -> Numbers:
    return days


def _monday(days: Numbers) -> Numbers:
    # The first ordinal is of a Monday.
    return days - (days - 1) % 7


def _first(days: Numbers) -> Numbers:
    months = (days.astype(np.int64) - EPOCH).astype("datetime64[D]").astype("datetime64[M]")
    first = months.astype("datetime64[D]").astype(np.int64) + EPOCH
    return first.astype(np.int32)


STARTS: Mapping[str, Callable[[Numbers], Numbers]] = {
    "day": _day, "week": _monday, "month": _first,
}  # fmt: skip
"""Days (ordinals) → the first of the day, week or month of each."""


def pairs(columns: Columns, rows: Mask, limit: int) -> list[PairCount]:
    """The pairs of codes ("RUS/MIL", "UKR/GOV") between which most of the events are, whoever of
    them acts. Who has no code is in none, nor are two of one code."""
    meets, known = columns.meets, columns.known
    counts = np.bincount(meets.pair[rows[meets.event]], minlength=len(known.pairs))
    codes = known.codes.listed
    for pair, (a, b) in enumerate(known.pairs.listed[: counts.size]):
        if a == b or not (_is_known(codes[a]) and _is_known(codes[b])):
            counts[pair] = 0
    found = []
    for pair in _most(counts, limit):
        a, b = known.pairs.listed[pair]
        found.append((-int(counts[pair]), codes[a], codes[b]))
    most = sorted(found)[:limit]
    chosen = {known.codes[code] for _, *both in most for code in both}
    names = _called(columns, rows, columns.code, chosen)
    return [
        PairCount(
            a=a, b=b, name_a=names[known.codes[a]][0], name_b=names[known.codes[b]][0], events=-n
        )
        for n, a, b in most
    ]


def _most(counts: Counts, limit: int) -> list[int]:
    """What is counted most often, and what as often as the last of so many; never what is not
    there."""
    if limit < 1:
        return []
    least = np.partition(counts, -limit)[-limit] if counts.size > limit else 0
    return list(np.flatnonzero(counts >= max(1, least)).tolist())


def actors(columns: Columns, words: str, limit: int) -> list[Node]:
    """At most `limit` whose name, code or id has some letters, those in most events first."""
    letters = words.casefold()
    called = columns.known.who.listed[: columns.voice.size]
    fit = np.zeros(len(columns.known.voices), np.bool_)
    for who, (id_, code, _, name) in enumerate(called):
        if any(letters in each.casefold() for each in (name, code, id_)):
            fit[columns.voice[who]] = True
    return [node for _, node in _nodes(columns, columns.there, fit, limit)]


def network(columns: Columns, rows: Mask, limit: int) -> Network:
    """Those who take part in most of the events, at most `limit`, and who of them acts towards
    whom: in how many, and with which mean intensity."""
    everybody = np.ones(len(columns.known.voices), np.bool_)
    nodes = _nodes(columns, rows, everybody, limit)
    links = _links(columns, rows, [number for number, _ in nodes])
    return Network(nodes=tuple(node for _, node in nodes), links=tuple(links))


def _nodes(columns: Columns, rows: Mask, fit: Mask, limit: int) -> list[tuple[int, Node]]:
    """Of the voices that fit those in most of the events, each with its number."""
    takes, voices = columns.takes, columns.known.voices
    counts = np.bincount(takes.voice[rows[takes.event]], minlength=fit.size)[: fit.size] * fit
    found = [(-int(counts[n]), voices.listed[n]) for n in _most(counts, limit)]
    most = [(n, voice, voices[voice]) for n, voice in sorted(found)[:limit]]
    names = _called(columns, rows, columns.voice, {number for *_, number in most})
    return [
        (number, Node(id=voice, name=names[number][0], code=names[number][1], events=-n))
        for n, voice, number in most
    ]


def _links(columns: Columns, rows: Mask, chosen: list[int]) -> list[Link]:
    links, voices, many = columns.links, columns.known.voices, max(1, len(chosen))
    at = np.full(len(voices), -1, np.int64)
    at[chosen] = np.arange(len(chosen))
    one, other = at[columns.voice[links.one]], at[columns.voice[links.other]]
    here = rows[links.event] & (one >= 0) & (other >= 0) & (one != other)
    score = columns.events.intensity[links.event[here]]
    cross = one[here] * many + other[here]
    counts = np.bincount(cross)
    total = np.bincount(cross, np.nan_to_num(score))
    scored = np.bincount(cross, ~np.isnan(score))
    found = [
        Link(
            source=voices.listed[chosen[n // many]],
            target=voices.listed[chosen[n % many]],
            events=int(counts[n]),
            intensity=float(total[n] / scored[n]) if scored[n] else None,
        )
        for n in np.flatnonzero(counts).tolist()
    ]
    return sorted(found, key=lambda link: (-link.events, link.source, link.target))


def _is_known(code: str) -> bool:
    return bool(code) and not code.startswith(UNKNOWN)


def _called(
    columns: Columns, rows: Mask, by: Numbers, chosen: set[int]
) -> dict[int, tuple[str, str]]:
    """Number of a voice or code (`by`: of each who) → the name that it mostly has in the events,
    and the code of that; of several the least."""
    parties = columns.parties
    counts = np.bincount(parties.who[rows[parties.event]], minlength=by.size)
    there = np.flatnonzero((counts > 0) & np.isin(by, list(chosen)))
    found: dict[int, Counter[tuple[str, str]]] = {}
    for who in there.tolist():
        _, code, _, name = columns.known.who.listed[who]
        found.setdefault(int(by[who]), Counter())[name, code] += int(counts[who])
    return {n: min(names, key=lambda each: (-names[each], each)) for n, names in found.items()}

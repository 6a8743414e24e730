"""Every place that a text names, demonyms included, with its place or the reason why none.

Names are found by the gazetteer alone: at a capitalised word, the longest run of words that it
knows. `place_gates` throws out persons, firms and common words. Then the text is read twice: what
means one thing only tells which countries it is about, and that decides the rest. It does not find
names that the gazetteer has not (streets, buildings, hamlets), nor names in lower case.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from vedette.records import Place, Record, Span, Toponym, change
from vedette.resolve.gazetteer import Candidate, Names, countries, fold
from vedette.resolve.place_features import region_share
from vedette.resolve.place_gates import Around, Match, surnames, why_not
from vedette.resolve.place_names import find_names, match_at
from vedette.resolve.place_tokens import Token, tokens
from vedette.resolve.places import Choice, Evidence, resolve_place

_LIKELY = 12
"""A place this many times more populous than any other of its name is taken as meant."""


class _Asked(Record, frozen=True, kw_only=True):
    """What decides a choice: mentions that share it share their place."""

    name: str
    containing: str | None
    cue: str | None


def find_toponyms(
    text: str,
    *,
    gazetteer: Names,
    evidence: Evidence | None = None,
    persons: Sequence[Span] = (),
    outlet_country: str | None = None,
) -> tuple[Toponym, ...]:
    """The places of a text in order, without overlaps. Spans leave out "the" and "'s".

    `evidence` is what is known before reading, `persons` the spans of persons' names, in which no
    place is looked for. Time is linear in the text's length.
    """
    known = _known(evidence, outlet_country)
    found = tokens(text)
    matches = _places(text, found, gazetteer, persons)
    first = _first_pass(matches, known, gazetteer)
    chosen = _second_pass(matches, first, gazetteer)
    return tuple(_toponym(text, match, choice) for match, choice in chosen)


def resolve_spans(
    text: str,
    spans: Sequence[Span],
    *,
    gazetteer: Names,
    evidence: Evidence | None = None,
    outlet_country: str | None = None,
) -> tuple[Choice, ...]:
    """A choice for each span that is known to be a place's name, with the whole text as evidence.

    For mentions that a model or a person marked; whether they are places is not asked again. A
    span without a word gives no place.
    """
    known = _known(evidence, outlet_country)
    found = tokens(text)
    first = _first_pass(_places(text, found, gazetteer, ()), known, gazetteer)
    starts = [t.start for t in found]
    matches = [_spanned(text, found, span, starts, gazetteer) for span in spans]
    chosen = iter(_second_pass([m for m in matches if m is not None], first, gazetteer))
    none = Choice(place=None, reason="no word in it")
    return tuple(none if m is None else next(chosen)[1] for m in matches)


def _spanned(
    text: str, found: Sequence[Token], span: Span, starts: Sequence[int], gazetteer: Names
) -> Match | None:
    at, after = bisect_left(starts, span[0]), bisect_left(starts, span[1])
    if at >= after:
        return None
    match = match_at(text, found, at, after - at, gazetteer)
    return change(match, text=text[span[0] : span[1]])


def _known(evidence: Evidence | None, outlet_country: str | None) -> Evidence:
    return evidence if evidence is not None else Evidence(outlet_country=outlet_country)


def _places(
    text: str, found: Sequence[Token], gazetteer: Names, persons: Sequence[Span]
) -> list[Match]:
    """The names that are places. Asked twice: a name with a sign once needs none elsewhere."""
    around = _around(found, persons)
    matches = find_names(text, found, gazetteer)
    sure = [m for m in matches if m.signed and why_not(m, around) is None]
    named = frozenset(m.text for m in sure if not countries().is_people(m.text))
    wiser = change(around, named=named)
    return [m for m in matches if why_not(m, wiser) is None]


def _around(found: Sequence[Token], persons: Sequence[Span]) -> Around:
    return Around(
        surnames=surnames(found),
        plain=frozenset(t.text for t in found if not t.capital),
        persons=tuple(sorted(persons)),
    )


def _first_pass(matches: Sequence[Match], known: Evidence, gazetteer: Names) -> Evidence:
    """What the names that mean one thing only say: countries by count, and places."""
    counts = Counter(dict(known.countries))
    others: dict[str, Place] = {}
    for _, choice in _choices([m for m in matches if _is_clear(m)], known, gazetteer):
        place = choice.place
        if place is not None and place.country is not None:
            counts[place.country] += 1
        if place is not None and place.lat is not None:
            others.setdefault(place.gazetteer_id or place.name, place)
    return change(
        known,
        countries=dict(counts),
        others=(*known.others, *others.values()),
        regions=_regions(matches),
    )


def _regions(matches: Sequence[Match]) -> dict[str, float]:
    """For each first-level region, how many of the names could lie in it (1/n for n regions)."""
    counts: dict[str, float] = {}
    for match in {fold(m.text): m for m in matches}.values():
        share = region_share(match.found)
        for code in {c.admin1 for c in match.found if c.admin1 is not None}:
            counts[code] = counts.get(code, 0.0) + share
    return counts


def _is_clear(match: Match) -> bool:
    """Whether its name leaves no doubt: one place, a container, or one place far above the rest."""
    if match.containing is not None or countries().is_people(match.text):
        return True
    first, *rest = sorted(match.found, key=_weight, reverse=True)
    return all(_weight(first) >= _LIKELY * _weight(other) or _same(first, other) for other in rest)


def _weight(candidate: Candidate) -> int:
    """People; a country, a sea and the like count as a great city."""
    wide = candidate.feature not in ("city", "region", "district")
    return 10_000_000 if wide else max(candidate.population, 1)


def _same(a: Candidate, b: Candidate) -> bool:
    """Whether two are one place for our purpose: a town and the region or district around it."""
    return a.country == b.country and a.admin1 == b.admin1


def _second_pass(
    matches: Sequence[Match], evidence: Evidence, gazetteer: Names
) -> Iterator[tuple[Match, Choice]]:
    """Every match with its choice. A name means one place in a text, its container's if given."""
    given = {fold(m.text): m.containing for m in matches if m.containing is not None}
    told = [change(m, containing=m.containing or given.get(fold(m.text))) for m in matches]
    return _choices(told, evidence, gazetteer)


def _choices(
    matches: Sequence[Match], evidence: Evidence, gazetteer: Names
) -> Iterator[tuple[Match, Choice]]:
    """Each match with its choice; what reads alike is chosen once."""
    memory: dict[_Asked, Choice] = {}
    for match in matches:
        asked = _Asked(name=match.text, containing=match.containing, cue=match.cue)
        if asked not in memory:
            told = change(evidence, containing=match.containing, cue=match.cue)
            memory[asked] = resolve_place(match.text, evidence=told, gazetteer=gazetteer)
        yield match, memory[asked]


def _toponym(text: str, match: Match, choice: Choice) -> Toponym:
    people = countries().is_people(match.text)
    reason = f"a word for its people; {choice.reason}" if people else choice.reason
    place = change(choice.place, reason=reason) if choice.place is not None else None
    words_of_it = text[match.start : match.end]
    return Toponym(start=match.start, end=match.end, text=words_of_it, place=place, reason=reason)

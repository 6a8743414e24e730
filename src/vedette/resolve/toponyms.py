"""Every place that a text names, demonyms included, with its place or the reason why none.

Names are found by the gazetteer alone: at a capitalised word, the longest run of words that it
knows. `place_gates` throws out persons, firms and common words. Then the names tell each other
where the text is set (`place_setting`), and that decides which of its places each one means. It
does not find names that the gazetteer has not (streets, buildings, hamlets), nor names in lower
case.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from vedette.records import Record, Span, Toponym, change
from vedette.resolve.gazetteer import Candidate, Names, countries, fold
from vedette.resolve.place_features import Context
from vedette.resolve.place_gates import Around, Match, surnames, why_not
from vedette.resolve.place_names import find_names, match_at
from vedette.resolve.place_setting import Setting, of_places, setting, together
from vedette.resolve.place_tokens import Token, tokens
from vedette.resolve.place_words import words
from vedette.resolve.places import Choice, Evidence, Look, believed, choose, context_of, look

ROUNDS = 2
"""How often the names tell each other where they lie: first each alone, then with the others."""


MOST_OTHERS = 40
"""Places of the text that are looked at to say which is nearest."""
NOWHERE = Setting()
NOTHING_KNOWN = Evidence()


class Asked(Record, frozen=True, kw_only=True):
    """What decides a choice: mentions that share it share their place."""

    name: str
    containing: str | None
    cue: str | None


class Settled(Record, frozen=True, kw_only=True):
    """What the whole text says, its names looked up, and what each name (folded) gave to it."""

    evidence: Evidence
    looks: Mapping[Asked, Look]
    own: Mapping[str, Setting] = {}


class Weighed(Record, frozen=True, kw_only=True):
    """Spans of a text before a choice; a span without a word asks nothing."""

    asked: tuple[Asked | None, ...]
    looks: Mapping[Asked, Look]
    settled: Settled

    def context(self, asked: Asked) -> Context:
        """What a name is judged by."""
        seen = self.looks[asked]
        return context_of(seen, self.settled.evidence, _own(seen, self.settled))


def find_toponyms(
    text: str,
    *,
    gazetteer: Names,
    evidence: Evidence | None = None,
    persons: Sequence[Span] = (),
    firms: frozenset[str] = frozenset(),
    outlet_country: str | None = None,
) -> tuple[Toponym, ...]:
    """The places of a text in order, without overlaps. Spans leave out "the" and "'s".

    `evidence` is what is known before reading, `persons` the spans of persons' names, in which no
    place is looked for, `firms` the names that it gives to firms. Time is linear in the text's
    length.
    """
    known = _known(evidence, outlet_country)
    matches = _told(_places(text, tokens(text), gazetteer, persons, firms))
    settled = _settled(matches, known, gazetteer)
    choices = {asked: _choice(seen, settled) for asked, seen in settled.looks.items()}
    return tuple(_toponym(text, match, choices[_asked(match)]) for match in matches)


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
    seen = weighed(text, spans, gazetteer=gazetteer, known=known)
    chosen = {asked: _choice(one, seen.settled) for asked, one in seen.looks.items()}
    none = Choice(place=None, reason="no word in it")
    return tuple(none if asked is None else chosen[asked] for asked in seen.asked)


def weighed(
    text: str, spans: Sequence[Span], *, gazetteer: Names, known: Evidence = NOTHING_KNOWN
) -> Weighed:
    """The spans looked up, and what the whole text says of where it is set; nothing is chosen."""
    found = tokens(text)
    around = _places(text, found, gazetteer)
    starts = [t.start for t in found]
    spanned = [_spanned(text, found, span, starts, gazetteer) for span in spans]
    told = _told([*around, *(m for m in spanned if m is not None)])
    settled = _settled(told[: len(around)], known, gazetteer)
    coming = iter(told[len(around) :])
    asked = [None if m is None else _asked(next(coming)) for m in spanned]
    return Weighed(
        asked=tuple(asked),
        looks=_looks((one for one in asked if one is not None), known, gazetteer),
        settled=settled,
    )


def _spanned(
    text: str, found: Sequence[Token], span: Span, starts: Sequence[int], gazetteer: Names
) -> Match | None:
    at, after = bisect_left(starts, span[0]), bisect_left(starts, span[1])
    if at >= after:
        return None
    match = match_at(text, found, at, after - at, gazetteer)
    named = match.text == text[match.start : match.end]
    return change(match, text=text[span[0] : span[1]]) if named else match


def _known(evidence: Evidence | None, outlet_country: str | None) -> Evidence:
    return evidence if evidence is not None else Evidence(outlet_country=outlet_country)


def _places(
    text: str,
    found: Sequence[Token],
    gazetteer: Names,
    persons: Sequence[Span] = (),
    firms: frozenset[str] = frozenset(),
) -> list[Match]:
    """The names that are places. Asked twice: a name with a sign once needs none elsewhere."""
    around = change(_around(found, persons), firms=firms)
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


def _told(matches: Sequence[Match]) -> list[Match]:
    """Every match with what the text says elsewhere of its name: a name means one place in a text.

    A container given once holds throughout. So does the word "region", unless the text also speaks
    of the city of that name.
    """
    given = {fold(m.text): m.containing for m in matches if m.containing is not None}
    cues: dict[str, set[str]] = {}
    for m in matches:
        if m.cue is not None:
            cues.setdefault(fold(m.text), set()).add(m.cue)
    return [
        change(
            m,
            containing=m.containing or given.get(fold(m.text)),
            cue=m.cue or _agreed(cues.get(fold(m.text), set())),
        )
        for m in matches
    ]


def _agreed(cues: set[str]) -> str | None:
    kinds = {words().cues.get(cue) for cue in cues}
    return min(cues) if kinds == {"region"} else None


def _asked(match: Match) -> Asked:
    return Asked(name=match.text, containing=match.containing, cue=match.cue)


def _looks(asked: Iterable[Asked], known: Evidence, gazetteer: Names) -> dict[Asked, Look]:
    """Everything that is asked, looked up once."""
    return {
        one: look(
            one.name,
            evidence=change(known, containing=one.containing, cue=one.cue),
            gazetteer=gazetteer,
        )
        for one in dict.fromkeys(asked)
    }


def _settled(matches: Sequence[Match], known: Evidence, gazetteer: Names) -> Settled:
    """Let the names of a text tell each other where it is set."""
    times = Counter(map(_asked, matches))
    settled = Settled(evidence=known, looks=_looks(times, known, gazetteer))
    for _ in range(ROUNDS):
        settled = _next_round(times, settled, known)
    return settled


def _next_round(times: Mapping[Asked, int], last: Settled, known: Evidence) -> Settled:
    own: dict[str, list[Setting]] = {}
    others: dict[str, Candidate] = {}
    for asked, seen in last.looks.items():
        if not seen.found:
            continue
        beliefs = believed(seen, evidence=last.evidence, own=_own(seen, last))
        own.setdefault(_key(seen), []).append(setting(beliefs, weight=math.sqrt(times[asked])))
        best = max(beliefs, key=lambda b: b.share)
        if best.share > 0.5 and best.candidate.lat is not None:
            others.setdefault(best.candidate.gazetteer_id, best.candidate)
    by_name = {word: together(found) for word, found in own.items()}
    given = Setting(countries=known.countries, regions=known.regions)
    whole = together([given, of_places(known.others), *by_name.values()])
    evidence = change(
        known,
        countries=whole.countries,
        regions=whole.regions,
        cells=whole.cells,
        states=whole.states,
        others=(*known.others, *others.values())[:MOST_OTHERS],
    )
    return Settled(evidence=evidence, looks=last.looks, own=by_name)


def _choice(seen: Look, settled: Settled) -> Choice:
    return choose(seen, evidence=settled.evidence, own=_own(seen, settled))


def _own(seen: Look, settled: Settled) -> Setting:
    return settled.own.get(_key(seen), NOWHERE)


def _key(seen: Look) -> str:
    """The folded name that was found: "Kursk" of "the Kursk region"."""
    return fold(seen.phrase.name)


def _toponym(text: str, match: Match, choice: Choice) -> Toponym:
    people = countries().is_people(match.text)
    reason = f"a word for its people; {choice.reason}" if people else choice.reason
    place = change(choice.place, reason=reason) if choice.place is not None else None
    words_of_it = text[match.start : match.end]
    return Toponym(start=match.start, end=match.end, text=words_of_it, place=place, reason=reason)

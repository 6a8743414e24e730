"""A place's name looked up: how it is read, and the places of that name; nothing is chosen yet."""

from __future__ import annotations

from vedette.records import Record
from vedette.resolve.gazetteer import Candidate, Names, countries, fold
from vedette.resolve.place_border import border_of
from vedette.resolve.place_features import ITSELF, Context, Evidence, seats, summed, weights
from vedette.resolve.place_phrase import Phrase, parse
from vedette.resolve.place_words import words

WELL_KNOWN = 50_000
"""People of a town that is recognised inside a longer, unknown name."""


class Look(Record, frozen=True, kw_only=True):
    """A name as it was looked up: its reading, the places of that name, and what they are alone.

    `alone` has, for each of `found`, the weighted sum of what the name itself says. `wider` is the
    whole name where only a part of it, or its container, is known.
    """

    name: str
    phrase: Phrase
    found: tuple[Candidate, ...] = ()
    inside: frozenset[str] = frozenset()
    alone: tuple[float, ...] = ()
    wider: bool = False


def look(name: str, *, evidence: Evidence, gazetteer: Names) -> Look:
    """Look a name up, with the container, cue and outlet of the evidence; it does not choose."""
    border = border_of(name)
    if border is not None:
        return _looked(name, Phrase(name=name), (border,), evidence, gazetteer)
    whole = _is_one_name(name, gazetteer)
    phrase = Phrase(name=name) if whole else parse(words().short.get(_squeezed(name), name))
    phrase = _with(phrase, evidence)
    if not phrase.name:
        return Look(name=name, phrase=phrase)
    for reading in _readings(phrase, gazetteer):
        found = _meant(gazetteer.lookup(reading.name), reading)
        if found:
            seen = _looked(name, reading, found, evidence, gazetteer)
            elsewhere = _is_elsewhere(seen)
            return _contained(name, reading, evidence, gazetteer) if elsewhere else seen
    return _within(name, phrase, evidence=evidence, gazetteer=gazetteer)


def _meant(found: tuple[Candidate, ...], reading: Phrase) -> tuple[Candidate, ...]:
    """A people's word means its country: "Canadian" is not Canadian, Texas, if that is not said.

    Nor is a country's name its capital's or its region's: "Mexico" is Mexico, though maps write so
    for Mexico City. Where the town itself bears the name ("Luxembourg") it may be either.
    """
    if reading.cue is not None:
        return found
    if countries().is_people(reading.name):
        bare = reading.containing is None
        return tuple(c for c in found if bare and c.feature == "country") or found
    states = {c.country for c in found if c.feature == "country"}
    return tuple(c for c in found if not _is_inside(c, states)) if states else found


def _is_inside(candidate: Candidate, states: set[str | None]) -> bool:
    """Whether it lies in a state of the name: a region of it, or a town properly called else."""
    inside = candidate.feature != "country" and candidate.country in states
    return inside and (candidate.feature != "city" or not candidate.official)


def _is_elsewhere(seen: Look) -> bool:
    """Whether no place of the name lies in its container, and none is great enough to doubt that.

    "Holliday, Mo." is a village that no table has, not Holliday in Texas; but in "Paris, Missouri
    and Ohio" the words after the comma may be no container at all.
    """
    great = any(c.population >= WELL_KNOWN for c in seen.found)
    if not seen.inside or (great and seen.phrase.cue not in ("island", "islands")):
        return False
    places = {code for c in seen.found for code in (c.country, c.admin1)}
    towns = all(c.feature in ("city", "district") for c in seen.found)
    return towns and places.isdisjoint(seen.inside)


def _is_one_name(name: str, gazetteer: Names) -> bool:
    """Whether what looks like a phrase is a name: "Côte d'Ivoire", "Deir al-Zor"."""
    parts = name.split()
    small = any(part[:1].islower() for part in parts) or "'" in name or "’" in name
    if not small or not _is_named(name) or parts[-1].lower() in words().cues:
        return False
    return len(name) < 60 and bool(gazetteer.lookup(name))


def _is_named(name: str) -> bool:
    """Whether it begins as a name does, and "eSwatini" does; "the village" does not."""
    return name[:1].isupper() or name[1:2].isupper()


def _squeezed(name: str) -> str:
    """ "W. Va." → "WVa"; a name without a point stays, so that "Man" is not Manitoba; "KY" too."""
    return name.replace(".", "").replace(" ", "") if name.endswith(".") else name


def _with(phrase: Phrase, evidence: Evidence) -> Phrase:
    """The phrase, with the container and cue of the evidence where it has none of its own."""
    cue = (evidence.cue or "").lower()
    return Phrase(
        name=phrase.name,
        containing=phrase.containing or evidence.containing,
        cue=phrase.cue or (cue if cue in words().cues else None),
        part=phrase.part,
    )


def _readings(phrase: Phrase, gazetteer: Names) -> list[Phrase]:
    """The phrase's name as it stands; without its kind; after a demonym ("Russian city Kursk")."""
    tokens = phrase.name.split()
    readings = [phrase]
    if len(tokens) > 1 and tokens[-1].lower() in words().cues:
        readings.append(_renamed(phrase, " ".join(tokens[:-1]), cue=tokens[-1].lower()))
    for size in (2, 1):
        people = " ".join(tokens[:size])
        if len(tokens) > size and countries().is_people(people):
            rest = parse(" ".join(tokens[size:]))
            inner = _renamed(phrase, rest.name, cue=rest.cue, containing=people)
            readings += _readings(inner, gazetteer)
            break
    return readings


def _renamed(
    phrase: Phrase, name: str, *, cue: str | None = None, containing: str | None = None
) -> Phrase:
    return Phrase(
        name=name,
        containing=containing or phrase.containing,
        cue=cue or phrase.cue,
        part=phrase.part,
    )


def _looked(
    name: str,
    reading: Phrase,
    found: tuple[Candidate, ...],
    evidence: Evidence,
    gazetteer: Names,
    *,
    wider: bool = False,
) -> Look:
    inside = _inside(reading.containing, gazetteer)
    context = Context(phrase=reading, evidence=evidence, inside=inside, seats=seats(found))
    kinds = weights().kinds
    return Look(
        name=name,
        phrase=reading,
        found=found,
        inside=inside,
        alone=tuple(kinds[c.feature] + summed(c, context, ITSELF) for c in found),
        wider=wider,
    )


def _inside(containing: str | None, gazetteer: Names) -> frozenset[str]:
    """The codes of a container: alpha-3 of a country, GeoNames' code of a region."""
    if containing is None:
        return frozenset()
    found = gazetteer.lookup(words().short.get(containing.replace(".", ""), containing))
    codes = {c.country for c in found if c.feature == "country"}
    codes |= {c.admin1 for c in found if c.feature in ("region", "district")}
    return frozenset(code for code in codes if code is not None)


def _within(name: str, phrase: Phrase, *, evidence: Evidence, gazetteer: Names) -> Look:
    """An unknown name: the longest known name inside it, else its container, and it is said so.

    "Kyiv Airport" is in Kyiv, but "Meadow Grove" is not in Meadow and "West Side" not in Side: a
    town that is only a part of the name must be known well.
    """
    for inner in _inner_names(phrase, gazetteer):
        reading = Phrase(name=inner, containing=phrase.containing)
        found = tuple(c for c in _meant(gazetteer.lookup(inner), reading) if _is_well_known(c))
        if found and fold(inner) != fold(name):
            return _looked(name, reading, found, evidence, gazetteer, wider=True)
    return _contained(name, phrase, evidence, gazetteer)


def _contained(name: str, phrase: Phrase, evidence: Evidence, gazetteer: Names) -> Look:
    """The container of a name that is unknown, or known elsewhere only."""
    found = gazetteer.lookup(phrase.containing) if phrase.containing is not None else ()
    if not found or phrase.containing is None:
        return Look(name=name, phrase=phrase)
    reading = Phrase(name=phrase.containing)
    return _looked(name, reading, found, evidence, gazetteer, wider=True)


def _is_well_known(candidate: Candidate) -> bool:
    if candidate.feature not in ("city", "district"):
        return True
    return candidate.official and candidate.population >= WELL_KNOWN


def _inner_names(phrase: Phrase, gazetteer: Names) -> list[str]:
    """Runs of the name's words, the longest first."""
    tokens = [t for t in phrase.name.split() if t not in words().never][:12]
    runs = [
        " ".join(tokens[i : i + size])
        for size in range(len(tokens), 0, -1)
        for i in range(len(tokens) - size + 1)
    ]
    return [run for run in runs if run not in words().seldom]

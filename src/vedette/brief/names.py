"""What to call the rows of a reading: its actors, speakers and origins."""

from __future__ import annotations

from collections.abc import Iterable

from vedette.brief import grammar
from vedette.records import Claim, Event, Reading, Verdict

OUTLET = "outlet:"
UNNAMED = "an unnamed source"
ITSELF = "the report itself"
"""Its own voice where it names no outlet."""
STANCES = {
    "assert": "said",
    "confirm": "confirmed",
    "deny": "denied",
    "doubt": "doubted",
    "predict": "predicted",
}
"""What a speaker did with a claim. A speech act's own type (ACCUSE …) is said as "said"."""
AGAINST = frozenset({"deny", "doubt"})


def name_of(reading: Reading, entity_id: str) -> str:
    """An entity's name, or an outlet's for "outlet:ID"; an id nobody knows stays as it is."""
    if entity_id == OUTLET:
        return ITSELF
    known = {origin.id: origin.name for origin in reading.origins}
    known |= {entity.id: entity.name for entity in reading.entities}
    return known.get(entity_id) or entity_id.removeprefix(OUTLET)


def speaker(reading: Reading, claim: Claim) -> str:
    """Who made a claim, as it stands in a sentence."""
    if claim.speaker is None:
        return UNNAMED
    return grammar.named(name_of(reading, claim.speaker))


def sides(reading: Reading, event: Event) -> tuple[list[str], list[str]]:
    """The names of an event's actors and of its recipients."""
    actors = unique(grammar.named(name_of(reading, each)) for each in event.actors)
    recipients = unique(grammar.named(name_of(reading, each)) for each in event.recipients)
    return actors, recipients


def unique(names: Iterable[str]) -> list[str]:
    """Each name once, in the order of its first place."""
    return list(dict.fromkeys(names))


def apart(names: Iterable[str]) -> list[str]:
    """Each name once, and none that only tells who of another speaks ("officers of Y" beside Y)."""
    every = unique(names)
    bare = [name.removeprefix("the ") for name in every]
    return [
        name
        for name in every
        if not any(name.endswith((f" of {b}", f" of the {b}", f" for {b}")) for b in bare)
    ]


def claims_of(reading: Reading, event: Event) -> tuple[Claim, ...]:
    """The claims about an event, in the order of its record."""
    by_id = {claim.id: claim for claim in reading.claims}
    return tuple(by_id[each] for each in event.claims if each in by_id)


def origins_of(reading: Reading, event: Event) -> list[str]:
    """The names of an event's origins."""
    known = {origin.id: origin.name for origin in reading.origins}
    return [grammar.named(known.get(each, each)) for each in event.origins]


def against_of(reading: Reading, event: Event) -> list[str]:
    """Who denies an event or doubts it: origins against it, and speakers of such claims."""
    known = {origin.id: origin.name for origin in reading.origins}
    denials = [c for c in claims_of(reading, event) if c.stance in AGAINST]
    if denials:
        return unique(speaker(reading, claim) for claim in denials)
    return unique(
        grammar.named(known.get(each) or name_of(reading, each)) for each in event.against
    )


def verdicts_on(reading: Reading, event: Event) -> tuple[Verdict, ...]:
    """The verdicts on the origins of an event, for that event alone."""
    known = set(event.origins)
    return tuple(v for v in reading.verdicts if {v.a, v.b} <= known and v.event in ("", event.id))

"""Who says that an event happened, whose word that rests on, and who says that it did not."""

from __future__ import annotations

from collections.abc import Sequence

from vedette.brief import grammar, names, phrases
from vedette.records import Claim, Event, Reading

CONTRADICTED = 5


def supporting(reading: Reading, event: Event) -> list[Claim]:
    """The claims that it happened, or would.

    Whoever condemned or refused it speaks of it and says nothing of the kind, unless an origin of
    the event rests on it.
    """
    carried = {c for o in reading.origins if o.id in event.origins for c in o.claims}
    about = (c for c in names.claims_of(reading, event) if c.stance not in names.AGAINST)
    return [c for c in about if c.stance in names.STANCES or c.id in carried]


def speakers(reading: Reading, event: Event) -> list[str]:
    """Who makes those claims, each once."""
    return names.unique(names.speaker(reading, c) for c in supporting(reading, event))


def attribution(reading: Reading, event: Event) -> str:
    """As in: A confirmed, and B and C said. Who did both is named once, as first told."""
    verbs: dict[str, str] = {}
    for claim in supporting(reading, event):
        verbs.setdefault(names.speaker(reading, claim), _verb(claim))
    groups = names.unique(verbs.values())
    told = [grammar.some(names.apart(w for w in verbs if verbs[w] == verb)) for verb in groups]
    parts = [f"{who} {verb}" for who, verb in zip(told, groups, strict=True)]
    if len(parts) > 1:
        return f"{', '.join(parts[:-1])}, and {parts[-1]},"
    if parts:
        return parts[0]
    against = names.against_of(reading, event)
    return f"{grammar.some(against)} denied or doubted" if against else "this report tells"


def _verb(claim: Claim) -> str:
    outlet = (claim.speaker or "").removeprefix(names.OUTLET) not in ("", claim.speaker)
    said = names.STANCES.get(claim.stance, "said")
    return "reported" if outlet and said == "said" else said


def behind(reading: Reading, event: Event, origins: Sequence[str]) -> str:
    """As in: two speakers lead back to one origin, A."""
    if not origins:
        return "no origin stands behind this"
    if len(origins) == 1:
        return f"this leads back to one origin, {origins[0]}"
    voices = speakers(reading, event)
    told = f"{grammar.counted(len(voices), 'speaker')} lead" if len(voices) > 1 else "this leads"
    back = f"{told} back to {grammar.counted(len(origins), 'origin')}, {grammar.some(origins)}"
    return f"{back}; {independence(reading, event)}"


def independence(reading: Reading, event: Event) -> str:
    """Only verdicts show independence or dependence; the grade alone is never taken for it."""
    known = dict(zip(event.origins, names.origins_of(reading, event), strict=True))
    held = names.verdicts_on(reading, event)
    joined = [v for v in held if v.value == "dependent"]
    apart = [v for v in held if v.value == "independent"]
    if joined:
        return f"{known[joined[0].a]} is shown to depend on {known[joined[0].b]} or the reverse"
    if not apart:
        return "their independence is not shown"
    if len(apart) == len(known) * (len(known) - 1) // 2:
        return "their independence is shown"
    return f"{known[apart[0].a]} is shown to be independent of {known[apart[0].b]}"


def contradicted(event: Event) -> bool:
    """Whether better information speaks against it, or its origin took it back."""
    return event.grade.credibility == CONTRADICTED


def dispute(reading: Reading, event: Event) -> str:
    """As in: an attack on A by B, which B denied."""
    what, who = phrases.noun(reading, event), names.against_of(reading, event)
    if not who:
        return f"{what}, which is contradicted or taken back (credibility {CONTRADICTED})"
    claims = [c for c in names.claims_of(reading, event) if c.stance in names.AGAINST]
    stances = {claim.stance for claim in claims}
    verb = names.STANCES[stances.pop()] if len(stances) == 1 else "denied or doubted"
    return f"{what}, which {grammar.some(who)} {verb}"


def holes(event: Event) -> list[str]:
    """What the record does not hold of an event, of who, where and when."""
    empty = {
        "who acted": not event.actors,
        "where": event.place is None,
        "when": event.when is None or not grammar.dated(event.when),
    }
    return [hole for hole, is_empty in empty.items() if is_empty]

"""Why the record says what it says of one event: the model's choices, then our rules."""

from __future__ import annotations

from collections.abc import Iterator

from vedette.brief import names
from vedette.codebook.scales import WORDINGS
from vedette.codebook.states import state
from vedette.export import words
from vedette.records import Claim, Entity, Event, Frame, Origin, Quote, Reading


def explain(reading: Reading, event_id: str, *, wording: str = WORDINGS[0]) -> str:
    """Every score, reason and word behind an event, as plain text.

    Raises `ValueError`, with the ids there are, if the report has no such event.
    """
    found = [event for event in reading.events if event.id == event_id]
    if not found:
        known = ", ".join(event.id for event in reading.events) or "none"
        raise ValueError(f"report {reading.report.id} has no event {event_id}; it has {known}")
    return "\n".join(words.clean(each) for each in _lines(reading, found[0], wording)) + "\n"


def _lines(reading: Reading, event: Event, wording: str) -> Iterator[str]:
    row = words.account(reading, event)
    yield f"{event.id}  {row.code}  {event.status}"
    yield f"  who     {row.who or 'not named'}"
    yield from _choices(reading, event.actors)
    yield f"  whom    {row.whom or 'not named'}"
    yield from _choices(reading, event.recipients)
    yield f"  when    {row.when or 'not known'}{_raw(event)}"
    yield f"  codes   {event.quad}, intensity {event.intensity}, CAMEO {event.cameo}"
    yield from _place(event)
    yield from (f"  figure  {each}" for each in row.figures.split("; ") if each)
    for frame in reading.frames:
        if frame.event == event.id:
            yield from _frame(reading, frame)
    yield "Who says so"
    yield from (each for c in names.claims_of(reading, event) for each in _claim(reading, c))
    yield "Origins"
    yield from _origins(reading, event)
    yield from _grade(event, wording)


def _choices(reading: Reading, ids: tuple[str, ...]) -> Iterator[str]:
    """Whose each actor is, with the country's name, why, and what else it could have been."""
    for entity in reading.entities:
        if entity.id in ids:
            yield f"          {entity.name}: {_with_country(entity)}"
            if entity.runner_up is not None:
                yield f"          runner-up: {entity.runner_up}"


def _with_country(entity: Entity) -> str:
    """The reason of an actor, its country's name behind the code: "PRK (North Korea) by …"."""
    of = state(entity.country) if entity.country is not None else None
    if of is None:
        return entity.reason
    named = f"{entity.country} ({of.name})"
    code, _, rest = entity.reason.partition(" ")
    if code == entity.country:
        return f"{named} {rest}"
    return "; ".join(filter(None, (named, entity.reason)))


def _raw(event: Event) -> str:
    return "" if event.when is None else f" (“{event.when.raw}”, {event.when.precision})"


def _place(event: Event) -> Iterator[str]:
    place = event.place
    if place is None:
        yield f"  where   not known: {event.place_reason or 'no place is named for it'}"
        return
    yield f"  where   {place.name}, {place.country} ({place.precision}), {place.gazetteer_id}"
    yield f"          {place.reason} (score {place.score:.2f})"
    if place.runner_up is not None:
        yield f"          runner-up: {place.runner_up}"


def _frame(reading: Reading, frame: Frame) -> Iterator[str]:
    text = words.line(reading.report.quote(frame.trigger))
    start, end = frame.trigger
    yield f"Frame {frame.id}: “{text}” at {start}..{end}, score {frame.score:.2f}"
    for name, label in frame.labels.items():
        second = f"; next {label.runner_up} {label.runner_up_score:.2f}" if label.runner_up else ""
        yield f"  {name:<8}{label.value} {label.score:.2f}{second}"
    for role, fillers in frame.roles.items():
        for filler in fillers:
            score = frame.role_scores.get(f"{role}:{filler}")
            told = "" if score is None else f" {score:.2f}"
            yield f"  {role:<10}{_filler(reading, filler)}{told}"


def _filler(reading: Reading, filler: str) -> str:
    found = [mention for mention in reading.mentions if mention.id == filler]
    return f"{filler} “{words.line(found[0].text)}”" if found else filler


def _claim(reading: Reading, claim: Claim) -> Iterator[str]:
    yield f"  {claim.id}  {words.said(reading, claim)}"
    yield f"      “{words.line(reading.report.quote(claim.quote))}”"
    if claim.why:
        yield f"      basis: {claim.why}"


def _origins(reading: Reading, event: Event) -> Iterator[str]:
    held = [origin for origin in reading.origins if origin.id in event.origins]
    yield from (f"  {_chain(reading, origin)}" for origin in held)
    if not held:
        yield "  none"
    known = {origin.id: origin.name for origin in held}
    for verdict in names.verdicts_on(reading, event):
        pair = f"{known[verdict.a]} and {known[verdict.b]}"
        yield f"  {pair}: {verdict.value}; {verdict.reason}"
        yield from (f"      {each}" for each in _quotes(verdict.words))


def _chain(reading: Reading, origin: Origin) -> str:
    chain = " → ".join(names.name_of(reading, each) for each in origin.chain)
    told = f"; chain {chain}" if len(origin.chain) > 1 else ""
    basis = f", {words.BASES[origin.basis]}" if words.BASES[origin.basis] else ""
    return f"{origin.name}{basis}{told}"


def _grade(event: Event, wording: str) -> Iterator[str]:
    credibility = event.grade.credibility
    yield f"Credibility {credibility} ({words.graded(credibility, wording)})"
    yield f"  {event.grade.rule}"
    yield from (f"  {each}" for each in _quotes(event.grade.words))


def _quotes(quotes: tuple[Quote, ...]) -> list[str]:
    return [f"“{words.line(quote.text)}” at {quote.start}..{quote.end}" for quote in quotes]

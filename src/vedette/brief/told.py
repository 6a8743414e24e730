"""Sentences about one event of the ledger, each with the rows that it stands on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from vedette.brief import estimate, grammar, names, phrases, said
from vedette.brief.entries import Cited
from vedette.brief.sentence import Sentence
from vedette.records import Alarm, Claim, Figure, Quote

MOST_CLAIMS = 6
"""Most claims that a sentence cites, one a speaker."""
ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
PLURALS = ("talks", "restrictions")
"""First words of the phrases that are plurals."""
AHEAD = ("future", "hypothetical", "requested")
"""Statuses of what has not happened."""
COUNTED = {
    "killed": "the dead",
    "injured": "the injured",
    "size": "the number",
    "amount": "the sum",
}
"""What a figure counts, by its role."""


def broke(alarm: Alarm, events: Sequence[str]) -> Sentence:
    """What changed in a watched series, in the alarm's own words, on which events."""
    if alarm.state == "withdrawn":
        text = f"{alarm.watch}: the alarm of {alarm.since} is withdrawn; {alarm.why}."
    else:
        what, _, rest = alarm.what.removesuffix(".").partition(". From ")
        before = alarm.compared.partition(". ")[0]
        again = "; this is corrected" if alarm.state == "corrected" else ""
        text = f"{what}; from {rest}; {before[:1].lower()}{before[1:]}{again}."
    dated = ISO.sub(lambda day: grammar.moment(day.group()), text)
    return Sentence(text=dated, events=tuple(events), alarm=alarm.id)


def judged(row: Cited) -> Sentence:
    """The event as a judgement, in ICD 203's words for its grade."""
    clause = phrases.clause(row.view, row.event)
    opener = estimate.opener(row.event.grade.credibility)
    return _sentence(row, f"{opener} {clause} {_grade(row)}.")


def origins(row: Cited) -> Sentence:
    """How many speakers lead back to how many origins."""
    behind = said.behind(row.view, row.event, names.origins_of(row.view, row.event))
    return _sentence(row, f"{behind} {_grade(row)}.")


def happened(row: Cited, *, known: bool = False) -> Sentence:
    """Who says that it happened, with the report's own word; `known` if it is no news."""
    clause = phrases.clause(row.view, row.event, word=_word(row))
    told = _own_account(row) or f"{said.attribution(row.view, row.event)} that"
    return _sentence(row, f"{told} {clause} {_grade(row, known)}.")


def _own_account(row: Cited) -> str:
    """What stands for "A said that A …"; "" where anybody else says so."""
    actors, _ = names.sides(row.view, row.event)
    if said.speakers(row.view, row.event) != actors:
        return ""
    kinds = {e.kind for e in row.view.entities if e.id in row.event.actors}
    return "by its own account" if kinds <= {"ORG", "GPE"} else "by their own account"


def disputed(row: Cited) -> Sentence:
    """Who denies it, and who says it all the same."""
    against, noun = names.against_of(row.view, row.event), phrases.noun(row.view, row.event)
    if not against:
        return _sentence(row, f"{noun} is contradicted or taken back {_grade(row)}.")
    held = [c for c in row.claims() if c.stance in names.AGAINST]
    verbs = {names.STANCES[c.stance] for c in held}
    verb = verbs.pop() if len(verbs) == 1 else "denied or doubted"
    others = [who for who in said.speakers(row.view, row.event) if who not in against]
    rest = f", of which {grammar.some(others)} told" if others else ""
    return _sentence(
        row, f"{grammar.some(against)} {verb} {noun}{rest} {_grade(row)}.", against=True
    )


def in_dispute(row: Cited) -> Sentence:
    """The same in short."""
    return _sentence(row, f"in dispute: {said.dispute(row.view, row.event)}.", against=True)


def negated(row: Cited) -> Sentence:
    """Who says that it did not happen."""
    noun = phrases.bare(phrases.noun(row.view, row.event))
    verb = "were" if _plural(noun) else "was"
    told = said.attribution(row.view, row.event)
    return _sentence(row, f"{told} that there {verb} no {noun} {_grade(row)}.")


def ahead(row: Cited) -> Sentence:
    """What is planned, feared or asked for, and who says so."""
    noun = phrases.noun(row.view, row.event)
    told = said.attribution(row.view, row.event)
    if row.event.status == "future":
        verb = "are" if _plural(noun) else "is"
        return _sentence(row, f"{told} that {noun} {verb} planned {_grade(row)}.")
    who = said.speakers(row.view, row.event)
    if who:
        told = f"{grammar.some(who)} told of"
    elif not names.against_of(row.view, row.event):
        told = f"{told} of"
    if row.event.status == "requested":
        return _sentence(row, f"{told} a call for {noun} {_grade(row)}.")
    article = "a " if noun.startswith(("a ", "an ")) else ""
    return _sentence(row, f"{told} {article}possible {phrases.bare(noun)} {_grade(row)}.")


def figures(row: Cited) -> Iterator[Sentence]:
    """Who puts tolls and sizes at how much, and the lowest, best and highest of each. An amount of
    nobody knows what is left out."""
    parts, cited = [], set[str]()
    for role in dict.fromkeys(f.role for f in row.event.figures if f.role != "amount" or f.unit):
        found = [f for f in row.event.figures if f.role == role and _said(row, f)]
        part = _figures(row, role, found)
        if part:
            parts.append(part)
            cited |= {claim for f in found for claim in f.by}
    if parts:
        noun = phrases.short(row.view, row.event)
        yield _sentence(row, f"of {noun}: {'; '.join(parts)}.", only=cited)


def _figures(row: Cited, role: str, found: Sequence[Figure]) -> str:
    """As in: A put the dead at 3; B put the dead at 4 (lowest 3, best 3, highest 4)."""
    told = []
    for figure in found:
        by = _by(row, figure)
        if by:
            who = grammar.some(names.apart(by))
            unit = f" {figure.unit}" if figure.unit else ""
            told.append(f"{who} put {COUNTED[role]} at {grammar.bounds(figure)}{unit}")
    if not told:
        return ""
    low, best, high = _bounds(found)
    over = "" if low == high else f" (lowest {low}, best {best}, highest {high})"
    return f"{'; '.join(told)}{over}"


def _by(row: Cited, figure: Figure) -> list[str]:
    known = {c.id: c for c in row.view.claims}
    said_so = (known[c] for c in figure.by if c in known)
    return names.unique(
        names.speaker(row.view, c) for c in said_so if c.stance not in names.AGAINST
    )


def _bounds(found: Sequence[Figure]) -> tuple[str, str, str]:
    """The lowest, best and highest; the best is what most claims say, the lower of two equals."""
    values = [v for f in found for v in (f.low, f.best, f.high) if v is not None]
    ordered = sorted(found, key=lambda f: (-len(f.by), _value(f) or 0))
    best = _value(ordered[0]) or 0
    return grammar.amount(min(values)), grammar.amount(best), grammar.amount(max(values))


def _said(row: Cited, figure: Figure) -> bool:
    """Whether a figure has a value, and anybody who does not deny the event says so."""
    return _value(figure) is not None and bool(_by(row, figure))


def _value(figure: Figure) -> float | None:
    return next((v for v in (figure.best, figure.low, figure.high) if v is not None), None)


def unknown(row: Cited) -> Iterator[Sentence]:
    """What the ledger does not hold of it, and where nobody can tell its origins apart."""
    noun = phrases.short(row.view, row.event)
    missing = said.holes(row.event)
    if missing:
        hole = grammar.listing(missing, word="or")
        yield _sentence(row, f"of {noun}, the ledger does not hold {hole}.")
    supporting = said.supporting(row.view, row.event)
    if supporting and all(claim.speaker is None for claim in supporting):
        yield _sentence(row, f"{noun} rests on {names.UNNAMED} alone.")
    known = {o.id: grammar.named(o.name) for o in row.view.origins}
    for verdict in names.verdicts_on(row.view, row.event)[:1]:
        if verdict.value == "cannot tell":
            pair = f"{known[verdict.a]} and {known[verdict.b]}"
            text = f"it cannot be told whether {pair} know of {noun} independently."
            yield _sentence(row, text)


def _grade(row: Cited, known: bool = False) -> str:
    remarks = ("known before", *row.remarks) if known else row.remarks
    return f"({'; '.join((f'credibility {row.event.grade.credibility}', *remarks))})"


def _word(row: Cited) -> str:
    """The report's own word for the event."""
    for reading, event in row.accounts:
        for frame in reading.frames:
            if frame.event == event:
                return " ".join(reading.report.quote(frame.trigger).split())
    return ""


def _plural(noun: str) -> bool:
    """Whether a phrase of the table is a plural ("talks", "restrictions")."""
    return phrases.bare(noun).split()[0] in PLURALS


def _sentence(
    row: Cited,
    text: str,
    *,
    against: bool = False,
    only: Iterable[str] = (),
) -> Sentence:
    claims = _shown(row, against, frozenset(only))
    found = [quote for claim in claims if (quote := _quote(row, claim)) is not None]
    return Sentence(
        text=grammar.capital(text),
        events=(row.event.id,),
        claims=tuple(claim.id for claim in claims),
        cites=tuple(dict.fromkeys(found)),
    )


def _shown(row: Cited, against: bool, only: frozenset[str]) -> list[Claim]:
    """The claims that a sentence cites: one a speaker and side."""
    found: dict[tuple[str | None, bool], Claim] = {}
    for claim in row.claims():
        denies = claim.stance in names.AGAINST
        wanted = claim.id in only if only else against or not denies or _only_denied(row)
        if wanted:
            found.setdefault((claim.speaker, denies), claim)
    return sorted(found.values(), key=lambda c: c.stance not in names.AGAINST)[:MOST_CLAIMS]


def _only_denied(row: Cited) -> bool:
    return not said.supporting(row.view, row.event)


def _quote(row: Cited, claim: Claim) -> Quote | None:
    here = row.local(claim)
    if here is None:
        return None
    report = here[0].report
    start, end = claim.quote
    return Quote(start=start, end=end, text=report.quote(claim.quote), report=report.id)

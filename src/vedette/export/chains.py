"""An entry of the ledger → the chain of its sources: who knew, who was told, where it stands.

Nothing is judged here: origins, verdicts and denials are the entry's, and so is who told whom.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from vedette.brief import grammar, names
from vedette.brief.entries import view
from vedette.export import words
from vedette.export.entries import Told
from vedette.records import Claim, Copy, Entry, Heading, Reading, Record, Verdict, change

Part = Literal["origin", "teller", "against", "other"]
Step = tuple[str, str]
EVENT = "event"
KNEW = {
    "witnessed": "saw it",
    "own data": "has data of its own",
    "document": "has a document",
    "told by": "was told",
    "inferred": "infers it",
    "none given": "does not say how",
}
"""How an origin knows, by its basis."""
DENIES = {"deny": "denies it", "doubt": "doubts it"}


class Voice(Record, frozen=True):
    """Who speaks of the event: how they know it or what they say of it (`how`), and why we say so.

    `column` is 1 for who knew, was against it or only spoke of it, and more for each telling.
    """

    id: str
    name: str
    part: Part
    how: str
    why: str
    column: int


class Passage(Record, frozen=True):
    """Words of a report, and who says them there."""

    said: tuple[str, ...]
    words: str


class Sheet(Record, frozen=True):
    """A report with the passages by which it tells the event; none where it only retells it."""

    id: str
    heading: Heading
    passages: tuple[Passage, ...]


class Chains(Record, frozen=True):
    """Voices and reports, and the steps between them: from `EVENT` to whoever vouches for it or
    denies it, on to whoever they told, and to the reports they speak in."""

    voices: tuple[Voice, ...]
    sheets: tuple[Sheet, ...]
    steps: tuple[Step, ...]
    verdicts: tuple[Verdict, ...]
    copies: tuple[Copy, ...]


def chains(entry: Entry, told: Told, copies: Sequence[Copy] = ()) -> Chains:
    """The chains of an entry; `told` gives a claim's words, `copies` which report repeats which."""
    seen = view(entry)
    one = _aliases(entry)
    tellings = _without_circles(entry, _tellings(entry, one))
    parts = _parts(entry, one, tellings)
    tellings = [(a, b) for a, b in tellings if parts[b] not in ("origin", "against")]
    columns = _columns(parts, tellings)
    speaking = list(_speaking(entry, one))
    used = {x for step in (*tellings, *speaking) for x in step}
    shown = [v for v, part in parts.items() if v in used or part == "origin"]
    first = [(EVENT, v) for v in shown if parts[v] in ("origin", "against")]
    here = {r.report for r in entry.reports}
    return Chains(
        voices=tuple(_voice(seen, entry, one, v, parts[v], columns[v]) for v in shown),
        sheets=tuple(_sheet(seen, entry, r, told) for r in entry.reports),
        steps=tuple(dict.fromkeys((*first, *tellings, *speaking))),
        verdicts=names.verdicts_on(seen, entry.event),
        copies=tuple(_titled(c, entry.reports) for c in copies if {c.report, c.of} <= here),
    )


def _titled(copy: Copy, reports: Iterable[Heading]) -> Copy:
    """A copy told by the titles of its reports where it is told by their ids."""
    why = copy.why
    for report in reports:
        if report.title:
            why = why.replace(f"report {report.report}", f"“{report.title}”")
    return change(copy, why=words.line(why))


def _speakers(claim: Claim) -> tuple[str, ...]:
    """Who says it; where the text hides them, whoever is behind them, or nobody known."""
    if claim.speaker is not None:
        return (claim.speaker,)
    return claim.sources or (f"unnamed:{claim.report}",)


def _pairs(entry: Entry) -> list[Step]:
    """(who told, who was told) in the ids of the entry."""
    told = [(s, c.speaker) for c in entry.claims if c.speaker is not None for s in c.sources]
    return told + [step for o in entry.origins for step in zip(o.chain, o.chain[1:], strict=False)]


def _behind(speaker: str, pairs: Iterable[Step]) -> list[str]:
    """A speaker and all that they rest on, the nearest first."""
    above: dict[str, list[str]] = {}
    for a, b in pairs:
        above.setdefault(b, []).append(a)
    found = [speaker]
    for who in found:
        found += [a for a in dict.fromkeys(above.get(who, ())) if a not in found]
    return found


def _aliases(entry: Entry) -> dict[str, str]:
    """Speaker → the origin that is the same voice: it stands at the end of one of its chains."""
    origins = {o.id for o in entry.origins}
    pairs = _pairs(entry)
    told = {b for _, b in pairs}
    one = {o.chain[0]: o.id for o in entry.origins if o.chain}
    for origin in entry.origins:
        for claim in (c for c in entry.claims if c.id in origin.claims):
            behind = [x for s in _speakers(claim) for x in _behind(s, pairs)]
            ends = [x for x in behind if x not in told and x not in origins and x not in one]
            if origin.id not in {one.get(x, x) for x in behind}:
                one |= dict.fromkeys(ends, origin.id)
    return one


def _tellings(entry: Entry, one: Mapping[str, str]) -> list[Step]:
    """Steps from voice to voice. Every claim of an origin leads back to it."""
    steps = [(one.get(a, a), one.get(b, b)) for a, b in _pairs(entry)]
    for origin in entry.origins:
        for claim in (c for c in entry.claims if c.id in origin.claims):
            for speaker in _speakers(claim):
                me = one.get(speaker, speaker)
                if origin.id not in _behind(me, steps):
                    steps.append((origin.id, me))
    return list(dict.fromkeys(steps))


def _without_circles(entry: Entry, steps: Iterable[Step]) -> list[Step]:
    """Steps but for those back to an origin, and for any that would close a circle."""
    origins = {o.id for o in entry.origins}
    kept: list[Step] = []
    for a, b in steps:
        if b not in origins and b not in _behind(a, kept):
            kept.append((a, b))
    return kept


def _parts(entry: Entry, one: Mapping[str, str], tellings: Sequence[Step]) -> dict[str, Part]:
    """Voice → its part: an origin, one of its chain, against the event, or neither."""
    told = {b for _, b in tellings}
    chained = {one.get(x, x) for o in entry.origins for x in o.chain}
    against = set(entry.event.against)
    against |= {c.speaker for c in entry.claims if c.stance in names.AGAINST and c.speaker}
    order = [*(o.id for o in entry.origins), *(x for step in tellings for x in step)]
    order += [one.get(s, s) for c in entry.claims for s in _speakers(c)]
    out: dict[str, Part] = {}
    for voice in dict.fromkeys(order):
        if voice in {o.id for o in entry.origins}:
            out[voice] = "origin"
        elif voice in against and voice not in chained:
            out[voice] = "against"
        else:
            out[voice] = "teller" if voice in told else "other"
    return out


def _columns(parts: Mapping[str, Part], tellings: Sequence[Step]) -> dict[str, int]:
    columns = dict.fromkeys(parts, 1)
    # Without circles the longest chain has as many steps as there are voices, at most.
    for _ in parts:
        for a, b in tellings:
            columns[b] = max(columns[b], columns[a] + 1)
    return columns


def _speaking(entry: Entry, one: Mapping[str, str]) -> Iterator[Step]:
    """(voice, report) for each report in which a voice is heard."""
    for claim in entry.claims:
        for speaker in _speakers(claim):
            yield one.get(speaker, speaker), claim.report


def _voice(
    seen: Reading, entry: Entry, one: Mapping[str, str], voice: str, part: Part, column: int
) -> Voice:
    mine = [c for c in entry.claims if voice in {one.get(s, s) for s in _speakers(c)}]
    denied = next((DENIES[c.stance] for c in mine if c.stance in DENIES), "")
    if part == "against":
        how, why = denied or DENIES["deny"], ""
    elif part == "origin":
        origin = next(o for o in entry.origins if o.id == voice)
        how = KNEW[origin.basis]
        why = next((c.why for c in mine if c.basis == origin.basis), "")
    elif part == "teller":
        heard = next((c for c in mine if c.basis == "told by"), None)
        how, why = (KNEW["told by"], heard.why) if heard else ("passes it on", "")
    else:
        how, why = "speaks of it", ""
    also = f"; also {denied}" if denied and part != "against" else ""
    unnamed = voice.startswith("unnamed:")
    known = {o.id: o.name for o in entry.origins}
    name = names.UNNAMED if unnamed else known.get(voice) or names.name_of(seen, voice)
    return Voice(
        id=voice,
        name=grammar.capital(words.line(name)),
        part=part,
        how=f"{how}{also}",
        why=why,
        column=column,
    )


def _sheet(seen: Reading, entry: Entry, heading: Heading, told: Told) -> Sheet:
    passages: dict[str, list[str]] = {}
    for claim in (c for c in entry.claims if c.report == heading.report):
        passages.setdefault(words.line(told(claim)), []).append(words.said(seen, claim))
    return Sheet(
        id=heading.report,
        heading=heading,
        passages=tuple(
            Passage(said=tuple(dict.fromkeys(said)), words=quote)
            for quote, said in passages.items()
        ),
    )

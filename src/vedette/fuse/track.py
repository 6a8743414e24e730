"""What became of a source's claims: its record, counted by event, and the letter it would bear out.

Nothing here sets a letter: a proposal is a sentence for a person to judge. What is not shown is
not counted for a source, and what is only one word against another not against it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import get_args

from vedette.fuse.claims import AGAINST
from vedette.fuse.events import HAPPENED
from vedette.records import Claim, Entry, Letter, Origin, Outcome, Record, Source, Track

OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
TESTED: tuple[Outcome, ...] = ("shown", "refuted", "retracted")
"""Outcomes that put a claim to the test; of these only `shown` is a claim that held."""
LEAST = 5
"""Claims put to the test below which no letter is proposed."""
PROPOSALS: tuple[tuple[Letter, int, float], ...] = (
    ("A", 20, 1.0),
    ("B", 10, 0.8),
    ("C", LEAST, 0.5),
    ("D", LEAST, 0.2),
    ("E", LEAST, 0.0),
)
"""Letter, least number of claims put to the test, least share of them that held; the first that
fits. The words are FM 2-22.3's: complete reliability, valid most of the time, valid in the past,
invalid. F is never proposed: it is a missing value, and few claims are no finding."""


class Said(Record, frozen=True, kw_only=True):
    """What one source says of one event.

    `claims` say that it is so: the source's own, and others' that lead back to it; `retold` are
    reports in which its bare voice does, but was set aside, as it may only be retelling; `denials`
    are its own.
    """

    entry: Entry
    voices: frozenset[str]
    claims: tuple[Claim, ...]
    retold: tuple[str, ...]
    denials: tuple[Claim, ...]


def tracks(entries: Iterable[Entry], sources: Sequence[Source]) -> dict[str, Track]:
    """The records of some sources by their ids, in one pass through the entries."""
    voices = {s.id: frozenset(s.voices) for s in sources}
    of = {v: s.id for s in sources for v in s.voices}
    found: dict[str, Counter[Outcome]] = {s.id: Counter() for s in sources}
    for entry in entries:
        here = (
            *(c.speaker for c in entry.claims),
            *(o.id for o in entry.origins),
            *(r.voice for r in entry.reports),
        )
        for source in {of[v] for v in here if v in of}:
            result = outcome(entry, voices[source])
            if result is not None:
                found[source][result] += 1
    return {source: tracked(n) for source, n in found.items()}


def tracked(counts: Mapping[Outcome, int]) -> Track:
    """A record of so many events of each outcome, with the letter that it bears out."""
    kept = {each: counts[each] for each in OUTCOMES if counts.get(each)}
    held = kept.get("shown", 0)
    tested = sum(kept.get(each, 0) for each in TESTED)
    for letter, least, share in PROPOSALS:
        if tested >= least and held >= share * tested:
            needs = f"{letter} needs {least} or more, of which {share:.0%} held"
            rule = f"{held} of {tested} claims put to the test held; {needs}"
            return Track(counts=kept, proposed=letter, rule=rule)
    rule = f"{tested or 'none'} of its claims put to the test, and {LEAST} are needed"
    return Track(counts=kept, proposed=None, rule=rule)


def outcome(entry: Entry, voices: Collection[str]) -> Outcome | None:
    """What became of what the source with these voices says of an event; None if it says nothing.

    A source says what its own voice says, and what others say that leads back to it.
    """
    said = _said(entry, frozenset(voices))
    if not (said.claims or said.retold or said.denials):
        return None
    if _taken_back(said):
        return "retracted"
    if entry.event.status not in HAPPENED:
        return "open"
    # Whoever denies an event does not vouch for it, as in the judge's eyes.
    return _of_denial(said) if said.denials else _of_claim(said)


def _said(entry: Entry, voices: frozenset[str]) -> Said:
    leading = {claim for o in entry.origins if o.id in voices for claim in o.claims}
    vouching = (c for c in entry.claims if c.id in entry.vouching)
    own = {r.report for r in entry.reports if r.voice in voices}
    denials = _against(entry, {entry.event.id}, {"deny"})
    return Said(
        entry=entry,
        voices=voices,
        claims=tuple(c for c in vouching if c.speaker in voices or c.id in leading),
        retold=tuple(r for r in entry.retold if r in own),
        denials=tuple(c for c in denials if c.speaker in voices),
    )


def _against(entry: Entry, what: set[str], stances: Collection[str] = AGAINST) -> list[Claim]:
    return [c for c in entry.claims if c.stance in stances and what & set(c.about)]


def _first(entry: Entry, reports: Iterable[str]) -> str:
    """The earliest day of some reports; "" where none of them is dated."""
    asked = set(reports)
    return min((r.date for r in entry.reports if r.report in asked and r.date), default="")


def _taken_back(said: Said) -> bool:
    """The source denies a claim of its own, or in a later report what it said in an earlier."""
    own = [c for c in said.claims if c.speaker in said.voices]
    denied = _against(said.entry, {c.id for c in own}, {"deny"})
    if any(c.speaker in said.voices for c in denied):
        return True
    first = _first(said.entry, (*(c.report for c in own), *said.retold))
    return bool(first) and any(_first(said.entry, [c.report]) > first for c in said.denials)


def _of_claim(said: Said) -> Outcome:
    entry, mine = said.entry, {c.id for c in said.claims}
    ours = [o.id for o in entry.origins if mine & set(o.claims)]
    apart = {*ours, *said.voices}
    others = [
        o
        for o in entry.origins
        if o.id not in apart and "dependent" not in _verdicts(entry, ours, o)
    ]
    first = _first(entry, (*(c.report for c in said.claims), *said.retold))
    # A bare voice that was set aside may be retelling whom others quote on the same day.
    later = [o for o in others if first and _comes_after(entry, o, first, strictly=not mine)]
    against = _against(entry, {entry.event.id, *mine})
    bases = [c.basis for c in against if c.speaker not in said.voices]
    grounded = any(basis != "none given" for basis in bases)
    shown = any(set(_verdicts(entry, ours, o)) == {"independent"} for o in later)
    if shown and not grounded:
        return "shown"
    if bases:
        return "refuted" if grounded else "denied"
    if later:
        return "unshown"
    return "followed" if others else "alone"


def _of_denial(said: Said) -> Outcome:
    """As for a claim, with the sides changed: who says that it happened is against the source."""
    entry = said.entry
    against = [o for o in entry.origins if o.id not in said.voices]
    if against:
        grounded = any(o.basis != "none given" for o in against)
        return "refuted" if grounded or entry.event.grade.credibility == 1 else "denied"
    denials = _against(entry, {entry.event.id}, {"deny"})
    along = [c for c in denials if c.speaker is not None and c.speaker not in said.voices]
    first = _first(entry, (c.report for c in said.denials))
    if first and any(_first(entry, [c.report]) >= first for c in along):
        return "unshown"
    return "followed" if along else "alone"


def _comes_after(entry: Entry, origin: Origin, day: str, *, strictly: bool) -> bool:
    """Whether an origin first says so on that day or later (`strictly`: later)."""
    vouching = set(origin.claims) & set(entry.vouching)
    told = _first(entry, (c.report for c in entry.claims if c.id in vouching))
    return told > day or (told == day and not strictly)


def _verdicts(entry: Entry, ours: Collection[str], other: Origin) -> list[str]:
    """What was found of each of our origins and another."""
    pairs = [{one, other.id} for one in ours]
    return [v.value for v in entry.verdicts if {v.a, v.b} in pairs]

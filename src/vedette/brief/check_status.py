"""Is what a sentence says happened, will, may, should or did not happen of the rows' own status?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vedette.brief import cues, estimate
from vedette.brief.check_content import stems
from vedette.brief.check_dates import without_dates
from vedette.brief.check_speakers import sayings
from vedette.brief.cues import Cue
from vedette.brief.evidence import Evidence
from vedette.brief.wording import SPOKEN, blank, roots, words
from vedette.records import Event

LEFT_OUT = re.compile(r"\band \w+ more\b")
NEGATED = "status.negated"
FUTURE = "status.future"
OPEN = frozenset({"future", "hypothetical", "requested"})
"""Statuses of what has not happened, or not yet."""
_TO_COME = re.compile(r"\b(?:will|shall|would|may|might|could)(?: not)?(?: be| have)?(?: been)? $")
CLAUSES = re.compile(r"[:;]|,? (?:while|whereas|although|though|but) ")
"""Between clauses that each say yes or no for themselves."""
UNCHECKED = frozenset({"verbs.say", "verbs.allege"})
"""Verbs that say nothing of a status; who may be their subject is another check."""
RECORD = re.compile(r"(?:this leads|\w+ speakers lead) back to|no origin stands", re.IGNORECASE)
"""Sentences on whose word an event rests, which do not tell it."""


def statuses(text: str, held: Evidence) -> Iterator[str]:
    """Words of a status that no cited row has, and statuses that the sentence leaves out."""
    bare = estimate.without(cues.of_record().sub(blank, without_dates(SPOKEN.sub(blank, text))))
    yield from estimate.wrong(text, held)
    checked = [c for c in cues.table().values() if c.name not in UNCHECKED]
    passed = {
        m.start() for c in checked if _licensed(c, bare, held) for m in c.words.finditer(bare)
    }
    for cue in checked:
        for hit in cue.words.finditer(bare):
            if hit.start() in passed or _as_told(hit, bare, held):
                continue
            if cue.name != NEGATED or not _nothing_else(hit, bare, held):
                yield f"“{hit.group().strip()}”, for no cited row is told so"
    if not RECORD.match(text):
        for event in held.events:
            yield from _left_out(event, bare, held)


def _as_told(hit: re.Match[str], text: str, held: Evidence) -> bool:
    """Whether the words stand so in the cited words, between the same two."""
    before = re.findall(r"\w+", text[: hit.start()])[-1:]
    after = re.findall(r"\w+", text[hit.end() :])[:1]
    if hit.re in _own_words() and _own_stems(hit.group()) <= _stems(held):
        return True
    if not before or not after:
        return False
    phrase = r"\W+".join(map(re.escape, [*before, *re.findall(r"\w+", hit.group()), *after]))
    return any(re.search(rf"\b{phrase}\b", told, re.IGNORECASE) for told in held.words)


def _own_words() -> set[re.Pattern[str]]:
    """The cues whose words need only stand in the cited words, and not between the same two."""
    names = ("status.attempt", "status.undone", "status.untrue", "verbs.reverse")
    return {cues.table()[name].words for name in names}


def _own_stems(text: str) -> frozenset[str]:
    return stems(w.text for w in words(text))


def _stems(held: Evidence) -> frozenset[str]:
    return frozenset(s for told in (*held.words, *held.triggers) for s in _own_stems(told))


def _nothing_else(hit: re.Match[str], text: str, held: Evidence) -> bool:
    """Whether "no" stands before another word than the event's own, and the cited words have a
    "no" like it: "no ties" and "no links"."""
    after = re.findall(r"\w+", text[hit.end() :])[:1]
    if hit.group().casefold() not in ("no", "without") or not after:
        return False
    none = any(re.search(r"\b(?:no|without)\b", told, re.IGNORECASE) for told in held.words)
    return none and not _own_word(after[0], held)


def _licensed(cue: Cue, text: str, held: Evidence) -> bool:
    if cue.name == NEGATED and not any(e.status == "negated" for e in held.events):
        told = [c for c in CLAUSES.split(text) if cue.words.search(c)]
        return bool(told) and all(_denied(clause, held) for clause in told)
    if cue.name == FUTURE and not any(e.status in OPEN for e in held.events):
        return cue.licensed(held) and _put_in_words(text)
    return cue.licensed(held)


def _put_in_words(text: str) -> bool:
    """Whether somebody says, offers or agrees in a sentence, and not only will do so. What has
    happened is told as yet to come only where it is what was said before."""
    verbs = (cue for name, cue in cues.table().items() if name.startswith("verbs."))
    hits = (hit for cue in verbs for hit in cue.words.finditer(text))
    return any(_TO_COME.search(text[: hit.start()]) is None for hit in hits)


def _denied(text: str, held: Evidence) -> bool:
    """Whether what is negated may be: one who denies it says so, or it is a refusal in other words
    than the report's. Not where a denial is negated once more."""
    table = cues.table()
    negated = table[NEGATED].words.findall(text)
    if table["verbs.deny"].words.search(text) or len(negated) > 1:
        return False
    if any(e.type == "REJECT" for e in held.events):
        return not _own_word(text, held) and not table["verbs.refuse"].words.search(text)
    against = [v for v in held.voices if v.stance in ("deny", "doubt", "REJECT")]
    return any(
        s.cue.not_stances and s.subject and not s.hidden and s.named(against) for s in sayings(text)
    )


def _left_out(event: Event, text: str, held: Evidence) -> Iterator[str]:
    """What a sentence about a plan, fear, demand, denial or mere word must have, and has not."""
    for key in (event.status, event.type):
        wanted = cues.needed().get(key)
        if wanted is None or any(cue.words.search(text) for cue in wanted):
            continue
        # What a list leaves out is only counted, and so is not told as anything.
        if key == event.type and len(held.events) > 1 and LEFT_OUT.search(text):
            continue
        if key == event.status or not _own_word(text, held):
            yield f"it tells a {key.lower()} event as another"


def _own_word(text: str, held: Evidence) -> bool:
    """Whether the reports' own word for the event stands in the sentence."""
    own = {r for t in held.triggers for w in words(t) for r in roots(w.text) if len(w.text) > 3}
    stems = {r[:5] for r in own}
    return any(w.text.casefold()[:5] in stems for w in words(text))

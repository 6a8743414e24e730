"""Is what a sentence says happened, will, may, should or did not happen of the rows' own status?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vedette.brief import cues, estimate
from vedette.brief.check_dates import without_dates
from vedette.brief.check_speakers import sayings
from vedette.brief.cues import Cue
from vedette.brief.evidence import Evidence
from vedette.brief.wording import blank, roots, words
from vedette.records import Event

NEGATED = "status.negated"
UNCHECKED = frozenset({"verbs.say", "verbs.allege"})
"""Verbs that say nothing of a status; who may be their subject is another check."""
SPOKEN = re.compile(r"“[^”]*”|\"[^\"]*\"")


def statuses(text: str, held: Evidence) -> Iterator[str]:
    """Words of a status that no cited row has, and statuses that the sentence leaves out."""
    bare = estimate.without(cues.of_record().sub(blank, without_dates(SPOKEN.sub(blank, text))))
    yield from estimate.wrong(text, held)
    for cue in cues.table().values():
        hit = cue.words.search(bare)
        if hit is not None and cue.name not in UNCHECKED and not _licensed(cue, bare, held):
            yield f"“{hit.group().strip()}”, for no cited row is told so"
    for event in held.events:
        yield from _left_out(event, bare, held)


def _licensed(cue: Cue, text: str, held: Evidence) -> bool:
    if cue.name == NEGATED and not any(e.status == "negated" for e in held.events):
        return _denied(text, held)
    return cue.licensed(held)


def _denied(text: str, held: Evidence) -> bool:
    """Whether what is negated may be: one who denies it says so, or it is a refusal."""
    if any(e.type == "REJECT" for e in held.events):
        return True
    against = [v for v in held.voices if v.stance in ("deny", "doubt", "REJECT")]
    return bool(against) and any(
        who.named(against) for who in sayings(text) if who.subject or who.hidden
    )


def _left_out(event: Event, text: str, held: Evidence) -> Iterator[str]:
    """What a sentence about a plan, fear, demand, denial or mere word must have, and has not."""
    for key in (event.status, event.type):
        wanted = cues.needed().get(key)
        if wanted is None or any(cue.words.search(text) for cue in wanted):
            continue
        if key == event.status or not _own_word(text, held):
            yield f"it tells a {key.lower()} event as another"


def _own_word(text: str, held: Evidence) -> bool:
    """Whether the reports' own word for the event stands in the sentence."""
    own = {r for t in held.triggers for w in words(t) for r in roots(w.text) if len(w.text) > 3}
    stems = {r[:5] for r in own}
    return any(w.text.casefold()[:5] in stems for w in words(text))

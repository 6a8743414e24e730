"""Who says what they think of an event that the report has told by itself: no witness to it.

"Nurses went on strike. The minister said the strike was illegal": the strike is the report's own,
and the minister judges it. Only words of judgement count; who adds what happened ("said the attack
killed three") vouches for the event. It learns nothing and knows English only.
"""

from __future__ import annotations

from collections.abc import Sequence

from vedette.fuse import cues
from vedette.fuse.index import Index
from vedette.records import Frame

NEAR = 60
"""Characters before an event in which its article is looked for, at most."""


def commented(index: Index, event: str, said: Sequence[Frame]) -> bool:
    """Whether all speech frames `said` only judge an event that was told before, unattributed."""
    return all(_judges(index, event, f) for f in said) and _told_before(index, event, said[0])


def _told_before(index: Index, event: str, said: Frame) -> bool:
    """Whether an earlier sentence, in which nobody speaks of the event, tells it as a fact."""
    attributed = {f.sentence for f in index.frames.values() if event in f.roles.get("about", ())}
    return any(
        f.sentence < said.sentence and f.sentence not in attributed and f.status == "actual"
        for f in index.events.get(event, ())
    )


def _judges(index: Index, event: str, said: Frame) -> bool:
    """Whether the event is only referred to behind the verb of speech, and then judged."""
    report = index.reading.report
    start, end = index.reading.sentences[said.sentence]
    here = [f for f in index.events.get(event, ()) if f.sentence == said.sentence]
    if not here:
        return cues.JUDGED_IT.match(report.quote((said.trigger[1], end))) is not None
    return all(
        cues.REFERS_BACK.search(report.quote((max(start, f.trigger[0] - NEAR), f.trigger[0])))
        is not None
        and cues.JUDGED.match(report.quote((f.trigger[1], end))) is not None
        for f in here
    )

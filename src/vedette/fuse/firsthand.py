"""Whether an outlet's own voice knows of an event by itself, or may only retell who it quotes.

The rule is read off the corpus's train and dev bundles: beside somebody who is quoted, annotators
count the outlet in about half of all cases, and in most where it has told it all by then.
"""

from __future__ import annotations

from collections.abc import Sequence

from vedette.fuse.index import Index
from vedette.records import Claim, Frame

FULL = frozenset({"actor", "where", "when"})
"""An account in full says who did it, where and when."""


def in_full(
    index: Index, event: str, bare: Sequence[Frame], vouching: Sequence[Claim]
) -> list[Frame]:
    """The frames by which the report itself tells an event in full before it quotes the one who
    vouches for it; none where it does not, where it quotes several (it gathers what they say), or
    where the event has not happened.

    The headline says nothing by itself, and a sentence in which somebody speaks of the event is
    theirs.
    """
    if len({c.speaker for c in vouching}) > 1:
        return []
    first = min(index.frames[c.frame].sentence for c in vouching)
    spoken = {f.sentence for f in index.frames.values() if event in f.roles.get("about", ())}
    headline = 0 if index.reading.report.title else -1
    told = [f for f in bare if headline < f.sentence < first and f.sentence not in spoken]
    roles = {role for f in told for role in f.roles}
    return told if roles >= FULL and all(f.status == "actual" for f in told) else []

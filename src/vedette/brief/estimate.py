"""Words of estimative probability (ICD 203, 2015) for grades: a convention, and no frequency.

A grade says how well something is borne out, not how often such reports prove true; the bands make
sure that the same grade is always told in the same words. ICD 203's two outermost bands are left
to people: nothing that a machine read is almost certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vedette.brief.evidence import Evidence
from vedette.brief.wording import blank

BANDS = {
    1: ("very likely", "80-95%"),
    2: ("likely", "55-80%"),
    3: ("a roughly even chance", "45-55%"),
    4: ("unlikely", "20-45%"),
    5: ("very unlikely", "5-20%"),
}
"""Credibility → ICD 203's words and their band. 6 is no estimate."""
OPENERS = {
    1: "it is very likely that",
    2: "it is likely that",
    3: "there is a roughly even chance that",
    4: "it is unlikely that",
    5: "it is very unlikely that",
    6: "it cannot be judged whether",
}
_SAID = re.compile(
    r"(?:it is|there is) (?P<band>(?:very |almost )?(?:un)?likely|almost certain|"
    r"(?:almost )?no chance|a roughly even chance) that|(?P<none>it cannot be judged whether)",
    re.IGNORECASE,
)


def opener(credibility: int) -> str:
    """The words that an event of a grade is told with as a judgement."""
    return OPENERS[credibility]


def without(text: str) -> str:
    """A text with its estimates blanked out; all else stays in its place."""
    return _SAID.sub(blank, text)


def wrong(text: str, held: Evidence) -> Iterator[str]:
    """Estimates that are not of the grade of a cited event."""
    grades = {e.grade.credibility for e in held.events}
    known = {BANDS[g][0] for g in grades if g in BANDS}
    for match in _SAID.finditer(text):
        ok = 6 in grades if match["none"] else match["band"].casefold() in known
        if not ok:
            yield f"“{match.group().strip()}”, for no cited event has such a grade"

"""Words in front of a time: "since", "by", "at around"; and what they do to it."""

from __future__ import annotations

from typing import Literal

from vedette.resolve.date_words import VAGUE_TIMES
from vedette.resolve.number_words import each

Cue = Literal["", "since", "by", "within"]
"""What the word before a time does to it."""

LEADS: dict[str, Cue] = {
    **dict.fromkeys(("since", "ever since"), "since"),
    **dict.fromkeys(("by", "until", "till", "before", "no later than", "up until"), "by"),
    **dict.fromkeys(("within", "inside"), "within"),
    **dict.fromkeys(
        each("on in at during from around about for over through throughout as of after only"), ""
    ),
    **dict.fromkeys(
        each("between circa ca ca. c. towards toward starting beginning effective"), ""
    ),
    "not before": "",
    "not until": "",
    "up to": "",
    "as of": "",
    "back in": "",
    "as early as": "",
    "as late as": "",
    "as recently as": "",
    "sometime in": "",
    "some time in": "",
    "shortly before": "",
    "shortly after": "",
    "just before": "",
    "just after": "",
}
"""Words before a time, and the cue they leave."""

_LONGEST = max(len(lead.split()) for lead in LEADS)
_FIRSTS = frozenset(lead.split()[0] for lead in LEADS)
_LASTS = frozenset(lead.split()[-1] for lead, cue in LEADS.items() if cue)
_OPEN = "\"'“‘«(["
_BACK = 40
"""Characters of the text in front that are looked at."""
NAMING = frozenset(each("last next this"))
"""Words that may stand outside a mention though they belong to it ("last [month]")."""


def take_leads(words: str) -> tuple[str, Cue]:
    """The words without the leads in front of them, and the cue that those leave."""
    tokens, start = words.split(), 0
    cue: Cue = ""
    while tokens[start:] and tokens[start] in _FIRSTS:
        size = _lead_at(tokens, start)
        if not size or " ".join(tokens[start:]) in VAGUE_TIMES:
            break
        cue = LEADS[" ".join(tokens[start : start + size])] or cue
        start += size
    return " ".join(tokens[start:]), cue


def _lead_at(tokens: list[str], start: int) -> int:
    """How many tokens the longest lead there has, with a word left behind it; 0: none."""
    most = min(_LONGEST, len(tokens) - start - 1)
    return next((n for n in range(most, 0, -1) if " ".join(tokens[start : start + n]) in LEADS), 0)


def front_of(before: str) -> list[str]:
    """The last words of the text in front of a time, in lower case."""
    return before[-_BACK:].lower().split()[-_LONGEST - 1 :]


def cue_of(front: list[str]) -> Cue:
    """The cue of the lead that ends the text in front, a "the" after it left out."""
    tokens = front[:-1] if front[-1:] == ["the"] else front
    if not tokens or tokens[-1].lstrip(_OPEN) not in _LASTS:
        return ""
    for size in range(min(_LONGEST, len(tokens)), 0, -1):
        lead = " ".join(tokens[-size:]).lstrip(_OPEN)
        if lead in LEADS:
            return LEADS[lead]
    return ""

"""Whether a number counts the dead or the wounded, by the words beside it.

The two stand side by side in most reports of an attack ("three dead and 11 wounded"), and the
nearest word tells them apart better than the model does.
"""

from __future__ import annotations

import re

TOLL = {
    "killed": "killed", "killing": "killed", "kills": "killed", "dead": "killed",
    "died": "killed", "deaths": "killed", "slain": "killed", "wounded": "injured",
    "wounding": "injured", "wounds": "injured", "injured": "injured", "injuring": "injured",
    "injures": "injured", "hurt": "injured",
}  # fmt: skip
_WORDS = "|".join(TOLL)
_WORD = r"(?!and\b|but\b|while\b)[\w'’-]+"
"""No clause is crossed: what stands beyond "and" or a comma belongs to another number."""
_AFTER = re.compile(rf"(?: +{_WORD}){{0,3}}? +({_WORDS})\b", re.IGNORECASE)
_BEFORE = re.compile(rf"\b({_WORDS}) +(?:{_WORD} +){{0,3}}$", re.IGNORECASE)
REACH = 60
"""Characters looked at on either side."""


def toll_of(text: str, start: int, end: int) -> str | None:
    """ "killed", "injured", or None where no word within four of the number tells."""
    before = _BEFORE.search(text[max(0, start - REACH) : start])
    told = before or _AFTER.match(text, end, end + REACH)
    return TOLL[told.group(1).lower()] if told else None

"""Do the words between quotation marks stand in the cited words?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vedette.brief.evidence import Evidence
from vedette.brief.wording import SPOKEN, unbound

_NOT = re.compile(r"(?:not|no|never|t)(?: \w+)?$")
"""A negation right before a quotation."""


def quotes(text: str, held: Evidence) -> Iterator[str]:
    """Quotations that no cited report has. Marks and blanks may differ."""
    told = [_bare(words) for words in (*held.words, *held.triggers)]
    for match in SPOKEN.finditer(text):
        said = _bare(unbound(match.group()))
        holding = [each for each in told if said and said in each]
        lead = _bare(unbound(text[: match.start()]))
        if said and all(_denied(each, said, lead) for each in holding):
            yield unbound(match.group())


def _denied(told: str, said: str, lead: str) -> bool:
    """Whether what the report denies is quoted without its "not"."""
    before = told.partition(said)[0].strip()
    return _NOT.search(before) is not None and _NOT.search(lead) is None


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))

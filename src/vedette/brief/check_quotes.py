"""Do the words between quotation marks stand in the cited words?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vedette.brief.evidence import Evidence
from vedette.brief.wording import SPOKEN, unbound


def quotes(text: str, held: Evidence) -> Iterator[str]:
    """Quotations that no cited report has. Marks and blanks may differ."""
    told = [_bare(words) for words in (*held.words, *held.triggers)]
    for match in SPOKEN.finditer(text):
        said = _bare(unbound(match.group()))
        if said and not any(said in each for each in told):
            yield unbound(match.group())


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))

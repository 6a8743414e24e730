"""What is allowed, made possible or negated is not told as done.

The model hears the act and not always the words before it ("… by enabling deeper strikes", "heard
no shooting"). Of the eight triggers of the corpus's train and dev parts that stand behind a verb of
permission one is told as having happened; of 252 right behind "no" or "not" 17 are, or 7%, most of
them refusals, which the negation is a part of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from vedette.reader.model import Floats

DONE = ("actual", "historical")
REACH = 60
"""Characters before a trigger that are looked at."""
SELDOM = 0.25
"""What is left of the belief that something was done behind a "no". It turns what the model is in
doubt about; where it is sure it has seen who denies it, or that the words are a refusal."""
_PERMITTED = re.compile(
    r"\b(?:enabl(?:e|es|ing)|allow(?:s|ing)?|permit(?:s|ting)?|authori[sz](?:e|es|ing))\s+"
    r"(?:[\w’'-]+\s+){0,3}$",
    re.IGNORECASE,
)
_NOUN_BEHIND = r"(?:(?!(?:and|or|but|that|to|of|in|on|for|the|an?|by|with|which|who)\b)[\w-]+\s+)?"
_NEGATED = re.compile(
    rf"\b(?:no\s+(?!(?:doubt|fewer|less|later|longer|sooner|matter|evidence|proof|signs?|idea|"
    rf"indication|reports?|claims?|suggestion|confirmation|information|word|one|formal|official|"
    rf"immediate)\b){_NOUN_BEHIND}|"
    rf"(?:not|never|\w+n['’]t)\s+(?:(?:been|be|yet|have|ever|being|also|even)\s+){{0,2}}"
    rf"(?:(?:received|got|seen|found|observed|recorded|detected|witnessed|given|obtained)\s+"
    rf"(?:(?:any|an?|such)\s+)?{_NOUN_BEHIND})?)$",
    re.IGNORECASE,
)


def not_done(p: Floats, statuses: Sequence[str], text: str, start: int) -> Floats:
    """The probabilities of the statuses of a trigger that begins at `start`, those of what is done
    taken out where a verb of permission stands before it, and less of them behind a negation."""
    first = max(0, start - REACH)
    if _PERMITTED.search(text, first, start) is not None:
        rest = 0.0
    elif _NEGATED.search(text, first, start) is not None:
        rest = SELDOM
    else:
        return p
    left = np.where(np.isin(statuses, DONE), rest * p, p + 1e-6)
    return np.asarray(left / left.sum(), dtype=np.float32)

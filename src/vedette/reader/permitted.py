"""What is allowed or made possible is not told as done ("… by enabling deeper strikes").

The model hears the act and not always the verb before it. Of the eight triggers of the corpus's
train and dev parts that stand so, one is told as having happened.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from vedette.reader.model import Floats

DONE = ("actual", "historical")
REACH = 60
"""Characters before a trigger that are looked at."""
_PERMITTED = re.compile(
    r"\b(?:enabl(?:e|es|ing)|allow(?:s|ing)?|permit(?:s|ting)?|authori[sz](?:e|es|ing))\s+"
    r"(?:[\w’'-]+\s+){0,3}$",
    re.IGNORECASE,
)


def not_done(p: Floats, statuses: Sequence[str], text: str, start: int) -> Floats:
    """The probabilities of the statuses of a trigger that begins at `start`, those of what is done
    taken out where a verb of permission stands before it."""
    if _PERMITTED.search(text, max(0, start - REACH), start) is None:
        return p
    left = np.where(np.isin(statuses, DONE), 0.0, p + 1e-6)
    return np.asarray(left / left.sum(), dtype=np.float32)

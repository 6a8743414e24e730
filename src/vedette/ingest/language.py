"""Is a report in English? Lenient: a short text in Latin letters is never refused."""

from __future__ import annotations

import functools
import importlib
import re
from typing import Any

_SAMPLE = 10_000
"""Characters looked at."""
_LETTERS, _WORDS = 40, 20
"""Fewer Latin letters or words than these are too few to judge by."""
_SURE = 0.8
# English in all but name to a model of 142 languages: Nigerian Pidgin, Scots, Jamaican.
_NEAR = frozenset({"en", "pcm", "sco", "jam"})
_COMMON = re.compile(
    r"the|of|and|to|that|was|said|for|with|were|from|had|has|have|by|his|its|their|not|this|which"
    r"|who|would|but|are|been|will|they|he|she|at|as"
)
_PLAIN = 0.2
_TAG = re.compile(r"([a-z]{2,3})(?:[-_]|$)")
_NO_LANGUAGE = ("und", "mul", "zxx", "mis")
_WORD = re.compile(r"[^\W\d_]+")


def foreign(text: str) -> str | None:
    """The language of a text that is not English ("German (de)"), or None where it may be English.

    Non-Latin scripts are refused at any length. A text in two languages counts as the greater.
    """
    sample = text[:_SAMPLE]
    letters = [c for c in sample if c.isalpha()]
    if len(letters) > 2 * sum(map(_latin, letters)):
        return _named(_model().classify(sample)[0], "a script other than Latin")
    words = _WORD.findall(sample.lower())
    if len(letters) < _LETTERS or len(words) < _WORDS or _plainly_english(words):
        return None
    code, share = _model().classify(sample)
    return None if code in _NEAR or share < _SURE else _named(code, code)


def declared(tag: str | None, text: str) -> str | None:
    """The language that a tag (BCP 47) names, if not English and the text is too short to show its
    own. A longer text is believed before its tag: feeds keep the tag they were set up with.
    """
    code = _code(tag)
    if (
        code is None
        or code in (*_NEAR, *_NO_LANGUAGE)
        or len(_WORD.findall(text[:_SAMPLE])) >= _WORDS
    ):
        return None
    return _named(code, code)


def english(tag: str | None) -> str:
    """The tag of an English text: its sender's own ("en-GB") where that is English."""
    return tag if tag is not None and _code(tag) == "en" and len(tag) < 12 else "en"


def _code(tag: str | None) -> str | None:
    """The language of a tag, in small letters, without region or script."""
    match = _TAG.match((tag or "").strip().lower())
    return None if match is None else match[1]


def _latin(letter: str) -> bool:
    return letter < "\u0250" or "\u1e00" <= letter < "\u1f00"


def _plainly_english(words: list[str]) -> bool:
    """One word in five is a common English one. Spares nearly all reports the model's loading."""
    return sum(_COMMON.fullmatch(word) is not None for word in words) >= _PLAIN * len(words)


def _named(code: str, otherwise: str) -> str:
    from babel import Locale

    name = None if code in _NEAR else Locale("en").languages.get(code)
    return otherwise if name is None else f"{name} ({code})"


@functools.cache
def _model() -> Any:
    """The classifier with probabilities, over all its languages. Loading it takes about a second.

    Imported by name because the library carries no types.
    """
    langid = importlib.import_module("py3langid.langid")
    return langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)

"""Letters and numbers → the words of a scale: STANAG 2511's or FM 2-22.3's (`scales.toml`)."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import get_args

from vedette.records import Letter, Record

WORDINGS = ("stanag", "fm")
"""Names of the scales; the first is used where nobody asks for another."""
LETTERS: tuple[Letter, ...] = get_args(Letter)
NUMBERS = range(1, 7)


class Scale(Record, frozen=True, kw_only=True):
    """What each letter (reliability of a source) and number (credibility of information) is called
    by the document `name`. F and 6 are missing values: they say that nothing is known."""

    name: str
    reliability: dict[str, str]
    credibility: dict[int, str]

    def __post_init__(self) -> None:
        if tuple(self.reliability) != LETTERS or tuple(self.credibility) != tuple(NUMBERS):
            raise ValueError(f"{self.name} needs words for A to F and for 1 to 6, in their order")


def scale(wording: str = WORDINGS[0]) -> Scale:
    """The scale of a name of `WORDINGS`. Raises `ValueError` for another name."""
    if wording not in _scales():
        raise ValueError(f"{wording!r} is no scale; there are {', '.join(WORDINGS)}")
    return _scales()[wording]


@cache
def _scales() -> dict[str, Scale]:
    text = files("vedette.codebook").joinpath("scales.toml").read_text("utf-8")
    return {
        wording: Scale(
            name=row["name"],
            reliability=row["reliability"],
            credibility={int(number): words for number, words in row["credibility"].items()},
        )
        for wording, row in tomllib.loads(text).items()
    }

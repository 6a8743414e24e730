"""Bins and their weights → a logit with an argument for each: the form of every comparison here."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from vedette.records import Record


class Argument(Record, frozen=True, kw_only=True):
    """What one comparison found: the bin ("who: same"), its weight in the logit, and the words."""

    name: str
    weight: float
    words: str


class Likeness(Record, frozen=True, kw_only=True):
    """How likely two accounts are of one happening: a logit and the arguments for it."""

    a: str
    b: str
    score: float
    arguments: tuple[Argument, ...]


Found = tuple[str, str]
"""A bin and the words for it."""


@cache
def weights_in(name: str) -> dict[str, float]:
    """A table of weights of this room ("stories.toml"): bin → weight, "bias", maybe "least"."""
    table = tomllib.loads(files("vedette.fuse").joinpath(name).read_text("utf-8"))
    return {
        f"{comparison}: {bin_}": float(value)
        for comparison, found in table["weights"].items()
        for bin_, value in found.items()
    } | {key: float(table[key]) for key in ("bias", "least") if key in table}


def scored(a: str, b: str, known: dict[str, float], found: Iterable[Found]) -> Likeness:
    """The sum of the weights of the bins found, with an argument for each."""
    arguments = tuple(
        Argument(name=name, weight=known.get(name, 0.0), words=words) for name, words in found
    )
    score = total(known, (x.name for x in arguments))
    return Likeness(a=a, b=b, score=score, arguments=arguments)


def total(known: dict[str, float], bins: Iterable[str]) -> float:
    """The sum of the weights of some bins."""
    return known["bias"] + sum(known.get(bin_, 0.0) for bin_ in bins)

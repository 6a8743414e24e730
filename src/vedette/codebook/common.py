"""Words of news that name nobody, whatever letter they begin with."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def common_words() -> frozenset[str]:
    """In small letters; from the train part of the corpus (`lab/common_words.py`)."""
    lines = files("vedette.data").joinpath("common.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))

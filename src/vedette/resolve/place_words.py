"""The words of place_words.toml, read once: cues, directions, stop words, given names, titles."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from vedette.records import Record


class PlaceWords(Record, frozen=True, kw_only=True):
    """Lists of words. Cue, phrase and saying words are lower case, the others as they are written.

    `cues` maps a word to the kind of place it tells of; `short` an abbreviation without its points
    to a region, `initials` a town's initials to its name, `usual` a folded name to the place that
    it means when bare. `never`, `seldom` and `given` are words that are no place, no place without
    a sign, and no place before a surname.
    """

    cues: Mapping[str, str]
    determiners: frozenset[str]
    parts: frozenset[str]
    links: frozenset[str]
    inner: frozenset[str]
    tails: frozenset[str]
    short: Mapping[str, str]
    initials: Mapping[str, str]
    usual: Mapping[str, str]
    never: frozenset[str]
    seldom: frozenset[str]
    given: frozenset[str]
    things: frozenset[str]
    titles: frozenset[str]
    saying: frozenset[str]
    before: frozenset[str]


@cache
def words() -> PlaceWords:
    """The lists."""
    table = tomllib.loads(files("vedette.resolve").joinpath("place_words.toml").read_text("utf-8"))
    plain = ("never", "seldom", "given", "things", "titles", "saying", "before")
    return PlaceWords(
        cues={word: kind for kind, found in table["cues"].items() for word in found},
        short=table["short"],
        initials=table["initials"],
        usual=table["usual"],
        **{name: frozenset(found) for name, found in table["phrase"].items()},
        **{name: frozenset(table[name]["words"]) for name in plain},
    )

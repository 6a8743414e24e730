"""A country's name, adjective or demonym → ISO 3166 alpha-3, from `countries.toml`."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from vedette.records import Record

_LETTERS = str.maketrans({"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe"})
_MARKS = "'’‘ʼʻʾʿ`´ʹ."
_BLANKS = "-–—‑_/\u00a0"
_FOLD = str.maketrans({**dict.fromkeys(_MARKS, ""), **dict.fromkeys(_BLANKS, " "), "&": " and "})
_SHORT = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount"}


class Country(Record, frozen=True, kw_only=True):
    """A state or territory and its English words; the first name is the one printed."""

    iso: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capital: str = ""

    @property
    def name(self) -> str:
        return self.names[0]


class Shared(Record, frozen=True, kw_only=True):
    """A word of several countries; `iso[0]` is meant by default, where there is a default."""

    word: str
    iso: tuple[str, ...]
    default: bool


class Countries(Record, frozen=True, kw_only=True):
    """All countries, found by code or by word. It knows no cities: a capital is not a name."""

    by_iso: Mapping[str, Country]
    by_word: Mapping[str, tuple[str, ...]]
    peoples: frozenset[str]
    """Folded adjectives and demonyms: words of people, not names of a place."""
    shared: Mapping[str, Shared]
    heads: Mapping[str, int]
    """First words of names → the words of the longest name that it begins."""

    def codes(self, text: str) -> tuple[str, ...]:
        """Every country that a word may mean, the likeliest first; () for none."""
        word = self._key(text)
        shared = self.shared.get(word)
        return shared.iso if shared is not None else self.by_word.get(word, ())

    def code(self, text: str) -> str | None:
        """The country that a word means, or None for none and for "Korea", which is two."""
        shared = self.shared.get(self._key(text))
        if shared is not None and not shared.default:
            return None
        return next(iter(self.codes(text)), None)

    def is_state(self, text: str, iso: str) -> bool:
        """Whether these words are a state's own name, or its capital that stands for it."""
        if self.is_people(text) or iso not in self.by_iso:
            return False
        return iso in self.codes(text) or fold(text) == fold(self.by_iso[iso].capital)

    def is_people(self, text: str) -> bool:
        """Whether the word is an adjective or demonym ("South Korean", "Danes")."""
        return self._key(text) in self.peoples

    def _key(self, text: str) -> str:
        """Its key: as initials where they are known, else folded (so "IRAN" is Iran)."""
        key = _case_key(text)
        return key if key in self.by_word or not is_initials(text) else _folded(text)


@lru_cache(maxsize=10_000)
def fold(text: str) -> str:
    """A name as it is compared: no case, accents, points or apostrophes; "St." is "saint"."""
    plain = text.translate(_FOLD).casefold()
    if not plain.isascii():
        parts = unicodedata.normalize("NFKD", plain.translate(_LETTERS))
        plain = "".join(c for c in parts if not unicodedata.combining(c))
    words = plain.split()
    if _SHORT.keys().isdisjoint(words):
        return " ".join(words)
    return " ".join(_SHORT.get(word, word) for word in words)


def is_initials(text: str) -> bool:
    """Whether a name is matched with its case: "US", "U.K.", "DRC" (so "us" is no country)."""
    if not text.isupper():
        return False
    letters = text.replace(".", "").replace(" ", "")
    return 1 < len(letters) <= 5 and letters.isalpha()


def _case_key(text: str) -> str:
    """The key of a country word: initials keep their case, all else is folded."""
    bare = text.strip()
    if is_initials(bare):
        return bare.replace(".", "").replace(" ", "")
    return _folded(bare)


def _folded(text: str) -> str:
    word = fold(text)
    return word.removeprefix("the ") if word != "the" else word


@cache
def countries() -> Countries:
    """The table of countries, read once."""
    source = files("vedette.codebook").joinpath("countries.toml").read_text("utf-8")
    table = tomllib.loads(source)
    rows = [Country(**_tuples(row)) for row in table["country"]]
    words = _words(rows)
    return Countries(
        by_iso={row.iso: row for row in rows},
        by_word=words,
        peoples=_peoples(rows),
        shared={_case_key(row["word"]): Shared(**_tuples(row)) for row in table["ambiguous"]},
        heads=_heads(words),
    )


def country_of(text: str) -> str | None:
    """ISO alpha-3 (or KOS) for a country's name, adjective or demonym, else None.

    >>> country_of("North Korean")
    'PRK'

    Cities stand for no country here ("Moscow" is None), and "us" is not "US".
    """
    return countries().code(text)


def _words(rows: list[Country]) -> dict[str, tuple[str, ...]]:
    words: dict[str, tuple[str, ...]] = {}
    for row in rows:
        for word in (*row.names, *row.adjectives, *row.demonyms):
            key = _case_key(word)
            words[key] = tuple(dict.fromkeys((*words.get(key, ()), row.iso)))
    return words


def _heads(words: Iterable[str]) -> dict[str, int]:
    heads: dict[str, int] = {}
    for word in words:
        first, *rest = word.lower().split()
        heads[first] = max(heads.get(first, 0), 1 + len(rest))
    return heads


def _peoples(rows: list[Country]) -> frozenset[str]:
    """Words of people that name no country: "Hong Kong" is the place's name too."""
    people = {_case_key(w) for row in rows for w in (*row.adjectives, *row.demonyms)}
    return frozenset(people - {_case_key(name) for row in rows for name in row.names})


def _tuples(row: dict[str, Any]) -> dict[str, Any]:
    return {k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}

"""A place's phrase → its name and what stands around it: "the Kursk border region" → Kursk, region.

It does not know any place: which of the readings is a name, the gazetteer says.
"""

from __future__ import annotations

import re

from vedette.records import Record
from vedette.resolve.place_words import words

_POSSESSIVE = re.compile(r"^(?:the\s+)?([^,]*?\w)['’](?:s\s+|\s+)(?=\S)", re.IGNORECASE)
_MOST = 40
"""Words of a phrase that are read; a longer one is no name."""
_EDGES = ' \t\n.,;:!?"“”()[]'


class Phrase(Record, frozen=True, kw_only=True):
    """`name` is what may be looked up ("" where nothing names a place: "the border").

    `containing` is the wider place that the phrase itself gives ("Russia's …", "…, Ohio"), `cue`
    the word that tells the kind of place ("region"), `part` a direction ("eastern").
    """

    name: str
    containing: str | None = None
    cue: str | None = None
    part: str | None = None


def parse(text: str) -> Phrase:
    """Take a phrase apart. "Springfield, Ohio" → Springfield in Ohio."""
    rest, containing = _possessive(" ".join(text.split()[:_MOST]).strip(_EDGES))
    head, comma, tail = rest.partition(",")
    if comma:
        rest, containing = head, _expanded(tail.rpartition(",")[2].strip(_EDGES)) or containing
    return _linked(rest, containing)


def _possessive(text: str) -> tuple[str, str | None]:
    found = _POSSESSIVE.match(text)
    if found is None:
        return text, None
    return text[found.end() :], found[1]


def _expanded(text: str) -> str:
    """A region written short in full: "La." → "Louisiana"."""
    return words().short.get(text.replace(".", "").replace(" ", ""), text)


def _linked(text: str, containing: str | None) -> Phrase:
    """Follow "the city of Tripoli in Lebanon" to its name; names with "of" keep their own."""
    tokens = text.split()
    at = next((i for i, t in enumerate(tokens) if t in words().links and i > 0), len(tokens))
    phrase = _plain(tokens[:at], containing)
    if at == len(tokens):
        return phrase
    after = _linked(" ".join(tokens[at + 1 :]), containing)
    if phrase.name and tokens[at] == "of":
        return _of(tokens, phrase, after)
    if phrase.name:
        return Phrase(
            name=phrase.name,
            containing=after.name or containing,
            cue=phrase.cue,
            part=phrase.part,
        )
    return Phrase(
        name=after.name,
        containing=after.containing,
        cue=phrase.cue or after.cue,
        part=phrase.part or after.part,
    )


def _of(tokens: list[str], phrase: Phrase, after: Phrase) -> Phrase:
    """ "Strait of Hormuz" is one name; "the Russian city of Kursk" is Kursk, in Russia."""
    if phrase.cue is not None:
        containing = after.containing or phrase.containing or phrase.name
        return Phrase(name=after.name, containing=containing, cue=phrase.cue, part=after.part)
    first = next(i for i, t in enumerate(tokens) if t == phrase.name.split()[0])
    return Phrase(
        name=" ".join(tokens[first:]).strip(_EDGES), containing=phrase.containing, part=phrase.part
    )


def _plain(tokens: list[str], containing: str | None) -> Phrase:
    """Split off the lower-case words before and after the name; the last cue among them counts."""
    lower = [i for i, t in enumerate(tokens) if not t[:1].isupper() and not t[:1].isdigit()]
    named = [i for i in range(len(tokens)) if i not in set(lower)]
    if not named:
        return Phrase(name="", containing=containing, cue=_cue(tokens), part=_part(tokens))
    first, last = named[0], named[-1] + 1
    if tokens[first].lower() in words().determiners and last - first > 1:
        first += 1
    around = [*tokens[:first], *tokens[last:]]
    name = " ".join(tokens[first:last]).strip(_EDGES)
    return Phrase(name=name, containing=containing, cue=_cue(around), part=_part(tokens[:first]))


def _cue(tokens: list[str]) -> str | None:
    return next((t.lower() for t in reversed(tokens) if t.lower() in words().cues), None)


def _part(tokens: list[str]) -> str | None:
    return next((t for t in tokens if t.lower() in words().parts), None)

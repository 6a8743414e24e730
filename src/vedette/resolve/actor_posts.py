"""Persons told by their post alone ("the SADC chief") → who is named in it in the same report.

A headline has no room for a name; the sentence below has "the executive secretary of the Southern
African Development Community, Naledi Tsheko". Taken for two, they would be two speakers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from vedette.records import Mention, Reading
from vedette.resolve.actor_roster import find
from vedette.resolve.actor_text import bare_phrase, runs, words

BODIES = frozenset({"igos", "ngos", "bodies", "groups"})
"""Rosters whose entries have one head."""
HEAD = re.compile(
    r"(?:chief|head|boss|leader|secretary[- ]general|executive secretary|director[- ]general"
    r"|president|chair(?:man|woman|person)?)\b",
    re.IGNORECASE,
)
"""The highest post of a body."""
LESSER = re.compile(
    r"\b(?:deputy|vice|former|ex|acting|assistant|under|spokes\w+)\b", re.IGNORECASE
)
OF = re.compile(rf"{HEAD.pattern}\s+(?:of|at)\s+(?:the\s+)?$", re.IGNORECASE)
"""What stands before the body's name; behind it stands the post alone."""


def by_post(reading: Reading) -> dict[str, str]:
    """Entities that are only a body's head → the one person named as the head of that body."""
    people: dict[str, list[Mention]] = {}
    for m in reading.mentions:
        if m.kind == "PER" and m.entity is not None:
            people.setdefault(m.entity, []).append(m)
    heads = {entity: set(_bodies(mentions)) for entity, mentions in people.items()}
    unnamed = {e for e, ms in people.items() if heads[e] and all(_is_post(m.text) for m in ms)}
    out = {}
    for entity in unnamed:
        named = [e for e in people if e not in unnamed and heads[e] & heads[entity]]
        if len(named) == 1:
            out[entity] = named[0]
    return out


def _bodies(mentions: Iterable[Mention]) -> Iterator[str]:
    """The roster ids of the bodies that a person is told to be the head of."""
    for m in mentions:
        if LESSER.search(m.text):
            continue
        tokens = words(m.text)
        for first in range(len(tokens)):
            for run in runs(tokens, first):
                start, end = tokens[run.first].start, tokens[run.last].end
                if _heads(m.text[:start], m.text[end:]):
                    yield from (e.id for e in find(run.text) if e.roster in BODIES)


def _heads(before: str, after: str) -> bool:
    """Whether the words on both sides of a body's name tell of its head."""
    return bool(OF.search(before)) or HEAD.match(after.lstrip(" -")) is not None


def _is_post(text: str) -> bool:
    """Whether nothing but the post is told: the last word is its own."""
    bare = bare_phrase(text)
    return any(m.end() == len(bare) for m in HEAD.finditer(bare))

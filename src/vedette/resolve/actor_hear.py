"""Reads one mention of an actor: the country, government and role that its words tell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise, takewhile

from vedette.records import Label, MentionKind, Record
from vedette.resolve.actor_clues import Clue, clues, government_of
from vedette.resolve.actor_country import ActorEvidence
from vedette.resolve.actor_roles import Role, head_part, role_of
from vedette.resolve.actor_text import is_pronoun


class ActorMention(Record, frozen=True, kw_only=True):
    """One mention of an actor: its text, kind, the model's sector, and the words around it.

    `before` and `after` are up to 60 characters each; `start` is its place in the report, in
    characters, and makes nearness count. The model's are `owner` (what it belongs to: "STATE", a
    body's code, "---") and `whose` (start of a word → how likely it tells the state or body).
    """

    text: str
    kind: MentionKind
    sector: str | None = None
    sector_score: float = 0.0
    before: str = ""
    after: str = ""
    start: int | None = None
    owner: Label | None = None
    whose: Mapping[int, float] = {}


class Heard(Record, frozen=True, kw_only=True):
    """A mention with what its own words tell."""

    mention: ActorMention
    clue: Clue | None = None
    government: Clue | None = None
    role: Role | None = None
    others: tuple[Clue, ...] = ()
    """Clues to other countries named in one breath with the first ("Thai and Chinese")."""


def hear(mention: ActorMention, *, date: str | None, evidence: ActorEvidence) -> Heard:
    """Reads one mention: its words, and what stands right beside it as title or apposition."""
    if is_pronoun(mention.text):
        return Heard(mention=mention)
    own = head_part(mention.text)
    if mention.kind == "PER" and role_of(own) is None:
        own = f"{beside(mention)} {own}".strip()
    found = clues(own, date=date, evidence=evidence)
    acts = mention.kind in ("ORG", "GRP")
    open_ = [c for c in found if not c.blocked]
    return Heard(
        mention=mention,
        clue=next(iter(open_), None),
        others=_joined(own, open_) if mention.kind == "GRP" else (),
        government=government_of(mention.text) if acts else None,
        role=role_of(_masked(own, found)),
    )


def _joined(text: str, found: Sequence[Clue]) -> tuple[Clue, ...]:
    """Clues to further countries, where "and" joins them: a group of two countries has none."""
    further = tuple(c for c in found if c.country != found[0].country)
    pairs = ((a.words, b.words) for a, b in pairwise(found))
    joined = any(re.search(rf"{re.escape(a)}\W+and \W*{re.escape(b)}", text) for a, b in pairs)
    return further if joined else ()


def _masked(text: str, found: Sequence[Clue]) -> str:
    """The text without the names of known bodies, whose words are no role ("African Union")."""
    for clue in found:
        if clue.entry is not None and clue.entry.roster != "people":
            text = text.replace(clue.words, "X", 1)
    return text


def beside(mention: ActorMention) -> str:
    """The title right before a mention and the apposition right after it, or ""."""
    title = _title(mention.before)
    if not mention.after.startswith((", the ", ", a ", ", an ", ", its ")):
        return title
    return f"{mention.after[2:].split(',')[0]}, {title}".strip(", ")


def _title(before: str) -> str:
    """The row of capitalised words that ends right before a mention ("Bolivian General ")."""
    row = takewhile(lambda word: word[:1].isupper(), reversed(before.split()[-3:]))
    return " ".join(reversed(list(row)))

"""Which of the reader's entities are one after all: by surname, or by what they resolve to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from vedette.records import Entity, Mention, MentionKind, Reading, change
from vedette.resolve.actor_names import own_name
from vedette.resolve.actor_roles import head_part, role_of
from vedette.resolve.actor_side import ORGANS, SIDED, Side, clash
from vedette.resolve.actor_text import bare_phrase, is_pronoun


def renamed(reading: Reading, same: Mapping[str, str]) -> Reading:
    """The reading with entity ids replaced; ids that are not in the mapping stay."""
    mentions = tuple(
        change(m, entity=same.get(m.entity, m.entity)) if m.entity else m for m in reading.mentions
    )
    return change(reading, mentions=mentions)


def by_surname(reading: Reading) -> dict[str, str]:
    """Persons named by surname alone → the one person whose fuller name ends with it."""
    people: dict[str, list[Mention]] = {}
    for m in reading.mentions:
        if m.kind == "PER" and m.entity is not None:
            people.setdefault(m.entity, []).append(m)
    out: dict[str, str] = {}
    for entity, mentions in people.items():
        names = {m.text.removesuffix("’s").removesuffix("'s") for m in mentions}
        # Whoever has a fuller name already is somebody, and not whoever shares the surname.
        surnames = {n for n in names if _is_surname(n)} if not _named_in_full(names) else set()
        fuller = [e for e, ms in people.items() if e != entity and _bears(ms, surnames)]
        if surnames and len(fuller) == 1 and fuller[0] not in out:
            out[entity] = fuller[0]
    return out


ALIAS = re.compile(r"[\"“”„«]|\b(?:alias|aka|known as|call(?:s|ed)?|dubbed|nicknamed)\b")
"""What tells that a name is another one of somebody's."""
LINKS = frozenset({"of", "for", "and", "in", "on", "the"})
"""Words of a body's name that tell nothing of it."""


def by_words(reading: Reading) -> dict[str, str]:
    """Bodies that are only described ("the doctors' network") → the one named body whose name has
    all those words ("the Sudan Doctors Network"); one word alone is many bodies'."""
    bodies: dict[str, list[Mention]] = {}
    for m in reading.mentions:
        if m.kind == "ORG" and m.entity is not None and not is_pronoun(m.text):
            bodies.setdefault(m.entity, []).append(m)
    named = {e: [_words(m) for m in ms if _is_named(m)] for e, ms in bodies.items()}
    out: dict[str, str] = {}
    for entity, mentions in bodies.items():
        called = set[str]().union(*map(_words, mentions))
        # "Its defence ministry" is of whoever was named last.
        pointed = all(m.text.startswith(("the ", "The ")) for m in mentions)
        if any(map(_is_named, mentions)) or len(called) < 2 or not pointed:
            continue
        fuller = [e for e, names in named.items() if any(called <= name for name in names)]
        if len(fuller) == 1:
            out[entity] = fuller[0]
    return out


def _is_named(body: Mention) -> bool:
    return any(w[:1].isupper() for w in bare_phrase(body.text).split())


def _words(body: Mention) -> set[str]:
    """The words of a body's name, those of several alike in form: "doctors'", "doctor"."""
    parts = re.findall(r"[\w-]+(?:['’]\w*)?", bare_phrase(body.text).casefold())
    return {re.sub(r"s?['’]?s?$", "", part) for part in parts} - LINKS


def _named_in_full(names: Iterable[str]) -> bool:
    return any(sum(w[:1].isupper() for w in n.split()) > 1 for n in names)


def _is_surname(name: str) -> bool:
    return " " not in name and name[:1].isupper() and len(name) > 2


def _bears(mentions: list[Mention], surnames: set[str]) -> bool:
    for m in mentions:
        words = m.text.rstrip(",").split()
        if len(words) > 1 and surnames & set(words):
            return True
    return False


class _Part:
    """Mentions of one entity that may be one."""

    def __init__(self, entity: str) -> None:
        self.entity = entity
        self.sides: list[Side] = []
        self.heads: set[str] = set()

    def takes(self, side: Side) -> bool:
        return not any(clash(side, other) for other in self.sides)


def apart(reading: Reading, side: Callable[[Mention], Side | None]) -> Reading:
    """Entities split whose mentions cannot be one by their own words.

    "Ukrainian intelligence" is not "South Korea's intelligence service", however alike the words.
    `side` tells what a mention's words say; one that says nothing ("the army") goes with those of
    its last word ("Sudan's army"), else with the mention before it. Words that only point back
    ("the army command") are of a body named before them, not of one named after.
    """
    sides = {m.id: side(m) for m in reading.mentions if m.kind in SIDED}
    sided = {m.entity for m in reading.mentions if sides.get(m.id) is not None}
    parts: dict[str, list[_Part]] = {}
    latest: dict[str, _Part] = {}
    bodies: dict[str, _Part] = {}
    out = []
    for m in reading.mentions:
        if m.entity is None or m.kind not in SIDED:
            out.append(m)
            continue
        found = parts.setdefault(m.entity, [_Part(m.entity)])
        told = sides[m.id]
        part = _with(told, found) if told is not None else _alike(m, found)
        if part is None and m.entity not in latest and m.entity in sided:
            part = bodies.get(_organ(m))
        part = part or latest.get(m.entity, found[0])
        if told is not None:
            part.sides.append(told)
            bodies[_organ(m)] = part
        part.heads.add(_head(m))
        latest[m.entity] = part
        out.append(change(m, entity=part.entity))
    return change(reading, mentions=tuple(out))


def namesakes_apart(reading: Reading) -> Reading:
    """Persons and groups split that the reader took for one, though each is brought in anew: "the
    regional governor, Ivo Kralj … Kaluga governor Vlad Shapsha", "drug cartels … gunmen killed"."""
    persons = _parted(reading, "PER", _name_words, _is_full_name, _is_full_name)
    return _parted(persons, "GRP", lambda m: {_head(m)} - {""}, _is_new_group, lambda _: True)


def _parted(
    reading: Reading,
    kind: MentionKind,
    called: Callable[[Mention], set[str]],
    is_new: Callable[[Mention], bool],
    names_them: Callable[[Mention], bool],
) -> Reading:
    """Entities of a kind split at mentions that bring somebody in who is `called` by none of the
    words of those that name them before. What only points back goes with whoever was told last."""
    names: dict[str, list[set[str]]] = {}
    latest: dict[str, int] = {}
    out = []
    for m in reading.mentions:
        if m.kind != kind or m.entity is None:
            out.append(m)
            continue
        known, words = names.setdefault(m.entity, []), called(m)
        part = next((n for n, each in enumerate(known) if words & each), None)
        # Who was only pointed at before may be whoever is named now.
        named = any(known) and bool(words) and is_new(m)
        if part is None and (not known or named):
            part = len(known)
            known.append(set())
        part = latest[m.entity] = latest[m.entity] if part is None else part
        known[part] |= words if names_them(m) else set()
        out.append(change(m, entity=f"{m.entity}.{part + 1}") if part else m)
    return change(reading, mentions=tuple(out))


def _name_words(person: Mention) -> set[str]:
    return {word.casefold() for word in own_name(person.text).split()}


def _is_new_group(group: Mention) -> bool:
    """Whether a group is told by one bare word of several ("gunmen"): of 763 such in the corpus's
    train and dev parts 725 are brought in anew."""
    word = group.text
    return word.isalpha() and word.endswith(("s", "men", "people")) and not is_pronoun(word)


def _is_full_name(person: Mention) -> bool:
    """Whether a mention ends with a name and surname, and not with an alias or an office."""
    text = person.text
    bare = bare_phrase(text)
    name = own_name(text)
    plain = bare.endswith(name) and ALIAS.search(text) is None
    return plain and name.count(" ") > 0 and role_of(name) is None


def _organ(mention: Mention) -> str:
    """The word for a state's body in a mention of one ("army"); the whole text of any other."""
    role = role_of(head_part(mention.text)) if mention.kind == "ORG" else None
    return role.words if role is not None and role.sector in ORGANS else mention.text


def _with(side: Side, parts: list[_Part]) -> _Part:
    """The part of a side; a new one where it clashes with all."""
    fitting = [p for p in parts if p.takes(side)]
    same = [p for p in fitting if side in p.sides]
    if fitting:
        return (same or fitting)[0]
    first = parts[0].entity
    taken = {p.entity for p in parts}
    names = (f"{first}.{side.name}", *(f"{first}.{side.name}{n}" for n in range(2, len(parts) + 2)))
    parts.append(_Part(next(n for n in names if n not in taken)))
    return parts[-1]


def _alike(mention: Mention, parts: list[_Part]) -> _Part | None:
    """The one part that has a mention of the same last word."""
    having = [p for p in parts if _head(mention) in p.heads]
    return having[0] if len(having) == 1 else None


def _head(mention: Mention) -> str:
    """The last word of a mention, without what hangs on it; "" for a pronoun."""
    words = bare_phrase(head_part(mention.text)).split()
    return words[-1].casefold() if words and not is_pronoun(mention.text) else ""


def proper_name(entity: Entity) -> str | None:
    """A person's or body's name of two capitalised words or more, which two seldom share."""
    words = entity.name.split()
    capitals = sum(any(c.isupper() for c in w) for w in words)
    if entity.kind not in ("PER", "ORG") or capitals < 2 or not words[0][:1].isupper():
        return None
    return entity.name.casefold()


def by_key(keys: Mapping[str, str | None]) -> dict[str, str]:
    """Entities that resolve to the same thing → the first of them (`keys` in order of the text)."""
    first: dict[str, str] = {}
    out: dict[str, str] = {}
    for entity, key in keys.items():
        if key is None:
            continue
        if key in first:
            out[entity] = first[key]
        else:
            first[key] = entity
    return out

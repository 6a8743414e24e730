"""Which of the reader's entities are one after all: by surname, or by what they resolve to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from vedette.records import Entity, Mention, Reading, change

SIDED = ("PER", "ORG", "GRP")
"""Kinds of entity that belong to one country at most where its name begins theirs."""


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


def apart(reading: Reading, country: Callable[[str], str | None]) -> Reading:
    """Entities split whose mentions begin with the names of different countries.

    "Ukrainian intelligence" is not "South Korea's intelligence service", however alike the words.
    `country` tells the country with whose name a text begins, or None; a mention that begins with
    none goes with the one before it.
    """
    told: dict[str, dict[str, str]] = {}
    latest: dict[str, str] = {}
    out = []
    for m in reading.mentions:
        if m.entity is None or m.kind not in SIDED:
            out.append(m)
            continue
        code = country(m.text) or latest.get(m.entity)
        if code is None:
            out.append(m)
            continue
        names = told.setdefault(m.entity, {})
        if code not in names:
            names[code] = f"{m.entity}.{code}" if names else m.entity
        latest[m.entity] = code
        out.append(change(m, entity=names[code]))
    return change(reading, mentions=tuple(out))


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

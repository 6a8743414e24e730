"""The ids of a bundle, and what each is declared as."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from vedette.records import Entity, Mention, Place

ACTORS = ("PER", "ORG", "GRP")
NOBODY = "---"
UNKNOWN = "UNK"
"""The sector of whom nothing tells it."""
VAGUE = "~"
_CODE = re.compile(r"\S+/[A-Z]{3}(/[A-Z]{3})*")
_TIME = re.compile(r"~|\d{4}\S*|\.\.\S*")
_NUMBER = re.compile(r"[<>~]?[\d.,]+(-[\d.,]+)?( \S+)?|~")
LONGEST = 24


def slug(name: str) -> str:
    """A name as an id: small Latin letters, digits and underscores, a letter first."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    found = re.sub(r"[^a-z0-9]+", "_", letters).strip("_")[:LONGEST].strip("_")
    return found if found[:1].isalpha() else f"x{found}"


class Names:
    """Gives everything that a bundle names an id, and keeps what is declared of it."""

    def __init__(self) -> None:
        self._ids: dict[tuple[object, ...], str] = {}
        self._used: set[tuple[str, str]] = set()
        self._counts: Counter[str] = Counter()
        self._taken: set[str] = set()
        self._declared: dict[str, str] = {}
        self._voices: dict[str, str] = {}

    def event(self, event: str) -> str:
        """An event of the ledger."""
        return self._numbered("e", ("event", event))

    def claim(self, report: str, claim: str) -> str:
        """A claim of a report."""
        return self._numbered("c", ("claim", report, claim))

    def entity(self, report: str, entity: Entity, voice: str) -> str:
        """An entity of a report: the same as another report's of its voice and kind, where no other
        entity of its own report is that."""
        key = ("entity", report, entity.id)
        if key not in self._ids:
            shared = ("voice", voice, entity.kind)
            known = self._ids.get(shared)
            if known is None or (known, report) in self._used:
                known = self._fresh(slug(entity.name))
                self._declared[known] = _entity(entity)
            self._ids[key] = known
            self._ids.setdefault(shared, known)
            self._voices.setdefault(voice, known)
            self._used.add((known, report))
        return self._ids[key]

    def place(self, place: Place) -> str:
        """A place that a person gave."""
        key = ("place", place.gazetteer_id or place.name)
        if key not in self._ids:
            self._ids[key] = self._fresh(slug(place.name))
            self._declared[self._ids[key]] = f"GPE {place.country or NOBODY}"
        return self._ids[key]

    def time(self, report: int, value: str | None, mention: str = "") -> str:
        """A time in the report of that number, as ISO 8601; vague ones are one only where they are
        one mention."""
        known = value if value is not None and _TIME.fullmatch(value) else VAGUE
        name = self._numbered("t", ("time", report, known, mention if known == VAGUE else ""))
        self._declared[name] = f"{report}:{known}"
        return name

    def number(self, report: int, mention: Mention) -> str:
        """A number in the report of that number."""
        value = mention.value or VAGUE
        name = self._numbered("n", ("number", report, mention.id))
        self._declared[name] = value if _NUMBER.fullmatch(value) else VAGUE
        return name

    def root(self, voice: str, name: str) -> str:
        """Who knew: an entity of the bundle, else an outlet by the first word of its name."""
        return self._voices.get(voice) or slug((name.split() or [""])[0])

    def declarations(self) -> Iterator[str]:
        """A line for everything that is no event, in the order in which it came."""
        for name, said in self._declared.items():
            yield f"@ {name} {said}"

    def _numbered(self, letter: str, key: tuple[object, ...]) -> str:
        if key not in self._ids:
            self._counts[letter] += 1
            self._ids[key] = self._fresh(f"{letter}{self._counts[letter]}")
        return self._ids[key]

    def _fresh(self, wanted: str) -> str:
        name, n = wanted, 1
        while name in self._taken:
            n += 1
            name = f"{wanted}_{n}"
        self._taken.add(name)
        return name


def _entity(entity: Entity) -> str:
    """The kind and code of an entity."""
    country = entity.country or NOBODY
    if entity.kind == "EVD":
        return entity.kind
    if entity.kind not in ACTORS:
        return f"{entity.kind} {country}"
    if entity.actor is not None and _CODE.fullmatch(entity.actor):
        return f"{entity.kind} {entity.actor}"
    return f"{entity.kind} {'/'.join((country, *(entity.sectors or (UNKNOWN,))))}"

"""Check the hand-written facts in resources/actors; exit 1 on faults.

Usage: `python resources/check_actors.py`. It looks at shapes, ISO codes, sectors, dates (real, in
order), duplicates, references, and names that two entries of one file share. Whether a fact is true
it cannot see.
"""

from __future__ import annotations

import datetime
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pycountry
import yaml

from vedette.codebook import book

FOLDER = Path(__file__).parent / "actors"
BODIES = frozenset({"UNO", "EUR", "NATO", "IGO", "NGO", "MNC", "IMG"})
CODES = {c.alpha_3 for c in pycountry.countries} | {"KOS"}
SECTORS = frozenset(book().sectors)
KINDS = ("agency", "newspaper", "broadcaster", "magazine", "web", "state", "blog", "monitor")
DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
COMMON = {"name", "aliases", "start", "end", "wikidata", "id"}
FIELDS = {
    "states": COMMON
    | {"formal", "former", "adjectives", "demonyms", "capital", "seats", "ministries", "forces"}
    | {"police", "services", "paramilitary", "parliament", "courts", "parties", "leaders"},
    "offices": COMMON | {"country", "office", "sectors"},
    "igos": COMMON | {"code", "sectors", "seat", "members", "parent", "place", "country"},
    "ngos": COMMON | {"code", "sectors", "country"},
    "groups": COMMON | {"country", "active_in", "sectors", "terms"},
    "media": COMMON | {"country", "kind", "family", "owner", "domains"},
}
NEEDED = {
    "states": ("id", "name"),
    "offices": ("name", "country", "office", "sectors", "start"),
    "igos": ("id", "name", "code", "sectors"),
    "ngos": ("id", "name", "code", "sectors"),
    "groups": ("id", "name", "country", "sectors"),
    "media": ("id", "name", "country", "kind", "family"),
}
NAMED = ("former", "capital", "parties", "leaders")
"""Lists of a state whose entries have a name and may have dates."""


def entries() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(file, list, entry) of every file."""
    for path in sorted(FOLDER.glob("*.yml")):
        for kind, rows in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            yield from ((path.name, kind, row) for row in rows)


def faults(kind: str, row: dict[str, Any]) -> Iterator[str]:
    """What is wrong with one entry, as sentences without a subject."""
    if kind not in FIELDS:
        yield f"stands in a list {kind!r} that nothing reads"
        return
    yield from (f"has a field {k!r} that nothing reads" for k in sorted(row.keys() - FIELDS[kind]))
    yield from (f"has no {k}" for k in NEEDED[kind] if not row.get(k))
    for field in ("country", "seat", "code"):
        code = row.get(field)
        if code is not None and code not in CODES | BODIES:
            yield f"has {field} {code!r}, which is no code"
    for code in row.get("active_in", []):
        if code not in CODES | BODIES:
            yield f"is active in {code!r}, which is no code"
    yield from (f"has sector {s!r}" for s in row.get("sectors", []) if s not in SECTORS)
    if kind == "media" and row.get("kind") not in KINDS:
        yield f"is of kind {row.get('kind')!r}"
    yield from dated(row)
    for part in (p for name in NAMED for p in row.get(name) or [] if kind == "states"):
        yield from (f"{part.get('name')}: {fault}" for fault in dated(part))
        if not part.get("name"):
            yield f"has a nameless entry {part}"
    for body in row.get("ministries", []):
        if not body.get("names") or body.get("sector") not in SECTORS:
            yield f"has a ministry without names or sector: {body}"
    for member in row.get("members", []):
        if member.get("country") not in CODES | BODIES:
            yield f"has member {member.get('country')!r}, which is no code"
        yield from (f"member {member.get('country')}: {fault}" for fault in dated(member))


def dated(row: dict[str, Any]) -> Iterator[str]:
    """Days, months or years, the end not before the start."""
    start, end = (None if row.get(k) is None else str(row[k]) for k in ("start", "end"))
    yield from (f"has date {d!r}" for d in (start, end) if d is not None and not is_date(d))
    if start is not None and end is not None:
        n = min(len(start), len(end))
        if start[:n] > end[:n]:
            yield f"ends on {end}, before {start}"


def is_date(text: str) -> bool:
    """A day, month or year of the calendar."""
    try:
        datetime.date.fromisoformat(text + "-01-01"[len(text) - 4 :] if len(text) < 10 else text)
    except ValueError:
        return False
    return DAY.fullmatch(text) is not None


def repeated() -> Iterator[str]:
    """Ids, and names or terms, that stand twice in one file; parents that stand nowhere."""
    seen: Counter[tuple[str, ...]] = Counter()
    ids, parents = set(), set()
    for file, kind, row in entries():
        if "id" in row:
            seen[kind, "id", row["id"]] += 1
            ids.add(row["id"])
        term = (str(row.get("office")), str(row.get("start")), str(row.get("country")))
        seen[file, kind, row["name"], *(term if kind == "offices" else ())] += 1
        if "parent" in row:
            parents.add(row["parent"])
    yield from (f"{' '.join(key)} stands {n} times" for key, n in seen.items() if n > 1)
    yield from (f"parent {p!r} is no id" for p in sorted(parents - ids))


def main() -> None:
    """Print the faults and the counts."""
    wrong = [
        f"{file}: {row.get('name')} {fault}"
        for file, kind, row in entries()
        for fault in faults(kind, row)
    ]
    wrong += repeated()
    print("\n".join(wrong))
    print(dict(Counter(kind for _, kind, _ in entries())))
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()

"""Check the hand-written facts in resources/actors; exit 1 on faults.

Usage: `python -m resources.check_actors`. It looks at shapes, ISO codes, sectors, dates (real, in
order), duplicates, references, names that two entries share, single offices that two held at once,
members that joined twice, and families of outlets. Whether a fact is true it cannot see.
"""

from __future__ import annotations

import datetime
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise

import pycountry

from resources.actor_facts import BODIES, LISTS, Row, entries, names_of, rows, state_bodies
from resources.actor_people import CHIEF, terms_of_office
from vedette.codebook import book

CODES = {c.alpha_3 for c in pycountry.countries} | {"KOS"}
GONE = {c.alpha_3 for c in pycountry.historic_countries}
SECTORS = frozenset(book().sectors)
KINDS = ("agency", "newspaper", "broadcaster", "magazine", "web", "state", "blog", "monitor")
DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
TOGETHER = 366
"""Days for which two may hold one office: dates known only by year are as inexact as that."""
COMMON = {"name", "aliases", "start", "end", "wikidata", "id"}
FIELDS = {
    "states": COMMON | LISTS.keys() | {"formal", "former", "adjectives", "demonyms", "capital"}
    | {"seats", "leaders"},
    "offices": COMMON | {"country", "office", "sectors", "beside"},
    "people": {"name", "aliases", "nation", "wikidata", "separate"},
    "igos": COMMON | {"code", "sectors", "seat", "members", "parent", "place", "country"},
    "ngos": COMMON | {"code", "sectors", "country"},
    "groups": COMMON | {"country", "active_in", "sectors", "terms"},
    "families": {"id", "name"},
    "media": COMMON | {"country", "kind", "family", "owner", "domains"},
    "codes": {"id", "name", "cow", "letters", "gw", "start", "end"},
}  # fmt: skip
NEEDED = {
    "states": ("id", "name"),
    "offices": ("name", "country", "office", "sectors", "start"),
    "people": ("name",),
    "igos": ("id", "name", "code", "sectors"),
    "ngos": ("id", "name", "code", "sectors"),
    "groups": ("id", "name", "country", "sectors"),
    "families": ("id", "name"),
    "media": ("id", "name", "country", "kind", "family"),
    "codes": ("id", "cow", "letters"),
}
NAMED = ("former", "capital", "parties", "leaders")
"""Lists of a state whose entries have a name and may have dates."""


def faults(kind: str, row: Row) -> Iterator[str]:
    """What is wrong with one entry, as sentences without a subject."""
    if kind not in FIELDS:
        yield f"stands in a list {kind!r} that nothing reads"
        return
    yield from (f"has a field {k!r} that nothing reads" for k in sorted(row.keys() - FIELDS[kind]))
    yield from (f"has no {k}" for k in NEEDED[kind] if not row.get(k))
    yield from _codes(row)
    yield from (f"has sector {s!r}" for s in row.get("sectors", []) if s not in SECTORS)
    if kind == "media" and row.get("kind") not in KINDS:
        yield f"is of kind {row.get('kind')!r}"
    if kind == "codes" and row.get("id") not in CODES | GONE:
        yield "is no ISO code"
    yield from dated(row)
    yield from (fault for term in row.get("terms", []) for fault in dated(term))
    if kind == "states":
        yield from of_state(row)
    if kind == "igos":
        yield from of_members(row)


def _codes(row: Row) -> Iterator[str]:
    for field in ("country", "seat", "code", "nation"):
        code = row.get(field)
        if code is not None and code not in CODES | BODIES:
            yield f"has {field} {code!r}, which is no code"
    for code in row.get("active_in", []):
        if code not in CODES | BODIES:
            yield f"is active in {code!r}, which is no code"


def of_state(row: Row) -> Iterator[str]:
    """Faults in a state's bodies, parties, leaders, capitals and former names."""
    for part in (p for name in NAMED for p in row.get(name) or []):
        yield from (f"{part.get('name')}: {fault}" for fault in dated(part))
        if not part.get("name"):
            yield f"has a nameless entry {part}"
    for kind, names, sectors, body in state_bodies(row):
        if not names or not all(names):
            yield f"has a body without a name in {kind}: {body}"
        yield from (f"{names}: sector {s!r}" for s in sectors if s not in SECTORS)
        if len(set(names)) < len(names):
            yield f"has a body with one name twice: {names}"


def of_members(row: Row) -> Iterator[str]:
    """Faults in the members of an intergovernmental body: codes, dates, who joined twice."""
    spells: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for member in row.get("members", []):
        country = member.get("country")
        if country not in CODES | BODIES:
            yield f"has member {country!r}, which is no code"
        yield from (f"member {country}: {fault}" for fault in dated(member))
        spells[country].append((str(member.get("start", "")), str(member.get("end", "9999"))))
        if str(member.get("start", "9999"))[:4] < str(row.get("start", ""))[:4]:
            yield f"member {country} is older than the body"
    for country, found in spells.items():
        if any(end > start for (_, end), (start, _) in pairwise(sorted(found))):
            yield f"member {country} joins while it is a member"


def dated(row: Row) -> Iterator[str]:
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
        if kind in ("codes", "families"):
            continue
        if "id" in row:
            seen[kind, "id", row["id"]] += 1
            ids.add(row["id"])
        term = (str(row.get("office")), str(row.get("start")), str(row.get("country")))
        seen[file, kind, row["name"], *(term if kind == "offices" else ())] += 1
        if "parent" in row:
            parents.add(row["parent"])
    yield from (f"{' '.join(key)} stands {n} times" for key, n in seen.items() if n > 1)
    yield from (f"parent {p!r} is no id" for p in sorted(parents - ids))


def shared() -> Iterator[str]:
    """Names that two entries of one list and country share."""
    for kind in ("igos", "ngos", "groups", "media"):
        bearers: dict[tuple[str, str], set[str]] = defaultdict(set)
        for row in rows(kind):
            for name in names_of(row):
                bearers[row.get("country") or row["code"], name].add(row["id"])
        for (country, name), found in bearers.items():
            if len(found) > 1:
                yield f"{name} ({country}) is a name of {' and '.join(sorted(found))}"


def persons(found: Iterable[Row], told: Iterable[Row]) -> Iterator[str]:
    """Persons of one name whose days overlap; facts told of persons who have no terms."""
    terms: dict[str, list[Row]] = defaultdict(list)
    bearers: dict[str, set[str]] = defaultdict(set)
    for term in found:
        terms[term["name"]].append(term)
        for name in names_of(term):
            bearers[name].add(term["name"])
    for row in told:
        if row["name"] not in terms:
            yield f"{row['name']} has no terms of office"
        for name in names_of(row):
            bearers[name].add(row["name"])
    for name, known in bearers.items():
        for one, other in combinations(sorted(known), 2):
            if any(together(a, b) > 0 for a in terms[one] for b in terms[other]):
                yield f"{name} is {one} and {other} at one time"


def offices(found: Iterable[Row]) -> Iterator[str]:
    """Offices of one holder that two held for more than a year; `beside` says it was so."""
    held: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for term in found:
        if term["rank"] <= CHIEF and not term.get("beside"):
            held[term["country"], term["office"]].append(term)
    for (country, office), terms in held.items():
        for a, b in combinations(terms, 2):
            if together(a, b) > TOGETHER:
                yield f"{country} {office}: {a['name']} and {b['name']} at one time"


def together(a: Row, b: Row) -> int:
    """Days on which two terms hold; 0 or less for none."""
    first = max(a["start"], b["start"]) or "0001-01-01"
    last = min(a["end"] or "9999-12-31", b["end"] or "9999-12-31")
    return (datetime.date.fromisoformat(last) - datetime.date.fromisoformat(first)).days


def families() -> Iterator[str]:
    """Families that no outlet has; outlets of a state whose family is another's."""
    used: dict[str, list[Row]] = defaultdict(list)
    for row in rows("media"):
        used[row["family"]].append(row)
    yield from (f"family {f['id']} has no outlet" for f in rows("families") if f["id"] not in used)
    for family, found in used.items():
        code = family.removeprefix("state-").upper()
        if family.startswith("state-") and code not in {row["country"] for row in found}:
            yield f"family {family} has no outlet of {code}"


def wrong(found: Iterable[tuple[str, str, Row]]) -> list[str]:
    """All faults, as sentences."""
    single = [
        f"{file}: {row.get('name') or row.get('id')} {fault}"
        for file, kind, row in found
        for fault in faults(kind, row)
    ]
    held = list(terms_of_office())
    people = persons(held, rows("people"))
    return [*single, *repeated(), *shared(), *people, *offices(held), *families()]


def main() -> None:
    """Print the faults and the counts."""
    told = wrong(entries())
    print("\n".join(told))
    print(dict(Counter(kind for _, kind, _ in entries())))
    sys.exit(bool(told))


if __name__ == "__main__":
    main()

"""resources/actors → src/vedette/data/roster.jsonl and states.tsv, what the resolver reads.

Usage: `python -m resources.build_actors` writes them; with `--check` it writes nothing and exits 1
where they are not what the facts make. The same facts make the same bytes. The first line of the
roster is its head (seats of governments, common names, surnames of office-holders), the second
every name's key with the numbers of the entries that bear it, then one entry a line.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from resources.actor_facts import BODIES, LISTS, Row, first_day, last_day, rows, state_bodies, words
from resources.actor_people import people, surnames
from resources.state_codes import table
from vedette.resolve.actor_roster import key
from vedette.resolve.actor_text import bare_phrase
from vedette.resolve.gazetteer import countries, fold

DATA = Path(__file__).resolve().parents[1] / "src" / "vedette" / "data"
WEIGHT = {"igos": 0, "bodies": 1, "groups": 2, "ngos": 4, "media": 5, "people": 6}
"""Which of several bearers of a name is meant first: a state's before a group."""
PARTY = 3
QUALIFIED = re.compile(r"(.+) \(([^()]*)\)")
LOST = re.compile(
    r"(?:an?|its|their|his|her|our|my|your|this|that|these|those|some|any|every|all|both|each|"
    r"another|other|several|many|most)\s",
    re.IGNORECASE,
)
"""Openings of names that cannot be found, because a look-up takes them for determiners."""
HIDDEN = ("roster", "end", "hidden")
"""What only the making of the file needs."""


def roster() -> list[Row]:
    """Every entry, its id given."""
    armed = list(groups())
    found = [*people(), *igos(), *armed, *bodies(armed), *ngos(), *media()]
    return _identified([_cleaned(entry) for entry in found])


def igos() -> Iterator[Row]:
    """Intergovernmental bodies."""
    for row in rows("igos"):
        yield _entry("igos", row, [_code(row["code"], row["sectors"])])


def ngos() -> Iterator[Row]:
    """Non-governmental organisations and firms; `nation` is the seat's."""
    for row in rows("ngos"):
        entry = _entry("ngos", row, [_code(row["code"], row["sectors"])])
        yield {**entry, "nation": row.get("country")}


def groups() -> Iterator[Row]:
    """Armed groups. One that is gone keeps what it was: reports go on speaking of it."""
    for row in rows("groups"):
        terms = [
            f"{_code(row['country'], term['sectors'])} {_span(term)}"
            for term in row.get("terms", ())
        ]
        yield _entry("groups", row, terms or [_code(row["country"], row["sectors"])])


def media() -> Iterator[Row]:
    """Outlets, with their kind and family."""
    named = _families()
    for row in rows("media"):
        entry = _entry("media", row, [_code(row["country"], ["JRN"])])
        bare, inner = _parts(row["name"])
        hidden = (bare,) if inner and bare not in row.get("aliases", ()) else ()
        yield {**entry, "kind": row["kind"], "family": named[row["family"]], "hidden": hidden}


def _families() -> dict[str, str]:
    """A family's id → its printed name: as given, else its first owner's, else first outlet's."""
    given = {row["id"]: row["name"] for row in rows("families")}
    found: dict[str, str] = {}
    for row in rows("media"):
        if "owner" in row:
            found.setdefault(row["family"], row["owner"])
    for row in rows("media"):
        found.setdefault(row["family"], _parts(row["name"])[0])
    return {name: _family(name, given.get(name) or told) for name, told in found.items()}


def _family(name: str, told: str) -> str:
    return f"state:{name[6:].upper()}" if name.startswith("state-") else told


def bodies(armed: list[Row]) -> Iterator[Row]:
    """Ministries, forces, services, parliaments, courts, parties of all states.

    Names of one body in two lists of a state, or in a list and among the armed groups, are joined.
    """
    known = {(e["terms"][0][:3], key(n)): e for e in armed for n in (e["name"], *e["aliases"])}
    for state in rows("states"):
        for kind, names, sectors, row in state_bodies(state):
            keys = [(state["id"], key(name)) for name in names]
            entry = next((known[k] for k in keys if k in known), None)
            if entry is None:
                term = f"{_code(state['id'], sectors)} .. {LISTS[kind][1]}"
                entry = _entry("bodies", {**row, "name": names[0], "aliases": names[1:]}, [term])
                yield entry
            else:
                entry["aliases"] = [*entry["aliases"], *names]
            known |= {k: entry for k in keys if k not in known}


def governments() -> list[Row]:
    """A state's government by its seats: names that stand for it when it acts."""
    found = list(rows("states"))
    shared = Counter(key(name) for state in found for name in set(state.get("seats") or ()))
    own = {key(n) for state in found for _, names, _, _ in state_bodies(state) for n in names}
    return [
        {"name": f"Government of {state['name']}", "code": f"{state['id']}/GOV", "metonyms": seats}
        for state in found
        if (seats := [n for n in state.get("seats") or () if _only(n, shared, own)])
    ]


def _only(name: str, shared: Counter[str], own: set[str]) -> bool:
    return shared[key(name)] == 1 and key(name) not in own and not is_generic(name)


def _entry(roster: str, row: Row, terms: list[str]) -> Row:
    """What all rosters have in common; `end` only orders the bearers of one name."""
    return {
        "roster": roster,
        "name": _shown(row["name"], media=roster == "media"),
        "aliases": [row["name"], *row.get("aliases", ())],
        "terms": terms,
        "wikidata": row.get("wikidata"),
        "end": row.get("end"),
    }


def _shown(name: str, *, media: bool) -> str:
    """A name without the country that tells it from its namesakes: "Eastern Front (Sudan)"."""
    bare, inner = _parts(name)
    return bare if inner and (media or countries().codes(inner)) else name


def _parts(name: str) -> tuple[str, str]:
    """ "SLA (Sudan)" → ("SLA", "Sudan"); a name without such an ending has ""."""
    found = QUALIFIED.fullmatch(name)
    return (found[1], found[2]) if found else (name, "")


def _code(country: str, sectors: Iterable[str]) -> str:
    return "/".join((country, *sectors))


def _span(term: Row) -> str:
    start, end = term.get("start"), term.get("end")
    return f"{first_day(start) if start else ''}..{last_day(end) if end else ''}"


def _cleaned(entry: Row) -> Row:
    """Without what is empty, and with each name once."""
    aliases = [n for n in dict.fromkeys(entry["aliases"]) if n != entry["name"]]
    kept = {k: v for k, v in entry.items() if v is not None}
    return {**kept, "aliases": aliases}


def _identified(found: list[Row]) -> list[Row]:
    """Ids from roster and name; the country is added for all namesakes of one roster."""
    plain = [_slug(e["roster"], e["name"]) for e in found]
    shared = Counter(plain)
    ids = [
        name if shared[name] == 1 else f"{name}-{e['terms'][0][:3].lower().strip('/')}"
        for name, e in zip(plain, found, strict=True)
    ]
    twice = Counter(ids)
    seen: Counter[str] = Counter()
    for entry, name in zip(found, ids, strict=True):
        seen[name] += 1
        entry["id"] = name if twice[name] == 1 else f"{name}-{seen[name]}"
    return found


def _slug(roster: str, name: str) -> str:
    return f"{roster}:{re.sub(r'[()]', '', fold(name)).replace(' ', '-')}"


def names(found: list[Row]) -> dict[str, list[int]]:
    """Every name's key → the entries that bear it, the weightiest first."""
    bearers: dict[str, list[tuple[tuple[object, ...], int]]] = defaultdict(list)
    for number, entry in enumerate(found):
        own = key(bare_phrase(entry["name"]))
        for name in dict.fromkeys(key(bare_phrase(n)) for n in _findable(entry)):
            order = (_weight(entry), "end" in entry, name != own, number)
            bearers[name].append((order, number))
    index = {name: [n for _, n in sorted(bearers[name])] for name in sorted(bearers)}
    return {name: held for name, held in index.items() if not _vague(name, found, held)}


def _findable(entry: Row) -> Iterator[str]:
    """The names by which an entry is found.

    Without those that lose more than "the" when they are looked up ("Our Ukraine"), and with the
    bare part of qualified ones; not of an outlet's: too many papers are called The Times.
    """
    for name in (entry["name"], *entry["aliases"]):
        bare, inner = _parts(name)
        if not LOST.match(name) and name not in entry.get("hidden", ()):
            yield name
        if inner and entry["roster"] != "media":
            yield bare


def _weight(entry: Row) -> int:
    """A party is named after the armed groups, a state's other bodies before them."""
    party = entry["roster"] == "bodies" and "/PTY" in entry["terms"][0]
    return PARTY if party else WEIGHT[entry["roster"]]


def _vague(name: str, found: list[Row], bearers: list[int]) -> bool:
    """Whether a name tells nobody: one generic word, or generic and of several states' bodies."""
    if not is_generic(name) or found[bearers[0]]["roster"] in ("media", "people"):
        return False
    official = all(_weight(found[number]) == WEIGHT["bodies"] for number in bearers)
    return " " not in fold(name) or (official and len(_homes(found, bearers)) > 1)


def is_generic(name: str) -> bool:
    """Whether a name consists of words that any country's body may bear ("National Assembly")."""
    return _generic().issuperset(fold(name).split())


@cache
def _plain() -> frozenset[str]:
    return frozenset(map(fold, words("plain")))


@cache
def _generic() -> frozenset[str]:
    return frozenset(words("generic"))


def common(found: list[Row], index: dict[str, list[int]]) -> list[str]:
    """Folded names that mean an entry only where its country is named.

    Those the facts name, names that bodies of several countries bear, and initials of bodies that
    are not known everywhere.
    """
    told = {fold(name) for name in words("common")}
    told |= {fold(_parts(name)[0]) for entry in found for name in _qualified(entry)}
    told |= {fold(n) for n, bearers in index.items() if _is_common(n, found, bearers)}
    return sorted(told)


def _qualified(entry: Row) -> list[str]:
    known = (entry["name"], *entry["aliases"]) if entry["roster"] != "media" else ()
    return [name for name in known if _parts(name)[1]]


def _is_common(name: str, found: list[Row], bearers: list[int]) -> bool:
    if len(_homes(found, bearers)) > 1:
        return True
    first = found[bearers[0]]["roster"]
    short = len(name) <= 5 and name.isupper() and first in ("bodies", "groups")
    return (short or is_generic(name)) and fold(name) not in _plain()


def _homes(found: list[Row], bearers: list[int]) -> set[str]:
    """Countries of bodies of one name; an outlet is often its publisher's namesake."""
    told = (found[n] for n in bearers if found[n]["roster"] not in ("people", "media"))
    return {entry["terms"][0].split("/")[0] for entry in told} - BODIES


def lines() -> Iterator[str]:
    """The file, line by line."""
    found = roster()
    index = names(found)
    borne = surnames(found)
    head = {
        "known_until": words("known_until")[0],
        "governments": governments(),
        "common": common(found, index),
        "openings": sorted({fold(name).partition(" ")[0] for name in (*index, *borne)}),
        "surnames": _short(borne),
        "uncapitalised": sorted({n for e in found for n in _findable(e) if n == n.lower()}),
    }
    yield _json(head)
    yield _json(_short(index))
    for entry in found:
        yield _json({k: v for k, v in entry.items() if v != [] and k not in HIDDEN})


def _short(numbers: dict[str, list[int]]) -> dict[str, int | list[int]]:
    """With a single number bare: the reader makes four lists in five less."""
    return {name: found[0] if len(found) == 1 else found for name, found in numbers.items()}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def built() -> dict[Path, bytes]:
    """Each built file with its bytes."""
    return {
        DATA / "roster.jsonl": "".join(f"{line}\n" for line in lines()).encode(),
        DATA / "states.tsv": "".join(f"{line}\n" for line in table()).encode(),
    }


def main() -> None:
    """Write the files, or compare them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="only compare; 1 where they differ")
    check = parser.parse_args().check
    for path, data in built().items():
        if check and (not path.exists() or path.read_bytes() != data):
            sys.exit(f"{path.name} is not what resources/actors makes: run resources.build_actors")
        if not check:
            path.write_bytes(data)
            print(f"{path.name}: {len(data)} bytes")


if __name__ == "__main__":
    main()

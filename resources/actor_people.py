"""Terms of office in resources/actors → persons with all their terms, and their surnames."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from resources.actor_facts import BODIES, Row, first_day, last_day, rows
from vedette.resolve.gazetteer import fold

MAIN = re.compile(
    r"(?:acting |interim )?(?:minister of )?(?:"
    r"foreign (?:minister|secretary)|(?:state|foreign affairs|external affairs) minister|"
    r"secretary of state|(?:minister|secretary) of defen[cs]e|defen[cs]e (?:minister|secretary)|"
    r"(?:interior|home|home affairs|public security) (?:minister|secretary))"
)
"""Offices for which a bare surname may stand, beside the heads of states and governments."""
HEAD, CHIEF, STATE, BODY = range(4)
"""Which of two terms that hold on one day is told: the lower."""
FAMILY_FIRST = frozenset(("CHN", "KOR", "PRK"))
"""Countries whose names begin with the family's, also in English."""
FAMILY_FIRST_IF_JOINED = frozenset(("TWN", "HKG", "MAC"))
"""Where that holds for "Tsai Ing-wen" and not for "Carrie Lam"."""
NO_SURNAME = re.compile(r"\b(?:bin|ibn|bint|Al|[IVX]+|Jr\.?|King|Queen|Prince|Emperor|Pope)\b")
"""Names of houses and monarchs, of which the last word is no surname."""
PARTICLES = frozenset(
    ("al", "el", "de", "da", "di", "do", "dos", "du", "del", "della")
) | frozenset(("der", "den", "van", "von", "la", "le", "ter", "ten"))


def people() -> Iterator[Row]:
    """Every person with terms, in the order of the files."""
    told = {row["name"]: row for row in rows("people")}
    for (name, _), terms in _terms(told).items():
        row = told.get(name, {})
        terms.sort(key=lambda t: (t["rank"], _reversed(t["start"])))
        aliases = [a for term in terms for a in term["aliases"]]
        yield {
            "roster": "people",
            "name": name,
            "aliases": [*aliases, *row.get("aliases", ())],
            "terms": [_written(term) for term in terms],
            "nation": row.get("nation") or _nation(terms),
            "wikidata": row.get("wikidata"),
        }


def _terms(told: dict[str, Row]) -> dict[tuple[str, str], list[Row]]:
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in terms_of_office():
        separate = told.get(row["name"], {}).get("separate", False)
        found[row["name"], row["country"] if separate else ""].append(row)
    for terms in found.values():
        for term in terms:
            term["end"] = _trimmed(term, terms)
    return found


def terms_of_office() -> Iterator[Row]:
    """Every term of every file, with its rank and its first and last day ("" is open)."""
    for state in rows("states"):
        for row in state.get("leaders", ()):
            yield _term({"sectors": ["GOV"], **row, "country": state["id"]}, HEAD)
    for row in rows("offices"):
        if row["country"] in BODIES:
            yield _term(row, BODY)
        else:
            yield _term(row, CHIEF if MAIN.fullmatch(row["office"]) else STATE)


def _term(row: Row, rank: int) -> Row:
    start, end = row.get("start"), row.get("end")
    return {
        **row,
        "rank": rank,
        "aliases": row.get("aliases") or (),
        "start": first_day(start) if start else "",
        "end": last_day(end) if end else "",
        "coarse": len(str(end)) < 10,
    }


def _trimmed(term: Row, terms: Iterable[Row]) -> str:
    """The end of a term; one known only by month or year ends when the person's next begins."""
    end: str = term["end"]
    if not (end and term["coarse"]):
        return end
    later = [t["start"] for t in terms if term["start"] < t["start"] <= end and t is not term]
    same = [start for start in later if start[:4] == end[:4]]
    return min(same, default=end)


def _reversed(day: str) -> int:
    return -int(day.replace("-", "") or 0)


def _written(term: Row) -> str:
    """As `vedette.resolve.actor_roster.parse_term` reads it."""
    main = "!" if term["rank"] in (HEAD, CHIEF) else ""
    code = "/".join((term["country"], *term["sectors"])) + main
    return f"{code} {term['start']}..{term['end']} {term['office']}"


def _nation(terms: Iterable[Row]) -> str | None:
    """The state whose offices a person held last; None for one of international bodies alone."""
    states = [(t["start"], t["country"]) for t in terms if t["country"] not in BODIES]
    return max(states)[1] if states else None


def surnames(found: list[Row]) -> dict[str, list[int]]:
    """Folded surname → numbers of the persons who bear it and held a main office of a country."""
    table: dict[str, list[int]] = defaultdict(list)
    for number, entry in enumerate(found):
        if entry["id"].startswith("people:") and any("! " in term for term in entry["terms"]):
            for surname in dict.fromkeys(map(fold, _surnames(entry))):
                table[surname].append(number)
    return {name: table[name] for name in sorted(table)}


def _surnames(entry: Row) -> Iterator[str]:
    for name in (entry["name"], *entry.get("aliases", ())):
        words = name.split()
        if len(words) > 1 and not NO_SURNAME.search(name):
            yield from _of_words(words, entry.get("nation") or "")


def _of_words(words: list[str], country: str) -> Iterator[str]:
    joined = country in FAMILY_FIRST_IF_JOINED and "-" in words[-1]
    if country in FAMILY_FIRST or joined:
        yield words[0]
        return
    last = words[-1]
    first = len(words) - 1
    while first > 1 and words[first - 1].casefold() in PARTICLES:
        first -= 1
    if first < len(words) - 1:
        yield " ".join(words[first:])
    yield last
    if last.startswith(("al-", "el-", "Al-", "El-")):
        yield last[3:]

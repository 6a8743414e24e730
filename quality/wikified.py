"""How often named persons, organisations and places are linked to the right entry, on GUM.

GUM marks who or what a mention is by the title of its Wikipedia article. Counted are mentions by
name (a proper noun stands in the annotators' shortest span) of persons, organisations and places.
A link is to an entry of the roster or a place of the gazetteer, and right where that bears the
title: by name, or by Wikidata id where the entry has one; of a place whose title names no region
("Paris") the most populous is meant, and else the one in that region ("Raleigh, North Carolina").
An organisation that no entry lists is linked to a place only where its words stand for a
government, as the pipeline takes no other body for a place ("Delta" that flies).
A mention whose article is of neither is right to stay unlinked, and a wrong link if it is linked.
Gold spans and kinds are given: it measures neither finding mentions nor joining them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Literal, get_args
from urllib.parse import unquote

from quality.figures import Figure, Measured, bench, digest_of, f1, percent
from vedette.records import MentionKind, Place, Record
from vedette.resolve.actor_roster import Listed, find
from vedette.resolve.actor_text import bare_phrase
from vedette.resolve.actors import (
    ActorEvidence,
    ActorMention,
    CountryNamed,
    countries_named,
    government_of,
    resolve_actor,
)
from vedette.resolve.gazetteer import Candidate, Gazetteer, fold
from vedette.resolve.toponyms import find_toponyms

Kind = Literal["person", "organization", "place"]
KINDS: dict[str, MentionKind] = {"person": "PER", "organization": "ORG", "place": "GPE"}
"""GUM's types → ours. A place has no roster's entry and an organisation may be a state."""
BAR = "≥ 80"
_BRACKET = re.compile(r"\((?P<opened>[^()]*)|(?P<closed>\d+)\)|(?P<single>\))")
_REGION = re.compile(r"(?P<base>[^,(]+?)(?:, (?P<comma>.+)| \((?P<inner>.+)\))?")
_KINDS_OF_REGION = re.compile(r"(?:.* )?(?:state|province|country|region)")


class Named(Record, frozen=True, kw_only=True):
    """A mention by name: its span, the span of its shortest form, its kind and its article."""

    start: int
    end: int
    name: tuple[int, int]
    kind: Kind
    title: str


class Document(Record, frozen=True, kw_only=True):
    """A document's text, its day where it has one, and its mentions by name."""

    text: str
    date: str | None
    mentions: tuple[Named, ...]


class Word(Record, frozen=True, kw_only=True):
    """A token's span, and whether it is a proper noun."""

    start: int
    end: int
    proper: bool


def read(path: Path) -> Document:
    """A CoNLL-U file of GUM."""
    day, text = None, ""
    words: list[Word] = []
    open_: list[tuple[str, int]] = []
    found: list[Named] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# meta::dateCreated = "):
            day = line.rpartition(" ")[2]
        columns = line.split("\t")
        if len(columns) != 10 or not columns[0].isdigit():
            continue
        end = len(text) + len(columns[1])
        words.append(Word(start=len(text), end=end, proper=columns[3] == "PROPN"))
        text += columns[1] + ("" if "SpaceAfter=No" in columns[9] else " ")
        for marked, first in _closed(columns[9], len(words) - 1, open_):
            found += _named(marked, words[first:])
    whole = day is not None and re.fullmatch(r"\d{4}-\d\d-\d\d", day)
    return Document(text=text, date=day if whole else None, mentions=tuple(found))


def _closed(misc: str, here: int, open_: list[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """The marks that close at a token, each with the token where it opened."""
    entity = re.search(r"(?:^|\|)Entity=([^|]*)", misc)
    for bracket in _BRACKET.finditer(entity[1] if entity else ""):
        if bracket["opened"] is not None:
            open_.append((bracket["opened"], here))
        elif bracket["single"]:
            yield open_.pop()
        else:
            at = max(i for i, (m, _) in enumerate(open_) if m.split("-")[0] == bracket["closed"])
            yield open_.pop(at)


def _named(marked: str, words: list[Word]) -> Iterator[Named]:
    """A mention of a kind with an article, if it is by name.

    A mark reads id-kind-status-salience-centering-shortest-link-article.
    """
    parts = marked.split("-", 7)
    if len(parts) < 8 or parts[1] not in get_args(Kind):
        return
    shortest = [words[int(n) - 1] for n in parts[5].split(",") if int(n) <= len(words)]
    if any(word.proper for word in shortest):
        yield Named(
            start=words[0].start,
            end=words[-1].end,
            name=(shortest[0].start, shortest[-1].end),
            kind=parts[1],  # type: ignore[arg-type]
            title=unquote(parts[7]).replace("_", " "),
        )


class Link(Record, frozen=True, kw_only=True):
    """What a mention was linked to: a roster's entry or a place."""

    entry: Listed | None = None
    place: Place | None = None


def links(document: Document) -> Iterator[tuple[Named, Link | None]]:
    """Each mention with its link."""
    persons = [m.name for m in document.mentions if m.kind == "person"]
    found = find_toponyms(document.text, gazetteer=gazetteer(), persons=persons)
    places = {(t.start, t.end): t.place for t in found if t.place is not None}
    named = {c.start: c for c in countries_named(document.text)}
    for (start, end), place in places.items():
        if place.country is not None:
            text = document.text[start:end]
            named.setdefault(start, CountryNamed(country=place.country, text=text, start=start))
    evidence = ActorEvidence(named=tuple(named[start] for start in sorted(named)))
    for mention in document.mentions:
        yield mention, _link(mention, document, places, evidence)


def _link(
    mention: Named,
    document: Document,
    places: dict[tuple[int, int], Place],
    evidence: ActorEvidence,
) -> Link | None:
    if mention.kind != "place":
        entry = _entry(mention, document, evidence)
        if entry is not None or mention.kind == "person":
            return None if entry is None else Link(entry=entry)
        if government_of(document.text[mention.start : mention.end]) is None:
            return None
    place = next((p for span, p in places.items() if _covers(span, mention, document.text)), None)
    return None if place is None else Link(place=place)


def _entry(mention: Named, document: Document, evidence: ActorEvidence) -> Listed | None:
    text = document.text[mention.start : mention.end]
    asked = ActorMention(text=text, kind=KINDS[mention.kind], start=mention.start)
    chosen = resolve_actor([asked], date=document.date, evidence=evidence)
    if chosen.roster is None:
        return None
    known = (*find(chosen.name), *find(text), *find(text, document.date))
    return next((entry for entry in known if entry.id == chosen.roster), None)


def _covers(span: tuple[int, int], mention: Named, text: str) -> bool:
    """Whether a toponym is the whole name of a mention, "the" and a region behind apart."""
    words = bare_phrase(text[slice(*span)])
    whole = (text[mention.start : mention.end], text[slice(*mention.name)])
    inside = mention.start <= span[0] and span[1] <= mention.end
    return inside and words in {bare_phrase(n) for name in whole for n in (name, _town(name))}


def _town(name: str) -> str:
    """ "Phoenix, Arizona" → "Phoenix"."""
    return name.partition(",")[0]


def known(mention: Named) -> bool:
    """Whether the mention's article is of an entry of the roster or a place of the gazetteer."""
    base, region = _parts(mention.title)
    names = (base,) if not region or gazetteer().lookup(region) else (mention.title,)
    listed = any(_of_kind(entry, mention) for name in names for entry in find(name))
    return listed or (mention.kind != "person" and bool(meant(mention.title)))


def right(mention: Named, link: Link) -> bool:
    """Whether a link is to what the article is of."""
    if link.entry is not None:
        told = link.entry.wikidata and wikidata().get(mention.title)
        names = {fold(bare_phrase(name)) for name in link.entry.names}
        by_name = bool(_titles(mention.title) & names)
        return link.entry.wikidata == told if told else by_name
    return link.place is not None and link.place.gazetteer_id in meant(mention.title)


def _titles(title: str) -> set[str]:
    """A title as a name, and without the country that it is qualified by: "(United States)"."""
    base, region = _parts(title)
    told = [title, base] if gazetteer().lookup(region) else [title]
    return {fold(bare_phrase(name)) for name in told}


def _of_kind(entry: Listed, mention: Named) -> bool:
    return mention.kind != "place" and (entry.roster == "people") == (mention.kind == "person")


@cache
def meant(title: str) -> frozenset[str]:
    """Gazetteer ids of the places that an article may be of; none where none bears its name."""
    base, region = _parts(title)
    found = gazetteer().lookup(base)
    if region and not _KINDS_OF_REGION.fullmatch(region):
        return frozenset(c.gazetteer_id for c in found if _lies_in(c, region))
    if region:
        return frozenset(c.gazetteer_id for c in found if c.feature in ("country", "region"))
    return frozenset(c.gazetteer_id for c in found if _is_with(c, _first(found)))


def _first(found: tuple[Candidate, ...]) -> Candidate:
    """Which of a name's bearers is meant without a word: a country, else the most populous."""
    return max(found, key=lambda c: (_is_state(c), c.population))


def _is_with(candidate: Candidate, first: Candidate) -> bool:
    """Whether a place is the first, or bears its name within the same region (town and county)."""
    if candidate == first:
        return True
    same = (candidate.country, candidate.admin1) == (first.country, first.admin1)
    return same and not _is_state(first)


def _lies_in(candidate: Candidate, region: str) -> bool:
    """Whether a place is in a region, a country, or in the region of a smaller place."""
    if fold(region) == fold(candidate.admin1_name or ""):
        return True
    home = (candidate.country, candidate.admin1)
    return any(
        (c.country == candidate.country and _is_state(c)) or (c.country, c.admin1) == home
        for c in gazetteer().lookup(region)
    )


def _is_state(candidate: Candidate) -> bool:
    return candidate.feature == "country"


def _parts(title: str) -> tuple[str, str]:
    """ "Raleigh, North Carolina" → ("Raleigh", "North Carolina")."""
    found = _REGION.fullmatch(title)
    if found is None:
        return title, ""
    return found["base"], found["comma"] or found["inner"] or ""


@cache
def wikidata() -> dict[str, str]:
    """Titles → Wikidata ids, as GUM gives them."""
    lines = bench("gum", "wiki_map.tab").read_text(encoding="utf-8").splitlines()[1:]
    rows = [line.split("\t") for line in lines]
    return {unquote(row[0]).replace("_", " "): row[2] for row in rows if len(row) > 2}


@cache
def gazetteer() -> Gazetteer:
    """The index in the cache, opened once."""
    return Gazetteer.open()


def tally(paths: list[Path]) -> Counter[tuple[str, str]]:
    """(kind, what) → mentions in all, of known articles, linked, and rightly linked."""
    counts: Counter[tuple[str, str]] = Counter()
    for path in paths:
        for mention, link in links(read(path)):
            hit = link is not None and right(mention, link)
            for kind in (mention.kind, "all"):
                counts[kind, "mentions"] += 1
                counts[kind, "known"] += hit or known(mention)
                counts[kind, "linked"] += link is not None
                counts[kind, "right"] += hit
    return counts


def linked() -> Measured:
    """All genres of GUM that are at hand."""
    paths = sorted(bench("gum", "conllu").glob("*.conllu"))
    counts = tally(paths)
    figures = [figure for kind in ("all", *get_args(Kind)) for figure in _figures(counts, kind)]
    data = f"{counts['all', 'mentions']} mentions, {counts['all', 'known']} of known articles"
    return Measured(set="wikified", data=f"{data}, {digest_of(paths)}", figures=tuple(figures))


def _figures(counts: Counter[tuple[str, str]], kind: str) -> Iterator[Figure]:
    right, found, gold = (counts[kind, what] for what in ("right", "linked", "known"))
    yield Figure(metric=f"{kind}: precision", value=percent(right, found))
    yield Figure(metric=f"{kind}: recall", value=percent(right, gold))
    yield Figure(metric=f"{kind}: F1", value=f1(right, found, gold), bar=BAR)

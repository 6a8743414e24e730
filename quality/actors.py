"""How often actors get the gold country and primary sector.

Gold mentions of each entity, report by report, with its gold kind and without a model's sector.
Even-numbered bundles are for developing, odd-numbered for a look at the end. The outlets of the
corpus are invented, so no outlet's country is known. A person's gold spans keep towns out of names,
as the pipeline's own spans do. It measures neither finding mentions nor
joining them into entities.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from quality.figures import Figure, Measured, digest_of, percent
from quality.sets import read_bundle
from vedette.records import Record
from vedette.resolve.actors import (
    ActorChoice,
    ActorEvidence,
    ActorMention,
    CountryNamed,
    countries_named,
    resolve_actor,
)
from vedette.resolve.gazetteer import Gazetteer
from vedette.resolve.toponyms import find_toponyms

CORPUS = Path(__file__).parents[1] / "corpus"
ACTORS = ("PER", "ORG", "GRP")


class Case(Record, frozen=True, kw_only=True):
    """One gold entity in one report."""

    bundle: str
    entity: str
    kind: str
    country: str
    sector: str
    mentions: tuple[ActorMention, ...]
    date: str
    evidence: ActorEvidence


class Tally(Record, frozen=True, kw_only=True):
    """Cases counted, and those right."""

    cases: int
    country: int
    sector: int
    known: int
    """Cases whose gold country is known ("---" is not)."""
    known_right: int
    told: int
    """Cases for which a country was given at all."""
    digest: str


def bundles(half: str) -> list[Path]:
    """The files of one half: even or odd by the bundle's number."""
    rest = {"even": 0, "odd": 1}[half]
    files = sorted((CORPUS / "bundles").glob("*.txt"))
    return [f for f in files if int(re.findall(r"\d+", f.stem)[-1]) % 2 == rest]


def cases(paths: list[Path]) -> Iterator[Case]:
    """Every actor of every report."""
    for path in paths:
        bundle = read_bundle(path)
        for report in bundle["reports"]:
            yield from _of_report(bundle, report)


def _evidence(bundle: dict[str, Any], report: dict[str, Any]) -> ActorEvidence:
    """Countries and towns that the text names, found as the pipeline finds them."""
    kinds = {name: entity["kind"] for name, entity in bundle["entities"].items()}
    people = [m for m in report["mentions"] if kinds.get(m["id"]) == "PER"]
    persons = [(m["start"], m["end"]) for m in people]
    named = {c.start: c for c in countries_named(report["text"])}
    for found in find_toponyms(report["text"], gazetteer=gazetteer(), persons=persons):
        country = found.place.country if found.place is not None else None
        if country is not None:
            place = CountryNamed(country=country, text=found.text, start=found.start)
            named.setdefault(found.start, place)
    return ActorEvidence(named=tuple(named[start] for start in sorted(named)))


@cache
def gazetteer() -> Gazetteer:
    """The index in the cache, opened once."""
    return Gazetteer.open()


def _of_report(bundle: dict[str, Any], report: dict[str, Any]) -> Iterator[Case]:
    evidence = _evidence(bundle, report)
    spans: dict[str, list[dict[str, Any]]] = {}
    for mention in report["mentions"]:
        spans.setdefault(mention["id"], []).append(mention)
    for entity, found in spans.items():
        gold = bundle["entities"].get(entity)
        if gold is None or gold["kind"] not in ACTORS or not gold["code"]:
            continue
        country, _, sectors = gold["code"].partition("/")
        yield Case(
            bundle=bundle["bundle"],
            entity=entity,
            kind=gold["kind"],
            country=country,
            sector=sectors.split("/")[0],
            mentions=tuple(_mention(report["text"], m, gold["kind"]) for m in found),
            date=report["date"],
            evidence=evidence,
        )


def _mention(text: str, span: dict[str, Any], kind: Any) -> ActorMention:
    start, end = span["start"], span["end"]
    return ActorMention(
        text=text[start:end],
        kind=kind,
        before=text[max(0, start - 60) : start],
        after=text[end : end + 60],
        start=start,
    )


def resolve(case: Case) -> ActorChoice:
    """What the resolver makes of a case."""
    return resolve_actor(case.mentions, date=case.date, evidence=case.evidence)


def tally(half: str) -> Tally:
    """Counts one half of the corpus."""
    paths = bundles(half)
    right: Counter[str] = Counter()
    for case in cases(paths):
        choice = resolve(case)
        same = (choice.country or "---") == case.country
        right["cases"] += 1
        right["country"] += same
        right["sector"] += (choice.sectors or ("UNK",))[0] == case.sector
        right["known"] += case.country != "---"
        right["known_right"] += case.country != "---" and same
        right["told"] += choice.country is not None
    fields = ("cases", "country", "sector", "known", "known_right", "told")
    return Tally(**{name: right[name] for name in fields}, digest=digest_of(paths))


def measure() -> Measured:
    """The odd half: the rules were developed on the even one."""
    t = tally("odd")
    figures = (
        Figure(metric="country", value=percent(t.country, t.cases)),
        Figure(metric="country, where it is known", value=percent(t.known_right, t.known)),
        Figure(metric="a country is told", value=percent(t.told, t.cases)),
        Figure(metric="primary sector", value=percent(t.sector, t.cases)),
    )
    return Measured(set="actors", data=f"{t.cases} actors, {t.digest}", figures=figures)

"""How often actors of unseen bundles get the gold country and primary sector.

Gold mentions of each entity, report by report, with what the model says of them; and the same from
text, where an actor counts only if a mention of it was found. The outlets of the corpus are
invented, so no outlet's country is known. A person's gold spans keep towns out of names, as the
pipeline's own spans do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from quality.figures import Figure, Measured, percent
from quality.sets import digest, read_bundle, report_of, test_part
from vedette import pipeline
from vedette.reader.choice import choose, softmax
from vedette.reader.model import OnnxModel, Spans, shipped
from vedette.reader.tokens import tokenize
from vedette.reader.whose import whose
from vedette.records import Entity, Label, Reading, Record, Span
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

ACTORS = ("PER", "ORG", "GRP")


class Described(Record, frozen=True, kw_only=True):
    """What the model says of a mention whose span is given."""

    sector: Label
    owner: Label
    whose: dict[int, float]


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
    spans: tuple[Span, ...]


class Who(Record, frozen=True, kw_only=True):
    """A country ("---" where none) and a primary sector ("UNK" where none)."""

    country: str
    sector: str


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


def described(
    text: str, sentences: Sequence[Span], spans: Sequence[Span], model: OnnxModel
) -> dict[Span, Described]:
    """The model's sector, owner and pointer for each span that begins and ends with a word."""
    tokens = tokenize(text, model.tokenizer, sentences)
    starts, ends = tokens.edges()
    kept = [(a, b) for a, b in dict.fromkeys(spans) if a in starts and b in ends]
    pieces = tuple((starts[a], ends[b]) for a, b in kept)
    encoded = model.encode(tokens)
    scores = model.score(encoded, Spans(mentions=pieces))
    rows = zip(softmax(scores.sector), softmax(scores.owner), strict=True)
    told = whose(encoded.qk, pieces, tokens)
    return {
        span: Described(
            sector=choose(model.labels.sectors, sector),
            owner=choose(model.labels.owners, owner),
            whose=words,
        )
        for span, (sector, owner), words in zip(kept, rows, told, strict=True)
    }


def _of_report(bundle: dict[str, Any], report: dict[str, Any]) -> Iterator[Case]:
    evidence = _evidence(bundle, report)
    spans: dict[str, list[Span]] = {}
    for mention in report["mentions"]:
        spans.setdefault(mention["id"], []).append((mention["start"], mention["end"]))
    every = [span for found in spans.values() for span in found]
    known = described(report["text"], [tuple(s) for s in report["sentences"]], every, shipped())
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
            mentions=tuple(_mention(report["text"], s, gold["kind"], known.get(s)) for s in found),
            date=report["date"],
            evidence=evidence,
            spans=tuple(found),
        )


def _mention(text: str, span: Span, kind: Any, known: Described | None) -> ActorMention:
    start, end = span
    return ActorMention(
        text=text[start:end],
        kind=kind,
        sector=known.sector.value if known is not None else None,
        sector_score=known.sector.score if known is not None else 0.0,
        owner=known.owner if known is not None else None,
        whose=known.whose if known is not None else {},
        before=text[max(0, start - 60) : start],
        after=text[end : end + 60],
        start=start,
    )


def resolved(case: Case) -> ActorChoice:
    """What the resolver makes of a case."""
    return resolve_actor(case.mentions, date=case.date, evidence=case.evidence)


def given(paths: Iterable[Path]) -> Iterator[tuple[Case, Who]]:
    """Each actor with what is made of it from gold mentions."""
    for case in cases(list(paths)):
        choice = resolved(case)
        sector = (choice.sectors or ("UNK",))[0]
        yield case, Who(country=choice.country or "---", sector=sector)


def read(paths: Iterable[Path]) -> Iterator[tuple[Case, Who | None]]:
    """Each actor with what is made of it from text; None where none of its mentions is found."""
    for path in paths:
        bundle = read_bundle(path)
        for raw in bundle["reports"]:
            reading = pipeline.read(report_of(bundle, raw))
            for case in _of_report(bundle, raw):
                entity = entity_at(reading, case.spans)
                if entity is None:
                    yield case, None
                else:
                    sector = (entity.sectors or ("UNK",))[0]
                    yield case, Who(country=entity.country or "---", sector=sector)


def entity_at(reading: Reading, spans: Sequence[Span]) -> Entity | None:
    """The entity that most of the spans are mentions of, by equal first or last character."""
    starts, ends = {a for a, _ in spans}, {b for _, b in spans}
    found = Counter(
        m.entity for m in reading.mentions if m.entity and (m.start in starts or m.end in ends)
    )
    best = max(found, key=lambda e: found[e], default=None)
    return next((e for e in reading.entities if e.id == best), None)


def figures(rows: Sequence[tuple[Case, Who | None]], how: str) -> Iterator[Figure]:
    """Shares of the actors that are right."""
    bars = {"country": "93", "primary sector": "85"} if how == "given mentions" else {}
    n = len(rows)
    right = {
        "country": sum(w is not None and w.country == c.country for c, w in rows),
        "primary sector": sum(w is not None and w.sector == c.sector for c, w in rows),
        "found": sum(w is not None for _, w in rows),
    }
    for name, count in right.items():
        if name != "found" or how != "given mentions":
            metric = f"{name}, {how}"
            yield Figure(metric=metric, value=percent(count, n), bar=bars.get(name, ""))


def measure(paths: Sequence[Path] | None = None) -> Measured:
    """The test part, from gold mentions and from text."""
    paths = test_part() if paths is None else paths
    gold, text = list(given(paths)), list(read(paths))
    found = (*figures(gold, "given mentions"), *figures(text, "from text"))
    data = f"{len(gold)} actors, {digest(paths)}"
    return Measured(set="actors", data=data, figures=found)

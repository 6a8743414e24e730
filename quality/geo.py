"""Places against annotated news: `python -m quality.geo [BENCH_DIR]`.

Reads lgl.xml and TR-News.xml where they are, and prints for each: how well place names are found
(exact span, and any overlap), and, given the annotated names, how many are put within 161 km and in
the right country. A country has no point here: it is right where the annotation is that country.
Annotations without coordinates are left out of the 161 km figure. TR-News offsets that drifted are
set to the nearest match within 12 characters.
"""

from __future__ import annotations

import hashlib
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from pathlib import Path

from vedette.records import Place, Record, Span, Toponym
from vedette.resolve.gazetteer import Gazetteer, country_of
from vedette.resolve.place_countries import countries
from vedette.resolve.place_features import distance_km
from vedette.resolve.toponyms import find_toponyms, resolve_spans

FILES = ("lgl.xml", "TR-News.xml")
NEAR_KM = 161.0
DRIFT = 12


class Gold(Record, frozen=True, kw_only=True):
    """An annotated name; `country` alpha-3, no point where the annotation has none."""

    span: Span
    text: str
    country: str | None
    lat: float | None
    lon: float | None
    is_country: bool


class Article(Record, frozen=True, kw_only=True):
    text: str
    gold: tuple[Gold, ...]


class Counts(Record, frozen=True, kw_only=True):
    """Found, annotated, and found of both; the last again by overlap."""

    found: int = 0
    gold: int = 0
    exact: int = 0
    overlap: int = 0


def articles(path: Path) -> Iterator[Article]:
    for node in ET.parse(path).getroot().iter("article"):
        text = node.findtext("text") or ""
        gold = [g for t in node.iter("toponym") if (g := _gold(t, text)) is not None]
        yield Article(text=text, gold=tuple(gold))


def _gold(node: ET.Element, text: str) -> Gold | None:
    start, phrase = int(node.findtext("start") or 0), node.findtext("phrase") or ""
    at = _aligned(text, phrase, start)
    if at is None or not phrase:
        return None
    tag = node.find("gaztag")
    lat = node.findtext("gaztag/lat") or node.findtext("lat")
    lon = node.findtext("gaztag/lon") or node.findtext("lon")
    code = (node.findtext("gaztag/fcode") or "") if tag is not None else ""
    return Gold(
        span=(at, at + len(phrase)),
        text=phrase,
        country=country_of(node.findtext("gaztag/country") or ""),
        lat=float(lat) if lat else None,
        lon=float(lon) if lon else None,
        is_country=code.startswith("PCL"),
    )


def _aligned(text: str, phrase: str, start: int) -> int | None:
    near = sorted(range(max(0, start - DRIFT), start + DRIFT + 1), key=lambda i: abs(i - start))
    return next((i for i in near if text.startswith(phrase, i)), None)


def recognised(found: Sequence[Toponym], gold: Sequence[Gold], *, people: bool) -> Counts:
    """Counts of one article; `people` keeps demonyms among what was found."""
    spans = {(t.start, t.end) for t in found if people or not countries().is_people(t.text)}
    marked = {g.span for g in gold}
    touched = sum(any(a < d and c < b for a, b in marked) for c, d in spans)
    return Counts(found=len(spans), gold=len(marked), exact=len(spans & marked), overlap=touched)


def is_near(place: Place | None, gold: Gold) -> bool:
    if place is None:
        return False
    if place.lat is None or place.lon is None:
        return gold.is_country and place.country == gold.country
    if gold.lat is None or gold.lon is None:
        return False
    return distance_km(place.lat, place.lon, gold.lat, gold.lon) <= NEAR_KM


def _line(name: str, counts: Counts) -> str:
    cells = []
    for label, hits in (("exact", counts.exact), ("overlap", counts.overlap)):
        p, r = hits / max(counts.found, 1), min(1.0, hits / max(counts.gold, 1))
        cells.append(f"{label} P {p:.3f} R {r:.3f} F1 {2 * p * r / max(p + r, 1e-9):.3f}")
    return f"  {name}: " + " | ".join(cells)


def measure(path: Path, gazetteer: Gazetteer) -> None:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    read = list(articles(path))
    names = sum(len(article.gold) for article in read)
    print(f"{path.name} sha256 {digest}: {len(read)} articles, {names} names")
    found = [find_toponyms(a.text, gazetteer=gazetteer) for a in read]
    for label, people in (("all", True), ("without demonyms", False)):
        parts = [recognised(f, a.gold, people=people) for f, a in zip(found, read, strict=True)]
        print(_line(label, _sum(parts)))
    pairs = [
        (choice.place, gold)
        for article in read
        for choice, gold in zip(
            resolve_spans(article.text, [g.span for g in article.gold], gazetteer=gazetteer),
            article.gold,
            strict=True,
        )
    ]
    placed = [(p, g) for p, g in pairs if g.lat is not None]
    country = [(p, g) for p, g in pairs if g.country is not None]
    near = sum(is_near(p, g) for p, g in placed)
    same = sum(p is not None and p.country == g.country for p, g in country)
    print(f"  given names: within 161 km {near / len(placed):.3f} of {len(placed)}", end="; ")
    print(f"country {same / len(country):.3f} of {len(country)}")


def _sum(parts: Sequence[Counts]) -> Counts:
    return Counts(
        found=sum(p.found for p in parts),
        gold=sum(p.gold for p in parts),
        exact=sum(p.exact for p in parts),
        overlap=sum(p.overlap for p in parts),
    )


if __name__ == "__main__":
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/bench/geo")
    with Gazetteer.open() as names:
        for file in FILES:
            measure(folder / file, names)

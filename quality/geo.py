"""Places against annotated news.

For lgl.xml and TR-News.xml: how well place names (no demonyms) are found, by exact span, and, given
the annotated names, how many are put within 161 km and in the right country. A country has no point
here: it is right where the annotation is that country. Annotations without coordinates are left out
of the 161 km figure. TR-News offsets that drifted are set to the nearest match within 12
characters.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

from quality.figures import Figure, Measured, bench, digest_of, f1, percent
from vedette.records import Place, Record, Span
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


def named(text: str, gazetteer: Gazetteer) -> set[Span]:
    """The places named in a text, demonyms left out."""
    found = find_toponyms(text, gazetteer=gazetteer)
    return {(t.start, t.end) for t in found if not countries().is_people(t.text)}


def is_near(place: Place | None, gold: Gold) -> bool:
    if place is None:
        return False
    if place.lat is None or place.lon is None:
        return gold.is_country and place.country == gold.country
    if gold.lat is None or gold.lon is None:
        return False
    return distance_km(place.lat, place.lon, gold.lat, gold.lon) <= NEAR_KM


REFERENCE = {
    "lgl.xml": ("best of six in EUPEG 71", "Mordecai 3 82.7, Edinburgh 82, CLAVIN 70"),
    "TR-News.xml": ("best of six in EUPEG 80", "Mordecai 3 87.3, Edinburgh 85, CLAVIN 83"),
}
"""File → F1 of finding names, within 161 km given the names."""


def measure() -> Iterator[Measured]:
    """Both files; the rules were developed on them."""
    for file in FILES:
        path = bench("geo", file)
        with Gazetteer.open() as gazetteer:
            yield _measured(path, gazetteer)


def _measured(path: Path, gazetteer: Gazetteer) -> Measured:
    read = list(articles(path))
    found = [named(a.text, gazetteer) for a in read]
    marked = [{g.span for g in a.gold} for a in read]
    hits = sum(len(f & m) for f, m in zip(found, marked, strict=True))
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
    finding, placing = REFERENCE[path.name]
    figures = (
        Figure(metric="names found F1", reference=finding,
               value=f1(hits, sum(map(len, found)), sum(map(len, marked)))),
        Figure(metric="within 161 km, given names", reference=placing,
               value=percent(near, len(placed))),
        Figure(metric="country, given names", value=percent(same, len(country))),
    )  # fmt: skip
    data = f"{path.name}, {len(read)} articles, {digest_of([path])}"
    return Measured(set=f"places {path.stem}", data=data, figures=figures)

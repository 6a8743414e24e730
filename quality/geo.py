"""Places against annotated news.

For lgl.xml and TR-News.xml: how well place names (no demonyms) are found, by exact span; given the
annotated names, how many are put within 161 km, how far off they are on average, and how many are
put in the right country; and end to end, how many of *all* annotated names are both found and put
within 161 km. A country has no point here, nor a continent: it is right where the annotation is
that country or continent. Annotations without coordinates are left out of the figures in
kilometres, and a name without a point out of the mean. TR-News offsets that drifted are set to the
nearest match within 12 characters. The weights were learned on every second article, the rules
developed on both sets (quality/geo_learn.py).
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from quality.figures import Figure, Measured, bench, digest_of, f1, percent
from vedette.codebook.countries import countries
from vedette.records import Place, Record, Span, Toponym, great_circle
from vedette.resolve.gazetteer import Gazetteer, country_of
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
    is_continent: bool = False


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
        is_continent=code == "CONT",
    )


def _aligned(text: str, phrase: str, start: int) -> int | None:
    near = sorted(range(max(0, start - DRIFT), start + DRIFT + 1), key=lambda i: abs(i - start))
    return next((i for i in near if text.startswith(phrase, i)), None)


def named(found: Iterable[Toponym]) -> dict[Span, Place | None]:
    """The places named in a text, demonyms left out."""
    return {(t.start, t.end): t.place for t in found if not countries().is_people(t.text)}


def is_near(place: Place | None, gold: Gold) -> bool:
    if place is None:
        return False
    if place.lat is None or place.lon is None:
        return _is_same_area(place, gold)
    if gold.lat is None or gold.lon is None:
        return False
    return great_circle(place.lat, place.lon, gold.lat, gold.lon) <= NEAR_KM


def _is_same_area(place: Place, gold: Gold) -> bool:
    if gold.is_country:
        return place.country == gold.country
    return gold.is_continent and place.name in CONTINENTS and gold.text.startswith(place.name[:4])


def off_km(place: Place | None, gold: Gold) -> float | None:
    """How far a place is from the annotation, where both have a point."""
    if place is None or place.lat is None or place.lon is None:
        return None
    if gold.lat is None or gold.lon is None or gold.is_country:
        return None
    return great_circle(place.lat, place.lon, gold.lat, gold.lon)


CONTINENTS = ("Africa", "Asia", "Europe", "North America", "South America")
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
    found = [named(find_toponyms(a.text, gazetteer=gazetteer)) for a in read]
    marked = [{g.span for g in a.gold} for a in read]
    hits = sum(len(f.keys() & m) for f, m in zip(found, marked, strict=True))
    finding, placing = REFERENCE[path.name]
    figures = (
        Figure(metric="names found F1", reference=finding,
               value=f1(hits, sum(map(len, found)), sum(map(len, marked)))),
        *_given(read, gazetteer, placing),
        _end_to_end(read, found),
    )  # fmt: skip
    data = f"{path.name}, {len(read)} articles, {digest_of([path])}"
    return Measured(set=f"places {path.stem}", data=data, figures=figures)


def _given(read: Sequence[Article], gazetteer: Gazetteer, reference: str) -> Iterator[Figure]:
    """The figures of placing the annotated names."""
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
    far = [km for p, g in placed if (km := off_km(p, g)) is not None]
    near = sum(is_near(p, g) for p, g in placed)
    same = sum(p is not None and p.country == g.country for p, g in country)
    yield Figure(
        metric="within 161 km, given names", reference=reference, value=percent(near, len(placed))
    )
    yield Figure(metric="mean km off, given names", value=sum(far) / len(far))
    yield Figure(metric="country, given names", value=percent(same, len(country)))


def _end_to_end(read: Sequence[Article], found: Sequence[Mapping[Span, Place | None]]) -> Figure:
    """Of all annotated names with a point, those that were found and put within 161 km."""
    pairs = [
        (places.get(gold.span), gold)
        for article, places in zip(read, found, strict=True)
        for gold in article.gold
        if gold.lat is not None
    ]
    near = sum(is_near(p, g) for p, g in pairs)
    return Figure(metric="within 161 km, end to end, of all", value=percent(near, len(pairs)))

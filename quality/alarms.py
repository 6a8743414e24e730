"""`python -m quality.alarms [--bench FOLDER] [--until YEAR]`: alarms for breaks, with the settings
that are shipped: false alarms on made series that do not change, delays on such that do, and two
real series whose breaks are known.
"""

from __future__ import annotations

import argparse
import csv
import datetime
import gzip
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from quality.figures import BENCH, digest_of
from quality.processes import PROCESSES, Process, shifted, widened
from vedette.records import Record
from vedette.watch.breaks import PACES, PER_YEAR, Break, Kind, breaks

WEEK, DAY = PACES["week"], PACES["day"]
LEVANT = "timeseries/israel_palestine_weekly_goldstein_1979_2003.csv"
SYRIA = "timeseries/ucdp_ged_syria_2016_2019.csv.gz"
SERIES, YEARS = 10, 20
"""Made series of each kind, and how long each is."""
BROKEN_AT = 5
"""Years after which a change is put in."""
REACH = datetime.timedelta(days=30)
"""How long after a surge began an alarm may still be about it."""


class Known(Record, frozen=True, kw_only=True):
    """A change that the public record knows."""

    day: datetime.date
    what: str
    where: str = ""
    """Its governorate, as the file names it."""


UPRISING = Known(day=datetime.date(1987, 12, 9), what="first intifada")
WARS = ((datetime.date(1982, 6, 4), datetime.date(1982, 9, 30)),)
"""Times before the uprising that were not quiet: Israel's war in Lebanon, to Sabra and Shatila."""
SURGES = (
    Known(
        day=datetime.date(2016, 7, 31), what="Aleppo: rebels try to break the siege", where="Aleppo"
    ),
    Known(
        day=datetime.date(2016, 9, 22),
        what="Aleppo: the offensive after the ceasefire",
        where="Aleppo",
    ),
    Known(day=datetime.date(2016, 11, 15), what="Aleppo: the last assault", where="Aleppo"),
    Known(day=datetime.date(2016, 12, 8), what="Palmyra falls to IS", where="Homs"),
    Known(day=datetime.date(2017, 3, 21), what="Hama offensive; Damascus, Tabqa", where="Hamah"),
    Known(day=datetime.date(2017, 6, 6), what="Raqqa: the battle begins", where="Ar Raqqah"),
    Known(
        day=datetime.date(2017, 9, 5), what="Deir ez-Zor: the siege is broken", where="Deir ez Zor"
    ),
)
"""Surges of the war in Syria in 2016-17 that last longer than days. Khan Shaykhun (4 April 2017) is
one day, no change of level."""


def a_year(process: Process, *, per_year: float, kind: Kind, series: int, years: int) -> float:
    """Alarms a year on series that do not change, after the time in which the usual is learnt."""
    length = round(years * WEEK.a_year)
    told = sum(
        len(
            breaks(process(length, np.random.default_rng(n)), WEEK, per_year=per_year, kinds=[kind])
        )
        for n in range(series)
    )
    return told / (series * (length - WEEK.fewest) / WEEK.a_year)


def delays(process: Process, *, kind: Kind, by: float, series: int = SERIES) -> list[int | None]:
    """Bins from a change that is put in to its alarm (1: the first changed bin), None for none
    within a year."""
    at = round(BROKEN_AT * WEEK.a_year)
    end = at + round(WEEK.a_year)
    changed = shifted if kind == "level" else widened
    found: list[int | None] = []
    for n in range(series):
        made = changed(process(end, np.random.default_rng(1000 + n)), at, by=by)
        told = (b.told for b in breaks(made, WEEK, kinds=[kind]) if b.told >= at)
        found.append(next((t - at + 1 for t in told), None))
    return found


def simulated() -> Iterator[str]:
    """Tables of what the made series gave."""
    yield f"Made weekly series that do not change: {SERIES} of {YEARS} years each; alarms a year"
    yield f"  {'':32}{'asked':>6}{'level':>8}{'variance':>10}"
    for name, process in PROCESSES.items():
        for asked in (0.25, 1.0, 4.0):
            got = [
                a_year(process, per_year=asked, kind=k, series=SERIES, years=YEARS)
                for k in ("level", "variance")
            ]
            yield f"  {name:32}{asked:6.2f}{got[0]:8.2f}{got[1]:10.2f}"
    yield f"A change after {BROKEN_AT} years, {PER_YEAR:g} a year asked: median delay in weeks"
    for name, process in PROCESSES.items():
        row = [_delay(delays(process, kind="level", by=by)) for by in (1.0, 2.0, 3.0)]
        row += [_delay(delays(process, kind="variance", by=by)) for by in (2.0, 4.0)]
        said = ("level +1", "+2", "+3 spreads", "variance x2", "x4")
        yield f"  {name:32}" + ", ".join(f"{s}: {r}" for s, r in zip(said, row, strict=True))


def _delay(found: Sequence[int | None]) -> str:
    missed = sum(d is None for d in found)
    middle = np.median([99 if d is None else d for d in found])
    return f"{middle:g}" + (f" ({missed} of {len(found)} missed)" if missed else "")


class Dated(Record, frozen=True, kw_only=True):
    """A real series: its values and the first day of each bin."""

    days: tuple[datetime.date, ...]
    values: tuple[float, ...]


def levant(path: Path, until: int) -> dict[str, Dated]:
    """The weekly scores to the end of a year: each direction, and both together. The file has 52
    "weeks" a year, of seven to ten days."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [r for r in csv.DictReader(file) if float(r["t"]) < until + 1]
    days = tuple(datetime.date.fromisoformat(r["week_start_approx"]) for r in rows)
    one, other = ([float(r[c]) for r in rows] for c in ("i2p", "p2i"))
    both = [a + b for a, b in zip(one, other, strict=True)]
    named = {
        "both directions": both,
        "Israel to Palestinians": one,
        "Palestinians to Israel": other,
    }
    return {k: Dated(days=days, values=tuple(v)) for k, v in named.items()}


def syria(path: Path, where: str = "") -> Dated:
    """Deaths a day, 2016-17, of events whose day is known to within a week; of one governorate, or
    of all."""
    first, last = datetime.date(2016, 1, 1), datetime.date(2017, 12, 31)
    values = [0.0] * ((last - first).days + 1)
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            day = datetime.date.fromisoformat(row["date_start"])
            here = row["adm_1"].removesuffix(" Governorate") == where or not where
            if here and first <= day <= last and int(row["date_prec"]) <= 2:
                values[(day - first).days] += float(row["best"])
    days = tuple(first + datetime.timedelta(days=n) for n in range(len(values)))
    return Dated(days=days, values=tuple(values))


def on_levant(path: Path, until: int) -> Iterator[str]:
    """What the scores give: the uprising, and alarms in the quiet years before it."""
    yield f"Israel-Palestine, weekly scores to {until} ({LEVANT}, sha256 {digest_of([path])})"
    for name, series in levant(path, until).items():
        told = breaks(series.values, WEEK)
        yield f"{name}: {len(told)} alarms"
        yield from (_line(series, b) for b in told)
        quiet = [d for d in series.days[WEEK.fewest :] if d < UPRISING.day and not _war(d)]
        false = [b for b in told if series.days[b.told] in set(quiet)]
        years = len(quiet) / WEEK.a_year
        rate = f"{len(false)} in {years:.1f} quiet years, {len(false) / years:.2f} a year"
        yield f"  before the uprising: {rate} ({PER_YEAR:g} asked for)"
        yield f"  {UPRISING.what}, {UPRISING.day}: {_found(series, told, UPRISING)}"
        yield f"  {_offline(series.values, told)}"


def _war(day: datetime.date) -> bool:
    return any(first <= day <= last for first, last in WARS)


def on_syria(path: Path) -> Iterator[str]:
    """What the deaths of the whole country give, and of each governorate that had a known surge:
    known surges, and alarms about nothing known."""
    yield f"Syria, deaths a day 2016-17 ({SYRIA}, sha256 {digest_of([path])})"
    for where in dict.fromkeys(("", *(s.where for s in SURGES))):
        yield where or "the whole country"
        yield from _on_deaths(syria(path, where), [s for s in SURGES if where in ("", s.where)])


def _on_deaths(series: Dated, surges: Sequence[Known]) -> Iterator[str]:
    told = breaks(series.values, DAY)
    yield from (_line(series, b) for b in told)
    for surge in surges:
        yield f"  {surge.day} {surge.what}: {_found(series, told, surge)}; {_rise(series, surge)}"
    up = [b for b in told if b.side == "up"]
    about = [b for s in surges for b in up if _about(series, b, s)]
    years = (len(series.values) - DAY.fewest) / DAY.a_year
    others = len(up) - len({b.told for b in about})
    yield f"  rises about nothing in the list: {others} in {years:.1f} years"
    yield f"  falls: {len(told) - len(up)}"
    yield f"  {_offline(series.values, told)}"


def _rise(series: Dated, surge: Known) -> str:
    """What the series has of a surge at all: its two weeks beside the sixty days before."""
    at = series.days.index(surge.day)
    before, after = (float(np.mean(series.values[a:b])) for a, b in ((at - 60, at), (at, at + 14)))
    return f"{before:.1f} a day before, {after:.1f} in its first two weeks"


def _about(series: Dated, found: Break, known: Known) -> bool:
    day = series.days[found.told]
    return known.day - datetime.timedelta(days=7) <= day <= known.day + REACH


def _found(series: Dated, told: Iterable[Break], known: Known) -> str:
    for each in told:
        if _about(series, each, known):
            day = series.days[each.told]
            late = (day - known.day).days
            return f"told in the bin of {day}, which begins {late} days after"
    return f"not told within {REACH.days} days"


def _line(series: Dated, found: Break) -> str:
    told, onset = series.days[found.told], series.days[found.onset]
    since, until = series.days[found.since], series.days[found.until]
    return (
        f"  {told} {found.kind} {found.side} since {onset}: median {found.before:g} "
        f"({since} to {until}) → {found.after:g}; {found.sum:.1f} > {found.threshold:.1f}"
    )


def _offline(values: Sequence[float], told: Iterable[Break]) -> str:
    """How many alarms have a break near them that is found by looking back at all (ruptures: PELT
    with the cost of ranks)."""
    import ruptures

    column = np.asarray(values, dtype=np.float64)[:, None]
    found = ruptures.Pelt(model="rank", min_size=4, jump=1).fit(column).predict(pen=10.0)[:-1]
    alarms = [b.onset for b in told if b.kind == "level"]
    near = sum(any(abs(a - f) <= 8 for f in found) for a in alarms)
    return (
        f"looking back at all, ruptures finds {len(found)} breaks; {near} of {len(alarms)} alarms "
        "of the level began within 8 bins of one"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bench", type=Path, default=BENCH, help="folder of the public sets")
    parser.add_argument("--until", type=int, default=1995, help="last year of the weekly scores")
    parser.add_argument("--real", action="store_true", help="only the real series")
    asked = parser.parse_args()
    print(f"{datetime.date.today()}, {os.cpu_count()} cores; {WEEK}", flush=True)
    if not asked.real:
        for line in simulated():
            print(line, flush=True)
    for path, measured in (
        (asked.bench / LEVANT, lambda p: on_levant(p, asked.until)),
        (asked.bench / SYRIA, on_syria),
    ):
        if not path.exists():
            print(f"not at hand: {path.name} (--bench names the folder)")
            continue
        for line in measured(path):
            print(line, flush=True)


if __name__ == "__main__":
    main()

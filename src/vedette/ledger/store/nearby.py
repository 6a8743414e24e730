"""The rows by which a report finds those like it, of days near its own."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import BindParameter, bindparam, delete, func, select

from vedette.fuse.keys import ENOUGH, REACH, Key
from vedette.ledger import many
from vedette.ledger import tables as t
from vedette.ledger.store.base import IDS, Rows

SEASON = 2 * REACH + 1
"""Days of a season: all days near one lie in two of them."""
SEASONS: BindParameter[Any] = bindparam("seasons", expanding=True)
_K, _B = t.keys.c, t.bands.c
_WEIGHT = func.sum(_K.weight)
# Statements are made once: making one anew takes longer than running it.
NEAR = (
    select(_K.report, _WEIGHT)
    .where(
        _K.season.in_(SEASONS),
        _K.key.in_(IDS),
        _K.day.between(bindparam("first"), bindparam("last")),
    )
    .group_by(_K.report)
    .having(_WEIGHT >= ENOUGH)
)
SHARING = (
    select(_B.report, func.count())
    .where(
        _B.season.in_(SEASONS),
        _B.band.in_(IDS),
        _B.day.between(bindparam("first"), bindparam("last")),
    )
    .group_by(_B.report)
)
FORGET = delete(t.keys).where(
    _K.season == bindparam("of_season"),
    _K.key == bindparam("of_key"),
    _K.day == bindparam("of_day"),
    _K.report == bindparam("of_report"),
)


class Nearby(Rows):
    """What reports are looked up by. Days are numbers; 0 stands for none."""

    def add_keys(self, report: str, day: int, found: Iterable[Key]) -> None:
        rows = [
            {"season": season(day), "key": k.key, "day": day, "report": report, "weight": k.weight}
            for k in found
        ]
        many.put(self.db, t.keys, rows)

    def forget_keys(self, report: str, day: int, found: Iterable[Key]) -> None:
        rows = [
            {"of_season": season(day), "of_key": k.key, "of_day": day, "of_report": report}
            for k in found
        ]
        many.run(self.db, FORGET, rows)

    def near(self, found: Sequence[Key], day: int) -> dict[str, int]:
        """Report → the weight of the keys that it shares, of those near a day that share enough."""
        rows = self._all(NEAR, {k.key for k in found}, **_around(day))
        return dict(tuple(row) for row in rows)

    def add_bands(self, report: str, day: int, bands: Iterable[int]) -> None:
        same = {"season": season(day), "day": day, "report": report}
        rows = [{"band": b, **same} for b in bands]
        many.put(self.db, t.bands, rows)

    def sharing(self, bands: Collection[int], day: int) -> dict[str, int]:
        """Report near a day → how many bands of a sketch it shares."""
        out: dict[str, int] = {}
        for report, shared in self._all(SHARING, bands, **_around(day)):
            out[report] = out.get(report, 0) + shared
        return out


def season(day: int) -> int:
    """The stretch of days that a day is in."""
    return day // SEASON


def _around(day: int) -> dict[str, Any]:
    first, last = day - REACH, day + REACH
    return {"first": first, "last": last, "seasons": sorted({season(first), season(last)})}

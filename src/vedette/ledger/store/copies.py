"""The rows of copies and versions: which report repeats which, and which stands for its article."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import select

from vedette.fuse.clusters import Pair
from vedette.ledger import many
from vedette.ledger import tables as t
from vedette.ledger.store.base import IDS, Rows
from vedette.records import Copy, change, pack, unpack

# Statements are made once: making one anew takes longer than running it.
STANDS = select(t.articles.c.report, t.articles.c.stands).where(t.articles.c.report.in_(IDS))
COPIES = select(t.copies.c.body).where(t.copies.c.report.in_(IDS))
COPIES_OF = select(t.copies.c.body).where(t.copies.c.of.in_(IDS))


class Copies(Rows):
    """What repeats what."""

    def stands(self, reports: Collection[str]) -> dict[str, str]:
        """Report → the version of its article that stands, itself where there is no other."""
        return {r: r for r in reports} | dict(tuple(row) for row in self._all(STANDS, reports))

    def copies_in(self, reports: Collection[str]) -> list[Copy]:
        """What some reports repeat, each once; what repeats an earlier version of an article
        repeats the article."""
        found = [unpack(body, Copy) for (body,) in self._all(COPIES, reports)]
        stands = self.stands({c.of for c in found}) if found else {}
        out: dict[Pair, Copy] = {}
        for c in sorted(found, key=lambda c: (c.of != stands[c.of], c.report, c.of)):
            of = stands[c.of]
            if of != c.report:
                out.setdefault((c.report, of), c if of == c.of else _of_article(c, of))
        return [out[key] for key in sorted(out)]

    def copies_of(self, reports: Collection[str]) -> list[Copy]:
        """What repeats some reports."""
        return [unpack(body, Copy) for (body,) in self._all(COPIES_OF, reports)]

    def add_copies(self, found: Iterable[Copy]) -> None:
        rows = [{"report": c.report, "of": c.of, "body": pack(c)} for c in found]
        many.put(self.db, t.copies, rows)


def _of_article(copy: Copy, stands: str) -> Copy:
    """A copy of an earlier version as one of the version that stands."""
    return change(copy, of=stands, why=f"Of an earlier version ({copy.of}): {copy.why}")

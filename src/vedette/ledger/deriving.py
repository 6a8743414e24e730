"""A report → everything that follows from it in the ledger, which touches only its neighbourhood;
what comes out does not depend on the order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from vedette.fuse.accounts import Account, accounts
from vedette.fuse.clusters import Pair, pair
from vedette.fuse.compare import score
from vedette.fuse.copies import Copied, text_of, verdict
from vedette.fuse.joined import told
from vedette.fuse.keys import REACH, UNDATED, day_of, keys
from vedette.fuse.sketches import candidates, sketch
from vedette.ledger import versions
from vedette.ledger.settling import settle
from vedette.ledger.store import Store
from vedette.records import Copy, Reading

Progress = Callable[[int, int], None]
"""Hears how many of how many are done."""
NEAREST = 60
"""Most reports that a new one is compared with, those that share most."""
FLOOR = -8.0
"""Logit below which a pair is not worth a row; it counts as never seen."""


TOGETHER = 100
"""Reports that are settled at once in a rebuild."""


def silent(done: int, every: int) -> None:
    """Tells nobody."""


def derive_all(store: Store, tell: Progress) -> None:
    """What follows from every report that is there; nothing of it may be there yet."""
    every = store.count()["reports"]
    touched: set[str] = set()
    for done, reading in enumerate(store.readings(), 1):
        touched |= _derive(store, reading)
        if done % TOGETHER == 0:
            settle_all(store, touched)
            touched = set()
        tell(done, every)
    settle_all(store, touched)


def settle_all(store: Store, touched: Collection[str]) -> None:
    """Settle what several reports have moved, of which later ones may have withdrawn some."""
    settle(store, store.events_of(touched).keys())


def enter(store: Store, reading: Reading, source: str, seen: str) -> set[str]:
    """Put a report that is not there yet into the ledger → the accounts that this may move, which
    are to be settled."""
    store.add_reports([(reading, source)], seen)
    return _derive(store, reading)


def _derive(store: Store, reading: Reading) -> set[str]:
    """What a report brings: that it repeats others, what article it is a version of, and, if it is
    the one that stands, its accounts in the place of those before → those that this may move."""
    report = reading.report.id
    repeated = _copied(store, reading)
    store.add_copies(Copy(report=c.report, of=c.of, why=c.why) for c in repeated.values())
    article = versions.enter(store, reading, repeated)
    touched = versions.withdraw(store, article.before) if article.before else set[str]()
    if article.stands == report:
        # Who repeats whom counts in events of both alone: those are of its accounts, or of theirs.
        touched |= _enter_accounts(store, reading)
    else:
        others = {*repeated, *(c.report for c in store.copies_of(article.before))}
        touched |= set(store.names_in(others))
    return touched


def _enter_accounts(store: Store, reading: Reading) -> set[str]:
    """The accounts of a report, put into the ledger and compared with those near → their ids."""
    report = reading.report.id
    mine = accounts(reading)
    store.add_texts([reading.report])
    store.add_accounts(mine)
    day = day_of(reading.report.date) or UNDATED
    looked_up = keys(reading, mine)
    shared = store.near(looked_up, day)
    store.add_keys(report, day, looked_up)
    near = sorted(shared, key=lambda r: (-shared[r], r))
    store.add_told(told(reading), crowded=len(near) > NEAREST)
    store.add_pairs(_compared(mine, store.accounts_like(near[:NEAREST], {a.type for a in mine})))
    return {a.id for a in mine}


def _copied(store: Store, reading: Reading) -> dict[str, Copied]:
    """Which reports this one repeats, or is repeated by, and how."""
    report = reading.report
    text = text_of(report)
    drawn = sketch(text.words)
    day = day_of(report.date) or UNDATED
    shared = store.sharing(drawn.bands, day)
    known_as = _known_as(store, reading, drawn.bands, shared, day)
    store.add_bands(report.id, day, drawn.bands)
    found: dict[str, Copied] = {}
    others = {*candidates(shared, drawn.need), *candidates(known_as, 1)}
    for other, known in sorted(store.reports_of_ids(others).items()):
        copied = verdict(text, text_of(known))
        if copied is not None and copied.kind != "quotation":
            found[other] = copied
    return found


def _known_as(
    store: Store, reading: Reading, bands: Collection[int], shared: Mapping[str, int], day: int
) -> dict[str, int]:
    """How many bands reports share with one that may be versions of its article, of whatever day:
    a version that has kept little is compared as well."""
    called = versions.near(store, reading)
    found = {r: n for r, n in shared.items() if r in called}
    for other in set(store.days_of(called - found.keys()).values()):
        if abs(other - day) > REACH:
            found |= {r: n for r, n in store.sharing(bands, other).items() if r in called}
    return found


def _compared(mine: Iterable[Account], others: Iterable[Account]) -> dict[Pair, float]:
    """Scores of all pairs that are worth keeping."""
    out: dict[Pair, float] = {}
    theirs = list(others)
    for a in mine:
        for b in theirs:
            if a.type == b.type:
                logit = score(a, b)
                if logit > FLOOR:
                    out[pair(a.id, b.id)] = logit
    return out

"""Two accounts of different reports: are they of one happening? A table of small comparisons.

Each comparison puts the pair into one of a few bins and says in words why; the weight of each bin
is learnt (`lab/same_event.py`) and stands in `weights.toml`. Their sum is a logit. What a report
leaves out counts neither way, or little.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import product

from vedette import codebook
from vedette.fuse.accounts import Account, Party
from vedette.fuse.arguments import Found, Likeness, scored, weights_in
from vedette.fuse.words import likeness, share
from vedette.records import Figure, Place, When, great_circle

NEAR_KM = 30.0
RARE = 4
"""A number from which two reports seldom have the same by chance."""
DAYS = 4_096
"""Days of which the number is kept."""
TIES = ("no", "one", "two", "more")


def what(a: Account, b: Account) -> Found:
    """Type and mode."""
    if a.type == b.type:
        if not (a.mode and b.mode):
            return "same type", f"both are {a.type}"
        kinds = f"{a.type}.{a.mode}" if a.mode == b.mode else f"{a.type} by {a.mode} and {b.mode}"
        return ("same mode" if a.mode == b.mode else "other mode"), f"both are {kinds}"
    alike = codebook.quad(a.type) == codebook.quad(b.type)
    return ("same quad" if alike else "other quad"), f"one is {a.type}, one {b.type}"


def told(a: Account, b: Account) -> Found:
    """The words that tell the event."""
    both = [w for w in a.triggers if w in b.triggers]
    if both:
        return "same word", f"both say “{both[0]}”"
    return "other words", "they tell it in other words"


def status(a: Account, b: Account) -> Found:
    if a.status == b.status:
        return "same", f"both are {a.status}"
    pair = sorted((a.status, b.status))
    clash = "negated" in pair or pair in (["historical", "requested"], ["future", "historical"])
    return ("clash" if clash else "other"), f"one is {pair[0]}, one {pair[1]}"


def _who(a: Sequence[Party], b: Sequence[Party]) -> Found:
    if not a or not b:
        return ("one unknown" if a or b else "both unknown"), "a report does not say"
    pairs = list(product(a, b))
    one = next((p for p, q in pairs if p.voice == q.voice), None)
    if one is not None:
        return "same", f"{one.voice} in both"
    called = max(share(p.words, q.words) for p, q in pairs)
    coded = next((p.code for p, q in pairs if p.code and p.code == q.code), None)
    if coded:
        return ("same code and words" if called > 0.3 else "same code"), f"{coded} in both"
    if called > 0.5:
        return "same words", "they are called alike"
    if any(p.country and p.country == q.country for p, q in pairs):
        return "same country", "they are of one country"
    unsure = any(p.country is None or q.country is None for p, q in pairs)
    return ("other, unsure" if unsure else "other"), "they are others"


def _alike(a: Sequence[Party], b: Sequence[Party]) -> bool:
    return _who(a, b)[0].startswith("same")


def actor(a: Account, b: Account) -> Found:
    """Who did it."""
    return _who(a.actors, b.actors)


def recipient(a: Account, b: Account) -> Found:
    """To whom."""
    return _who(a.recipients, b.recipients)


def turned(a: Account, b: Account) -> Found:
    """Who did it in one report and suffered it in the other."""
    crossed = ((a.actors, b.recipients), (a.recipients, b.actors))
    straight = ((a.actors, b.actors), (a.recipients, b.recipients))
    # One after the other, since most pairs fail at the first.
    if all(_alike(*sides) for sides in crossed) and not any(_alike(*sides) for sides in straight):
        return "turned", "who does it in one suffers it in the other"
    return "not turned", ""


def where(a: Account, b: Account) -> Found:
    """The place: by gazetteer, else by what it is called."""
    if a.place and b.place:
        found = _places(a.place, b.place)
        if found is not None:
            return found
    if not a.sites or not b.sites:
        return ("one unknown" if a.sites or b.sites else "both unknown"), "a report does not say"
    called = share(a.sites, b.sites)
    if called > 0.6:
        return "same", "the place is called the same"
    return ("part" if called > 0 else "other"), "the places have other names"


def _places(a: Place, b: Place) -> Found | None:
    if a.gazetteer_id is not None and a.gazetteer_id == b.gazetteer_id:
        return "same", f"{a.name} in both"
    if a.country and b.country and a.country != b.country:
        return "other", f"{a.name} and {b.name} are in two countries"
    for outer, inner in ((a, b), (b, a)):
        if outer.precision == "country" or (outer.precision == "region" and _within(inner, outer)):
            return "part", f"{inner.name} is in {outer.name}"
    far = distance(a, b)
    if far is None:
        return None
    near = far <= NEAR_KM
    return ("near" if near else "other"), f"{a.name} and {b.name} are {far:.0f} km apart"


def _within(inner: Place, outer: Place) -> bool:
    return inner.admin1 is not None and inner.admin1 in (outer.admin1, outer.name)


def distance(a: Place, b: Place) -> float | None:
    """Kilometres between two places; None where one has no coordinates."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    return great_circle(a.lat, a.lon, b.lat, b.lon)


def when(a: Account, b: Account) -> Found:
    """The days: how far apart the nearest of their intervals lie."""
    if not a.times or not b.times:
        return ("one unknown" if a.times or b.times else "both unknown"), "a report does not say"
    gap, other, x, y = min(
        ((*_apart(x, y), x, y) for x, y in product(a.times, b.times)), key=lambda g: g[:2]
    )
    if gap == 0:
        return ("overlap" if other else "same"), f"both at {x.raw or x.start}"
    far = "a day" if gap == 1 else "a week" if gap <= 7 else "longer"
    # Two days that are named outright are two days; vague times are often told differently.
    exact = ", exactly" if _is_day(x) and _is_day(y) else ""
    return far + exact, f"{_gap(gap)} apart ({x.start} and {y.start})"


def _is_day(w: When) -> bool:
    return w.start is not None and w.end is not None and w.start[:10] == w.end[:10]


def _apart(a: When, b: When) -> tuple[int, bool]:
    """Days between two intervals, and whether they differ at all."""
    first, second = _days(a), _days(b)
    gap = max(first[0] - second[1], second[0] - first[1], 0)
    return gap, (a.start, a.end) != (b.start, b.end)


ALWAYS = (datetime.date.min.toordinal(), datetime.date.max.toordinal())


def _days(w: When) -> tuple[int, int]:
    first, last = ALWAYS
    return _day(w.start) if w.start else first, _day(w.end) if w.end else last


@lru_cache(DAYS)
def _day(date: str) -> int:
    return datetime.date.fromisoformat(date[:10]).toordinal()


def published(a: Account, b: Account) -> Found:
    """How far apart the reports are."""
    if a.date is None or b.date is None:
        return "unknown", "a report has no date"
    gap = abs(_day(a.date) - _day(b.date))
    name = "same day" if gap == 0 else "3 days" if gap <= 3 else "2 weeks" if gap <= 14 else "later"
    return name, f"reported {_gap(gap)} apart"


def _gap(days: int) -> str:
    return "one day" if days == 1 else f"{days} days"


def figures(a: Account, b: Account) -> Found:
    """The numbers said of it."""
    pairs = [(x, y) for x, y in product(a.figures, b.figures) if _comparable(x, y)]
    if not pairs:
        return "none", "no number in both"
    same = [x for x, y in pairs if _equal(x, y)]
    if same:
        rare = any((x.best or x.low or x.high or 0.0) >= RARE for x in same)
        return ("same" if rare else "same, small"), f"the same number of {same[0].role}"
    x, _ = pairs[0]
    near = any(_near(x, y) for x, y in pairs)
    return ("near" if near else "far"), f"other numbers of {x.role}"


def _comparable(x: Figure, y: Figure) -> bool:
    return x.role == y.role and x.unit == y.unit


def _equal(x: Figure, y: Figure) -> bool:
    """ "At least nine" and "nine" are one number."""
    return (x.low, x.high) == (y.low, y.high) or (x.best is not None and x.best == y.best)


def _near(x: Figure, y: Figure) -> bool:
    a, b = (f.best or f.low or f.high or 0.0 for f in (x, y))
    return max(a, b) <= 2 * min(a, b)


def text(a: Account, b: Account) -> Found:
    """The words of their sentences, weighted by rarity."""
    value = likeness(a.words, b.words)
    steps = (0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.45)
    step = sum(value >= s for s in steps)
    return f"step {step}", f"their sentences share {value:.0%} of their rarer words"


COMMON: Mapping[str, tuple[str, ...]] = {
    "actor": ("same", "same code and words", "same words"),
    "recipient": ("same", "same code and words", "same words"),
    "where": ("same", "near"),
    "when": ("same", "overlap"),
    "figures": ("same",),
    "text": ("step 3", "step 4", "step 5", "step 6", "step 7"),
}
"""Comparison → the bins in which the two have that particular in common."""


def ties(found: Mapping[str, str]) -> Found:
    """How many particulars the two have in common, by the bins of the other comparisons: who, whom,
    where, when, how many, the words.

    The rest adds up little by little, and what two reports leave out speaks for any two; of these
    one or two must be there, or nothing says that it was one happening and not two of a kind.
    """
    shared = sum(found[name] in common for name, common in COMMON.items())
    number = TIES[min(shared, len(TIES) - 1)]
    noun = "particular" if number == "one" else "particulars"
    return number, f"{number} {noun} in common"


COMPARISONS: tuple[Callable[[Account, Account], Found], ...] = (
    what,
    told,
    status,
    actor,
    recipient,
    turned,
    where,
    when,
    published,
    figures,
    text,
)
"""In the order in which an analyst would ask."""


def bins(a: Account, b: Account) -> Iterator[tuple[str, str]]:
    """("who: same", the words for it) for each comparison."""
    found: dict[str, str] = {}
    for compare in COMPARISONS:
        bin_, words = compare(a, b)
        found[compare.__name__] = bin_
        yield f"{compare.__name__}: {bin_}", words
    bin_, words = ties(found)
    yield f"ties: {bin_}", words


@cache
def _weighed() -> list[tuple[str, Callable[[Account, Account], Found], dict[str, float]]]:
    """Each comparison with the weights of its bins."""
    known = weights_in("weights.toml")
    return [
        (
            name := compare.__name__,
            compare,
            {
                bin_.removeprefix(f"{name}: "): w
                for bin_, w in known.items()
                if bin_.startswith(f"{name}: ")
            },
        )
        for compare in COMPARISONS
    ]


def compared(a: Account, b: Account) -> Likeness:
    """How likely two accounts are of one happening. The order of the two does not matter."""
    a, b = sorted((a, b), key=lambda x: x.id)
    return scored(a.id, b.id, weights_in("weights.toml"), bins(a, b))


def score(a: Account, b: Account) -> float:
    """The logit alone, for the many pairs of which nobody asks why."""
    a, b = sorted((a, b), key=lambda x: x.id)
    found: dict[str, str] = {}
    value = 0.0
    for name, compare, weights in _weighed():
        found[name] = bin_ = compare(a, b)[0]
        value += weights.get(bin_, 0.0)
    known = weights_in("weights.toml")
    return known["bias"] + (value + known.get(f"ties: {ties(found)[0]}", 0.0))

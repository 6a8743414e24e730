"""Two words that tell an event, in reports of one story: do they tell one happening?

What is compared are triggers with the participants, places and times beside them, before any type
or role is known; `compare` looks at events that are read in full. Weights are learnt
(`lab/stories.py`) and stand in `mentions.toml`; `data/retold.tsv` says how often two different
words of one story tell one happening.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import combinations

from vedette.fuse.arguments import Found, Likeness, scored, weights_in
from vedette.fuse.clusters import Pair, Ruled, clusters, pair
from vedette.fuse.stories import step
from vedette.fuse.words import WORD, likeness, rarity, stems
from vedette.records import Record

LEAD = 2
"""The last sentence, counted from 0, that belongs to a report's lead."""


class Trigger(Record, frozen=True, kw_only=True):
    """A mention of an event, as stems.

    `lemmas` are the trigger's words (irregular forms undone), `words` the rest of its sentence,
    `near` those within a few words of it; `people`, `things`, `places`, `times` are what the
    sentence names, `before` and `after` the nearest of people and things on either side.
    `sentence` counts from 0.
    """

    id: str
    report: str
    sentence: int
    lemmas: tuple[str, ...]
    words: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


@cache
def _forms() -> dict[str, str]:
    return {row[0]: row[1] for row in _table("forms.tsv")}


def _table(name: str) -> Iterator[list[str]]:
    source = files("vedette.data").joinpath(name).read_text("utf-8")
    return (line.split("\t") for line in source.splitlines() if not line.startswith("#"))


def lemmas(text: str) -> tuple[str, ...]:
    """The stems of a trigger's words, one for all forms of a word; never empty for words.

    >>> lemmas("was shot dead"), lemmas("shooting death")
    (('shoot', 'die'), ('shoot', 'die'))
    """
    words = [w.casefold() for w in WORD.findall(text)]
    plain = " ".join(_forms().get(w, w) for w in words)
    return stems(plain) or tuple(plain.split()) or (text.casefold(),)


SAYING = (
    "say tell announce report state confirm add claim declare reveal ask comment note tweet speak "
    "explain write quote"
)
"""Words of telling: whoever says something again says another thing."""


@cache
def _saying() -> frozenset[str]:
    return frozenset(stem for word in SAYING.split() for stem in lemmas(word))


def told(a: Trigger, b: Trigger) -> Found:
    """The words themselves."""
    if a.lemmas == b.lemmas:
        kind = "same, saying" if a.lemmas[-1] in _saying() else "same"
        return kind, f"both say “{' '.join(a.lemmas)}”"
    both = [w for w in a.lemmas if w in b.lemmas]
    if both:
        last = a.lemmas[-1] == b.lemmas[-1]
        return ("same last word" if last else "shared word"), f"both say “{both[0]}”"
    saying = sum(x.lemmas[-1] in _saying() for x in (a, b))
    return f"other, {saying} saying", "they tell it in other words"


def common(a: Trigger, b: Trigger) -> Found:
    """How common the word is that both use: “killed” tells many happenings, “hijacked” few."""
    if a.lemmas != b.lemmas:
        return "other", ""
    return step(rarity(a.lemmas[-1]), (1.5, 2.5, 3.5, 4.5, 5.5, 6.5)), "by how rare the word is"


@cache
def _retold() -> dict[Pair, float]:
    return {(a, b): float(share) for a, b, share in _table("retold.tsv")}


def retold(a: Trigger, b: Trigger, table: Mapping[Pair, float] | None = None) -> Found:
    """How often the two words told one happening in the stories learnt from."""
    table = _retold() if table is None else table
    first, second = pair(" ".join(a.lemmas), " ".join(b.lemmas))
    kind = "same" if first == second else "other"
    share = table.get((first, second))
    if share is None:
        return f"{kind}, unseen", ""
    found = step(share, (0.05, 0.15, 0.3, 0.5, 0.7))
    return f"{kind}, {found}", f"“{first}” and “{second}” often told one happening"


def _alike(a: Collection[str], b: Collection[str], steps: tuple[float, ...], what: str) -> Found:
    if not a or not b:
        return "none", "a report does not say"
    value = likeness(a, b)
    return step(value, steps), f"{what}: {value:.0%} alike"


def _same(a: Trigger, b: Trigger) -> str:
    """Context tells one thing of one word and another of two."""
    return "one word" if a.lemmas == b.lemmas else "two words"


def sentence(a: Trigger, b: Trigger) -> Found:
    """The rest of their sentences."""
    steps = (0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5)
    bin_, words = _alike(a.words, b.words, steps, "the rest of the sentences")
    return f"{_same(a, b)}, {bin_}", words


def near(a: Trigger, b: Trigger) -> Found:
    """The words right beside them."""
    bin_, words = _alike(a.near, b.near, (0.01, 0.1, 0.2, 0.4), "the words beside them")
    return f"{_same(a, b)}, {bin_}", words


def people(a: Trigger, b: Trigger) -> Found:
    """Who is named in the sentences."""
    bin_, words = _alike(a.people, b.people, (0.01, 0.3, 0.6, 0.9), "people")
    return f"{_same(a, b)}, {bin_}", words


def things(a: Trigger, b: Trigger) -> Found:
    """What else takes part."""
    return _alike(a.things, b.things, (0.01, 0.5), "things")


def places(a: Trigger, b: Trigger) -> Found:
    """Where, by name."""
    return _alike(a.places, b.places, (0.01, 0.5), "places")


def times(a: Trigger, b: Trigger) -> Found:
    """When, in words."""
    return _alike(a.times, b.times, (0.01, 0.5), "times")


def before(a: Trigger, b: Trigger) -> Found:
    """Mostly who does it."""
    return _alike(a.before, b.before, (0.01, 0.5, 0.9), "who stands before the word")


def after(a: Trigger, b: Trigger) -> Found:
    """Mostly to whom."""
    return _alike(a.after, b.after, (0.01, 0.5, 0.9), "who stands after the word")


def crossed(a: Trigger, b: Trigger) -> Found:
    """Who stands before one and after the other: a passive, or a noun with its subject behind."""
    return max(
        _alike(a.before, b.after, (0.01, 0.5, 0.9), "who stands before one and after the other"),
        _alike(a.after, b.before, (0.01, 0.5, 0.9), "who stands before one and after the other"),
    )


def where(a: Trigger, b: Trigger) -> Found:
    """In one sentence, one report or two: a sentence seldom tells a thing twice."""
    far = "two reports" if a.report != b.report else "one report"
    if far == "one report" and a.sentence == b.sentence:
        far = "one sentence"
    return f"{_same(a, b)}, {far}", f"they are in {far}"


def lead(a: Trigger, b: Trigger) -> Found:
    """Leads tell the story's main happening."""
    leads = sum(x.sentence <= LEAD for x in (a, b))
    return f"{leads}", f"{leads} of them in a lead"


Compare = Callable[[Trigger, Trigger], Found]
COMPARISONS: tuple[Compare, ...] = (
    told,
    common,
    retold,
    sentence,
    near,
    people,
    before,
    after,
    crossed,
    things,
    places,
    times,
    where,
    lead,
)
"""In the order in which an analyst would ask."""


def bins(a: Trigger, b: Trigger, table: Mapping[Pair, float] | None = None) -> Iterator[Found]:
    """("told: same", the words for it) for each comparison; `table` in place of retold.tsv."""
    for compare in COMPARISONS:
        bin_, words = retold(a, b, table) if compare is retold else compare(a, b)
        yield f"{compare.__name__}: {bin_}", words


def compared(a: Trigger, b: Trigger) -> Likeness:
    """How likely two triggers of one story tell one happening, whichever comes first."""
    a, b = sorted((a, b), key=lambda t: t.id)
    return scored(a.id, b.id, weights_in("mentions.toml"), bins(a, b))


def happenings(triggers: Iterable[Trigger]) -> tuple[tuple[str, ...], ...]:
    """The triggers of one story → ids in groups of one happening each, by average linkage."""
    known = {t.id: t for t in triggers}
    scores: dict[Pair, float] = {
        pair(a, b): compared(known[a], known[b]).score for a, b in combinations(sorted(known), 2)
    }
    return clusters({t: t for t in known}, scores, Ruled())

"""Stories, and events across reports, on ECB+ (Cybulska and Vossen 2014; CC BY 3.0).

Stories are found among all documents of a part, from their bare text. Events are gold mentions of
actions in the sentences that were annotated in full, joined within the stories found (and, to show
what finding stories costs, within gold ones); mentions that stand alone count. The first line of
each `…ecbplus` document, the address of its page, is dropped: it tells the story.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from quality.figures import Figure, Measured, NotHere, bench, digest_of
from quality.sets import own, read_bundle, report_of, test_part
from vedette.fuse.mentions import Trigger, happenings, lemmas
from vedette.fuse.stories import stories, telling
from vedette.fuse.words import stems
from vedette.records import Record, Report

Document = Mapping[str, Any]
"""doc, topic, subtopic, split, tokens, sent (of each token), validated_sents, mentions."""
NEAR = 4
"""Tokens on either side of a trigger that are beside it."""


class Marked(Record, frozen=True, kw_only=True):
    """A trigger, the gold event that it tells and the gold story of its report."""

    trigger: Trigger
    event: str
    story: str


def path() -> Path:
    """Raises `NotHere`."""
    return bench("ecbplus", "ecbplus_traindev.jsonl")


def documents(split: str) -> list[Document]:
    """The documents of "train" or "dev". Raises `NotHere`."""
    lines = path().read_text(encoding="utf-8").splitlines()
    return [d for d in map(json.loads, lines) if d["split"] == split]


def _sentences(d: Document) -> dict[int, list[int]]:
    """Sentence → its tokens, but for the line with the page's address."""
    found: dict[int, list[int]] = defaultdict(list)
    for token, sentence in enumerate(d["sent"]):
        if sentence > 0 or not d["doc"].endswith("plus"):
            found[sentence].append(token)
    return found


def report(d: Document) -> Report:
    """A document as a report, a line a sentence."""
    rows = (_words(d, tokens) for tokens in _sentences(d).values())
    return Report(id=d["doc"], text="\n".join(rows), language="en")


def _words(d: Document, tokens: Iterable[int]) -> str:
    return " ".join(d["tokens"][t] for t in tokens)


def triggers_of(d: Document) -> Iterator[Marked]:
    """The mentions of actions in sentences that were annotated in full."""
    rows = _sentences(d)
    beside: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for m in d["mentions"]:
        beside[d["sent"][m["tok"][0]]].append(m)
    for number, m in enumerate(d["mentions"]):
        sentence = d["sent"][m["tok"][0]]
        action = m["tag"].startswith(("ACTION", "NEG"))
        if action and sentence in rows and sentence in d["validated_sents"]:
            chain = m.get("chain")
            yield Marked(
                trigger=_trigger(d, number, list(rows).index(sentence), rows[sentence], beside),
                event=f"{d['topic']} {chain}" if chain else f"{d['doc']} {number}",
                story=d["subtopic"],
            )


def _trigger(
    d: Document,
    number: int,
    order: int,
    row: list[int],
    beside: Mapping[int, list[dict[str, Any]]],
) -> Trigger:
    own_ = d["mentions"][number]["tok"]
    first, last = own_[0], own_[-1]
    others = beside[d["sent"][first]]
    parties = [m["tok"] for m in others if m["tag"].startswith(("HUMAN", "NON_HUMAN"))]
    left: list[int] = max((t for t in parties if t[-1] < first), key=lambda t: t[-1], default=[])
    right: list[int] = min((t for t in parties if t[0] > last), key=lambda t: t[0], default=[])

    def bag(tokens: Iterable[int]) -> tuple[str, ...]:
        return tuple(sorted({s for t in tokens if t not in own_ for s in stems(d["tokens"][t])}))

    def called(tag: str) -> tuple[str, ...]:
        return bag(t for m in others if m["tag"].startswith(tag) for t in m["tok"])

    return Trigger(
        id=f"{d['doc']}#{number}",
        report=d["doc"],
        sentence=order,
        lemmas=lemmas(_words(d, own_)),
        words=bag(row),
        near=bag(t for t in row if first - NEAR <= t <= last + NEAR),
        people=called("HUMAN"),
        things=called("NON_HUMAN"),
        places=called("LOC"),
        times=called("TIME"),
        before=bag(left),
        after=bag(right),
    )


def stories_in(bundle: Mapping[str, Any]) -> dict[int, str]:
    """Number of a report of the corpus → its story: reports that share events, in steps.

    A bundle of ordinary texts holds many stories, most others one.
    """
    story = {r["n"]: r["n"] for r in bundle["reports"]}
    first: dict[str, int] = {}
    for r in bundle["reports"]:
        for event in {f["event"] for f in r["frames"]}:
            one, other = story[first.setdefault(event, r["n"])], story[r["n"]]
            story = {n: one if s == other else s for n, s in story.items()}
    return {n: f"{bundle['bundle']} {s}" for n, s in story.items()}


def by_story(marked: Iterable[Marked], story: Mapping[str, Any]) -> Iterator[list[Trigger]]:
    """The triggers of each story; `story` maps reports to stories."""
    found: dict[Any, list[Trigger]] = defaultdict(list)
    for m in marked:
        found[story[m.trigger.report]].append(m.trigger)
    yield from found.values()


def conll(gold: Iterable[set[str]], found: Iterable[set[str]]) -> float:
    """The mean F1 of MUC, B3 and CEAF-e, in percent. Raises `NotHere` without scorch."""
    try:
        import scorch.scores
    except ImportError as missing:
        raise NotHere("scorch is not installed: pip install -e '.[quality]'") from missing
    return 100 * float(scorch.scores.conll2012(list(gold), list(found)))


def story_of(reports: Iterable[Report]) -> dict[str, int]:
    """Report → the number of the story found for it."""
    groups = stories(map(telling, reports))
    return {report: n for n, group in enumerate(groups) for report in group}


def b3(gold: Mapping[str, str], found: Mapping[str, int]) -> float:
    """Stories by report, found ones against gold ones, in percent."""
    return 100 * float(own("score").bcubed(list(gold.values()), [found[r] for r in gold]))


def corpus_b3(paths: Iterable[Path]) -> float:
    """Stories of bundles, all of them among one another."""
    bundles = [read_bundle(p) for p in paths]
    gold = {
        report_of(b, r).id: story
        for b in bundles
        for r, story in zip(b["reports"], stories_in(b).values(), strict=True)
    }
    return b3(gold, story_of(report_of(b, r) for b in bundles for r in b["reports"]))


def _events(marked: list[Marked]) -> list[set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for m in marked:
        found[m.event].add(m.trigger.id)
    return list(found.values())


def _same_word(marked: list[Marked], story: Mapping[str, Any]) -> list[set[str]]:
    """The baseline: one word in one story is one event."""
    found: dict[Any, set[str]] = defaultdict(set)
    for m in marked:
        found[story[m.trigger.report], m.trigger.lemmas].add(m.trigger.id)
    return list(found.values())


def measure(split: str = "dev") -> Measured:
    """Stories by B3 over reports; events by CoNLL F1. Raises `NotHere`."""
    docs = documents(split)
    gold = {d["doc"]: d["subtopic"] for d in docs}
    found = story_of(map(report, docs))
    marked = [m for d in docs for m in triggers_of(d)]
    events = _events(marked)

    def joined(story: Mapping[str, Any]) -> float:
        told = (set(g) for row in by_story(marked, story) for g in happenings(row))
        return conll(events, told)

    figures = (
        Figure(metric="stories, B3", value=b3(gold, found), bar="92",
               reference="tf-idf 90.4 on test"),
        Figure(metric="events in found stories, CoNLL F1", value=joined(found), bar="76",
               reference="same stem in gold story 75.8, Held et al. 85.7 on test"),
        Figure(metric="events in gold stories, CoNLL F1", value=joined(gold),
               reference="same stem in gold story 76.5"),
        Figure(metric="same word in found stories, CoNLL F1",
               value=conll(events, _same_word(marked, found))),
        Figure(metric="same word in gold stories, CoNLL F1",
               value=conll(events, _same_word(marked, gold))),
        Figure(metric="stories of the corpus's test part, B3", value=corpus_b3(test_part())),
    )  # fmt: skip
    data = f"{len(docs)} documents, {len(set(gold.values()))} stories, {digest_of([path()])}"
    return Measured(set=f"ECB+ {split}", data=data, figures=figures)


if __name__ == "__main__":
    from quality.figures import lines

    print("\n".join(lines(measure())))

"""Corpus bundles and pairs → training examples. An example is one window of one report, or a pair.

The split is by bundle number: those that end in 3 are the test part, in 8 the dev part (thresholds,
choice of epoch), the rest is trained on. Pairs are split the same way by line number.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from lab.guard import check_sentences, checked
from lab.labels import NONE, STATE, Labels
from quality.sets import part_of, paths_of, read_bundle
from vedette.reader.tokens import (
    CASES,
    SOURCE,
    TARGET,
    Window,
    split_sentences,
    tokenize,
    windows,
)
from vedette.records import Span

CORPUS = Path(__file__).parent.parent / "corpus"
IGNORE = -1


def bundles(folder: Path, part: str) -> list[dict[str, Any]]:
    """The bundles of one part, in the order of their names."""
    found = [read_bundle(checked(p)) for p in paths_of(folder, part)]
    for b in found:
        for r in b["reports"]:
            check_sentences(r["text"][start:end] for start, end in r["sentences"])
    return found


@dataclass
class Example:
    """One window. Trigger and mention spans are piece numbers in the window, end included.

    `types`, `modes`, `statuses` go with triggers, `kinds`, `sectors` with mentions (IGNORE where
    nothing is annotated). `roles` maps (trigger, mention) to a list of role numbers; `masked` are
    pairs that are neither right nor wrong; `about` pairs of triggers. `events`, `entities` are
    cluster numbers. `owners` goes with mentions too, as `who` does (ids in the bundle); `whose`
    gives for each the words (numbers in `words`, which are pieces that begin a capitalised word)
    that tell whose it is: none where it is empty; where it is None, nothing is known. `certainty`
    goes with triggers, `name_kinds` with names (public sets alone have these); `says` are pairs of
    cue and source (in corpus/attributions alone); `only` names the losses that an annotation for
    one task bears on.
    """

    ids: list[int]
    features: list[int]
    sentence: list[int]
    triggers: list[tuple[int, int]] = field(default_factory=list)
    types: list[int] = field(default_factory=list)
    modes: list[int] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    events: list[int] = field(default_factory=list)
    mentions: list[tuple[int, int]] = field(default_factory=list)
    kinds: list[int] = field(default_factory=list)
    sectors: list[int] = field(default_factory=list)
    entities: list[int] = field(default_factory=list)
    owners: list[int] = field(default_factory=list)
    who: list[str] = field(default_factory=list)
    words: list[int] = field(default_factory=list)
    whose: list[list[int] | None] = field(default_factory=list)
    roles: dict[tuple[int, int], list[int]] = field(default_factory=dict)
    masked: set[tuple[int, int]] = field(default_factory=set)
    about: set[tuple[int, int]] = field(default_factory=set)
    about_masked: set[tuple[int, int]] = field(default_factory=set)
    certainty: list[float] = field(default_factory=list)
    names: list[tuple[int, int]] = field(default_factory=list)
    name_kinds: list[int] = field(default_factory=list)
    sources: list[tuple[int, int]] = field(default_factory=list)
    cues: list[tuple[int, int]] = field(default_factory=list)
    says: set[tuple[int, int]] = field(default_factory=set)
    only: frozenset[str] | None = None

    def bears_on(self, loss: str) -> bool:
        """Whether the annotation says anything about a task; a corpus bundle's about its own."""
        return loss not in OTHERS if self.only is None else loss in self.only


OTHERS = frozenset({"names", "name", "certainty", "sources", "cues", "says"})
"""Tasks that the bundles do not annotate."""
UNMARKED = frozenset({"triggers", "type"})
"""What a report without any event still says: its mentions are not marked."""


@dataclass
class Pair:
    """A sentence with its source and target marked in the features."""

    ids: list[int]
    features: list[int]
    type: int
    mode: int
    status: int


def _place(
    starts: dict[int, int], ends: dict[int, int], w: Window, span: dict[str, Any]
) -> tuple[int, int] | None:
    """A span of the text as pieces of the window, if it is in it."""
    i, j = starts.get(span["start"]), ends.get(span["end"])
    if i is None or j is None or i < w.context or j >= w.end:
        return None
    return i - w.context, j - w.context


def _mention_labels(b: dict[str, Any], who: str, labels: Labels) -> tuple[int, int, int]:
    """Kind, sector and owner."""
    if who in b["times"]:
        return labels.kinds.index("TIME"), IGNORE, IGNORE
    if who in b["numbers"]:
        return labels.kinds.index("NUM"), IGNORE, IGNORE
    e = b["entities"][who]
    owner, *sectors = (e["code"] or "").split("/")
    kind = labels.kinds.index(e["kind"])
    if not sectors:
        return kind, IGNORE, IGNORE
    of = labels.owners.index(owner if owner in labels.owners else STATE)
    return kind, labels.sectors.index(sectors[0]), of


def examples(b: dict[str, Any], tokenizer: Any, labels: Labels) -> Iterator[Example]:
    """The windows of a bundle's reports, with everything annotated in them.

    A report's `sentences` may be some of its own (see `lab.noise`); their numbers still count all.
    Whose an actor is can be learnt where the report has `countries` (see `lab.whose`).
    """
    for r in b["reports"]:
        tokens = tokenize(r["text"], tokenizer, [tuple(s) for s in r["sentences"]])
        starts, ends = tokens.edges()
        for w in windows(tokens):
            x = Example(
                ids=list(tokens.ids[w.context : w.end]),
                features=list(tokens.features[w.context : w.end]),
                sentence=list(tokens.sentence[w.context : w.end]),
                only=None if r["triggers"] else UNMARKED,
            )
            _fill(x, b, r, partial(_place, starts, ends, w), labels)
            if "countries" in r:
                x.words = [n - w.context for n in tokens.names() if w.context <= n < w.end]
                x.whose = list(whose(x, b, r["countries"], tokens.offsets[w.context : w.end]))
            yield x


FORMER = {"SUN": "RUS", "YUG": "SRB", "SCG": "SRB", "CSK": "CZE", "DDR": "DEU", "ZAR": "COD"}
"""States that are gone → whose names now tell them."""


def whose(
    x: Example,
    b: dict[str, Any],
    countries: Iterable[tuple[int, int, str]],
    offsets: Sequence[Span],
) -> Iterator[list[int] | None]:
    """For each mention the words of the window that name its country or body."""
    named = [(a, z, country) for a, z, country in countries]
    told: dict[str, list[int]] = {}
    for n, piece in enumerate(x.words):
        for a, z, country in named:
            if a <= offsets[piece][0] < z:
                told.setdefault(country, []).append(n)
    for who, owner in zip(x.who, x.owners, strict=True):
        if owner == IGNORE:
            yield None
        else:
            code = b["entities"][who]["code"].split("/")[0]
            yield told.get(code) or told.get(FORMER.get(code, ""), [])


def _fill(x: Example, b: dict[str, Any], r: dict[str, Any], place: Any, labels: Labels) -> None:
    frames = {(f["sentence"], f["event"]): f for f in r["frames"]}
    number: dict[str, int] = {}
    for m in r["mentions"]:
        at = place(m)
        if at is None or at in x.mentions:
            continue
        kind, sector, owner = _mention_labels(b, m["id"], labels)
        x.mentions.append(at)
        x.kinds.append(kind)
        x.sectors.append(sector)
        x.owners.append(owner)
        x.who.append(m["id"])
        x.entities.append(number.setdefault(m["id"], len(number)))
    found: list[dict[str, Any]] = []
    event_number: dict[str, int] = {}
    for t in r["triggers"]:
        at = place(t)
        f = frames.get((t["sentence"], t["event"]))
        if at is None or f is None or at in x.triggers:
            continue
        x.triggers.append(at)
        x.types.append(labels.types.index(f["type"]))
        mode = f"{f['type']}.{f['mode']}" if f["mode"] else f["type"]
        x.modes.append(labels.modes.index(mode) if f["status"] else IGNORE)
        x.statuses.append(labels.statuses.index(f["status"]) if f["status"] else IGNORE)
        x.events.append(event_number.setdefault(t["event"], len(event_number)))
        found.append(f)
    where = [x.sentence[m[0]] for m in x.mentions]
    for i, f in enumerate(found):
        _fill_roles(x, i, f, where, labels)
        _fill_about(x, i, f, found)


def _fill_roles(x: Example, i: int, f: dict[str, Any], where: list[int], labels: Labels) -> None:
    """All mentions in the sentence fill the role; else the nearest does and the rest are masked."""
    here = x.sentence[x.triggers[i][0]]
    for role, ids in f["roles"].items():
        if role == "about":
            continue
        for who in ids:
            same = [j for j, n in enumerate(x.who) if n == who]
            near = [j for j in same if where[j] == here]
            if not near and same:
                best = min(same, key=lambda j: (abs(where[j] - here), where[j] > here))
                near = [best]
            for j in same:
                if j in near:
                    x.roles.setdefault((i, j), []).append(labels.roles.index(role))
                else:
                    x.masked.add((i, j))


def _fill_about(x: Example, i: int, f: dict[str, Any], found: list[dict[str, Any]]) -> None:
    here = x.sentence[x.triggers[i][0]]
    at = [x.sentence[t[0]] for t in x.triggers]
    for event in f["roles"].get("about", []):
        same = [j for j, g in enumerate(found) if g["event"] == event and j != i]
        near = [j for j in same if at[j] == here]
        if not near and same:
            near = [min(same, key=lambda j: (abs(at[j] - here), at[j] > here))]
        x.about |= {(i, j) for j in near}
        x.about_masked |= {(i, j) for j in same if j not in near}


TAG = re.compile(r"</?[st]>")


def read_marked(marked: str) -> tuple[str, list[tuple[int, int, str]]]:
    """The plain sentence, and the spans of source ('s') and target ('t')."""
    out, spans, at, size = [], [], 0, 0
    opened: dict[str, int] = {}
    for m in TAG.finditer(marked):
        out.append(marked[at : m.start()])
        size += m.start() - at
        if m.group()[1] == "/":
            side = m.group()[2]
            spans.append((opened[side], size, side))
        else:
            opened[m.group()[1]] = size
        at = m.end()
    return "".join((*out, marked[at:])), spans


def read_pair(line: str) -> tuple[str, str, str, list[tuple[int, int, str]]]:
    """Label, status, plain sentence, and spans of source and target."""
    label, status, marked = line.rstrip("\n").split("\t")
    return label, status, *read_marked(marked)


def pair(line: str, tokenizer: Any, labels: Labels) -> Pair:
    """One line of pairs/*.tsv."""
    return _marked(*read_pair(line), tokenizer, labels)


def _marked(
    label: str,
    status: str,
    text: str,
    spans: Sequence[tuple[int, int, str]],
    tokenizer: Any,
    labels: Labels,
) -> Pair:
    tokens = tokenize(text, tokenizer, split_sentences(text))
    features = list(tokens.features)
    for i, (a, b) in enumerate(tokens.offsets):
        for start, end, side in spans:
            if start <= a and b <= end:
                features[i] += CASES * (SOURCE if side == "s" else TARGET)
    return Pair(
        ids=list(tokens.ids),
        features=features,
        type=labels.types.index(label.split(".")[0]),
        mode=labels.modes.index(label) if label != NONE else IGNORE,
        status=labels.statuses.index(status) if status != "-" else IGNORE,
    )


def pairs(
    folder: Path, part: str, tokenizer: Any, labels: Labels, skip: Sequence[str] = ()
) -> list[Pair]:
    """The pairs of one part, without the files of the skipped names."""
    out = []
    for path in sorted(folder.glob("*.tsv")):
        if path.stem not in skip:
            lines = checked(path).read_text(encoding="utf-8").splitlines()
            check_sentences(s.split("\t")[2] for s in lines)
            chosen = (s for i, s in enumerate(lines) if part_of(i) == part)
            out += [pair(s, tokenizer, labels) for s in chosen]
    return out


def pairs_within(b: dict[str, Any], tokenizer: Any, labels: Labels) -> Iterator[Pair]:
    """What a bundle's sentences say that one marked side does to another, where it is one thing."""
    for r in b["reports"]:
        for n, (start, end) in enumerate(r["sentences"]):
            frames = [f for f in r["frames"] if f["sentence"] == n and f["type"] != "CLAIM"]
            here = {m["id"]: m for m in reversed(r["mentions"]) if start <= m["start"] < end}
            acts: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
            for f in frames:
                for actor in f["roles"].get("actor", []):
                    for other in f["roles"].get("recipient", []):
                        if f["status"] and actor in here and other in here:
                            acts[actor, other].append(f)
            for (actor, other), found in acts.items():
                s, t = here[actor], here[other]
                if len(found) == 1 and (s["end"] <= t["start"] or t["end"] <= s["start"]):
                    f = found[0]
                    label = f"{f['type']}.{f['mode']}" if f["mode"] else f["type"]
                    sides = ((s, "s"), (t, "t"))
                    spans = [(m["start"] - start, m["end"] - start, x) for m, x in sides]
                    text = r["text"][start:end]
                    yield _marked(label, f["status"], text, spans, tokenizer, labels)


def batches(items: Iterable[Any], budget: int) -> list[list[Any]]:
    """Neighbours of a list together, at most `budget` pieces a batch, padding counted."""
    out: list[list[Any]] = []
    longest = 0
    for x in items:
        longest = max(longest, len(x.ids) + 2)
        if not out or longest * (len(out[-1]) + 1) > budget:
            out.append([])
            longest = len(x.ids) + 2
        out[-1].append(x)
    return out

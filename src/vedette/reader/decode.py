"""Scores → mentions, frames and the identity of entities and events in one report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import count
from typing import cast

import numpy as np

from vedette.reader import links
from vedette.reader.attributions import attributions, names
from vedette.reader.choice import both_ways, calibrated, choose, cluster, mode_of, sigmoid, softmax
from vedette.reader.find import Found, find, text_span
from vedette.reader.model import Reader
from vedette.reader.spans import Scored
from vedette.reader.tokens import split_sentences, tokenize
from vedette.reader.tolls import toll_of
from vedette.reader.whose import whose
from vedette.records import (
    WITHDRAWAL,
    Frame,
    Label,
    Mention,
    MentionKind,
    Reading,
    Record,
    Report,
    Status,
    change,
)

NONE = "NONE"
CLAIM = "CLAIM"
NOTHING = Label(value=NONE, score=0.0)
TOLLS = frozenset({"killed", "injured"})
NUMBERS = frozenset({"killed", "injured", "size", "amount"})
THINGS = frozenset({"actor", "recipient", "by", "from", "where"})
NESTS = frozenset({"where"})
"""Roles that a phrase and a phrase within it may both fill."""
FILLS = {"TIME": frozenset({"when"}), "NUM": NUMBERS}
"""Roles that a kind of mention may fill; every other kind fills `THINGS`."""


def read(report: Report, model: Reader) -> Reading:
    """A report with its mentions and frames; entities and events are ids without records yet.

    Mentions and frames stand in the order of the text. Nothing is resolved or judged here.
    """
    sentences = split_sentences(report.text)
    tokens = tokenize(report.text, model.tokenizer, sentences)
    reading = Reading(model=model.name, report=report, sentences=sentences)
    if not tokens.ids or report.kind == WITHDRAWAL:
        return reading
    found = find(tokens, model)
    mentions = _mentions(report, found, model)
    frames = _frames(report, found, mentions, model)
    return Reading(
        model=model.name,
        report=report,
        sentences=sentences,
        mentions=tuple(m for m in mentions if m is not None),
        frames=frames,
        names=names(found),
        attributions=attributions(found, report.text, model.thresholds["says"]),
    )


def _mentions(report: Report, found: Found, model: Reader) -> list[Mention | None]:
    """One for each candidate span; None where the model says that it is no mention."""
    kinds, sectors = softmax(found.scores.kind), softmax(found.scores.sector)
    owners = softmax(found.scores.owner)
    told = tuple(whose(found.qk, found.spans.mentions, found.tokens))
    same = cluster(
        len(found.mentions),
        found.spans.mention_pairs,
        found.scores.entity,
        model.thresholds["entity"],
    )
    entity_of: dict[int, str] = {}
    ids = count(1)
    out: list[Mention | None] = []
    for i, s in enumerate(found.mentions):
        kind = choose(model.labels.kinds, kinds[i])
        start, end = text_span(found.tokens, s.span)
        if kind.value == NONE or _is_provenance(report, start, end):
            out.append(None)
            continue
        named = kind.value not in FILLS
        if named:
            entity_of.setdefault(same[i], f"x{len(entity_of) + 1}")
        sector = choose(model.labels.sectors, sectors[i])
        acts = kind.value in ("PER", "ORG", "GRP")
        out.append(
            Mention(
                id=f"m{next(ids)}",
                start=start,
                end=end,
                text=report.text[start:end],
                kind=cast(MentionKind, kind.value),
                score=sigmoid(s.score) * kind.score,
                entity=entity_of[same[i]] if named else None,
                sector=sector.value if acts else None,
                sector_score=sector.score if acts else 0.0,
                owner=choose(model.labels.owners, owners[i]) if acts else None,
                whose=told[i] if acts else {},
            )
        )
    return out


def _is_provenance(report: Report, start: int, end: int) -> bool:
    """A dateline's place and day, a byline's and a credit's name take no part in any event."""
    marks = (report.dateline, report.byline, report.credit)
    return any(m is not None and m[0] <= start and end <= m[1] for m in marks)


class Typed(Record, frozen=True, kw_only=True):
    """The type of each candidate trigger, and which have one only because a claim needs them."""

    labels: list[Label]
    rescued: list[int]


def _typed(found: Found, model: Reader) -> Typed:
    """Types; NONE for a candidate below the threshold that nothing rescues."""
    p = softmax(found.scores.type)
    types = [choose(model.labels.types, row) for row in p]
    strong = [s.score > model.thresholds["trigger"] for s in found.triggers]
    held = [t if ok else NOTHING for t, ok in zip(types, strong, strict=True)]
    held = without_doubtful(held, found.triggers, model.thresholds["alone"])
    acts = [i for i, name in enumerate(model.labels.types) if name not in (NONE, CLAIM)]
    names = [model.labels.types[i] for i in acts]
    needed = rescued(found, held, model.thresholds["rescue"])
    for j in needed:
        held[j] = choose(names, p[j, acts])
    return Typed(labels=held, rescued=needed)


def without_doubtful(
    types: Sequence[Label], triggers: Sequence[Scored], least: float
) -> list[Label]:
    """The types; where no act of the whole report scores above `least` (a logit), none of them.

    An ordinary text has words that are a little like an act; a report of acts has a plain one.
    """
    acts = [s.score for t, s in zip(types, triggers, strict=True) if t.value not in (NONE, CLAIM)]
    if not acts or max(acts) > least:
        return list(types)
    return [t if t.value == CLAIM else NOTHING for t in types]


def rescued(found: Found, types: Sequence[Label], least: float) -> list[int]:
    """Candidates that a claim needs: where its sentence tells no other event for it to be about,
    the one that it is most likely about, if that is likelier than `least` (a logit)."""
    at = [found.tokens.sentence[s.span[0]] for s in found.triggers]
    told = {at[i] for i, t in enumerate(types) if t.value not in (NONE, CLAIM)}
    best: dict[int, tuple[float, int]] = {}
    rows, scores = found.spans.trigger_pairs, found.scores.about
    for (i, j), score in zip(rows[:, :2].tolist(), scores.tolist(), strict=True):
        claims = types[i].value == CLAIM and types[j].value == NONE
        if claims and at[i] == at[j] and at[i] not in told and score > least:
            best[i] = max(best.get(i, (score, j)), (score, j))
    return sorted({j for _, j in best.values()})


def _events(found: Found, types: Sequence[Label], model: Reader) -> list[str | None]:
    """Event ids of the triggers (claim ids of CLAIMs): one event only if the types agree."""
    codes = np.array([model.labels.types.index(t.value) for t in types], dtype=np.int64)
    pairs = both_ways(found.spans.trigger_pairs, found.scores.event)
    first, second = pairs.rows[:, 0], pairs.rows[:, 1]
    agree = (codes[first] == codes[second]) & (codes[first] != model.labels.types.index(NONE))
    scores = np.where(agree, pairs.scores, -np.inf).astype(np.float32)
    numbers = cluster(len(types), pairs.rows, scores, model.thresholds["event"])
    out: list[str | None] = []
    names: dict[int, str] = {}
    counts = {"c": count(1), "e": count(1)}
    for t, n in zip(types, numbers, strict=True):
        if t.value != NONE and n not in names:
            prefix = "c" if t.value == CLAIM else "e"
            names[n] = f"{prefix}{next(counts[prefix])}"
        out.append(names.get(n))
    return out


def allowed(role: str, type_: str, kind: str) -> bool:
    """Whether a mention of a kind may fill a role of a type at all."""
    if (role == "by") != (type_ == CLAIM) and role in ("by", "actor"):
        return False
    return role in FILLS.get(kind, THINGS)


def _frames(
    report: Report, found: Found, mentions: Sequence[Mention | None], model: Reader
) -> tuple[Frame, ...]:
    typed = _typed(found, model)
    types = typed.labels
    events = _events(found, types, model)
    statuses = softmax(found.scores.status)
    roles = _roles(report.text, found, types, mentions, model)
    about = _about(found, typed, events, model)
    sure = partial(calibrated, thresholds=model.thresholds)
    out: list[Frame] = []
    for i, s in enumerate(found.triggers):
        event = events[i]
        if event is None:
            continue
        mode = mode_of(types[i].value, model.labels.modes, found.scores.mode[i])
        status = choose(model.labels.statuses, statuses[i])
        fill: dict[str, tuple[str, ...]] = {}
        for role, mention in sorted(roles[i], key=lambda x: model.labels.roles.index(x[0])):
            fill[role] = (*fill.get(role, ()), mention)
        if about[i]:
            fill["about"] = about[i]
        out.append(
            Frame(
                id=f"f{len(out) + 1}",
                event=event,
                type=types[i].value,
                mode=mode.value.partition(".")[2] or None,
                status=cast(Status, status.value),
                trigger=text_span(found.tokens, s.span),
                sentence=found.tokens.sentence[s.span[0]],
                score=sure(sigmoid(s.score) * types[i].score, "frame"),
                roles=fill,
                labels={
                    sort: change(
                        label,
                        score=sure(label.score, sort),
                        runner_up_score=sure(label.runner_up_score, sort),
                    )
                    for sort, label in (("type", types[i]), ("mode", mode), ("status", status))
                },
                role_scores={f"{r}:{m}": sure(p, "role") for (r, m), p in roles[i].items()},
            )
        )
    return tuple(out)


def _roles(
    text: str,
    found: Found,
    types: Sequence[Label],
    mentions: Sequence[Mention | None],
    model: Reader,
) -> list[dict[tuple[str, str], float]]:
    """For each trigger: (role, mention id) → probability."""
    out: list[dict[tuple[str, str], float]] = [{} for _ in types]
    usual = model.thresholds["role"]
    least = [model.thresholds.get(f"role.{r}", usual) for r in model.labels.roles]
    for p, r in np.argwhere(found.scores.role > np.array(least)).tolist():
        i, j = found.spans.role_pairs[p, :2].tolist()
        role, mention = model.labels.roles[r], mentions[j]
        if mention is not None and allowed(role, types[i].value, mention.kind):
            if role in TOLLS:
                role = toll_of(text, mention.start, mention.end) or role
            out[i][role, mention.id] = sigmoid(float(found.scores.role[p, r]))
    _give_speakers(found, types, mentions, model, out)
    by_id = {m.id: m for m in mentions if m is not None}
    return [without_nested(without_lists(filled, by_id), by_id) for filled in out]


def _give_speakers(
    found: Found,
    types: Sequence[Label],
    mentions: Sequence[Mention | None],
    model: Reader,
    out: list[dict[tuple[str, str], float]],
) -> None:
    """A claim without a speaker gets the likeliest of its sentence, down to a lower threshold."""
    by = model.labels.roles.index("by")
    best: dict[int, tuple[float, str]] = {}
    at = found.tokens.sentence
    scores = found.scores.role[:, by]
    for p in np.nonzero(scores > model.thresholds["speaker"])[0].tolist():
        i, j = found.spans.role_pairs[p, :2].tolist()
        mention, score = mentions[j], float(scores[p])
        here = at[found.triggers[i].span[0]] == at[found.mentions[j].span[0]]
        silent = types[i].value == CLAIM and not any(role == "by" for role, _ in out[i])
        if mention is not None and here and silent and allowed("by", CLAIM, mention.kind):
            best[i] = max(best.get(i, (score, mention.id)), (score, mention.id))
    for i, (score, who) in best.items():
        out[i]["by", who] = sigmoid(score)


def without_lists(
    filled: dict[tuple[str, str], float], mentions: Mapping[str, Mention]
) -> dict[tuple[str, str], float]:
    """Fillers without "A and B" where A and B fill the same role themselves."""

    def parts(role: str, whole: Mention) -> int:
        same = (mentions[m] for r, m in filled if r == role and m != whole.id)
        return sum(whole.start <= m.start and m.end <= whole.end for m in same)

    return {
        (role, m): p
        for (role, m), p in filled.items()
        if " and " not in mentions[m].text or parts(role, mentions[m]) < 2
    }


def without_nested(
    filled: dict[tuple[str, str], float], mentions: Mapping[str, Mention]
) -> dict[tuple[str, str], float]:
    """Of fillers of one role that lie in each other, the likelier; places may be told twice over
    ("a village in the Donetsk region")."""

    def beaten(role: str, m: str, p: float) -> bool:
        a = mentions[m]
        rivals = ((mentions[k], q) for (r, k), q in filled.items() if r == role and k != m)
        return any(q > p and b.start < a.end and a.start < b.end for b, q in rivals)

    return {
        (role, m): p for (role, m), p in filled.items() if role in NESTS or not beaten(role, m, p)
    }


def _about(
    found: Found, typed: Typed, events: Sequence[str | None], model: Reader
) -> list[tuple[str, ...]]:
    """Event ids that each trigger is about: those above the threshold.

    A claim is about something: where nothing reaches the threshold, the likeliest event of its
    sentence, down to a lower one.
    """
    out: list[list[str]] = [[] for _ in events]
    spare: list[tuple[float, str] | None] = [None for _ in events]
    least, floor = model.thresholds["about"], model.thresholds["claim"]
    types, needed = typed.labels, set(typed.rescued)
    at = [found.tokens.sentence[s.span[0]] for s in found.triggers]
    rows, scores = found.spans.trigger_pairs, found.scores.about
    near = np.abs(np.take(at, rows[:, 0]) - np.take(at, rows[:, 1])) <= links.REACH
    for (i, j), score in zip(rows[near, :2].tolist(), scores[near].tolist(), strict=True):
        target = events[j]
        if target is None or target == events[i] or target in out[i]:
            continue
        if score > least:
            out[i].append(target)
        elif at[i] == at[j] and types[j].value != CLAIM and (score > floor or j in needed):
            spare[i] = max(spare[i] or (score, target), (score, target))
    for i, best in enumerate(spare):
        if types[i].value == CLAIM and not out[i] and best is not None:
            out[i].append(best[1])
    return [tuple(x) for x in out]

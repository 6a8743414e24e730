"""Scores → mentions, frames and the identity of entities and events in one report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import count
from typing import cast

from vedette.reader.about import about_of
from vedette.reader.attributions import attributions, names
from vedette.reader.choice import calibrated, choose, cluster, mode_of, sigmoid, softmax
from vedette.reader.find import Found, find, text_span
from vedette.reader.model import Reader
from vedette.reader.roles import FILLS, roles_of
from vedette.reader.tokens import split_sentences, tokenize
from vedette.reader.triggers import NONE, events_of, typed
from vedette.reader.undone import not_done
from vedette.reader.whose import whose
from vedette.records import (
    WITHDRAWAL,
    Frame,
    Label,
    Mention,
    MentionKind,
    Reading,
    Report,
    Status,
    change,
)


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
        if kind.value == NONE or _is_provenance(report, start):
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


def _is_provenance(report: Report, start: int) -> bool:
    """A dateline's place and day, a byline's and a credit's name take no part in any event; nor
    does what begins in them and runs on ("EL OBEID - Hawa")."""
    marks = (report.dateline, report.byline, report.credit)
    return any(m is not None and m[0] <= start < m[1] for m in marks)


def _frames(
    report: Report, found: Found, mentions: Sequence[Mention | None], model: Reader
) -> tuple[Frame, ...]:
    told = typed(found, model)
    types = told.labels
    events = events_of(found, types, model)
    statuses = softmax(found.scores.status)
    roles = roles_of(report.text, found, types, mentions, model)
    about = about_of(found, told, events, model)
    sure = partial(calibrated, thresholds=model.thresholds)
    out: list[Frame] = []
    for i, s in enumerate(found.triggers):
        event = events[i]
        if event is None:
            continue
        mode = mode_of(types[i].value, model.labels.modes, found.scores.mode[i])
        start, _ = trigger = text_span(found.tokens, s.span)
        status = choose(
            model.labels.statuses, not_done(statuses[i], model.labels.statuses, report.text, start)
        )
        out.append(
            Frame(
                id=f"f{len(out) + 1}",
                event=event,
                type=types[i].value,
                mode=mode.value.partition(".")[2] or None,
                status=cast(Status, status.value),
                trigger=trigger,
                sentence=found.tokens.sentence[s.span[0]],
                score=sure(sigmoid(s.score) * types[i].score, "frame"),
                roles=_filled(roles[i], about[i], model.labels.roles),
                labels={
                    sort: _sure(label, sort, model)
                    for sort, label in (("type", types[i]), ("mode", mode), ("status", status))
                },
                role_scores={f"{r}:{m}": sure(p, "role") for (r, m), p in roles[i].items()},
            )
        )
    return tuple(out)


def _filled(
    roles: Mapping[tuple[str, str], float], about: tuple[str, ...], order: Sequence[str]
) -> dict[str, tuple[str, ...]]:
    """Role → mention ids, in the model's order of roles; `about` last."""
    fill: dict[str, tuple[str, ...]] = {}
    for role, mention in sorted(roles, key=lambda x: order.index(x[0])):
        fill[role] = (*fill.get(role, ()), mention)
    return {**fill, "about": about} if about else fill


def _sure(label: Label, sort: str, model: Reader) -> Label:
    """A label whose scores are calibrated."""
    sure = partial(calibrated, sort=sort, thresholds=model.thresholds)
    return change(label, score=sure(label.score), runner_up_score=sure(label.runner_up_score))

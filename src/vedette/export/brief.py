"""A brief as Markdown, as JSON, and as one page that prints well.

In Markdown every sentence ends with the ids that it cites, as `vedette check` reads them; on the
page with the number of a note that holds the ids and the reports' words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from vedette import __version__
from vedette.brief import grammar
from vedette.brief.brief import Brief, Section
from vedette.brief.sentence import Sentence
from vedette.codebook.scales import WORDINGS
from vedette.export import words
from vedette.export.entries import heading
from vedette.export.markdown import escaped
from vedette.export.page import asset, environment
from vedette.records import Record

KINDS = {
    "actual": "told as having happened",
    "future": "planned or expected",
    "hypothetical": "feared or supposed",
    "requested": "asked for",
    "historical": "background",
    "negated": "said not to have happened",
}
"""Statuses as the brief counts them, in their order."""
EMPTY = "The ledger holds no event that was asked for."


class Note(Record, frozen=True):
    """What a sentence of the page rests on: ids, and the reports' words with where they stand."""

    number: int
    ids: tuple[str, ...]
    words: tuple[tuple[str, str], ...]


def to_markdown(brief: Brief, *, wording: str = WORDINGS[0]) -> str:
    """The brief as Markdown (CommonMark with tables)."""
    return "\n".join(_lines(brief, wording)) + "\n"


def _lines(brief: Brief, wording: str) -> Iterator[str]:
    yield "# Brief\n"
    yield "| | |\n|---|---|"
    yield from (f"| {name} | {escaped(value)} |" for name, value in clocks(brief))
    for section in brief.sections:
        yield f"\n## {section.title}\n"
        for sentence in section.sentences:
            ids = " ".join(f"[{each}]" for each in sentence.ids)
            yield f"- {escaped(sentence.text)} {ids}"
        if section.more:
            yield f"\n*{more(section)}*"
    yield f"\n| grades | {escaped(words.LEGEND)}; {escaped(words.numbers(wording))} |"


def clocks(brief: Brief) -> Iterator[tuple[str, str]]:
    """What was asked for, the two clocks, stale sources and counts, as name and value."""
    yield "asked for", brief.asked
    yield "generated", grammar.moment(brief.generated)
    yield "newest source", grammar.moment(brief.newest) if brief.newest else "none"
    if brief.stale:
        yield (
            "stale sources",
            "; ".join(_stale(s.name, s.state, s.since, s.why) for s in brief.stale),
        )
    counted = [f"{brief.counts[k]} {said}" for k, said in KINDS.items() if brief.counts.get(k)]
    yield "events", grammar.listing(counted) if counted else EMPTY
    if brief.withdrawn:
        said = grammar.counted(len(brief.withdrawn), "event")
        yield (
            "withdrawn",
            f"{said} that a later version of the report tells no more: "
            f"{', '.join(brief.withdrawn)} (`vedette report` shows what was changed)",
        )
    if brief.refused:
        said = grammar.counted(brief.refused, "sentence")
        yield "left out", f"{said} that did not pass the checks, of {', '.join(brief.untold)}"


def _stale(name: str, state: str, since: str | None, why: str) -> str:
    known = f" since {grammar.moment(since)}" if since else ""
    return f"{name} ({state}{known}{f': {why}' if why else ''})"


def more(section: Section) -> str:
    """How many events of a section are not told."""
    count = grammar.number(section.more).capitalize()
    said = "event" if section.more == 1 else "events"
    return f"{count} more {said} of this kind {'is' if section.more == 1 else 'are'} not told here."


def to_json(brief: Brief) -> dict[str, Any]:
    """The brief as plain dicts and lists."""
    return {
        "vedette": __version__,
        "asked": brief.asked,
        "generated": brief.generated,
        "newest_source": brief.newest,
        "stale": [
            {"name": s.name, "state": s.state, "since": s.since, "why": s.why} for s in brief.stale
        ],
        "counts": brief.counts,
        "refused": brief.refused,
        "withdrawn": list(brief.withdrawn),
        "sections": [
            {
                "title": section.title,
                "more": section.more,
                "sentences": [_row(s) for s in section.sentences],
            }
            for section in brief.sections
        ],
    }


def _row(sentence: Sentence) -> dict[str, Any]:
    return {
        "text": sentence.text,
        "events": list(sentence.events),
        "claims": list(sentence.claims),
        "alarm": sentence.alarm or None,
        "words": [
            {"report": q.report, "start": q.start, "end": q.end, "text": q.text}
            for q in sentence.cites
        ],
    }


def to_page(brief: Brief, *, wording: str = WORDINGS[0]) -> str:
    """One self-contained page of HTML without script; it needs no network and prints well."""
    told = {r.report: heading(r) for r in brief.reports}
    notes = list(_notes(brief, told))
    return (
        environment()
        .from_string(asset("brief.html.j2"))
        .render(
            brief=brief,
            clocks=list(clocks(brief)),
            more=more,
            notes=notes,
            numbered=_numbered(brief.sections),
            legend=words.LEGEND,
            numbers=words.numbers(wording),
            version=__version__,
        )
    )


def _numbered(sections: Sequence[Section]) -> list[tuple[Section, list[tuple[int, Sentence]]]]:
    """Each section with its sentences and the numbers of their notes."""
    out, last = [], 0
    for section in sections:
        out.append((section, list(enumerate(section.sentences, last + 1))))
        last += len(section.sentences)
    return out


def _notes(brief: Brief, told: dict[str, str]) -> Iterator[Note]:
    for _, sentences in _numbered(brief.sections):
        for number, sentence in sentences:
            spoken = ((q.text, told.get(q.report, q.report)) for q in sentence.cites)
            yield Note(number, sentence.ids, tuple(dict.fromkeys(spoken)))

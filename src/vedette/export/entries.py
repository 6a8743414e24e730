"""The ledger's events for eyes and machines: a block each, a row each, or why one is graded so.

An event of the ledger is told in the words of a report's event (`words`), through a view: a reading
without a text, made of the entry's own rows.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, TextIO

from vedette.brief import grammar, names
from vedette.brief.entries import view
from vedette.codebook.scales import WORDINGS, scale
from vedette.export import words
from vedette.export.contract import event_row
from vedette.export.ratings import Rating, in_one_line, ratings
from vedette.export.table import grid, of_width, styled
from vedette.records import (
    Claim,
    Copy,
    Entry,
    Heading,
    Judgement,
    Letter,
    Origin,
    Reading,
    change,
)

Told = Callable[[Claim], str]
"""A claim → its words in its report."""
Read = Callable[[str], Reading | None]
"""A report → its reading."""
Letters = Mapping[str, Letter]
"""Voice → the letter that was set for its source."""


def heading(report: Heading) -> str:
    """Outlet, day and title of a report, on one line."""
    outlet = f"{report.paper} ({report.outlet})" if report.paper else report.outlet
    known = (outlet, report.date, f"“{report.title}”" if report.title else None)
    return words.line(" · ".join(part for part in known if part)) or f"report {report.report}"


def print_entries(
    entries: Iterable[Entry],
    out: TextIO,
    letters: Letters,
    *,
    read: Read,
    edited: Mapping[str, str] = MappingProxyType({}),
    wording: str = WORDINGS[0],
    width: int | None = None,
) -> None:
    """Write events in the order given, under the heading of their status, each with the letters of
    its sources beside its number; below them what numbers and letters are called. `read` gives the
    reports, whose words are told; `edited` says of those that are later versions how they differ.
    """
    console = of_width(out, width)
    lettered = False
    groups: dict[str, list[Entry]] = {status: [] for status in words.SECTIONS}
    for entry in entries:
        groups[entry.event.status].append(entry)
    for status, found in groups.items():
        if found:
            title = words.SECTIONS[status].upper()
            console.print(styled(f"\n{title}", "bold" if status == "actual" else "bold dim"))
            console.print(grid([_account(e, letters, read) for e in found]))
            for line in (line for e in found for line in _remarks(e, edited)):
                console.print(styled(words.line(line), "dim"))
            lettered = lettered or any(r.letter for e in found for r in ratings(e, letters))
    console.print(styled(f"\n{words.LEGEND}\n{words.numbers(wording)}", "dim"))
    if lettered:
        console.print(styled(words.letters(wording), "dim"))


def _remarks(entry: Entry, edited: Mapping[str, str]) -> Iterator[str]:
    """Who has accepted or corrected an event, and which of its reports were edited."""
    yield from (f"{entry.event.id} {_reviewed(r)}" for r in entry.reviews)
    yield from (
        f"report {r.report} {edited[r.report]}" for r in entry.reports if r.report in edited
    )


def _account(entry: Entry, letters: Letters, read: Read) -> words.Account:
    rated = in_one_line(ratings(entry, letters))
    told = words.account(view(entry), entry.event, entry.reports, rated=rated)
    return change(told, words=_triggers(entry, read))


def _triggers(entry: Entry, read: Read) -> str:
    """The words of its reports that tell an event, each once."""
    found: list[str] = []
    for name in entry.event.frames:
        report, _, frame = name.rpartition("#")
        reading = read(report)
        if reading is not None:
            found.append(words.line(reading.report.quote(reading.frame(frame).trigger)))
    return ", ".join(names.unique(found))


def to_row(entry: Entry, letters: Letters) -> dict[str, Any]:
    """An event of the ledger as plain dicts and lists: the keys of a report's event, and beside
    them its reports, entities, claims, origins by name, verdicts, the rating of each source
    ("reliability" is null where no letter is set), and who accepted or corrected it."""
    return {
        **event_row(entry.event),
        "reports": [
            {"id": r.report, "outlet": r.outlet, "date": r.date, "title": r.title}
            for r in entry.reports
        ],
        "entities": [
            {"id": e.id, "name": e.name, "country": e.country, "actor": e.actor}
            for e in view(entry).entities
        ],
        "claims": list(map(_claim_row, entry.claims)),
        "origins": [
            {"id": o.id, "name": o.name, "basis": o.basis, "chain": list(o.chain)}
            for o in entry.origins
        ],
        "verdicts": [
            {"a": v.a, "b": v.b, "value": v.value, "reason": v.reason} for v in entry.verdicts
        ],
        "ratings": list(map(_rating_row, ratings(entry, letters))),
        "reviews": list(map(_review_row, entry.reviews)),
    }


def _claim_row(claim: Claim) -> dict[str, Any]:
    return {
        "id": claim.id,
        "report": claim.report,
        "speaker": claim.speaker,
        "stance": claim.stance,
        "basis": claim.basis,
        "from": list(claim.sources),
        "quote": list(claim.quote),
    }


def _rating_row(rating: Rating) -> dict[str, Any]:
    return {
        "source": rating.voice,
        "name": rating.name,
        "origin": not rating.through,
        "reliability": rating.letter,
        "credibility": rating.credibility,
        "rating": rating.code,
    }


def _review_row(review: Judgement) -> dict[str, Any]:
    return {
        "number": review.number,
        "kind": review.kind,
        "what": review.what,
        "who": review.who,
        "at": review.at,
        "why": review.why,
    }


def as_lines(entries: Iterable[Entry], letters: Letters) -> Iterator[str]:
    """One JSON object a line and event."""
    for entry in entries:
        yield json.dumps(to_row(entry, letters), ensure_ascii=False) + "\n"


def why(
    entry: Entry,
    told: Told,
    letters: Letters,
    *,
    copies: Sequence[Copy] = (),
    joined: Sequence[str] = (),
    wording: str = WORDINGS[0],
) -> str:
    """The tree of an event, as plain text: its grade, the rating of each source, its origins, the
    chain and the claims of each, the words and the report of each claim; then why the origins are
    (not) independent, which of its reports are `copies`, and `joined`: why they tell one event."""
    lines = _tree(entry, told, ratings(entry, letters), copies, joined, wording)
    return "\n".join(words.clean(each) for each in lines) + "\n"


def _tree(
    entry: Entry,
    told: Told,
    rated: Sequence[Rating],
    copies: Sequence[Copy],
    joined: Sequence[str],
    wording: str,
) -> Iterator[str]:
    seen = view(entry)
    row = words.account(seen, entry.event, entry.reports)
    credibility = entry.event.grade.credibility
    yield f"{entry.event.id}  {row.code}  {row.status}"
    for name, value in (("who", row.who), ("whom", row.whom), ("where", row.where),
                        ("when", row.when), ("figures", row.figures)):  # fmt: skip
        if value:
            yield f"  {name:<8}{value}"
    yield f"grade {credibility} ({words.graded(credibility, wording)})"
    yield f"  {row.rule}"
    yield from (f"  {_rating(each, wording)}" for each in rated)
    yield row.origins
    for origin in entry.origins:
        yield from _origin(seen, origin, entry, told)
    yield from (f"{words.line(_reviewed(each))}" for each in entry.reviews)
    others = [c for c in entry.claims if not any(c.id in o.claims for o in entry.origins)]
    if others:
        yield "other claims"
        yield from (line for c in others for line in _claim(seen, c, entry, told))
    if entry.verdicts:
        yield "independent?"
        known = {o.id: o.name for o in entry.origins}
        for v in entry.verdicts:
            yield f"  {known.get(v.a, v.a)} and {known.get(v.b, v.b)}: {v.value}; {v.reason}"
    yield grammar.counted(len(entry.reports), "report")
    for r in entry.reports:
        yield f"  {r.report}  {heading(r)}"
        yield from (f"    {words.line(c.why)}" for c in copies if c.report == r.report)
    if joined:
        yield "one event, since"
        yield from (f"  {each}" for each in joined)


def _reviewed(judgement: Judgement) -> str:
    """That somebody has accepted or corrected an event."""
    return f"{judgement.what} by {judgement.who}, {judgement.at[:10]}: {judgement.why}"


def _rating(rating: Rating, wording: str) -> str:
    """ "B2 Meridian Wire: usually reliable by STANAG 2511"; F says so by itself."""
    by = scale(wording)
    known = rating.letter is not None and rating.letter != "F"
    said = f": {by.reliability[rating.letter]} by {by.name}" if known and rating.letter else ""
    return words.line(f"{rating.told}{said}")


def _origin(seen: Reading, origin: Origin, entry: Entry, told: Told) -> Iterator[str]:
    chain = " → ".join(names.name_of(seen, each) for each in origin.chain)
    basis = f" ({words.BASES[origin.basis]})" if words.BASES[origin.basis] else ""
    yield f"  {origin.name}{basis}{f': {chain}' if len(origin.chain) > 1 else ''}"
    for claim in entry.claims:
        if claim.id in origin.claims:
            yield from (f"  {line}" for line in _claim(seen, claim, entry, told))


def _claim(seen: Reading, claim: Claim, entry: Entry, told: Told) -> Iterator[str]:
    report = next(r for r in entry.reports if r.report == claim.report)
    yield f"  {words.said(seen, claim)}"
    yield f"    “{words.line(told(claim))}”"
    yield f"    {heading(report)}"
    if claim.why:
        yield f"    basis: {claim.why}"

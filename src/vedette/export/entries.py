"""The ledger's events for eyes and machines: a block each, a row each, or why one is graded so.

An event of the ledger is told in the words of a report's event (`words`), through a view: a reading
without a text, made of the entry's own rows.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TextIO

from vedette.brief import grammar, names
from vedette.export import words
from vedette.export.contract import event_row
from vedette.export.table import grid, of_width, styled
from vedette.records import Claim, Entity, Entry, Heading, Origin, Reading, Report

Told = Callable[[Claim], str]
"""A claim → its words in its report."""


def view(entry: Entry) -> Reading:
    """The entry as a reading without a text."""
    outlets = (Entity(id=i, name=name, kind="ORG") for i, name in entry.outlets.items())
    return Reading(
        model="",
        report=Report(id=entry.event.id, text=entry.event.id),
        entities=(*entry.entities, *outlets),
        events=(entry.event,),
        claims=entry.claims,
        origins=entry.origins,
        verdicts=entry.verdicts,
    )


def heading(report: Heading) -> str:
    """Outlet, day and title of a report, on one line."""
    known = (report.outlet, report.date, f"“{report.title}”" if report.title else None)
    return words.line(" · ".join(part for part in known if part)) or f"report {report.report}"


def print_entries(entries: Iterable[Entry], out: TextIO, *, width: int | None = None) -> None:
    """Write events in the order given, under the heading of their status, and how many reports
    tell each."""
    console = of_width(out, width)
    groups: dict[str, list[Entry]] = {status: [] for status in words.SECTIONS}
    for entry in entries:
        groups[entry.event.status].append(entry)
    for status, found in groups.items():
        if found:
            title = words.SECTIONS[status].upper()
            console.print(styled(f"\n{title}", "bold" if status == "actual" else "bold dim"))
            console.print(grid([words.account(view(e), e.event, e.reports) for e in found]))
    console.print(styled(f"\n{words.LEGEND}", "dim"))


def to_row(entry: Entry) -> dict[str, Any]:
    """An event of the ledger as plain dicts and lists: the keys of a report's event, and beside
    them its reports, entities, claims, origins by name, and verdicts."""
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
        "claims": [
            {
                "id": c.id,
                "report": c.report,
                "speaker": c.speaker,
                "stance": c.stance,
                "basis": c.basis,
                "from": list(c.sources),
                "quote": list(c.quote),
            }
            for c in entry.claims
        ],
        "origins": [
            {"id": o.id, "name": o.name, "basis": o.basis, "chain": list(o.chain)}
            for o in entry.origins
        ],
        "verdicts": [
            {"a": v.a, "b": v.b, "value": v.value, "reason": v.reason} for v in entry.verdicts
        ],
    }


def as_lines(entries: Iterable[Entry]) -> Iterator[str]:
    """One JSON object a line and event."""
    for entry in entries:
        yield json.dumps(to_row(entry), ensure_ascii=False) + "\n"


def why(entry: Entry, told: Told, joined: Sequence[str] = ()) -> str:
    """The tree of an event, as plain text: its grade, its origins, the chain and the claims of
    each, the words and the report of each claim; then why the origins are (not) independent, and
    `joined`: why its reports tell one event."""
    return "\n".join(words.clean(each) for each in _tree(entry, told, joined)) + "\n"


def _tree(entry: Entry, told: Told, joined: Sequence[str]) -> Iterator[str]:
    seen = view(entry)
    row = words.account(seen, entry.event, entry.reports)
    credibility = entry.event.grade.credibility
    yield f"{entry.event.id}  {row.code}  {row.status}"
    for name, value in (("who", row.who), ("whom", row.whom), ("where", row.where),
                        ("when", row.when), ("figures", row.figures)):  # fmt: skip
        if value:
            yield f"  {name:<8}{value}"
    yield f"grade {credibility} ({words.GRADES[credibility]})"
    yield f"  {row.rule}"
    yield row.origins
    for origin in entry.origins:
        yield from _origin(seen, origin, entry, told)
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
    yield from (f"  {r.report}  {heading(r)}" for r in entry.reports)
    if joined:
        yield "one event, since"
        yield from (f"  {each}" for each in joined)


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

"""What every output says of an event, in the same words: who, where, when, who says so, grade."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from vedette.brief import grammar, names
from vedette.brief.phrases import phrases
from vedette.codebook.scales import scale
from vedette.records import Claim, Entity, Event, Heading, Problem, Reading, Record

SECTIONS = {
    "actual": "Told as having happened",
    "future": "Planned or expected - not fact",
    "hypothetical": "Supposed, possible or feared - not fact",
    "requested": "Asked for or ordered - not fact",
    "historical": "Background, over a year before the report",
    "negated": "Said not to have happened",
}
"""Statuses in the order in which they are shown, with their headings."""
LEGEND = "1 shown independent, 2 not shown, 3 one origin, 4 doubtful, 5 refuted, 6 unknown"
GRADES = {
    1: "shown independent",
    2: "independence not shown",
    3: "one origin",
    4: "doubtful",
    5: "refuted",
    6: "cannot be judged",
}
"""What each number means here; the legend is the same in 80 columns. A scale's own words, which
say less of independence, stand beside them (`graded`, `numbers`)."""
BASES = {
    "witnessed": "as witness",
    "own data": "from own data",
    "told by": "told by",
    "document": "from a document",
    "inferred": "inferred",
    "none given": "",
}
OWN_VOICE = "in the report's own voice"
_CONTROLS = (*(n for n in range(0x20) if chr(n) not in "\t\n"), *range(0x7F, 0xA0))
_OVERRIDES = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
_SURROGATES = range(0xD800, 0xE000)
_NO_CHARACTERS = (0xFFFE, 0xFFFF)
FAULTS = dict.fromkeys(
    (*_CONTROLS, *_OVERRIDES, *_SURROGATES, *_NO_CHARACTERS), "\N{REPLACEMENT CHARACTER}"
)
"""Characters that would act on a terminal or page (controls, direction overrides, surrogates), or
that no XML may hold."""


class Account(Record, frozen=True):
    """An event in words, for eyes. An empty string says that the record holds nothing."""

    id: str
    code: str
    words: str
    status: str
    who: str
    whom: str
    where: str
    unplaced: str
    """Why a place that is named was not resolved."""
    when: str
    figures: str
    says: tuple[str, ...]
    origins: str
    against: str
    credibility: int
    rule: str
    rated: str = ""
    """The letters of its sources beside the number, where it is of a ledger."""

    @property
    def short_rule(self) -> str:
        """The rule without the names in brackets, for where the origins stand beside it."""
        return re.sub(r" \([^()]*\)", "", self.rule)


def clean(text: str) -> str:
    """A text whose control characters are replaced one for one, so that offsets still hold."""
    return text.translate(FAULTS)


def line(text: str) -> str:
    """A cleaned text on one line."""
    return " ".join(clean(text).split())


def code(event: Event) -> str:
    """ "MOBILIZE.troops", or the type alone."""
    return event.type if event.mode is None else f"{event.type}.{event.mode}"


def graded(credibility: int, wording: str) -> str:
    """ "independence not shown; probably true by STANAG 2511"; what is the same is said once."""
    by = scale(wording)
    own, theirs = GRADES[credibility], f"{by.credibility[credibility]} by {by.name}"
    return theirs if theirs.startswith(f"{own} ") else f"{own}; {theirs}"


def numbers(wording: str) -> str:
    """What a scale calls the numbers, and which scale it is, for below the legend."""
    by = scale(wording)
    return f"{by.name}: {', '.join(f'{n} {said}' for n, said in by.credibility.items())}"


def letters(wording: str) -> str:
    """What a scale calls the letters, and which scale it is."""
    by = scale(wording)
    return f"{by.name}: {', '.join(f'{n} {said}' for n, said in by.reliability.items())}"


def account(
    reading: Reading, event: Event, reports: Sequence[Heading] = (), *, rated: str = ""
) -> Account:
    """All that the record holds of one event, in words; `reports` and `rated` where it is of a
    ledger."""
    return Account(
        id=event.id,
        code=code(event),
        words=_words(reading, event),
        status=event.status,
        who=_people(reading, event.actors),
        whom=_people(reading, event.recipients),
        where=_where(event),
        unplaced=_unplaced(reading, event),
        when=_when(event),
        figures=grammar.figures(event.figures),
        says=tuple(names.unique(_sayings(reading, event, {r.report: r for r in reports}))),
        origins=_origins(reading, event),
        against=line(", ".join(names.against_of(reading, event))),
        credibility=event.grade.credibility,
        rule=line(event.grade.rule),
        rated=line(rated),
    )


def _sayings(reading: Reading, event: Event, reports: Mapping[str, Heading]) -> Iterator[str]:
    for claim in names.claims_of(reading, event):
        source = reports.get(claim.report)
        known = (source.outlet, source.date) if source is not None else ()
        where = ", ".join(part for part in known if part)
        yield f"{said(reading, claim)} ({line(where)})" if where else said(reading, claim)


def sections(reading: Reading) -> dict[str, list[Account]]:
    """Accounts under the heading of their status; a heading without events is left out."""
    groups = {
        heading: [account(reading, e) for e in reading.events if e.status == status]
        for status, heading in SECTIONS.items()
    }
    return {heading: rows for heading, rows in groups.items() if rows}


def said(reading: Reading, claim: Claim) -> str:
    """ "Anton Vries confirmed, told by South Korea"; a speech act by its own words."""
    act = phrases().get(claim.stance)
    verb = act.alone if act is not None else names.STANCES.get(claim.stance, "said")
    who = names.UNNAMED if claim.speaker is None else names.name_of(reading, claim.speaker)
    own = (claim.speaker or "").startswith(names.OUTLET)
    basis = BASES[claim.basis]
    sources = ", ".join(names.name_of(reading, each) for each in claim.sources)
    told = f"{basis or 'after'} {sources}" if sources else basis
    return line(
        ", ".join(part for part in (f"{who} {verb}", OWN_VOICE if own else "", told) if part)
    )


def header(reading: Reading) -> str:
    """Outlet, date, kind, id and model of a report, on one line."""
    report = reading.report
    parts = (report.outlet, report.date, report.kind, f"report {report.id}")
    return line(" · ".join([*(part for part in parts if part), f"read by {reading.model}"]))


def title(reading: Reading) -> str:
    """A report's title, or a plain word where it has none."""
    return line(reading.report.title or "") or "Untitled report"


def told(problem: Problem) -> str:
    """ "WHERE: WHAT (WHY)"."""
    return line(f"{problem.where}: {problem.what} ({problem.why})")


def _words(reading: Reading, event: Event) -> str:
    """The event's triggers in the report, each once: "arrived, deployment"."""
    triggers = [f.trigger for f in reading.frames if f.event == event.id]
    return ", ".join(names.unique(line(reading.report.quote(each)) for each in triggers))


def _people(reading: Reading, ids: tuple[str, ...]) -> str:
    known = {entity.id: entity for entity in reading.entities}
    return line(", ".join(_person(known[each]) if each in known else each for each in ids))


def _person(entity: Entity) -> str:
    return entity.name if entity.actor is None else f"{entity.name} [{entity.actor}]"


def _where(event: Event) -> str:
    place = event.place
    if place is None:
        return ""
    parts = (place.name, place.admin1 if place.admin1 != place.name else None, place.country)
    return line(f"{', '.join(part for part in parts if part)} ({place.precision})")


def _unplaced(reading: Reading, event: Event) -> str:
    named = any(frame.roles.get("where") for frame in reading.frames if frame.event == event.id)
    return line(event.place_reason) if named and event.place is None else ""


def _when(event: Event) -> str:
    if event.when is None:
        return ""
    return grammar.dated(event.when) or line(f"“{event.when.raw}”, not resolved")


def _origins(reading: Reading, event: Event) -> str:
    found = names.origins_of(reading, event)
    if not found:
        return "no origin"
    return line(f"{grammar.counted(len(found), 'origin')}: {', '.join(found)}")

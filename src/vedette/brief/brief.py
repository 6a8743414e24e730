"""A dossier → a brief of a page or two: sections of cited sentences, each through the checks.

Each section is one function in a table: rows in, sentences out. What is planned, supposed, asked
for or negated is told in sections of its own and never as fact; what only one origin tells is told
as its claim.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, islice, zip_longest

from vedette.brief import grammar, names, told
from vedette.brief.check import faults
from vedette.brief.check_alarms import misread
from vedette.brief.dossier import Dossier, Stale, by_status
from vedette.brief.entries import Cited, of_entry, view
from vedette.brief.evidence import gathered
from vedette.brief.sentence import Sentence
from vedette.records import Alarm, Entry, Heading, Record, change

SHOWN_BY_MORE = frozenset({1, 2})
"""Grades of what two or more origins tell."""
CLAIMED = frozenset({3, 4})
HEADLINE = "Headline judgement"
LINE = "Bottom line"
MOST = {
    HEADLINE: 1,
    LINE: 3,
    "What happened": 6,
    "What is claimed, and by whom": 6,
    "What is denied or disputed": 5,
    "Figures": 5,
    "What may come": 6,
    "What changed in the series": 4,
    "What we do not know": 5,
}
"""Most sentences of a section."""


class Section(Record, frozen=True, kw_only=True):
    """A heading and its sentences; `more` events of the kind are not told."""

    title: str
    sentences: tuple[Sentence, ...]
    more: int = 0


class Brief(Record, frozen=True, kw_only=True):
    """All sections that have something to say, and the two clocks: when the brief was made, and
    the newest source. `counts` are the events asked for by status; `refused` sentences, of the
    events `untold`, did not pass the checks and are not told; `reports` are what the cited words
    stand in; `withdrawn` are accounts ("REPORT.e3") that a later version of their report tells no
    more."""

    asked: str
    generated: str
    newest: str | None
    stale: tuple[Stale, ...]
    counts: dict[str, int]
    sections: tuple[Section, ...]
    refused: int = 0
    untold: tuple[str, ...] = ()
    reports: tuple[Heading, ...] = ()
    withdrawn: tuple[str, ...] = ()


NO_ALARMS: Mapping[str, Alarm] = {}
Rows = Callable[[Entry], Cited]
Maker = Callable[[Dossier, Rows], Iterator[Sentence]]


def brief(dossier: Dossier) -> Brief:
    """The brief of some events; one without a section where there are none."""
    kept: dict[str, Cited] = {}

    def rows(entry: Entry) -> Cited:
        if entry.event.id not in kept:
            remarks = tuple(dossier.remarks(entry))
            kept[entry.event.id] = of_entry(entry, dossier.shelf, remarks)
        return kept[entry.event.id]

    alarms = {each.alarm.id: each.alarm for each in dossier.changes}
    refused: list[Sentence] = []
    sections: list[Section] = []
    seen: set[str] = set()
    for title, maker in SECTIONS.items():
        made = list(islice(_unsaid(maker(dossier, rows), seen), MOST[title]))
        passed = [s for s in made if holds(s, kept, alarms)]
        refused += (s for s in made if s not in passed)
        more = _more(title, dossier, passed)
        if passed or more:
            sections.append(Section(title=title, sentences=tuple(passed), more=more))
    return Brief(
        asked=dossier.asked,
        generated=dossier.generated,
        newest=dossier.newest,
        stale=dossier.stale,
        counts=dict(by_status(dossier.entries)),
        sections=tuple(sections),
        refused=len(refused),
        untold=tuple(dict.fromkeys(event for s in refused for event in s.events)),
        reports=tuple(_reports(dossier, sections)),
        withdrawn=dossier.withdrawn,
    )


def _reports(dossier: Dossier, sections: Iterable[Section]) -> Iterator[Heading]:
    """The reports whose words are cited, each once."""
    cited = {q.report for section in sections for s in section.sentences for q in s.cites}
    known = {r.report: r for entry in dossier.entries for r in entry.reports}
    yield from (known[each] for each in sorted(cited & known.keys()))


def holds(
    sentence: Sentence, rows: Mapping[str, Cited], alarms: Mapping[str, Alarm] = NO_ALARMS
) -> bool:
    """Whether a sentence passes the checks on the rows, or the alarm, that it cites."""
    if sentence.alarm:
        return sentence.alarm in alarms and not misread(sentence.text, alarms[sentence.alarm])
    cited = [rows[each] for each in sentence.events if each in rows]
    return bool(cited) and not faults(sentence.text, gathered(cited, sentence.claims))


def _unsaid(sentences: Iterable[Sentence], seen: set[str]) -> Iterator[Sentence]:
    """Sentences whose words were not said yet: no sentence is read twice."""
    for sentence in sentences:
        if sentence.text not in seen:
            seen.add(sentence.text)
            yield sentence


def _headline(dossier: Dossier, rows: Rows) -> Iterator[Sentence]:
    top = dossier.ranked("actual")[:1]
    yield from (told.judged(rows(e)) for e in top)


def _line(dossier: Dossier, rows: Rows) -> Iterator[Sentence]:
    """What the headline rests on, the next weightiest judgement, and what is most in dispute."""
    ranked = dossier.ranked("actual")
    for entry in ranked[:1]:
        yield told.origins(rows(entry))
    judged = [e for e in ranked[1:] if e.event.grade.credibility in SHOWN_BY_MORE]
    yield from (told.judged(rows(e)) for e in judged[:1])
    yield from (told.in_dispute(rows(e)) for e in _contested(dossier)[:1])


def _actual(dossier: Dossier, grades: frozenset[int]) -> list[Entry]:
    """Actual events of some grades, the best grade first, that nobody denies."""
    found = [
        e
        for e in dossier.ranked("actual")
        if e.event.grade.credibility in grades and not _against(e) and e.event.type != "THREATEN"
    ]
    return sorted(found, key=lambda e: e.event.grade.credibility)


def _against(entry: Entry) -> bool:
    return bool(names.against_of(view(entry), entry.event))


def _happened(dossier: Dossier, rows: Rows) -> Iterator[Sentence]:
    for entry in _actual(dossier, SHOWN_BY_MORE):
        yield told.happened(rows(entry), known=entry.event.id in dossier.known)


def _claimed(dossier: Dossier, rows: Rows) -> Iterator[Sentence]:
    for entry in _actual(dossier, CLAIMED):
        yield told.happened(rows(entry), known=entry.event.id in dossier.known)


def _contested(dossier: Dossier) -> list[Entry]:
    held = (e for e in dossier.ranked("actual", "historical"))
    return [e for e in held if _against(e) or e.event.grade.credibility == 5]


def _disputed(dossier: Dossier, rows: Rows) -> Iterator[Sentence]:
    yield from (told.disputed(rows(e)) for e in _contested(dossier))
    yield from (told.negated(rows(e)) for e in dossier.ranked("negated"))


def _figures(dossier: Dossier, rows: Rows) -> Iterator[Sentence]:
    """Tolls first, then other figures."""
    ranked = dossier.ranked("actual")
    made = [s for e in ranked if e.event.figures for s in told.figures(rows(e))]
    tolls = [f"put {told.COUNTED[role]} at" for role in grammar.PEOPLE]
    yield from sorted(made, key=lambda s: not any(toll in s.text for toll in tolls))


def _ahead(dossier: Dossier, rows: Rows) -> Iterator[Sentence]:
    """Threats that were made; then plans, fears and demands in turn, of each the weightiest first,
    so that none has all the room."""
    threats = (e for e in dossier.ranked("actual") if e.event.type == "THREATEN")
    yield from (told.happened(rows(e)) for e in threats if not _against(e))
    for some in zip_longest(*(dossier.ranked(status) for status in told.AHEAD)):
        yield from (told.ahead(rows(entry)) for entry in some if entry is not None)


def _series(dossier: Dossier, rows: Rows) -> Iterator[Sentence]:
    for each in dossier.changes:
        yield told.broke(each.alarm, each.events)


def _unknown(dossier: Dossier, rows: Rows) -> Iterator[Sentence]:
    graded = [*_actual(dossier, SHOWN_BY_MORE | CLAIMED), *_contested(dossier)]
    ranked = [e for e in dossier.ranked("actual") if e in graded]
    yield from chain.from_iterable(told.unknown(rows(e)) for e in ranked)


SECTIONS: dict[str, Maker] = {
    HEADLINE: _headline,
    LINE: _line,
    "What happened": _happened,
    "What is claimed, and by whom": _claimed,
    "What is denied or disputed": _disputed,
    "Figures": _figures,
    "What may come": _ahead,
    "What changed in the series": _series,
    "What we do not know": _unknown,
}
"""The order of the brief."""

COUNTED: dict[str, Callable[[Dossier], int]] = {
    "What happened": lambda d: len(_actual(d, SHOWN_BY_MORE)),
    "What is claimed, and by whom": lambda d: len(_actual(d, CLAIMED)),
    "What is denied or disputed": lambda d: len(_contested(d)) + len(d.ranked("negated")),
    "What may come": lambda d: len(d.ranked(*told.AHEAD)),
}
"""How many events belong to a section, so that those not told are counted."""


def _more(title: str, dossier: Dossier, passed: list[Sentence]) -> int:
    count = COUNTED.get(title)
    told_ = {i for s in passed for i in s.events}
    return max(0, count(dossier) - len(told_)) if count is not None else 0


def rewritten(made: Brief, sections: Iterable[Section]) -> Brief:
    """The brief with other sentences in its sections."""
    return change(made, sections=tuple(sections))

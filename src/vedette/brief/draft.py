"""A text that somebody wrote, with citations in brackets → its sentences, each judged.

A citation is the id of an event or claim of the ledger, `[8bd96014d443.e3]`; those of a sentence
stand within it or behind it. What is no sentence of prose (the brief's own headings, table of
clocks and counts of what is left out) is passed over; everything else must cite.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from vedette.brief.brief import SECTIONS
from vedette.brief.check import Fault, faults
from vedette.brief.check_alarms import misread
from vedette.brief.entries import Cited, Library, of_entry
from vedette.brief.evidence import gathered
from vedette.records import Entry, Record
from vedette.sentences import spans_of

CLOCKS = (
    "asked for",
    "generated",
    "newest source",
    "stale sources",
    "events",
    "left out",
    "grades",
)
"""The first cells of the brief's table, which is no prose."""
MORE = re.compile(r"^\*?[\w,]+ more events? of this kind (?:is|are) not told here\.\*?$")
NOTHING = "it cites nothing"
_ID = r"[0-9a-z]{4,64}(?:[.#][A-Za-z][\w-]*)?"
_CITED = re.compile(rf"\[({_ID})\]")
_BEHIND = re.compile(rf"([.!?…][”\"’')*]*)((?:\s*\[{_ID}\])+)")
_MARK = re.compile(r"^\s*(?:[-*+>]|\d+[.)]|#{1,6})\s+")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_TITLE = re.compile(r"^#+\s")


class Drafted(Record, frozen=True):
    """A sentence of a draft, the line that it begins on, and what it cites."""

    line: int
    text: str
    cites: tuple[str, ...]


class Judged(Record, frozen=True):
    """A sentence and why it is refused; () if it is not."""

    sentence: Drafted
    faults: tuple[Fault, ...]


def drafted(text: str) -> Iterator[Drafted]:
    """The sentences of a draft in Markdown or plain text."""
    for line, paragraph in _paragraphs(text):
        for sentence, cites in _sentences(paragraph):
            yield Drafted(line, sentence, cites)


def judged(text: str, library: Library) -> Iterator[Judged]:
    """Each sentence of a draft, checked against the rows that it cites."""
    known: dict[str, Cited] = {}
    for sentence in drafted(text):
        yield Judged(sentence, tuple(_faults(sentence, library, known)))


def _faults(sentence: Drafted, library: Library, known: dict[str, Cited]) -> Iterator[Fault]:
    if not sentence.cites:
        yield Fault("citation", NOTHING)
        return
    told = [states[-1] for cite in sentence.cites if (states := library.alarm(cite))]
    if told:
        # What changed in a series no event's rows hold; the events are cited beside the alarm.
        yield from misread(sentence.text, told[0])
        return
    rows: dict[str, Cited] = {}
    # Events first: a claim may be about several, of which the sentence then means those it cites.
    for cite in sorted(sentence.cites, key=lambda c: "#" in c):
        if any(claim.id == cite for row in rows.values() for claim in row.claims()):
            continue
        entry = entry_cited(cite, library)
        if entry is None:
            yield Fault("citation", f"the ledger has no event or claim {cite}, or several")
        else:
            event = entry.event.id
            rows[event] = known.setdefault(event, of_entry(entry, library))
    if rows:
        yield from faults(sentence.text, gathered(list(rows.values()), sentence.cites))


def entry_cited(cite: str, library: Library) -> Entry | None:
    """The event of an id or of a claim's id; None where there is none, or several."""
    report, sign, _ = cite.partition("#")
    if not sign:
        found = library.find(cite)
        return found[0] if len(found) == 1 else None
    events = (e for event in library.events_in(report) for e in library.find(event))
    return next((e for e in events if any(c.id == cite for c in e.claims)), None)


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Prose with the number of its first line; a list's item is a paragraph of its own."""
    start, held = 1, list[str]()
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        ends = not line or _passed_over(line) or _MARK.match(raw) is not None
        if ends and held:
            yield start, " ".join(held)
            held = []
        if not line or _passed_over(line):
            continue
        start = start if held else number
        held.append(_ESCAPED.sub(r"\1", _MARK.sub("", line)))
        if _TITLE.match(line):
            yield start, " ".join(held)
            held = []
    if held:
        yield start, " ".join(held)


def _passed_over(line: str) -> bool:
    """Whether a line is the brief's own heading, clock or count, or a rule of Markdown."""
    if not re.search(r"\w", line) or MORE.match(line):
        return True
    if line.startswith("#"):
        return line.lstrip("# ").strip() in (*SECTIONS, "Brief")
    cells = [cell.strip() for cell in line.strip("|").split("|")]
    return line.startswith("|") and cells[0].casefold() in CLOCKS


def _sentences(paragraph: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    # A citation behind the full stop belongs to the sentence before it.
    moved = _BEHIND.sub(lambda m: f"{m[2]}{m[1]} ", paragraph)
    held: list[str] = []

    def kept(match: re.Match[str]) -> str:
        held.append(match[1])
        return f"⟦{len(held) - 1}⟧"

    marked = _CITED.sub(kept, moved)
    for start, end in spans_of(marked):
        yield from _read(marked[start:end], held)


def _read(part: str, held: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    numbers = re.findall("⟦(\\d+)⟧", part)
    text = " ".join(re.sub(r"\s*⟦\d+⟧", "", part).split())
    if re.search(r"\w", text):
        yield text, tuple(dict.fromkeys(held[int(n)] for n in numbers))

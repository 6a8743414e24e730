"""Sources of a ledger for eyes: their letters, and what became of their claims, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TextIO

from vedette.brief import grammar
from vedette.codebook.scales import WORDINGS, scale
from vedette.export import words
from vedette.export.table import of_width, styled
from vedette.records import Letter, Outcome, Reliability, Source, Track

OUTCOMES: dict[Outcome, str] = {
    "shown": "later corroborated, shown independent",
    "unshown": "later corroborated, independence not shown",
    "refuted": "contradicted by somebody with a basis",
    "denied": "contradicted, word against word",
    "retracted": "retracted by the source",
    "followed": "told after others",
    "alone": "alone",
    "open": "not to be judged yet",
}
"""What became of a claim, in words."""


def about(
    source: Source, given: Sequence[Reliability], track: Track, *, wording: str = WORDINGS[0]
) -> str:
    """A source as plain text: its letter, all letters it was `given` (the earliest first), its
    claims by what became of them, and the letter that they would bear out."""
    lines = _about(source, given, track, wording)
    return "\n".join(words.clean(each) for each in lines) + "\n"


def _about(
    source: Source, given: Sequence[Reliability], track: Track, wording: str
) -> Iterator[str]:
    yield f"{words.line(source.name)} [{source.id}]"
    others = [words.line(n) for n in source.names[1:]]
    if others:
        yield f"also {', '.join(others)}"
    standing = [r.letter for r in given if r.undone is None]
    yield f"reliability {_letter(standing[-1] if standing else None, wording)}"
    yield from (f"  {_given(each)}" for each in given)
    yield f"what became of its claims, on {grammar.counted(track.events, 'event')}"
    yield from (f"  {n:>4}  {OUTCOMES[each]}" for each, n in track.counts.items())
    yield f"proposed {track.proposed or 'no letter'}: {track.rule}"
    if track.proposed is not None:
        yield "  not applied: `vedette source set` is for a person to decide"


def print_sources(
    sources: Iterable[Source],
    letters: Mapping[str, Letter],
    tracks: Mapping[str, Track],
    out: TextIO,
    *,
    width: int | None = None,
) -> None:
    """Write a line a source: its letter ("-" where none is set), name and id, its record."""
    from rich.table import Table

    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(ratio=2, overflow="fold")
    table.add_column(ratio=3, overflow="fold")
    for source in sources:
        called = words.line(f"{source.name} [{source.id}]")
        record = _record(tracks[source.id])
        table.add_row(letters.get(source.id, "-"), styled(called), styled(record))
    console = of_width(out, width)
    console.print(table)
    console.print(styled("\n- is not set, which is not F; no letter sets itself", "dim"))


def _letter(letter: Letter | None, wording: str) -> str:
    by = scale(wording)
    if letter is None:
        return f"not set: nobody has judged it, and F ({by.reliability['F']}) is not assumed"
    missing = "; a missing value, not a low letter" if letter == "F" else ""
    return f"{letter} ({by.reliability[letter]} by {by.name}{missing})"


def _given(given: Reliability) -> str:
    undone = f" (undone {given.undone[:10]})" if given.undone is not None else ""
    told = f"{given.letter}, {given.at[:10]}, {given.who}: {given.why}"
    return words.line(f"judgement {given.number}: {told}{undone}")


def _record(track: Track) -> str:
    """ "3 events: 1 alone, 2 told after others"; the letter that it bears out, if any."""
    if not track.events:
        return "no claims"
    told = ", ".join(f"{n} {OUTCOMES[each]}" for each, n in track.counts.items())
    proposed = f"; proposed {track.proposed}" if track.proposed is not None else ""
    return f"{grammar.counted(track.events, 'event')}: {told}{proposed}"

"""The record of a report for eyes: events, who says so, grades, bottom line and problems.

Nothing is cut: long words fold. At under 40 columns it is still whole, but no longer pretty.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TextIO

from vedette.brief import Sentence, bottom_line
from vedette.codebook.scales import WORDINGS
from vedette.export import words
from vedette.export.words import Account
from vedette.records import Reading

if TYPE_CHECKING:
    from rich.console import Console, Group, RenderableType
    from rich.table import Table
    from rich.text import Text

WIDEST = 120
"""Columns; longer lines are hard to read."""
STYLES = {1: "bold green", 2: "green", 3: "yellow", 4: "dark_orange", 5: "red", 6: "dim"}
"""Colours of the grades; the digit says the same without them."""


def print_table(
    reading: Reading, out: TextIO, *, wording: str = WORDINGS[0], width: int | None = None
) -> None:
    """Write a reading to a stream, in colour only if the stream is a terminal that has it."""
    console = of_width(out, width)
    for part in _parts(reading, wording):
        console.print(part)


def of_width(out: TextIO, width: int | None = None) -> Console:
    """A console on a stream, in colour only if the stream is a terminal that has it."""
    from rich.console import Console

    console = Console(file=out, width=width, highlight=False, emoji=False, markup=False)
    console.width = min(console.width, WIDEST)
    return console


def _parts(reading: Reading, wording: str) -> Iterator[RenderableType]:
    yield styled(words.title(reading), "bold")
    yield styled(words.header(reading), "dim")
    for heading, rows in words.sections(reading).items():
        yield styled(f"\n{heading.upper()}", "bold" if rows[0].status == "actual" else "bold dim")
        yield grid(rows)
    yield styled("\nBOTTOM LINE", "bold")
    yield _list([_sentence(each) for each in bottom_line(reading)])
    if reading.problems:
        yield styled("\nPROBLEMS", "bold")
        yield _list([styled(words.told(each), "yellow") for each in reading.problems])
    if reading.events:
        yield styled(f"\n{words.LEGEND}\n{words.numbers(wording)}", "dim")


def styled(text: str, style: str = "") -> Text:
    """A text that folds, in a style."""
    from rich.text import Text

    return Text(text, style=style, overflow="fold")


def _list(items: Sequence[Text]) -> Table:
    """Items behind a dash, with hanging lines."""
    from rich.table import Table

    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for item in items:
        table.add_row("-", item)
    return table


def grid(rows: Sequence[Account]) -> Table:
    """Events, a block each: what happened beside who says so."""
    from rich.table import Table

    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(min_width=3, no_wrap=True)
    table.add_column(ratio=5, overflow="fold")
    table.add_column(ratio=6, overflow="fold")
    for nth, row in enumerate(rows):
        if nth:
            table.add_row()
        table.add_row(styled(words.line(row.id), "bold"), _what(row), _says(row))
    return table


def _what(row: Account) -> Text:
    text = styled(row.code, "bold" if row.status == "actual" else "")
    text.append(f" “{row.words}”" if row.words else "", style="not bold dim")
    text.append(f"\n{row.who or 'actor not named'}", style="not bold")
    lines = {
        f"\n→ {row.whom}": row.whom,
        f"\nin {row.where}": row.where,
        f"\nplace not resolved: {row.unplaced}": row.unplaced,
        f"\n{row.when}": row.when,
        f"\n{row.figures}": row.figures,
    }
    for said, held in lines.items():
        text.append(said if held else "", style="not bold")
    return text


def _says(row: Account) -> Group:
    from rich.console import Group

    said = [styled(each) for each in row.says] or [styled("nobody is quoted for it", "dim")]
    against = [styled(f"against: {row.against}", "red")] if row.against else []
    grade = styled(f"grade {row.credibility}", STYLES[row.credibility])
    grade.append(f": {row.short_rule}", style="not bold")
    rated = [styled(row.rated, "dim")] if row.rated else []
    return Group(_list(said), styled(row.origins, "italic"), *against, grade, *rated)


def _sentence(sentence: Sentence) -> Text:
    text = styled(words.line(sentence.text))
    return text.append(f" [{' '.join(sentence.events)}]" if sentence.events else "", style="dim")

"""`vedette problems`: what could not be read of a ledger's sources, and its bytes."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from vedette.cli.opened import HELP, LEDGER, opened, table_or_lines
from vedette.cli.output import complete
from vedette.records import KEPT, Kept, encode


@click.command("problems", context_settings=HELP)
@click.argument("number", required=False, type=int)
@LEDGER
@click.option(
    "--raw", "raw", metavar="FILE", help="Write the bytes of problem NUMBER to FILE, or -."
)
@table_or_lines("a problem")
def problems_command(number: int | None, place: str, raw: str | None, form: str) -> None:
    """List what could not be read of the sources of a ledger, or only problem NUMBER."""
    if raw is not None and number is None:
        raise click.UsageError("--raw is of one problem: give its number")
    with opened(place) as ledger:
        try:
            found = ledger.problems() if number is None else (ledger.problem(number),)
        except KeyError as fault:
            raise click.UsageError(str(fault.args[0])) from fault
    if raw is not None:
        _write(found[0], raw)
    else:
        sys.stdout.writelines((_lines if form == "jsonl" else _told)(found))


def _write(kept: Kept, place: str) -> None:
    problem = kept.problem
    if not problem.raw:
        raise click.UsageError(f"problem {kept.number} is of nothing that has bytes")
    if place == "-":
        sys.stdout.buffer.write(problem.raw)
        return
    with complete(Path(place), lambda path: path.open("wb"), option="--raw") as out:
        out.write(problem.raw)


def _told(found: Iterable[Kept]) -> Iterator[str]:
    from vedette.export import words

    for kept in found:
        yield f"{kept.number}  {words.line(words.told(kept.problem))}\n"
        times = (
            f"met {kept.times} times, last {kept.last}" if kept.times > 1 else f"met {kept.first}"
        )
        lost = "" if kept.problem.lost else "; the report was read all the same"
        yield f"   of {words.line(kept.source)}; {times}; {_size(kept)}{lost}\n"


def _size(kept: Kept) -> str:
    size = kept.problem.size
    if not size:
        return "no bytes"
    cut = f", the first {KEPT:,} kept" if size > KEPT else ""
    return f"{size:,} bytes{cut}"


def _lines(found: Iterable[Kept]) -> Iterator[str]:
    for kept in found:
        problem = kept.problem
        row = {
            "number": kept.number,
            "source": kept.source,
            "where": problem.where,
            "what": problem.what,
            "why": problem.why,
            "lost": problem.lost,
            "size": problem.size,
            "first": kept.first,
            "last": kept.last,
            "times": kept.times,
        }
        yield f"{encode(row).decode()}\n"

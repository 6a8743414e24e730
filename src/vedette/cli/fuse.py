"""`vedette fuse SOURCE…`: reports in, one ledger of events out; and what is asked of a ledger."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

import click

from vedette.cli.intake import Pulled, intake_options, listed, taking, to_day
from vedette.cli.opened import HELP, LEDGER, at_hand, opened, table_or_lines
from vedette.cli.output import written_to
from vedette.cli.read import WORDING, reader_of, tell
from vedette.records import Claim, Entry, Problem, Reading, Report

if TYPE_CHECKING:
    from vedette.ledger import Ledger


@click.command("fuse", context_settings=HELP)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@LEDGER
@click.option("--date", callback=to_day, help="Day of reports that give none (2024-10-28).")
@click.option("--outlet", help="Outlet of reports that name none.")
@table_or_lines("an event")
@WORDING
@intake_options
@click.pass_context
def fuse_command(
    ctx: click.Context,
    /,
    sources: tuple[str, ...],
    place: str,
    date: str | None,
    outlet: str | None,
    form: str,
    wording: str,
    columns: dict[str, str] | None,
    links: bool,
    since: str | None,
    dry_run: bool,
) -> None:
    """Add reports to a ledger and print the events that they tell: files, folders, addresses, - .

    A report that is there already is not added twice; `vedette events` lists all events. Exit
    status: 0 everything was read, 1 some report could not be, 2 wrong usage.
    """
    from vedette.export import entries as shown
    from vedette.ingest import Defaults

    receive = taking(columns=columns, links=links, since=since)
    lost: list[Problem] = []

    def reports(ledger: Ledger | None = None) -> Iterator[Report]:
        pulled = Pulled(sources)
        for made in receive(pulled, Defaults(date=date, outlet=outlet)):
            if isinstance(made, Problem):
                lost.extend([made] * made.lost)
                tell(made)
                if ledger is not None:
                    ledger.keep(made, source=pulled.now)
            else:
                yield made

    if dry_run:
        listed(reports())
        ctx.exit(1 if lost else 0)
    with opened(place, make=True) as ledger:
        added = _add(ledger, reader_of(sources)(reports(ledger)))
        letters = ledger.letters(ledger.entries_in(added))
        if form == "table":
            shown.print_entries(
                ledger.entries_in(added), sys.stdout, letters, read=at_hand(ledger), wording=wording
            )
        else:
            sys.stdout.writelines(shown.as_lines(ledger.entries_in(added), letters))
    ctx.exit(1 if lost else 0)


def _add(ledger: Ledger, readings: Iterable[Reading]) -> list[str]:
    """Add readings → their ids; say how many have no date, which costs them most."""
    added: list[str] = []
    undated = 0
    for reading in readings:
        added.append(ledger.add(reading))
        undated += reading.report.date is None
    if undated:
        click.echo(
            f"{undated} of {len(added)} reports came without a date: what they tell becomes one "
            "event with what others tell only where much is the same. --date gives one.",
            err=True,
        )
    return added


@click.command("show", context_settings=HELP)
@click.argument("event")
@LEDGER
@click.option("--picture", metavar="FILE", help="Draw its chain of sources to FILE, SVG, instead.")
@WORDING
def show_command(event: str, place: str, picture: str | None, wording: str) -> None:
    """Show one EVENT of the ledger: who did what, who says so, its grade, its sources' letters,
    who has reviewed it, and which of its reports were edited."""
    from vedette.export import entries as shown
    from vedette.export import to_svg
    from vedette.export.became import edited

    with opened(place) as ledger:
        entry = entry_of(ledger, event)
        if picture is None:
            letters, became = ledger.letters([entry]), edited(ledger, entry)
            shown.print_entries(
                [entry], sys.stdout, letters, read=ledger.reading, edited=became, wording=wording
            )
            return
        drawn = to_svg(
            entry, _told(ledger, entry), ledger.copies([r.report for r in entry.reports])
        )
    with written_to(picture, option="--picture") as out:
        out.write(drawn)


@click.command("why", context_settings=HELP)
@click.argument("event")
@LEDGER
@WORDING
def why_command(event: str, place: str, wording: str) -> None:
    """Say why an EVENT is graded so: the rating of each source, origins, chains, claims, words,
    reports, and why those reports tell one event."""
    from vedette.export import entries as shown

    with opened(place) as ledger:
        entry = entry_of(ledger, event)
        told = shown.why(
            entry,
            _told(ledger, entry),
            ledger.letters([entry]),
            copies=ledger.copies([r.report for r in entry.reports]),
            joined=list(_joined(ledger, entry)),
            wording=wording,
        )
    click.echo(told, nl=False)


@click.command("merge", context_settings=HELP)
@click.argument("one")
@click.argument("other")
@click.option("--why", "reason", required=True, help="The reason, kept with the judgement.")
@LEDGER
def merge_command(one: str, other: str, reason: str, place: str) -> None:
    """Rule that two events are one. It wins over the machine's judgement, and can be undone."""
    with opened(place) as ledger:
        first, second = entry_of(ledger, one), entry_of(ledger, other)
        a, b = first.event.id, second.event.id
        ruled(lambda: ledger.merge(a, b, why=reason, who=getpass.getuser()))


@click.command("split", context_settings=HELP)
@click.argument("event")
@click.argument("reports", nargs=-1, required=True)
@click.option("--why", "reason", required=True, help="The reason, kept with the judgement.")
@LEDGER
def split_command(event: str, reports: tuple[str, ...], reason: str, place: str) -> None:
    """Rule that what REPORTS tell is not EVENT but another. It can be undone."""
    with opened(place) as ledger:
        entry = entry_of(ledger, event)
        told = [a for a in ledger.accounts(entry.event.id) if a.partition(".")[0] in reports]
        if not told:
            raise click.UsageError(f"{entry.event.id} is not told by {', '.join(reports)}")
        ruled(lambda: ledger.split(entry.event.id, told, why=reason, who=getpass.getuser()))


@click.command("undo", context_settings=HELP)
@click.argument("judgements", nargs=-1, required=True, type=int)
@click.option("--why", "reason", default="", help="The reason, kept with each judgement.")
@LEDGER
def undo_command(judgements: tuple[int, ...], reason: str, place: str) -> None:
    """Take JUDGEMENTS (numbers) back: of merge, split, accept, correct, or source set."""
    with opened(place) as ledger:
        for number in judgements:
            try:
                ledger.undo(number, why=reason, who=getpass.getuser())
            except KeyError as fault:
                raise click.UsageError(str(fault.args[0])) from fault


def ruled(judge: Callable[[], Iterable[int]]) -> None:
    """Judge and say by which numbers it can be undone; what cannot be ruled is told in a
    sentence."""
    try:
        click.echo(f"judgement {', '.join(map(str, judge()))}")
    except ValueError as fault:
        raise click.UsageError(str(fault)) from fault


def entry_of(ledger: Ledger, event: str) -> Entry:
    """The event of an id, or of the beginning of one."""
    from vedette.export.became import gone

    found = ledger.find(event)
    if len(found) == 1:
        return found[0]
    if not found:
        why = gone(ledger, event)
        raise click.UsageError(f"the ledger has no event {event}{f': {why}' if why else ''}")
    some = ", ".join(e.event.id for e in found[:5])
    raise click.UsageError(f"{event} begins the ids of {len(found)} events ({some} …)")


def _told(ledger: Ledger, entry: Entry) -> Callable[[Claim], str]:
    """The words of a claim of an entry, in its report."""
    reports = {r.report: ledger.reading(r.report) for r in entry.reports}

    def words(claim: Claim) -> str:
        reading = reports[claim.report]
        return reading.report.quote(claim.quote) if reading is not None else ""

    return words


def _joined(ledger: Ledger, entry: Entry) -> Iterable[str]:
    """The arguments that weigh most for each pair of accounts."""
    for pair in ledger.why_one(entry.event.id):
        told = [a for a in pair.arguments if a.words and abs(a.weight) >= 0.3]
        told.sort(key=lambda a: -abs(a.weight))
        said = "; ".join(f"{a.words} ({a.weight:+.1f})" for a in told[:6])
        yield f"{pair.a} and {pair.b} ({pair.score:+.1f}): {said}"

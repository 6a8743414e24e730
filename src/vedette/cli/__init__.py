"""Verbs → rooms. Imports every room, each only when its verb runs."""

from __future__ import annotations

import importlib
import os
import sys
from typing import Any

import click

from vedette import __version__

VERBS = {
    "read": "vedette.cli.read:read_command",
    "init": "vedette.cli.keep:init_command",
    "fuse": "vedette.cli.fuse:fuse_command",
    "watch": "vedette.cli.watch:watch_command",
    "events": "vedette.cli.events:events_command",
    "show": "vedette.cli.fuse:show_command",
    "report": "vedette.cli.report:report_command",
    "why": "vedette.cli.fuse:why_command",
    "merge": "vedette.cli.fuse:merge_command",
    "split": "vedette.cli.fuse:split_command",
    "accept": "vedette.cli.review:accept_command",
    "correct": "vedette.cli.review:correct_command",
    "history": "vedette.cli.review:history_command",
    "undo": "vedette.cli.fuse:undo_command",
    "source": "vedette.cli.source:source",
    "brief": "vedette.cli.brief:brief_command",
    "check": "vedette.cli.check:check_command",
    "problems": "vedette.cli.problems:problems_command",
    "import": "vedette.cli.compare:import_command",
    "compare": "vedette.cli.compare:compare_command",
    "search": "vedette.cli.search:search_command",
    "rebuild": "vedette.cli.keep:rebuild_command",
    "doctor": "vedette.cli.doctor:doctor_command",
    "series": "vedette.cli.series:series_command",
    "alarms": "vedette.cli.alarms:alarms_command",
    "export": "vedette.cli.export:export_command",
    "desk": "vedette.cli.desk:desk_command",
    "codebook": "vedette.cli.codebook:codebook_command",
    "gazetteer": "vedette.cli.gazetteer:gazetteer",
}
"""Every verb and where its command is: "module:name"."""
INTERRUPTED = 130
BROKEN_PIPE = 141
"""What a shell reports for SIGINT and SIGPIPE: 128 and the signal's number."""


class Verbs(click.Group):
    """A group that imports a verb's module only when the verb is wanted."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        module, _, name = VERBS[cmd_name].partition(":")
        found = getattr(importlib.import_module(module), name)
        if not isinstance(found, click.Command):
            raise TypeError(f"{VERBS[cmd_name]} is no command")
        return found

    def invoke(self, ctx: click.Context) -> Any:
        """Run a verb; a reader that went away or a Ctrl-C ends it without a word."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)
        except BrokenPipeError:
            _forget_stdout()
            ctx.exit(BROKEN_PIPE)


def _forget_stdout() -> None:
    """Point stdout at nothing, or the interpreter would complain when it flushes at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@click.command("vedette", cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="vedette")
def main() -> None:
    """Read news reports: what is said to have happened, who says so, and whether independent
    origins agree.
    """

"""`vedette gazetteer`: the index of place names."""

from __future__ import annotations

from pathlib import Path

import click


@click.group("gazetteer")
def gazetteer() -> None:
    """The index of place names that `read` resolves places with."""


@gazetteer.command("build")
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to write it, instead of the cache.",
)
def build_command(output: Path | None) -> None:
    """Build the index anew; `read` builds it by itself where it is missing.

    It lies in the folder VEDETTE_CACHE, or else in the user's cache folder.
    """
    from vedette.resolve.gazetteer import build

    path = build(output)
    click.echo(f"{path} ({path.stat().st_size / 1e6:.0f} MB)")

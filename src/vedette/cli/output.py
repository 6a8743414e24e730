"""The stream that a command writes to: the terminal, or a file that appears when it is complete."""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import click


@contextlib.contextmanager
def written_to(
    place: str | None, *, encoding: str | None = "utf-8", option: str = "--output"
) -> Iterator[TextIO]:
    """The stream of a file, or standard output for None and "-"; a file appears only when it is
    complete.

    `encoding` is standard output's, None to leave it as it is. Raises `click.BadParameter`, which
    names the option, for a file that cannot be written.
    """
    if place is None or place == "-":
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding=encoding, errors="backslashreplace")
        yield sys.stdout
        return
    path = Path(place)
    special = path.exists() and not path.is_file()
    part = path if special else path.with_name(f"{path.name}.part")
    with _made(part, option) as out:
        try:
            yield out
        except BaseException:
            if not special:
                part.unlink()
            raise
    if not special:
        part.replace(path)


def _made(path: Path, option: str) -> TextIO:
    try:
        return path.open("w", encoding="utf-8", errors="backslashreplace")
    except OSError as fault:
        said = f"{path} cannot be written: {fault.strerror}"
        raise click.BadParameter(said, param_hint=option) from fault

"""The stream that a verb writes to: the terminal, or a file that appears when it is complete."""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any, TextIO, TypeVar

import click

Stream = TypeVar("Stream", bound=IO[Any])


@contextlib.contextmanager
def written_to(
    place: str | None, *, encoding: str | None = "utf-8", option: str = "--output"
) -> Iterator[TextIO]:
    """The stream of a file, or standard output for None and "-".

    `encoding` is standard output's, None to leave it as it is. Raises `click.BadParameter`, which
    names the option, for a file that cannot be written.
    """
    if place is None or place == "-":
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding=encoding, errors="backslashreplace")
        yield sys.stdout
        return
    with complete(Path(place), _text, option=option) as out:
        yield out


@contextlib.contextmanager
def complete(path: Path, made: Callable[[Path], Stream], *, option: str) -> Iterator[Stream]:
    """A file to write to, which has its name only once all is written; a device or pipe is written
    to directly. `option` named the path; a fault of the path is one of the usage."""
    special = path.exists() and not path.is_file()
    part = path if special else path.with_name(f"{path.name}.part")
    try:
        out = made(part)
    except OSError as fault:
        said = f"{part} cannot be written: {fault.strerror}"
        raise click.BadParameter(said, param_hint=option) from fault
    with out:
        try:
            yield out
        except BaseException:
            if not special:
                part.unlink()
            raise
    if not special:
        part.replace(path)


def _text(path: Path) -> TextIO:
    return path.open("w", encoding="utf-8", errors="backslashreplace")

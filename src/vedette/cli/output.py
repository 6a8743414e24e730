"""Where a verb writes to: a file that appears only when it is complete."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any, TypeVar

import click

Stream = TypeVar("Stream", bound=IO[Any])


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

"""The order of the stages; the only file that knows it."""

from __future__ import annotations

from vedette.fuse import fuse
from vedette.reader.decode import read as read_frames
from vedette.reader.model import Reader, shipped
from vedette.records import Reading, Report
from vedette.resolve import resolve

AFTER = (resolve, fuse)
"""What follows reading: each takes a Reading and gives it back with its part filled."""


def read(report: Report, model: Reader | None = None) -> Reading:
    """A report → its reading: what is said to have happened, who says so, what that is worth."""
    reading = read_frames(report, model or shipped())
    for stage in AFTER:
        reading = stage(reading)
    return reading

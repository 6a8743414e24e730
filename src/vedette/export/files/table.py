"""The formats of `vedette export`, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import BinaryIO

from vedette.export.entries import Letters, as_lines
from vedette.export.files import (
    cameo,
    csv_file,
    geojson_file,
    ngec,
    parquet,
    plover,
    polecat,
    prov,
    stix,
    webanno,
)
from vedette.export.files.story import Readings
from vedette.export.files.stream import FlatWriter, MissingExtra, Writer
from vedette.records import Entry, Record

__all__ = ["FORMATS", "Format", "MissingExtra"]


class Format(Record, frozen=True, kw_only=True):
    """How events are written, in a few words what comes out, and whether that is no text.

    `rated` writes the letters of sources too, where a format has a place for them. A format that is
    `flat` writes rows of a table."""

    write: Writer | FlatWriter
    flat: bool = False
    rated: Callable[[Letters], Writer] | None = None
    what: str
    binary: bool = False


def _jsonl(letters: Letters) -> Writer:
    def write(entries: Iterable[Entry], _: Readings, out: BinaryIO) -> None:
        for line in as_lines(entries, letters):
            out.write(line.encode())

    return write


FORMATS: dict[str, Format] = {
    "jsonl": Format(write=_jsonl({}), rated=_jsonl, what="the contract, one JSON object an event"),
    "csv": Format(write=csv_file.write, flat=True, what="one flat row an event, with a header"),
    "parquet": Format(
        write=parquet.write, flat=True, what="the columns of csv with their types", binary=True
    ),
    "polecat": Format(write=polecat.write, what="the 40 tab-separated columns of POLECAT"),
    "cameo": Format(write=cameo.write, what="dyads with CAMEO codes, in the columns of GDELT"),
    "ngec": Format(write=ngec.write, what="JSON lines in the keys of the coder NGEC"),
    "plover": Format(write=plover.write, what="PLOVER's JSON fields, one object a line"),
    "geojson": Format(write=geojson_file.write, flat=True, what="one FeatureCollection for maps"),
    "stix": Format(write=stix.write, what="one bundle of STIX 2.1"),
    "prov": Format(write=prov.write, what="the chains as W3C PROV-JSON, a bundle an event"),
    "webanno": Format(write=webanno.write, what="the quoted words as W3C Web Annotations"),
}

"""Apache Parquet: the flat columns with their types, a row group at a time."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import BinaryIO

from vedette.export.files.columns import COLUMNS, row
from vedette.export.files.story import Readings
from vedette.export.files.stream import MissingExtra
from vedette.records import Entry

GROUP = 20_000
"""Rows of one group, which are in memory at once."""
MISSING = "parquet needs pyarrow; install it with: pip install 'vedette[parquet]'"


def write(entries: Iterable[Entry], _: Readings, out: BinaryIO) -> None:
    """Raises `MissingExtra` where pyarrow is not installed."""
    try:
        import pyarrow as pa
        from pyarrow.parquet import ParquetWriter
    except ImportError as fault:
        raise MissingExtra(MISSING) from fault
    types = {
        "text": pa.string(),
        "texts": pa.list_(pa.string()),
        "real": pa.float64(),
        "count": pa.int32(),
        "day": pa.date32(),
    }
    schema = pa.schema([pa.field(c.name, types[c.kind]) for c in COLUMNS])
    rows = map(row, entries)
    with ParquetWriter(out, schema, compression="zstd") as sink:
        while group := list(islice(rows, GROUP)):
            columns = zip(*group, strict=True)
            arrays = [pa.array(v, f.type) for v, f in zip(columns, schema, strict=True)]
            sink.write_table(pa.Table.from_arrays(arrays, schema=schema), row_group_size=GROUP)

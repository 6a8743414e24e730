"""Apache Parquet: the flat columns with their types, a row group at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, BinaryIO

from vedette.export.files.columns import COLUMNS, SOME, columns, some
from vedette.export.files.story import Readings
from vedette.export.files.stream import MissingExtra
from vedette.records import Flat

if TYPE_CHECKING:
    import pyarrow as pa

GROUP = 20_000
"""Rows of one group, which are in memory at once."""
MISSING = "parquet needs pyarrow; install it with: pip install 'vedette[parquet]'"


def write(events: Iterable[Flat], _: Readings, out: BinaryIO) -> None:
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
    with ParquetWriter(out, schema, compression="zstd") as sink:
        many = min(SOME, GROUP)
        batches = (_batch(group, schema) for group in some(events, many))
        for group in some(batches, GROUP // many):
            sink.write_table(pa.Table.from_batches(group), row_group_size=GROUP)


def _batch(events: Sequence[Flat], schema: pa.Schema) -> pa.RecordBatch:
    from pyarrow import RecordBatch, array

    found = zip(columns(events), schema, strict=True)
    arrays = [array(values, field.type) for values, field in found]
    return RecordBatch.from_arrays(arrays, schema=schema)

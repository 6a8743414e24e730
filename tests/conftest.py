"""Settings of all tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from postgresql import New, Server, server

# Speed is measured in bench/, not asserted: a busy machine is no fault of the code.
settings.register_profile("vedette", deadline=None)
settings.load_profile("vedette")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A PostgreSQL server, started when a test first wants it."""
    with server() as running:
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def new(request: pytest.FixtureRequest, tmp_path: Path) -> New:
    """Places of ledgers, in each kind of database."""
    if request.param == "postgresql":
        running: Server = request.getfixturevalue("postgresql")
        return running.new
    numbers = iter(range(1000))
    return lambda: str(tmp_path / f"ledger{next(numbers)}.db")

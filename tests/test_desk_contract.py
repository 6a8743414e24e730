"""Every route of the desk asked by its own description, with what nobody would think of asking."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from postgresql import New
from schemathesis import checks
from serving import placed, serving
from test_ledger_storage import filled, harbour

CHECKS = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]


@pytest.fixture
def described(new: New) -> Iterator[Any]:
    """The routes that a running desk describes, but for its news, which have no end."""
    filled(place := new(), [placed(reading) for reading in harbour()])
    with serving(place) as client:
        url = f"{client.base_url}/api/openapi.json"
        yield schemathesis.openapi.from_url(url).exclude(path="/api/live")


def test_each_route_answers_as_it_says(described: Any) -> None:
    operations = [found.ok() for found in described.get_all_operations()]
    assert len(operations) > 15
    for operation in operations:

        @given(case=operation.as_strategy())
        @settings(max_examples=15, suppress_health_check=list(HealthCheck))
        def ask(case: schemathesis.Case[Any]) -> None:
            case.call_and_validate(checks=CHECKS)

        ask()

"""Addresses → answers: a file for each thing that is asked for."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from vedette.serve import wire
from vedette.serve.faults import STATUS
from vedette.serve.tagged import Tagged

FAULTS: dict[int | str, dict[str, Any]] = {
    status: {"model": wire.Problem} for status in sorted({*STATUS.values(), 414, 415, 422})
}
"""Every status with which the envelope comes."""
UNCHANGED: dict[int | str, dict[str, Any]] = {304: {"description": "As it was"}}


def reading(kind: type[Tagged] = Tagged) -> APIRouter:
    """Routes whose answers follow from the ledger's state, or what else the kind of route says."""
    return APIRouter(prefix="/api", route_class=kind, responses={**FAULTS, **UNCHANGED})


def writing() -> APIRouter:
    """Routes whose answers do not."""
    return APIRouter(prefix="/api", responses=FAULTS)

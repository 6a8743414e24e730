"""Vedette reads news reports: what is said to have happened, who says so, what that is worth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vedette.api import read

__version__ = "0.1.0"
__all__ = ["__version__", "read"]


def __getattr__(name: str) -> Any:
    """`vedette.read`, imported when it is first asked for, so that importing stays quick."""
    if name != "read":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from vedette.api import read

    return read

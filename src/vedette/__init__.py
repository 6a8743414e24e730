"""Vedette reads news reports: what is said to have happened, who says so, what that is worth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vedette.api import Pair, Relation, read, relate, relate_many

__version__ = "0.1.0"
__all__ = ["Pair", "Relation", "__version__", "read", "relate", "relate_many"]


def __getattr__(name: str) -> Any:
    """The functions, imported when they are first asked for, so that importing stays quick."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from vedette import api

    return getattr(api, name)

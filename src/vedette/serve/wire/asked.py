"""What may be asked: filters and how much of a list."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import Field

from vedette.serve.wire.shapes import Bin, Shape, Some, Words


class Filters(Shape):
    """Which events: as `vedette export` has them, and by the ids of places; each may be given
    several times."""

    type: Some = []
    country: Some = []
    place: Some = []
    actor: Some = []
    since: datetime.date | None = None
    until: datetime.date | None = None
    grade: Some = []
    status: Some = ["actual"]
    q: Annotated[str, Field(max_length=500)] = ""


class Paged(Shape):
    limit: Annotated[int, Field(ge=1, le=500)] = 50
    cursor: Words | None = None


class EventsAsked(Filters, Paged):
    order: Literal["newest", "oldest"] = "newest"


class TimelineAsked(Filters):
    by: Bin = "month"


class NetworkAsked(Filters):
    limit: Annotated[int, Field(ge=1, le=500)] = 60


class ReportsAsked(Paged):
    q: Annotated[str, Field(max_length=500)] = ""
    outlet: Words = ""
    since: datetime.date | None = None
    until: datetime.date | None = None


class SearchAsked(Shape):
    q: Annotated[str, Field(min_length=1, max_length=500)]
    limit: Annotated[int, Field(ge=1, le=500)] = 20


class ActorsAsked(Shape):
    q: Annotated[str, Field(max_length=200)] = ""
    limit: Annotated[int, Field(ge=1, le=100)] = 20


class SeriesAsked(Shape):
    """Two actors by code, id or name; without `b`, the first with anybody."""

    a: Words
    b: Words | None = None
    by: Bin = "week"
    directed: bool = False
    type: Some = []
    grade: Some = []
    status: Some = ["actual"]
    since: datetime.date | None = None
    until: datetime.date | None = None


class BriefAsked(Shape):
    since: Words = "24h"
    format: Literal["json", "md", "html"] = "json"

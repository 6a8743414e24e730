"""Values → nouns, frozen and born valid. Imports nothing of ours.

A constructor that would make a record without sense raises `ValueError` with a sentence. Offsets
are characters of `Report.text`, end exclusive.
"""

from __future__ import annotations

from vedette.records.alarms import Alarm, AlarmState, Change, ChangeKind, Lane, Watch
from vedette.records.base import (
    Record,
    Span,
    change,
    decode,
    encode,
    pack,
    unpack,
    unpacked,
    values,
    written,
)
from vedette.records.claims import Basis, Claim, Grade, Origin, Quote, Stance, Verdict
from vedette.records.compared import Coded, Compared, Imported, Share
from vedette.records.counts import (
    Bin,
    Bounds,
    Link,
    Network,
    Node,
    OriginCount,
    PairCount,
    PlaceCount,
)
from vedette.records.entries import Annotated, Entry
from vedette.records.events import Event, Figure, Frame, Status
from vedette.records.flat import Flat
from vedette.records.judgements import Judgement, JudgementKind, Review, ReviewField
from vedette.records.mentions import Attribution, Entity, Label, Mention, MentionKind, Name, When
from vedette.records.places import Place, Precision, Toponym, great_circle
from vedette.records.problems import KEPT, Kept, Problem, about
from vedette.records.reading import Reading
from vedette.records.reports import (
    WITHDRAWAL,
    Copy,
    Filed,
    Found,
    Heading,
    Report,
    Revision,
    Version,
)
from vedette.records.series import Dyad, Outage, Per, Point, Series, Step
from vedette.records.sources import Letter, Outcome, Reliability, Source, Track
from vedette.records.watched import LATE, SourceState, Spell, Watched

__all__ = [
    "KEPT",
    "LATE",
    "WITHDRAWAL",
    "Alarm",
    "AlarmState",
    "Annotated",
    "Attribution",
    "Basis",
    "Bin",
    "Bounds",
    "Change",
    "ChangeKind",
    "Claim",
    "Coded",
    "Compared",
    "Copy",
    "Dyad",
    "Entity",
    "Entry",
    "Event",
    "Figure",
    "Filed",
    "Flat",
    "Found",
    "Frame",
    "Grade",
    "Heading",
    "Imported",
    "Judgement",
    "JudgementKind",
    "Kept",
    "Label",
    "Lane",
    "Letter",
    "Link",
    "Mention",
    "MentionKind",
    "Name",
    "Network",
    "Node",
    "Origin",
    "OriginCount",
    "Outage",
    "Outcome",
    "PairCount",
    "Per",
    "Place",
    "PlaceCount",
    "Point",
    "Precision",
    "Problem",
    "Quote",
    "Reading",
    "Record",
    "Reliability",
    "Report",
    "Review",
    "ReviewField",
    "Revision",
    "Series",
    "Share",
    "Source",
    "SourceState",
    "Span",
    "Spell",
    "Stance",
    "Status",
    "Step",
    "Toponym",
    "Track",
    "Verdict",
    "Version",
    "Watch",
    "Watched",
    "When",
    "about",
    "change",
    "decode",
    "encode",
    "great_circle",
    "pack",
    "unpack",
    "unpacked",
    "values",
    "written",
]

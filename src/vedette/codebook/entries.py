"""What the codebook is made of: frozen entries, checked when they are made. Imports records."""

from __future__ import annotations

from vedette.records import Record

NO_QUAD = ""
"""The quad of a type that has none (CLAIM)."""


class Term(Record, frozen=True, kw_only=True):
    """A name of a closed list with its meaning in one sentence."""

    name: str
    description: str

    def __post_init__(self) -> None:
        if not self.name or not self.description.endswith("."):
            raise ValueError(f"codebook entry {self.name!r} needs a name and a whole sentence")


class Quad(Term, frozen=True, kw_only=True):
    """One of PLOVER's four classes, with PLOVER's number 1-4."""

    number: int


class Mode(Term, frozen=True, kw_only=True):
    """How an act of a type is done. `intensity` and `cameo` are None where no source gives one of
    the mode's own; `vedette.codebook.intensity` and `.cameo` then answer with the type's.
    """

    intensity: float | None = None
    cameo: str | None = None


class EventType(Term, frozen=True, kw_only=True):
    """A PLOVER event type, or CLAIM (which has `quad` "" and neither intensity nor CAMEO code).

    `intensity` runs from -10 (conflict) to +10 (cooperation). `needs_recipient` is PLOVER's demand
    on a complete event; nothing here enforces it. `speech_act` types may be a claim's stance.
    """

    quad: str
    intensity: float | None = None
    cameo: str | None = None
    needs_recipient: bool = False
    speech_act: bool = False
    modes: dict[str, Mode]

    def __post_init__(self) -> None:
        super().__post_init__()
        for score in (self.intensity, *(mode.intensity for mode in self.modes.values())):
            if score is not None and not -10 <= score <= 10:
                raise ValueError(f"intensity of {self.name} is outside -10..10: {score}")


class Context(Term, frozen=True, kw_only=True):
    """What an event is about. `words` are lower-case indicators; a final * is any ending."""

    words: tuple[str, ...]


class Sector(Term, frozen=True, kw_only=True):
    """A sector. `tier` is PLOVER's (primary, secondary), or extra where PLOVER 0.8 lacks it."""

    tier: str


class Codebook(Record, frozen=True, kw_only=True):
    """All closed lists, each name → entry, in the order of their files."""

    quads: dict[str, Quad]
    types: dict[str, EventType]
    contexts: dict[str, Context]
    sectors: dict[str, Sector]
    actors: dict[str, Term]
    statuses: dict[str, Term]
    roles: dict[str, Term]
    kinds: dict[str, Term]
    stances: dict[str, Term]
    bases: dict[str, Term]

    def __post_init__(self) -> None:
        for entry in self.types.values():
            if entry.quad != NO_QUAD and entry.quad not in self.quads:
                raise ValueError(f"{entry.name} has an unknown quad class: {entry.quad}")

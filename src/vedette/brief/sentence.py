"""One sentence of a brief, with the rows of the record that it stands on."""

from __future__ import annotations

from vedette.records import Quote, Record


class Sentence(Record, frozen=True):
    """Text, the ids of the events and claims it rests on, and the report's words for them."""

    text: str
    events: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    cites: tuple[Quote, ...] = ()

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("a sentence of the brief has no text")

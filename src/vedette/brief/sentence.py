"""One sentence of a brief, with the rows of the record that it stands on."""

from __future__ import annotations

from vedette.records import Quote, Record


class Sentence(Record, frozen=True):
    """Text, the ids of the events and claims it rests on, and the report's words for them; `alarm`
    is the id of the alarm that it tells."""

    text: str
    events: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    cites: tuple[Quote, ...] = ()
    alarm: str = ""

    @property
    def ids(self) -> tuple[str, ...]:
        """All that it cites, as a draft would."""
        return (*((self.alarm,) if self.alarm else ()), *self.events, *self.claims)

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("a sentence of the brief has no text")

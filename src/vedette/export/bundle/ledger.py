"""What becomes of an event, in the words of the corpus's ledger."""

from __future__ import annotations

from vedette.export.bundle.names import Names
from vedette.export.files import story
from vedette.records import Entry, Event

STATUS_OF = {1: "corroborated", 2: "corroborated", 3: "single", 6: "unsupported"}


def status_of(event: Event) -> str:
    """The grade as the corpus ledger's word; a 4 without a denial is one unnamed origin."""
    if event.grade.name == "retracted":
        return event.grade.name
    return STATUS_OF.get(event.grade.credibility) or ("disputed" if event.against else "single")


def line(event: str, entry: Entry, names: Names) -> str:
    """The line of an event, which has that id in the bundle, once all its reports are named."""
    called = story.names(entry)

    def ids(voices: tuple[str, ...]) -> str:
        return ",".join(dict.fromkeys(names.root(v, called.get(v, v)) for v in voices)) or "-"

    e = entry.event
    return f"$ {event} status={status_of(e)} roots={ids(e.origins)} against={ids(e.against)}"

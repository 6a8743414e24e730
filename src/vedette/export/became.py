"""What has become of the reports and accounts of an event, in words: later versions, and why an
event that somebody asks for is not there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from vedette.brief import grammar
from vedette.export import words
from vedette.records import Entry, Judgement, Version


class Kept(Protocol):
    """What is asked of a ledger."""

    def versions(self, report: str) -> tuple[Version, ...]:
        """The versions of a report's article; none for a report that is not there."""

    def history(self, event: str) -> tuple[Judgement, ...]:
        """Every judgement of an event. Raises `KeyError` for one that is not there."""


def edited(ledger: Kept, entry: Entry) -> dict[str, str]:
    """Those reports of an event that are later versions of their article, and how they differ."""
    found = {r.report: ledger.versions(r.report) for r in entry.reports}
    return {r: _edited(versions) for r, versions in found.items() if len(versions) > 1}


def _edited(versions: Sequence[Version]) -> str:
    return "; ".join(_said(versions))


def _said(versions: Sequence[Version]) -> Iterator[str]:
    """As in: the last of two versions, changed at …; three sentences are not as they were before;
    one event that an earlier version told is withdrawn."""
    last = versions[-1]
    many = grammar.number(len(versions))
    when = f"changed {last.modified}" if last.modified else f"seen {last.seen or '?'}"
    yield f"edited: the last of {many} versions, {when}"
    if last.changes:
        sentences = grammar.counted(len(last.changes), "sentence")
        yield f"{sentences} not as in the version before"
    # A version holds what it tells and the one that stands does not.
    lost = versions[-2].withdrawn
    if lost:
        events = grammar.counted(len(lost), "event")
        yield f"{events} of that withdrawn ({', '.join(lost)})"


def gone(ledger: Kept, event: str) -> str:
    """Why an event that was asked for by its whole id is not there: a person has rejected it, or a
    later version of its report tells it no more; "" where nothing is known of it."""
    report = event.partition(".")[0]
    versions = ledger.versions(report)
    if any(event in version.withdrawn for version in versions):
        now = next(v for v in versions if v.stands)
        return f"withdrawn: a later version of its report ({now.heading.report}) tells it no more"
    try:
        found = ledger.history(event)
    except KeyError:
        return ""
    standing = [j for j in found if j.undone is None]
    return words.line(f"{standing[-1].what} (judgement {standing[-1].number})") if standing else ""

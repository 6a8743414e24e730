"""A report of the ledger for eyes: whence it comes, its versions, and what each has changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from vedette.brief import grammar
from vedette.export import words
from vedette.export.entries import heading
from vedette.records import Event, Reading, Revision, Span, Version


def about(reading: Reading, versions: Sequence[Version], told: Mapping[str, str]) -> str:
    """A report as plain text: its heading, what is known of where it comes from, its events, and
    the versions of its article with what each has otherwise than the one before.

    `told` has the event that each of its accounts is of now, by the account's id.
    """
    lines = _about(reading, versions, told)
    return "\n".join(words.clean(each) for each in lines) + "\n"


def _about(reading: Reading, versions: Sequence[Version], told: Mapping[str, str]) -> Iterator[str]:
    mine = next(v for v in versions if v.heading.report == reading.report.id)
    yield f"{reading.report.id}  {heading(mine.heading)}"
    for name, value in _known(reading, mine):
        if value:
            yield f"  {name:<9}{words.line(value)}"
    yield grammar.counted(len(reading.events), "event")
    yield from (f"  {each}" for each in _events(reading, mine, told))
    if len(versions) > 1:
        yield f"{grammar.counted(len(versions), 'version')} of the article"
        for version in versions:
            yield from _version(version)


def _known(reading: Reading, version: Version) -> Iterator[tuple[str, str | None]]:
    report = reading.report

    def quoted(span: Span | None) -> str | None:
        return report.quote(span) if span is not None else None

    yield "address", report.url
    yield "called", report.guid
    yield "dateline", quoted(report.dateline)
    yield "byline", quoted(report.byline)
    yield "credit", quoted(report.credit)
    yield "kind", report.kind
    yield "language", report.language
    yield "changed", version.modified
    yield "seen", version.seen
    yield "read by", reading.model
    yield "stands", "yes" if version.stands else "no, there is a later version"


def _events(reading: Reading, version: Version, told: Mapping[str, str]) -> Iterator[str]:
    for event in reading.events:
        account = f"{reading.report.id}.{event.id}"
        yield f"{account}  {words.code(event)}  {_became(account, event, version, told)}"


def _became(account: str, event: Event, version: Version, told: Mapping[str, str]) -> str:
    if account in version.withdrawn:
        return "withdrawn in a later version"
    return f"{event.status}, of event {told[account]}"


def _version(version: Version) -> Iterator[str]:
    times = (version.modified and f"changed {version.modified}", f"seen {version.seen or '?'}")
    state = "stands" if version.stands else "does not stand"
    yield f"  {version.heading.report}  {', '.join(filter(None, times))}; {state}"
    yield from (f"    {words.line(_revision(each))}" for each in version.changes)


def _revision(revision: Revision) -> str:
    """ "- gone", "+ new", or the sentence with [-words that are gone-] and {+new ones+}."""
    if revision.before is None:
        return f"+ {revision.after}"
    if revision.after is None:
        return f"- {revision.before}"
    return "~ " + " ".join(_marked(revision.before.split(), revision.after.split()))


def _marked(before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield " ".join(before[i:j])
            continue
        if i < j:
            yield f"[-{' '.join(before[i:j])}-]"
        if k < m:
            yield f"{{+{' '.join(after[k:m])}+}}"

"""An entry of the ledger with its reports → the page of an event; a reading → that of a report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from vedette.records import Copy, Entry, Judgement, Letter, Reading, Verdict, Version
from vedette.serve import rows, wire
from vedette.serve.passages import tellings, words_of


def event_page(
    entry: Entry,
    readings: Sequence[Reading],
    *,
    accounts: Sequence[str],
    copies: Iterable[Copy],
    letters: Mapping[str, Letter],
    history: Iterable[Judgement],
    edited: Mapping[str, str],
) -> wire.EventPage:
    """All that stands behind an event; `readings` are of its reports, `edited` says how those that
    were edited differ from what they were."""
    event, called = entry.event, rows.Names(entry)
    texts = {r.report.id: r.report.text for r in readings}
    return wire.EventPage(
        **rows.shared(entry),
        place_reason=event.place.reason if event.place is not None else event.place_reason,
        figures=[
            wire.Figure(
                role=f.role, low=f.low, best=f.best, high=f.high, unit=f.unit, by=list(f.by)
            )
            for f in event.figures
        ],
        claims=[wire.Claim(**rows.claim(entry, each, called, texts)) for each in entry.claims],
        origins=[rows.origin(each, called) for each in entry.origins],
        against=[called(voice) for voice in event.against],
        verdicts=[_verdict(each) for each in entry.verdicts],
        grade_words=rows.quotes(event.grade.words),
        letters=dict(letters),
        told_by=tellings(entry, readings, accounts, edited),
        copies=[wire.Copy(report=c.report, of=c.of, why=c.why) for c in copies],
        accounts=list(accounts),
        history=[rows.judged(each) for each in history],
        cites=list(entry.vouching),
    )


def _verdict(each: Verdict) -> wire.Verdict:
    return wire.Verdict(
        a=each.a, b=each.b, value=each.value, reason=each.reason, words=rows.quotes(each.words)
    )


def report_page(
    reading: Reading, events: Mapping[str, str], versions: Sequence[Version]
) -> wire.ReportPage:
    """A report with the words of its events; `events` gives for an account ("REPORT.e3") the event
    of the ledger that it is of, `versions` are those of its article."""
    report = reading.report
    mine = next(v for v in versions if v.heading.report == report.id)
    return wire.ReportPage(
        id=report.id,
        outlet=report.outlet,
        date=report.date,
        title=report.title,
        text=report.text,
        url=report.url,
        language=report.language,
        events=sorted(set(events.values())),
        marks=[
            wire.EventMark(start=w.start, end=w.end, kind=w.kind, event=event)
            for account, event in sorted(events.items())
            for w in words_of(reading, [account.partition(".")[2]])
        ],
        versions=[_version(each) for each in versions],
        withdrawn=[
            wire.Quote(
                report=report.id, start=w.start, end=w.end, text=report.quote((w.start, w.end))
            )
            for account in mine.withdrawn
            for w in words_of(reading, [account.partition(".")[2]])
            if w.kind == "trigger"
        ],
    )


def _version(each: Version) -> wire.Version:
    return wire.Version(
        report=each.heading.report,
        modified=each.modified,
        seen=each.seen,
        stands=each.stands,
        changes=[wire.Change(before=c.before, after=c.after) for c in each.changes],
    )

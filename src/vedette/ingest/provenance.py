"""Where a text itself says whence it comes: dateline, byline, credit, date line, heading.

News style practice (the dateline and credit forms of the large agencies). Only the first and last
lines are looked at, so the time does not grow with the text. Names no outlet and trusts no claim:
a credit says what the text says.
"""

from __future__ import annotations

import re

from vedette.ingest.dates import WEEKDAY, WRITTEN, Written, full, written
from vedette.records import Record, Span

_HEAD, _TAIL = 3_000, 800
_HEAD_LINES, _TAIL_LINES = 7, 3

_AGENCIES = (
    "Reuters|REUTERS|Thomson Reuters|(?:The )?Associated Press|AP|AFP|Agence France-Presse|Xinhua"
    "|(?:ITAR-)?TASS|Tass|RIA Novosti|Interfax(?:-Ukraine)?|Ukrinform|dpa|DPA|EFE|ANSA|Yonhap"
    "|Kyodo(?: News)?|Jiji(?: Press)?|Anadolu(?: Agency)?|AA|PTI|IANS|ANI|UPI|Bloomberg|PA Media"
    "|Press Association|KCNA|SANA|IRNA|WAFA|Bernama|Antara|Belga|Lusa|LUSA|PAP|AAP|Canadian Press"
    "|[Nn]ews agencies|[Aa]gencies|AGENCIES"
)
_AGENCY = re.compile(rf"\b(?:{_AGENCIES})\b")

_DATELINE = re.compile(
    r"(?:(?i:for immediate release)[ :.–-]{1,3})?(?:(?P<lead>\([^()\n]{2,30}\))[ ][-–—][ ])?"
    r"(?P<place>[^\W\d_][^\W\d_.'’/ -]*(?:[.'’/ -]{1,2}[^\W\d_.'’/ -]+){0,4}?\.?)"
    rf"(?P<region>,[ ](?!{WEEKDAY}|{WRITTEN})[^\W\d_][\w.'’ -]{{1,30}}?)?"
    rf"(?:,?[ ](?P<day>(?:{WEEKDAY},?[ ])?{WRITTEN}|{WEEKDAY}))?"
    r"(?:[.,]?[ ]?(?P<credit>\([^()\n]{2,40}\)|/[^/\n]{2,40}/))?"
    r"(?P<close>[ ]{1,2}(?:--|[-–—_])[ ]|—|(?(credit)\.?[ ]?(?:(?:--|[-–—_])[ ])?|(?!)))"
)
_NO_PLACE = re.compile(
    r"(?:breaking|exclusive|updated?|updates|urgent|live|watch|analysis|opinion|explainer|factbox"
    r"|corrected|correction|refile|editorial|comment|column|interview|feature|published|posted"
    r"|issued|by|on|in|at|since|after|from|nato|un|eu|us|uk|usa|source)\b",
    re.IGNORECASE,
)
_SMALL_WORD = re.compile(r"of|del?|d[aio]|dos|l[ae]|[ae]l|as|e|y|und|am|an|der|sur|en|the")

_DATE_LINE = re.compile(
    r"(?:(?i:(?:first[ ])?published|posted|issued|released|dated?)(?:[ ]on)?[ ]?:?[ ])?"
    rf"(?:{WEEKDAY},?[ ])?(?P<day>{WRITTEN})"
    r"(?:[ ,|·T-]{1,3}(?:at[ ])?\d{1,2}[:.]\d{2}.{0,20})?"
)
_BYLINES = (
    re.compile(r"(?:By|BY)[ ][^\W\d_a-z].{1,100}(?<![.!?:;,])"),
    re.compile(r"\(?(?:Reporting|Writing|Additional reporting) by [^\W\d_].{1,300}"),
)
_CREDITS = (
    re.compile(rf"[-–—(]?[ ]?(?:{_AGENCIES})(?:[ ]?[/&,+][ ]?(?:{_AGENCIES}))*\)?"),
    re.compile(r"\(?(?:Sources?|Credit|Via)[ ]?:[ ]\S.{1,60}"),
    re.compile(r"\(?With (?:inputs?|reporting|files|additional reporting) (?:from|by) .{2,80}"),
)
_SIGNED_OFF = re.compile(rf"(?:[-–—][ ]?|\(|/)(?:{_AGENCIES})[)/]?\.?$")
_STATEMENT = re.compile(
    r"(?i:for immediate release\b.*|(?:press|media|news) (?:statement|release)\b.*"
    r"|joint (?:press )?(?:statement|communiqu[eé])\b.*"
    r"|statement(?: by\b.*| of the\b.*| from the\b.*)?)"
)


class Provenance(Record, frozen=True, kw_only=True):
    """What the text says of itself. Spans are characters of the text; `day` an ISO day."""

    dateline: Span | None = None
    byline: Span | None = None
    credit: Span | None = None
    day: str | None = None
    kind: str | None = None


class Line(Record, frozen=True, kw_only=True):
    """A line without the blanks around it."""

    start: int
    text: str

    @property
    def span(self) -> Span:
        return self.start, self.start + len(self.text)


class _Dateline(Record, frozen=True, kw_only=True):
    span: Span
    credit: Span | None
    day: Written | None


def provenance(text: str, near: str | None = None) -> Provenance:
    """The spans, day and kind that a text's own first and last lines give.

    `near` is an ISO day that lends its year to a dateline without one.
    """
    head, tail = lines(text[:_HEAD])[:_HEAD_LINES], _tail(text)
    dateline = next((d for line in head if (d := _dateline(line)) is not None), None)
    byline = _first(_BYLINES[:1], head) or _first(_BYLINES[1:], tail)
    credit = None if dateline is None else dateline.credit
    credit = credit or _first(_CREDITS, head) or _first(_CREDITS, tail) or _signed_off(tail)
    spans = (None if dateline is None else dateline.span, byline, credit)
    return Provenance(
        dateline=spans[0],
        byline=byline,
        credit=credit,
        day=_day(head, dateline, near),
        kind=_kind(head, " | ".join(text[a:b] for a, b in filter(None, spans))),
    )


def lines(text: str, offset: int = 0) -> list[Line]:
    """The lines that are not blank; `offset` is where the text begins in the whole."""
    found = []
    for match in re.finditer(r"[^\r\n]+", text):
        stripped = match[0].strip()
        if stripped:
            start = match.start() + match[0].index(stripped) + offset
            found.append(Line(start=start, text=stripped))
    return found


def is_furniture(line: str) -> bool:
    """A first line that is no title: a date, a byline, a credit or "FOR IMMEDIATE RELEASE"."""
    patterns = (_DATE_LINE, _STATEMENT, *_BYLINES, *_CREDITS)
    return any(pattern.fullmatch(line) for pattern in patterns)


def from_agency(words: str) -> bool:
    """Whether a known news agency is named."""
    return _AGENCY.search(words) is not None


def _tail(text: str) -> list[Line]:
    """The last lines. The first of a cut-off stretch may be half a line, and is left out."""
    offset = max(0, len(text) - _TAIL)
    found = lines(text[offset:], offset)
    return (found[1:] if offset and len(found) > 1 else found)[-_TAIL_LINES:]


def _dateline(line: Line) -> _Dateline | None:
    match = _DATELINE.match(line.text)
    if match is None or not _is_dateline(match):
        return None
    end = max(match.end(name) for name in ("place", "region", "day", "credit"))
    credit = next((match.span(n) for n in ("credit", "lead") if match[n] is not None), None)
    day = re.search(WRITTEN, match["day"] or "")
    return _Dateline(
        span=(line.start + match.start("place"), line.start + end),
        credit=None if credit is None else (line.start + credit[0], line.start + credit[1]),
        day=None if day is None else written(day[0]),
    )


def _is_dateline(match: re.Match[str]) -> bool:
    """A dash or a credit closes it; a place not in capitals needs a date or credit beside it."""
    place, credit = match["place"], match["credit"]
    dash = match["close"].strip(" .") != ""
    dated = re.search(WRITTEN, match["day"] or "") is not None
    if not (dash or (credit is not None and (dated or credit.startswith("/")))):
        return False
    if _NO_PLACE.match(place):
        return False
    if place.isupper():
        return sum(map(str.isalpha, place)) >= 3
    known = credit is not None and from_agency(credit)
    return (dated or known) and all(
        word[0].isupper() or _SMALL_WORD.fullmatch(word) for word in re.findall(r"[^\W\d_]+", place)
    )


def _first(patterns: tuple[re.Pattern[str], ...], among: list[Line]) -> Span | None:
    return next((x.span for x in among for p in patterns if p.fullmatch(x.text)), None)


def _signed_off(tail: list[Line]) -> Span | None:
    match = _SIGNED_OFF.search(tail[-1].text) if tail else None
    if match is None:
        return None
    return tail[-1].start + match.start(), tail[-1].start + match.end()


def _day(head: list[Line], dateline: _Dateline | None, near: str | None) -> str | None:
    """The dateline's day, else a date line's among the first four."""
    found = [] if dateline is None or dateline.day is None else [dateline.day]
    for line in head[:4]:
        match = _DATE_LINE.fullmatch(line.text)
        parts = None if match is None else written(match["day"])
        found += [] if parts is None else [parts]
    return next((d for parts in found if (d := full(parts, near)) is not None), None)


def _kind(head: list[Line], said: str) -> str | None:
    if any(_STATEMENT.fullmatch(line.text) for line in head[:3]):
        return "statement"
    return "wire" if from_agency(said) else None

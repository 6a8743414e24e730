"""Times in running text, and the tense of the clause around them."""

from __future__ import annotations

import functools
import re

from vedette.records import Span
from vedette.resolve.date_setting import Tense
from vedette.resolve.date_words import MONTHS, WEEKDAYS, any_of
from vedette.resolve.number_words import SMALL, each

WINDOW = 14
"""How many words before a time may tell its tense."""
AHEAD = 8
"""How many words after it may, where none before does."""

_FUTURE = frozenset(
    each(
        "will would shall may could might must due scheduled expected planned planning plans "
        "plan slated intend intends intended hope hopes hoped aims wants expects pledges vows "
        "promises tomorrow unless if should can cannot won't wouldn't pencilled deadline beginning "
        "starting resume resumes reconvene reconvenes convene convenes begins starts opens "
        "expires"
    )
)
_PAST = frozenset(
    each(
        "said says told was were had has been began took came went held met left fell broke "
        "sent struck shot found saw made gave got put set did froze flew threw drove rode wrote "
        "spoke chose rose shook stole swore tore wore woke drew grew knew blew hid fought bought "
        "brought caught taught thought sought built burnt dealt felt kept slept swept lent spent "
        "lost paid sold stood won hung dug stuck swung ran sang rang drank sank became ate "
        "forgave lay led fled fed sped beat cut hit hurt let quit shut split spread taken"
    )
)
_TO_COME = frozenset(
    each(
        "is are was were promised promises agreed agrees threatened threatens pledged vowed "
        "offered expects expect decided ready invited set undertaken"
    )
)
"""Words that put what follows their "to" in the time to come."""
_DEADLINE = frozenset(each("by until till before"))
_WORD = re.compile(r"[\w'’-]+")


def tense_at(sentence: str, start: int) -> Tense | None:
    """Past or future, by the nearest word before the time that tells, or else one after it.

    `start` is the time's offset in the sentence. Looks at words only, not at who governs whom;
    the status of the frame that the time belongs to knows better where there is one.
    """
    words = _WORD.findall(sentence[max(0, start - 120) : start].lower())[-WINDOW:]
    for place in range(len(words) - 1, -1, -1):
        tense = _told(words, place)
        if tense is not None:
            deadline = tense == "past" and not _DEADLINE.isdisjoint(words[-2:])
            return _deadline(words[place + 1 :]) if deadline else tense
    after = _WORD.findall(sentence[start : start + 100].lower())[:AHEAD]
    told = (_told(after, place) for place in range(1, len(after)))
    return next((tense for tense in told if tense is not None), None)


def _deadline(behind: list[str]) -> Tense | None:
    """Of "by Friday" behind a past verb: an order's ("told to leave by Friday") is to come."""
    return "future" if "to" in behind else None


def tense_of(given: Tense | None, sentence: str, start: int) -> Tense | None:
    """The tense that a frame's status gives a time, or else that of the words around it.

    A deadline in an order is to come, though the order is past: there the words know better.
    """
    told = tense_at(sentence, start)
    front = _WORD.findall(sentence[max(0, start - 20) : start].lower())
    if given is None or (told == "future" and not _DEADLINE.isdisjoint(front[-1:])):
        return told
    return given


def _told(words: list[str], place: int) -> Tense | None:
    """What one word tells; a participle counts with the "will be" in front of it."""
    word, front = words[place], words[max(0, place - 3) : place]
    if word == "to":
        return "future" if _TO_COME.intersection(front[-1:]) else None
    if word == "say" and "not" in front:
        return "past"
    if word in _PAST or (word.endswith("ed") and len(word) > 4 and word not in _FUTURE):
        ahead = _FUTURE.intersection(front) or ("to" in front and _TO_COME.intersection(front))
        return "future" if ahead else "past"
    return "future" if word in _FUTURE else None


_PLAIN = ("june", "july")
_MONTH = any_of(name.capitalize() for name in MONTHS if len(name) > 4 or name in _PLAIN)
_SHORT = any_of(name.capitalize() for name in MONTHS if len(name) <= 4)
_ANY_MONTH = f"(?:{_MONTH}|{_SHORT})"
_WEEKDAY = f"(?:{any_of(name.capitalize() for name in WEEKDAYS if name.endswith('day'))})"
_COUNT = any_of((*SMALL, r"\d{1,3}", "a few", "several"))
_OF_DAY = r"(?: (?:morning|afternoon|evening|night))?"
_CLOCK = r"(?:\d{1,2}(?:[.:]\d\d)? ?(?:[ap]\.m\.|[ap]m)|\d{1,2}[.:]\d\d|noon|midnight)"
_AT_EDGE = r"(?:(?:[Ee]arly|[Ll]ate|the end of|the middle of|the start of|the beginning of) |mid-)"
_YEAR = r"(?:1[5-9]|20)\d\d"
_ABLE = r"(?:[Ll]ast|[Nn]ext|[Tt]his)"
_YEAR_LEADS = (
    *each("in In of by By until from From before Before after After since Since during late"),
    *each("early and between"),
)
_PATTERNS = (
    rf"{_CLOCK} on {_WEEKDAY}{_OF_DAY}",
    rf"{_CLOCK} on \d{{1,2}} (?:{_MONTH})",
    rf"[Tt]he (?:first|second|third|last) week of (?:{_MONTH}|May|March)",
    rf"(?:{_ABLE} )?{_WEEKDAY}\b(?:(?: of)? (?:last|next|this) week\b)?{_OF_DAY}",
    rf"(?:\d{{1,2}}(?:-| to | and ))?\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_ANY_MONTH}\b"
    rf"(?:,? {_YEAR})?",
    rf"{_ANY_MONTH}\.? \d{{1,2}}\b(?:st|nd|rd|th)?(?:,? {_YEAR}\b)?",
    rf"{_AT_EDGE}?{_ANY_MONTH}(?: of)? {_YEAR}",
    rf"(?:{_ABLE} |{_AT_EDGE})(?:{_MONTH}|May|March)",
    rf"(?<![.!?] )(?<!^)(?:{_MONTH})",
    r"(?<=\b[Ii]n )(?:May|March)|(?<=\bsince )(?:May|March)|(?<=\buntil )(?:May|March)",
    rf"{_AT_EDGE}?(?:the )?(?:early |late )?(?:1[89]|20)\d0s",
    rf"(?:the )?(?:spring|summer|autumn|winter) (?:of )?{_YEAR}",
    rf"{_ABLE} (?:spring|summer|autumn|winter|week|weekend|month|year|night)",
    rf"(?:early |late |mid-|the end of ){_YEAR}",
    r"the end of the (?:week|month|year)|the weekend",
    r"[Tt]his (?:morning|afternoon|evening)|[Tt]hat (?:day|night|morning|evening|afternoon)",
    r"[Tt]he (?:next|previous|following|same) (?:day|week|month|year|morning|evening|night)",
    r"[Tt]he (?:day|night) (?:before|after)(?! \w)",
    rf"(?:{_COUNT}|[A-Z][a-z]+) (?:day|night|week|month|year|decade)s? (?:ago|earlier|later)",
    r"a fortnight (?:ago|earlier|later)",
    r"(?:Christmas|Easter|Nowruz)(?: Day| Eve| Sunday| Monday)?(?! Island)",
    r"[Yy]esterday|[Tt]oday(?!'s)|[Tt]omorrow|[Tt]onight|[Oo]vernight",
    *(rf"(?<=\b{lead} ){_YEAR}(?! [a-z]+s\b)" for lead in _YEAR_LEADS),
)


_UNIT = r"(?:minute|hour|day|night|week|weekend|month|year|decade|centur(?:y|ie))s?"
_SOME = rf"(?:{_COUNT}|a|an|one|hundred|thousand|half an?)"
_ABOUT = (
    r"(?:(?:[Mm]ore|[Ll]ess) than |[Nn]early |[Aa]lmost |[Aa]bout |[Oo]ver |[Oo]nly |[Uu]nder )?"
)
_KIN = r"(?:[Nn]ext|[Ff]ollowing|[Ll]ast|[Pp]ast|[Pp]revious|[Ss]ame|[Ee]nsuing|[Cc]oming|[Ff]irst)"
_SEASON = r"(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter)"
_PART = r"(?:night|evening|morning|afternoon|dawn|dusk|daytime|noon|midnight)"
_ORDINAL = r"(?:[12]?\d(?:st|nd|rd|th)|3(?:0th|1st))"
_MORE = (
    rf"[Tt]he {_KIN} (?:few |several |{_COUNT} )?{_UNIT}",
    rf"(?:[Ll]ater|[Ee]arlier|[Ll]ate|[Ee]arly) (?:in )?(?:that|this|the|the same) {_UNIT}",
    rf"(?:[Tt]hat|[Tt]his)(?: same| very)? (?:{_UNIT}|{_SEASON}|{_MONTH})",
    rf"(?:[Tt]he )?{_AT_EDGE}(?:the )?(?:{_MONTH}|May|March|{_YEAR}|{_SEASON}|{_UNIT})",
    rf"[Tt]he (?:{_KIN} )?(?:{_SEASON}|{_PART})",
    rf"(?:{_SEASON}|[Ff]all)(?: of)? {_YEAR}|{_SEASON}",
    rf"{_ABOUT}{_SOME} (?:and a half )?(?:more )?{_UNIT}(?: (?:ago|earlier|later|before|after))?",
    rf"{_ABOUT}(?:{_COUNT}|[Oo]ne)-{_UNIT}(?:-long)?",
    rf"(?:[Aa] few|[Ss]everal|[Mm]any|[Rr]ecent|[Cc]oming) {_UNIT}(?: (?:ago|earlier|later))?",
    rf"[Tt]he {_ORDINAL}(?: [Cc]entury|(?! [A-Z]))|[Tt]he (?:\w{{3,5}}teen|twenti)th century",
    r"\d{1,4} ?(?:BCE?|B\.C\.)|(?<= )'\d\d",
    rf"{_YEAR}[-–](?:{_YEAR}|\d\d)",
    rf"(?<![$€£#,.\d]){_YEAR}(?!,\d| (?:men|women|people|troops|soldiers|[a-z]+s)\b)",
    rf"(?:[Ee]very|[Ee]ach|[Pp]er) (?:{_UNIT}|{_WEEKDAY})|[Dd]aily|[Ww]eekly|[Mm]onthly|[Aa]nnual",
    r"[Nn]ow|[Cc]urrent(?:ly)?|[Rr]ecent(?:ly)?|[Ff]ormer(?:ly)?|[Ff]uture|[Nn]owadays|[Ll]ately",
    r"(?:[Tt]h(?:e|is|at)(?: same)?) (?:time|period|date)|[Tt]he (?:past|present)|[Nn]ight",
)


@functools.cache
def _finder(every: bool) -> re.Pattern[str]:
    """Compiled on first use: import stays quick."""
    patterns = (*_PATTERNS, *_MORE) if every else _PATTERNS
    return re.compile("|".join(rf"\b(?:{pattern})\b(?![-\d])" for pattern in patterns))


def find_times(text: str, *, every: bool = False) -> tuple[Span, ...]:
    """Spans of time expressions in a text, without the preposition before them.

    For texts whose reader missed them: sure ones only (dates, weekdays, months, years after a
    preposition, "last week", "two days ago"); a bare "May" or "March" is left to its verb. With
    `every` also what TIMEX3 marks beside dates: lengths, bare years and seasons, "now", "former".
    """
    flat = text.translate(_BLANKS)
    return tuple((match.start(), match.end()) for match in _finder(every).finditer(flat))


_BLANKS = {ord(blank): " " for blank in "\n\t\r\u00a0\u202f"}
"""A line break inside a time is a blank, one for one: offsets stay."""

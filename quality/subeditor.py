"""Rewrites of a report as a sub-editor makes them, by rules, to measure finding copies with.

A rewrite has a strength from 0 (hardly touched) to 1 (hardly to be recognised); each rule is the
likelier, the greater the strength: sentences and clauses are cut, sentences joined, split and
moved, words paraphrased by a table (`subeditor.tsv`), voices turned from active to passive,
attributions changed or dropped, a new lead is put in front and a line of background added. The
same report, strength and seed give the same rewrite everywhere. It is English of a kind: articles
and agreement are not mended.
"""

from __future__ import annotations

import datetime
import random
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

from vedette.records import Record, Report, change

TABLE = Path(__file__).with_name("subeditor.tsv")
SENTENCE = re.compile(r"(?<=[.!?])[”\"’)]?\s+(?=[A-Z“\"‘(\d])|\n+")
SAYS = "said|says|stated|added|noted|told reporters|announced|confirmed|claimed|declared"
WHO = (
    r"(?:[A-Z]\w+|[Tt]he \w+|[Aa]n? \w+|[Oo]fficials|[Pp]olice|[Rr]esidents|[Ww]itnesses)"
    r"(?: [\w’'-]+){0,4}?"
)
PASSIVE = (
    "killed|wounded|arrested|detained|attacked|seized|captured|burned|destroyed|blocked|closed|"
    "rejected|condemned|accused|expelled|freed|released|ordered|signed|banned|suspended|raided|"
    "shelled|bombed|denounced|summoned|criticised|praised|warned|offered|confirmed|approved"
)
CLAUSES = (
    re.compile(r", (?:who|which|where|whose|when) [^,.;]+(?:, |(?=[.;]))"),
    re.compile(r" ?\([^()]+\)"),
    re.compile(r", (?:[a-z]+ing|though|although|while|after|because|with) [^,.;]+(?=\.)"),
    re.compile(r" (?:on|last|next) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: \w+)?\b"),
    re.compile(r"(?<=[a-z]), [^,.;“”\"]{8,60}, (?=[a-z])"),
    re.compile(r"\b(?:about|some|nearly|only|also|already|still|however|meanwhile|shortly) "),
    re.compile(r"; [^.;]+(?=\.)"),
)
"""What may go without the sentence falling apart."""
ACTIVE = re.compile(
    rf"(?P<s>\b{WHO}) (?P<v>{PASSIVE}) (?P<o>(?:the|an?|its|his|their|\d[\d,]*|\w+teen) "
    r"(?:[\w’'-]+ ?){1,4}?)(?=[.,;]| (?:in|on|at|near|after|before|and|for|from|of|to)\b)"
)
NAME = r"[A-Z][\w’-]+(?: (?:al-|bin |van |de )?[A-Z][\w’-]+)"
JOINS = "when|after|because|while|as|although|before|if|since|until"
TURNS = (
    (re.compile(rf"^([^,“”\"]{{15,}}),? ({JOINS}) ([^,“”\"]{{8,}})\.$"), r"\2 \3, \1.", 0.6),
    (re.compile(rf"^({JOINS}) ([^,“”\"]{{8,}}), ([^“”\"]{{15,}})\.$", re.I), r"\3 \1 \2.", 0.6),
    (
        re.compile(
            r"^([^,“”\"]{20,}?) ((?:on|in|at|near|outside|during|from|under) [^,;“”\"]{6,40})\.$"
        ),
        r"\2, \1.",
        0.5,
    ),
    (re.compile(rf"\b((?:the|an?|its|his) [\w’' -]{{4,45}}), ({NAME}+),"), r"\2, \1,", 0.8),
    (re.compile(rf"\b({NAME}+), ((?:the|an?|its|his) [\w’' -]{{4,45}}),"), r"\2, \1,", 0.8),
    (re.compile(rf"\b[A-Z][\w’-]+ ([A-Z][\w’-]+)(?= (?:{SAYS}|and|who|had|was)\b)"), r"\1", 0.4),
    (
        re.compile(r"\b((?:the )?[A-Z]\w+|[Tt]he \w+)['’]s ([a-z]+(?: [a-z]+)?)\b"),
        r"the \2 of \1",
        0.6,
    ),
    (re.compile(r"\b[Tt]he ([a-z]+) of ((?:the [a-z]+|[A-Z]\w+))\b"), r"\2's \1", 0.6),
    (re.compile(r"\b(?:had|has|have) ([a-z]+ed)\b"), r"\1", 0.6),
    (re.compile(r"\bhad been\b"), "was", 0.6),
    (re.compile(r"\b(?:has|have) been\b"), "were", 0.6),
    (re.compile(r"\b(?:was|were) ([a-z]+ing)\b"), r"had been \1", 0.6),
    (re.compile(r"\b([a-z]{4,}) and ([a-z]{4,})\b"), r"\2 and \1", 0.4),
    (re.compile(r"\b[a-z]{4,}(?:ly|ous|ful|ish) "), "", 0.6),
    (
        re.compile(r" (?:in|at|near|from|with|for|under|on) (?:the |an? )?[\w’'-]+(?=[.,;])"),
        "",
        0.4,
    ),
    (re.compile(r"\b(?:the|an?) (?=[a-z])"), "", 0.2),
)
"""What changes places within a sentence: the pattern, what it becomes, and how readily."""
DATELINE = re.compile(
    r"^[A-Z][A-Z .'-]+(?:, [A-Z][a-z]{2,8}\.? \d{1,2})?(?: \([^()]+\))? (?:-|–|—|--) "
)
LEADS = (
    "{place} was in the headlines again on {day}.",
    "There were new developments in {place} on {day}, according to reports from the region.",
    "The situation around {place} remained unclear late on {day}.",
    "It was a {day} that many in {place} will not soon forget.",
    "Events in {place} took a new turn on {day}.",
    "Eyes were on {place} this {day}.",
)
BACKGROUND = (
    "Observers say that the coming weeks will show where this leads.",
    "Readers of this newspaper have followed the matter for some time.",
    "Attempts to reach those concerned for comment were unsuccessful.",
    "The matter has divided opinion at home and abroad.",
    "Analysts had long expected something of the kind.",
    "Similar scenes have been seen elsewhere in recent years.",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NUMBERS = {
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
    "nine": "9", "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14",
    "fifteen": "15", "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19",
    "twenty": "20", "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60",
}  # fmt: skip

Lines = list[str]
Rule = Callable[[Lines, random.Random, float], Lines]


class Rewrite(Record, frozen=True, kw_only=True):
    """A report made from another, and how strongly it was changed (0 to 1)."""

    report: Report
    of: str
    strength: float


@cache
def table() -> dict[str, tuple[str, ...]]:
    """Words → what may stand for them."""
    rows = (r.split("\t") for r in TABLE.read_text("utf-8").splitlines() if not r.startswith("#"))
    return {old: tuple(new.split("|")) for old, new in rows}


@cache
def _words() -> re.Pattern[str]:
    longest = sorted(table(), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b", re.IGNORECASE)


def sentences(report: Report) -> Lines:
    """The sentences of a report's body."""
    body = report.text
    if report.title and body.startswith(report.title):
        body = body[len(report.title) :]
    return [s.strip() for s in SENTENCE.split(body.strip()) if s.strip()]


def rewrite(report: Report, strength: float, seed: int, *, outlet: str) -> Rewrite:
    """A report of another outlet made from this one, on the same day or up to two days later."""
    rng = random.Random(f"{seed} {report.id} {strength:.4f}")
    lines = sentences(report)
    lines[0] = DATELINE.sub("", lines[0])
    for rule in RULES:
        lines = rule(lines, rng, strength) or lines
    title = _paraphrased(report.title or lines[0][:60], rng, max(strength, 0.3))
    if rng.random() < strength:
        lines.insert(0, _lead(report, rng))
        title = lines[0].removesuffix(".")
    lines = _attributed(lines, report.outlet or "", rng, strength)
    new = Report(
        id=f"{report.id}~{seed}",
        text=f"{title}\n\n{' '.join(lines)}",
        title=title,
        outlet=outlet,
        date=_later(report.date, rng.randint(0, 2)),
        language=report.language,
    )
    return Rewrite(report=new, of=report.id, strength=strength)


def _later(date: str | None, days: int) -> str | None:
    if date is None:
        return None
    return (datetime.date.fromisoformat(date) + datetime.timedelta(days=days)).isoformat()


def lifted(report: Report, host: Report, seed: int) -> Rewrite:
    """A story of its own (`host`) with two to four sentences of `report`, lightly edited, in it."""
    rng = random.Random(f"{seed} {report.id} {host.id}")
    mine, theirs = sentences(host), sentences(report)
    size = min(len(theirs), rng.randint(2, 4))
    start = rng.randint(0, len(theirs) - size)
    part = [_paraphrased(s, rng, 0.15) for s in theirs[start : start + size]]
    at = rng.randint(1, len(mine))
    text = " ".join((*mine[:at], *part, *mine[at:]))
    new = change(host, id=f"{host.id}+{report.id}", text=f"{host.title}\n\n{text}")
    return Rewrite(report=new, of=report.id, strength=size / len(theirs))


def _cut_sentences(lines: Lines, rng: random.Random, strength: float) -> Lines:
    """From the end rather than from the front; a third of the sentences always stays."""
    least = max(1, -(-len(lines) // 3))
    kept = list(lines)
    for n in range(len(lines) - 1, 0, -1):
        likely = strength * (0.25 + 0.45 * n / len(lines))
        if len(kept) > least and rng.random() < likely:
            del kept[n]
    return kept


def _cut_clauses(lines: Lines, rng: random.Random, strength: float) -> Lines:
    def cut(found: re.Match[str]) -> str:
        if rng.random() >= strength * 0.6:
            return found[0]
        return " " if found[0].endswith(" ") else ""

    out = []
    for line in lines:
        for clause in CLAUSES:
            line = clause.sub(cut, line)
        out.append(_begun(line))
    return out


def _split(lines: Lines, rng: random.Random, strength: float) -> Lines:
    """ "A, and B." → "A. B." and "A; B." → "A. B."."""
    out: Lines = []
    for line in lines:
        parts = re.split(
            r"(?:, (?:and|but)|;) (?=(?:the|a|an|he|she|it|they|[A-Z])\b)", line, maxsplit=1
        )
        if len(parts) == 2 and rng.random() < strength * 0.5:
            out += [parts[0] + ".", _begun(parts[1])]
        else:
            out.append(line)
    return out


def _joined(lines: Lines, rng: random.Random, strength: float) -> Lines:
    out: Lines = []
    for line in lines:
        short = bool(out) and len(out[-1].split()) + len(line.split()) < 32
        if short and out[-1].endswith(".") and rng.random() < strength * 0.3:
            out[-1] = f"{out[-1][:-1]}{rng.choice((', while', ' and', ', and'))} {_lowered(line)}"
        else:
            out.append(line)
    return out


def _moved(lines: Lines, rng: random.Random, strength: float) -> Lines:
    out = list(lines)
    for n in range(len(out)):
        if rng.random() < strength * 0.35:
            line = out.pop(n)
            out.insert(max(0, min(len(out), n + rng.choice((-3, -2, -1, 1, 2)))), line)
    return out


def _turned(lines: Lines, rng: random.Random, strength: float) -> Lines:
    """Clauses, phrases and names change places; active becomes passive; tenses shift."""
    out = []
    for line in lines:
        for turn, new, likely in TURNS:
            line = turn.sub(_chanced(new, rng, strength * likely), line)
        out.append(_begun(_passive(line, rng, strength)))
    return out


def _chanced(new: str, rng: random.Random, likely: float) -> Callable[[re.Match[str]], str]:
    """What puts `new` for a match, as often as is likely."""
    return lambda found: found.expand(new) if rng.random() < likely else found[0]


def _passive(line: str, rng: random.Random, strength: float) -> str:
    """Active → passive where a plain subject, verb and object stand together."""

    def turn(found: re.Match[str]) -> str:
        if rng.random() >= strength:
            return found[0]
        be = "were" if found["o"].strip().endswith("s") else "was"
        return f"{found['o'].strip()} {be} {found['v']} by {_lowered(found['s'])}"

    return ACTIVE.sub(turn, line, count=1)


def _said(lines: Lines, rng: random.Random, strength: float) -> Lines:
    """ "X said that P." → "P, X said." or "According to X, P."; and back."""
    first = re.compile(rf"^(?P<x>{WHO}) (?P<v>{SAYS})(?: \w+day)?(?: that)? (?P<p>[^“”\"]+)\.$")
    last = re.compile(rf"^(?P<p>[^“”\"]+), (?P<x>{WHO}) (?P<v>{SAYS})(?: (?:on )?\w+day)?\.$")
    out = []
    for line in lines:
        found = first.match(line) or last.match(line)
        if found is None or rng.random() >= strength * 0.8:
            out.append(line)
            continue
        who, what = found["x"], found["p"]
        forms = (
            f"{_begun(what)}, {_lowered(who)} {found['v']}.",
            f"According to {_lowered(who)}, {_lowered(what)}.",
            f"{_begun(who)} {found['v']} that {_lowered(what)}.",
            f"{_begun(what)}.",
        )
        out.append(rng.choice(forms))
    return out


def _reworded(lines: Lines, rng: random.Random, strength: float) -> Lines:
    return [_begun(_paraphrased(_numbered(line, rng, strength), rng, strength)) for line in lines]


def _paraphrased(line: str, rng: random.Random, strength: float) -> str:
    def swap(found: re.Match[str]) -> str:
        if rng.random() >= strength:
            return found[0]
        new = rng.choice(table()[found[0].casefold()])
        return new[0].upper() + new[1:] if found[0][0].isupper() else new

    return _words().sub(swap, line)


def _numbered(line: str, rng: random.Random, strength: float) -> str:
    digits = {v: k for k, v in NUMBERS.items()}

    def swap(found: re.Match[str]) -> str:
        if rng.random() >= strength * 0.5:
            return found[0]
        return NUMBERS.get(found[0]) or digits.get(found[0], found[0])

    return re.sub(rf"\b(?:{'|'.join(NUMBERS)}|\d\d?)\b(?![,.]?\d)", swap, line)


def _attributed(lines: Lines, outlet: str, rng: random.Random, strength: float) -> Lines:
    """Whoever spoke to the outlet simply spoke; now and then the outlet is named as the source."""
    to = re.compile(rf"\btold (?:the )?{re.escape(outlet)}\b") if outlet else None
    out = [to.sub("said", line) for line in lines] if to else list(lines)
    if outlet and rng.random() < 0.25 * (1 - strength):
        out[0] = f"{out[0].removesuffix('.')}, {outlet} reported."
    if rng.random() < strength:
        out.insert(rng.randint(1, len(out)), rng.choice(BACKGROUND))
    return out


def _lead(report: Report, rng: random.Random) -> str:
    names = re.findall(r"(?<=[a-z,] )[A-Z][a-z]{3,}", report.text) or ["the region"]
    return rng.choice(LEADS).format(place=rng.choice(names), day=rng.choice(DAYS))


def _begun(line: str) -> str:
    return line[:1].upper() + line[1:]


def _lowered(line: str) -> str:
    small = re.match(r"(?:The|A|An|He|She|It|They|In|On|At|Officials|Police|Residents)\b", line)
    return line[:1].lower() + line[1:] if small else line


RULES: tuple[Rule, ...] = (
    _cut_sentences, _cut_clauses, _split, _turned, _said, _reworded, _joined, _moved,
)  # fmt: skip


def rewrites(reports: Sequence[Report], count: int, *, seed: int = 0) -> Iterator[Rewrite]:
    """`count` rewrites of the reports in turn, their strength drawn evenly from 0 to 1."""
    for n in range(count):
        report = reports[n % len(reports)]
        rng = random.Random(f"{seed} {n} {report.id}")
        yield rewrite(report, rng.random(), seed + n, outlet=rng.choice(OUTLETS))


OUTLETS = (
    "Harbour Courier",
    "Morning Ledger",
    "Lowland Post",
    "The Evening Star",
    "Hill Country News",
)

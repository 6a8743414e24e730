"""Reports of one happening that share hardly a word, and of two that share most: read and fused."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from vedette import pipeline
from vedette.ledger import Ledger
from vedette.records import Entry, Report

Told = tuple[str, str, str, str]
"""Outlet, day, title, text."""
KYIV: list[Told] = [
    (
        "Harbour Post",
        "2024-07-08",
        "Russia hits Ukrainian capital with missiles in broad daylight",
        "KYIV, July 8 - Russia hit the Ukrainian capital with missiles in broad daylight on "
        "Monday, killing at least nine people, the city's mayor said.\n\nVitali Klitschko said a "
        "residential building in the Shevchenkivskyi district had partly collapsed and that "
        "rescuers were searching the rubble.",
    ),
    (
        "Northern Gazette",
        "2024-07-08",
        "Nine killed in strikes on Kyiv",
        "Nine people died and dozens were wounded when Russian missiles struck Kyiv on Monday "
        "morning, Ukraine's State Emergency Service said.\n\nSeveral apartment blocks were damaged "
        "and fires broke out in two districts, it added.",
    ),
]
STRAIT: list[Told] = [
    (
        "Gulf Monitor",
        "2026-03-02",
        "Iran shuts Strait of Hormuz to shipping",
        "Iran closed the Strait of Hormuz to all commercial shipping on Monday, the country's "
        "Revolutionary Guards said in a statement.",
    ),
    (
        "Meridian Wire",
        "2026-03-02",
        "Tehran seals off key oil waterway",
        "TEHRAN (Meridian Wire) - Iran's Revolutionary Guards have sealed off the Strait of "
        "Hormuz, the navy's commander, Alireza Tangsiri, told state television on Monday. No "
        "tanker would be let through, he said.",
    ),
    (
        "The Lloyd's Courier",
        "2026-03-03",
        "Tankers turned back as Hormuz is closed",
        "Tankers were turned back on Monday after Iran blocked the Strait of Hormuz, ship owners "
        "said. Three vessels waited off Fujairah for orders.",
    ),
    (
        "Pacific Ledger",
        "2026-03-03",
        "Japan protests over closure of strait",
        "Japan's foreign minister condemned Iran's closure of the Strait of Hormuz on Monday and "
        "demanded that the passage be reopened.",
    ),
    (
        "Doha Daily",
        "2026-03-03",
        "Hormuz closure: what we know",
        "The blockade of the Strait of Hormuz, imposed by Iran on Monday, has halted about a fifth "
        "of the world's oil trade, analysts said.",
    ),
    (
        "Washington Sentinel",
        "2026-03-04",
        "US says Iran has blocked Hormuz",
        "Iranian forces have barred ships from passing through the Strait of Hormuz since Monday, "
        "the US Navy's Fifth Fleet said on Tuesday.",
    ),
]
GAO: list[Told] = [
    (
        "Sahel Herald",
        "2025-02-11",
        "Bomb kills five in Gao market",
        "A bomb exploded at a market in Gao on Tuesday, killing five people, the regional governor "
        "said.",
    ),
    (
        "Niger Times",
        "2025-02-12",
        "Gao mourns after market bombing",
        "GAO, Mali - Five people were killed when a bomb went off in a market in the northern "
        "Malian town of Gao on Tuesday, hospital staff said.",
    ),
    (
        "Sahel Herald",
        "2025-02-12",
        "Second bomb in two days hits Gao",
        "A second bomb in two days exploded in Gao on Wednesday, killing three soldiers at a "
        "checkpoint, the army said.",
    ),
    (
        "Niger Times",
        "2025-02-13",
        "Army post bombed in Gao",
        "A bomb killed three soldiers at an army checkpoint in Gao on Wednesday, a day after an "
        "attack on a market in the town.",
    ),
]


def ledger_of(told: Sequence[Told], folder: Path) -> list[Entry]:
    reports = [
        Report(id=f"r{n}", outlet=outlet, date=day, title=title, text=f"{title}\n\n{text}")
        for n, (outlet, day, title, text) in enumerate(told)
    ]
    with Ledger(folder / "test.db") as ledger:
        for reading in pipeline.read_all(reports):
            ledger.add(reading)
        return list(ledger.entries())


def outlets(entry: Entry) -> set[str | None]:
    return {h.outlet for h in entry.reports}


def test_a_strike_on_the_capital_and_the_dead_in_kyiv_are_one(tmp_path: Path) -> None:
    struck = [e for e in ledger_of(KYIV, tmp_path) if e.event.type == "ASSAULT" and e.event.figures]
    assert [outlets(e) for e in struck] == [{"Harbour Post", "Northern Gazette"}]


def test_six_wordings_of_one_closure_are_two_events_at_most(tmp_path: Path) -> None:
    """They should be one; the reader takes some for coercion and some for a sanction."""
    shut = [e for e in ledger_of(STRAIT, tmp_path) if e.event.type in ("COERCE", "SANCTION")]
    assert len(shut) <= 2
    assert set().union(*map(outlets, shut)) == {told[0] for told in STRAIT}


def test_two_bombings_on_two_days_stay_two(tmp_path: Path) -> None:
    bombed = [
        e for e in ledger_of(GAO, tmp_path) if e.event.type == "ASSAULT" and len(e.reports) > 1
    ]
    days = [e.event.when.start for e in bombed if e.event.when is not None]
    assert days == ["2025-02-11", "2025-02-12"]


HAITI = """\
PORT-AU-PRINCE (AP) — Gang members opened fire on journalists gathered for the reopening of Haiti's
largest public hospital on Tuesday, killing two reporters and a police officer, witnesses and the
country's online media collective said. Johnson "Izo" André, leader of the 5 Segond gang, posted a
video claiming responsibility. Haiti's interim president, Leslie Voltaire, called the attack
unacceptable. A Kenyan-led, UN-backed police mission has struggled to contain the gangs."""
ARAUCA = """\
Bogotá — Colombia and the ELN rebels agreed on Saturday to extend a bilateral ceasefire by six
months, negotiators for both sides said in Havana. The guerrillas also promised to stop kidnapping
for ransom. President Gustavo Petro hailed the accord. Hours later gunmen attacked a police post in
Arauca, killing two officers; no group claimed responsibility, though the army blamed FARC
dissidents."""


def test_two_reports_without_a_date_of_attacks_in_two_countries_stay_two(tmp_path: Path) -> None:
    """What two reports leave out, and two dead in each, join nothing."""
    with Ledger(tmp_path / "l.db") as ledger:
        for n, text in enumerate((HAITI, ARAUCA)):
            ledger.add(pipeline.read(Report(id=f"r{n}", text=text)))
        assert [e.event.id for e in ledger.entries() if len(e.reports) > 1] == []

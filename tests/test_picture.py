"""The picture of an event: everything once, nothing upon anything, no text that acts."""

from __future__ import annotations

import itertools
import random
import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import told
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from selenium import webdriver

from quality.gold import readings
from quality.sets import read_bundle
from vedette.cli import main
from vedette.export import to_svg
from vedette.export.brackets import brackets
from vedette.export.cards import STYLES
from vedette.export.chains import EVENT, Chains, Step, chains
from vedette.export.layers import Box, Spot, plan
from vedette.export.picture import lay_out, letter
from vedette.export.typeset import Style, wrap
from vedette.fuse import fuse
from vedette.ledger import Ledger
from vedette.records import Entry, change

HARBOUR = Path(__file__).parent.parent / "examples" / "harbour.bundle.txt"
SPACE = "{http://www.w3.org/2000/svg}"


def drawn(entry: Entry | None = None) -> str:
    return to_svg(told.entry() if entry is None else entry, told.told, told.COPIES)


def marked(svg: str, name: str) -> Counter[str]:
    """How often each value of an attribute occurs."""
    found = (e.get(name) for e in ET.fromstring(svg).iter())
    return Counter(value for value in found if value is not None)


def texts(svg: str) -> list[str]:
    return [e.text or "" for e in ET.fromstring(svg).iter(f"{SPACE}text")]


def test_every_origin_voice_report_and_verdict_stands_there_once() -> None:
    boxes = marked(drawn(), "data-box")
    voices = {"spies", "herald", "witness", "minister", "front", "nurse"}
    voices |= {"outlet:wire", "outlet:post", "unnamed:r6"}
    assert set(boxes) == {EVENT, *voices, *(f"report:{r}" for r, *_ in told.REPORTS)}
    assert set(boxes.values()) == {1}
    assert marked(drawn(), "data-verdict") == {f"{v.a} {v.b}": 1 for v in told.VERDICTS}
    assert marked(drawn(), "data-copy") == {"r1 r5": 1}


def test_who_told_whom_is_a_chain_of_columns() -> None:
    found = chains(told.entry(), told.told, told.COPIES)
    columns = {v.id: (v.part, v.column) for v in found.voices}
    assert columns["spies"] == ("origin", 1)
    assert columns["minister"] == ("teller", 2)
    assert columns["outlet:wire"] == ("teller", 3)
    assert columns["outlet:post"] == ("teller", 4)
    assert columns["front"] == ("against", 1)
    assert columns["nurse"] == ("other", 1)
    assert (EVENT, "nurse") not in found.steps
    assert {(EVENT, "front"), ("outlet:wire", "outlet:post"), ("minister", "r1")} <= {*found.steps}
    assert found.copies[0].why.count("“Blast at depot kills five”") == 2


def test_another_name_of_an_origin_is_not_a_second_voice() -> None:
    """The claim's speaker and the origin are one voice under two ids."""
    entry = told.entry()
    claims = tuple(change(c, speaker="paper") if c.id == "c3" else c for c in entry.claims)
    found = chains(change(entry, claims=claims), told.told)
    assert "paper" not in {v.id for v in found.voices}
    assert ("herald", "r3") in found.steps


def test_a_circle_of_tellers_does_not_hold_the_drawing_up() -> None:
    entry = told.entry()
    round_ = tuple(
        change(c, speaker=a, sources=(b,), stance="assert")
        for c, a, b in zip(entry.claims, "xyzxyzx", "yzxyzxy", strict=True)
    )
    found = chains(change(entry, claims=round_), told.told)
    columns = {v.id: v.column for v in found.voices} | {EVENT: 0}
    assert all(columns[a] < columns[b] for a, b in found.steps if b in columns)


def spots(found: Chains, entry: Entry) -> dict[str, Spot]:
    return lay_out(entry, found).plan.spots


def meet(a: Spot, b: Spot) -> bool:
    return a.x < b.right and b.x < a.right and a.y < b.bottom and b.y < a.bottom


def crosses(points: tuple[tuple[float, float], ...], spot: Spot) -> bool:
    """Whether a line runs through a box: in a column it is straight, elsewhere no box is."""
    inside = itertools.pairwise(points)
    return any(
        a[1] == b[1] and spot.y < a[1] < spot.bottom and a[0] <= spot.x and spot.right <= b[0]
        for a, b in inside
    )


def harbour(place: Path) -> Iterator[tuple[Entry, Chains]]:
    with Ledger(place) as ledger:
        for reading in readings(read_bundle(HARBOUR)):
            ledger.add(fuse(reading))
        for entry in ledger.entries():
            known = {r.report: ledger.reading(r.report) for r in entry.reports}
            copies = ledger.copies(known)
            yield entry, chains(entry, lambda c: known[c.report].report.quote(c.quote), copies)  # type: ignore[union-attr]  # noqa: B023


def test_no_box_stands_upon_another_and_no_line_runs_through_one(tmp_path: Path) -> None:
    by_hand = (told.entry(), chains(told.entry(), told.told, told.COPIES))
    for entry, found in (by_hand, *harbour(tmp_path / "desk.db")):
        drawing = lay_out(entry, found)
        placed = drawing.plan.spots
        assert not [p for p in itertools.combinations(placed, 2) if meet(*map(placed.get, p))]  # type: ignore[arg-type]
        for (a, b), points in drawing.plan.routes.items():
            assert not [i for i, s in placed.items() if i not in (a, b) and crosses(points, s)]
        for box, made in drawing.cards.items():
            for row in made.rows:
                assert row.x + STYLES[row.style].width(row.text) <= made.width, (box, row.text)
                assert row.y <= made.height, (box, row.text)


def test_brackets_of_one_track_do_not_touch() -> None:
    placed = {n: Spot(x=0, y=100.0 * i, width=10, height=60) for i, n in enumerate("abcdef")}
    found = brackets(list(itertools.combinations(placed, 2)), placed, words=70)
    assert len(found) == 15
    for one, other in itertools.combinations(found, 2):
        apart = one.bottom < other.top or other.bottom < one.top
        assert one.track != other.track or apart
    ends = [y for b in found for y in (b.top, b.bottom)]
    assert len(set(ends)) == len(ends)


@given(st.randoms(use_true_random=False))
def test_any_layers_are_drawn_without_meeting(rand: random.Random) -> None:
    boxes = [
        Box(id=f"{c}.{n}", column=c, width=50, height=rand.uniform(10, 90), margin=5, lane=n // 3)
        for c in range(rand.randint(2, 5))
        for n in range(rand.randint(1, 6))
    ]
    pairs = [(a, b) for a in boxes for b in boxes if a.column < b.column]
    steps: list[Step] = [(a.id, b.id) for a, b in rand.sample(pairs, min(len(pairs), 12))]
    found = plan(boxes, steps, [40.0] * max(b.column for b in boxes))
    assert not [p for p in itertools.combinations(found.spots.values(), 2) if meet(*p)]
    for (a, b), points in found.routes.items():
        assert not [i for i, s in found.spots.items() if i not in (a, b) and crosses(points, s)]


def test_a_step_to_the_left_is_refused() -> None:
    boxes = [Box(id=i, column=0, width=1, height=1) for i in "ab"]
    with pytest.raises(ValueError, match="does not lead to the right"):
        plan(boxes, [("a", "b")], [])


def test_hostile_texts_are_words_and_nothing_else() -> None:
    svg = drawn()
    root = ET.fromstring(svg)
    tags = {e.tag.removeprefix(SPACE) for e in root.iter()}
    assert tags <= {"svg", "title", "desc", "style", "rect", "circle", "path", "g", "text"}
    assert not [a for e in root.iter() for a in e.attrib if a.startswith("on") or "href" in a]
    assert "</text><script>" in " ".join(texts(svg))
    assert "\x07" not in svg
    assert "\ufffe" not in svg
    assert "<!--" not in svg


def test_a_text_from_right_to_left_is_set_so() -> None:
    rows = ET.fromstring(drawn()).iter(f"{SPACE}text")
    arabic = [e for e in rows if (e.text or "").lstrip("“").startswith("قال")]
    assert len(arabic) > 1
    assert {e.get("direction") for e in arabic} == {"rtl"}


def test_what_is_cut_is_told_in_full_to_the_pointer() -> None:
    svg = drawn()
    assert not any(told.WORDS["c3"].strip() in t for t in texts(svg))
    hints = [e.text or "" for e in ET.fromstring(svg).iter(f"{SPACE}title")]
    assert any(" ".join(told.WORDS["c3"].split()) in h for h in hints)


def test_verdicts_differ_by_form_and_are_named() -> None:
    svg = drawn()
    assert {"a independent", "b cannot tell", "c dependent", "d repeats"} <= {*texts(svg)}
    assert "shown independent" in " ".join(texts(svg))
    assert re.search(r'class="line" d="\S+ \S.*" stroke-width="2.2" stroke-dasharray="0 4.6"', svg)
    assert re.search(r'class="halo" d="[^"]+" stroke-width="2.2"', svg), "a double line"


def test_it_is_told_to_those_who_do_not_see_it() -> None:
    root = ET.fromstring(drawn())
    assert root.get("role") == "img"
    ids = {e.get("id"): e.text or "" for e in root.iter() if e.get("id")}
    title, desc = (ids[i] for i in (root.get("aria-labelledby") or "").split())
    assert title.startswith("Six reports, three origins, one against: an attack")
    assert "Credibility 4" in desc
    assert "City Herald: independent, each has a basis of its own." in desc


def test_the_same_entry_makes_the_same_bytes() -> None:
    assert drawn() == drawn()
    assert "prefers-color-scheme: dark" in drawn()
    assert "@media print" in drawn()


def test_an_event_that_nobody_vouches_for_is_drawn_too() -> None:
    bare = change(told.entry(), origins=(), verdicts=(), claims=())
    bare = change(bare, event=change(bare.event, origins=(), against=(), claims=()))
    assert "Six reports, no origins" in texts(drawn(bare))
    assert set(marked(drawn(bare), "data-box")) == {
        EVENT,
        *(f"report:{r}" for r, *_ in told.REPORTS),
    }


@given(st.text(min_size=1, max_size=200), st.floats(40, 400), st.integers(1, 5))
def test_any_text_is_wrapped_into_its_room(text: str, room: float, most: int) -> None:
    style = Style(face="serif", size=14, leading=18)
    found = wrap(text, style, room, most)
    assert len(found.lines) <= most
    assert all(style.width(line) <= room for line in found.lines)
    if not found.cut:
        assert "".join(found.lines).replace(" ", "") == "".join(text.split())


def test_letters_go_on_after_z() -> None:
    assert [letter(n) for n in (0, 25, 26, 51, 52, 701, 702)] == [
        "a",
        "z",
        "aa",
        "az",
        "ba",
        "zz",
        "aaa",
    ]


SPILLED = """
const out = [];
for (const g of document.querySelectorAll('[data-box]')) {
  const box = g.querySelector('rect').getBoundingClientRect();
  for (const t of g.querySelectorAll('text')) {
    const r = t.getBoundingClientRect();
    const out_of = r.left < box.left - 1 || r.right > box.right + 1 || r.bottom > box.bottom + 1;
    if (out_of) out.push(t.textContent);
  }
}
return out"""


def test_in_a_browser_every_text_stays_in_its_box(
    browser: webdriver.Chrome, tmp_path: Path
) -> None:
    path = tmp_path / "event.svg"
    path.write_text(drawn(), encoding="utf-8")
    browser.get(path.as_uri())
    assert browser.execute_script(SPILLED) == []
    assert browser.execute_script("return document.scripts.length") == 0
    assert browser.execute("getLog", {"type": "browser"})["value"] == []
    paper = "return getComputedStyle(document.querySelector('.paper')).fill"
    fills = []
    for scheme in ("light", "dark"):
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
        fills.append(browser.execute_script(paper))
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print", "features": features})
    fills.append(browser.execute_script(paper))
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": []})
    assert fills == ["rgb(251, 250, 247)", "rgb(20, 23, 28)", "rgb(255, 255, 255)"]


def test_the_command_writes_the_picture(tmp_path: Path) -> None:
    place, file = tmp_path / "desk.db", tmp_path / "event.svg"
    entry, _ = max(harbour(place), key=lambda found: len(found[0].reports))
    asked = ["show", entry.event.id, "--ledger", str(place), "--picture"]
    assert CliRunner().invoke(main, [*asked, str(file)]).output == ""
    svg = file.read_text(encoding="utf-8")
    assert len([b for b in marked(svg, "data-box") if b.startswith("report:")]) == len(
        entry.reports
    )
    assert CliRunner().invoke(main, [*asked, "-"]).output == svg
    lost = CliRunner().invoke(main, [*asked, str(tmp_path / "none" / "event.svg")])
    assert lost.exit_code == 2
    assert "--picture" in lost.output

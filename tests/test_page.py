"""One page that stands alone, escapes everything, and links words and rows both ways."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import canned
import worked

from vedette.export import marks, to_html, words
from vedette.records import Reading, change

VOID = {"meta", "br", "img", "link"}


class Outline(HTMLParser):
    """Tags with their attributes, text by tag, and whether the tags close in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text: dict[str, str] = {}
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        for tag in set(self.open):
            self.text[tag] = self.text.get(tag, "") + data

    def ids(self) -> list[str]:
        return [attrs["id"] or "" for _, attrs in self.tags if "id" in attrs]


def pages() -> tuple[str, str]:
    everything = (worked.worked(), canned.disputed(), canned.hostile(), canned.empty())
    return to_html([worked.worked()]), to_html(everything)


def test_a_page_asks_for_nothing_from_outside() -> None:
    for page in pages():
        outline = Outline(page)
        assert not {"link", "img", "iframe", "object"} & {tag for tag, _ in outline.tags}
        assert not [attrs for _, attrs in outline.tags if "src" in attrs]
        assert re.search(r"@import|url\(|fetch\(|https?://", outline.text["style"]) is None
        assert re.search(r"fetch\(|https?://|import\(", outline.text["script"]) is None


def test_every_link_inside_a_page_leads_to_something() -> None:
    for page in pages():
        outline = Outline(page)
        targets = [attrs["href"] or "" for tag, attrs in outline.tags if tag == "a"]
        assert targets
        assert {t[1:] for t in targets if t.startswith("#")} <= set(outline.ids())
        assert len(outline.ids()) == len(set(outline.ids()))


def test_only_the_pages_own_script_and_style_may_run() -> None:
    page = to_html([canned.hostile()])
    outline = Outline(page)
    policy = next(a["content"] or "" for t, a in outline.tags if "http-equiv" in a)
    for tag in ("script", "style"):
        digest = hashlib.sha256(outline.text[tag].encode()).digest()
        assert f"'sha256-{base64.b64encode(digest).decode()}'" in policy
        assert [t for t, _ in outline.tags].count(tag) == 1
    assert "default-src 'none'" in policy


def test_a_hostile_report_stays_text() -> None:
    outline = Outline(to_html([canned.hostile()]))
    assert not {"img", "b", "i"} & {tag for tag, _ in outline.tags}
    assert not [a for _, a in outline.tags if any(key.startswith("on") for key in a)]
    assert not [a for _, a in outline.tags if (a.get("href") or "").startswith("javascript:")]
    assert "{{ 7 * 7 }}" in outline.text["p"]
    assert "<script>alert(1)</script>" in outline.text["p"]


def test_no_control_or_override_reaches_the_page() -> None:
    page = to_html([canned.hostile()])
    assert [c for c in page if ord(c) in words.FAULTS] == []
    assert "\N{REPLACEMENT CHARACTER}" in page


def test_text_of_any_direction_is_isolated() -> None:
    reading = canned.empty()
    text = "قال الجيش إنه انسحب من المدينة."
    outline = Outline(to_html([change(reading, report=change(reading.report, text=text))]))
    assert [a["dir"] for t, a in outline.tags if t == "p" and "dir" in a] == ["auto"]
    assert text in outline.text["p"]


def test_the_text_is_whole_however_it_is_cut() -> None:
    for reading in (worked.worked(), canned.disputed(), canned.hostile()):
        lines = ["".join(part.text for part in parts) for parts in marks.paragraphs(reading)]
        assert "\n".join(lines) == words.clean(reading.report.text).strip("\n")


def pieces(reading: Reading) -> list[marks.Piece]:
    return [part for parts in marks.paragraphs(reading) for part in parts]


def test_the_words_of_an_event_are_its_trigger_its_roles_and_who_says_so() -> None:
    found = pieces(worked.worked())
    assert [p.text for p in found if "e1" in p.trigger] == ["arrived"]
    assert [p.text for p in found if "e1" in p.role] == [
        "Monday", "North Korean troops", "the Kursk border region",
    ]  # fmt: skip
    assert [p.text for p in found if "e1" in p.said] == [
        "confirmed", "had ", "briefed", " ", "the alliance", "said a week ago",
    ]  # fmt: skip


def test_words_of_two_events_carry_both() -> None:
    reading, text = canned.disputed(), canned.DISPUTED
    twin = change(reading.frames[0], id="f2", event="e2", trigger=canned.span(text, "had killed"))
    found = pieces(change(reading, frames=(*reading.frames, twin)))
    assert [(p.text, p.trigger) for p in found if p.trigger] == [
        ("had ", ("e2",)),
        ("killed", ("e1", "e2")),
    ]


def test_several_reports_stand_in_a_list_at_the_top() -> None:
    single, several = pages()
    assert "<nav" not in single
    assert Outline(several).text["nav"].count("event") == 4


def test_every_row_and_every_trigger_can_be_reached_by_keyboard() -> None:
    outline = Outline(to_html([worked.worked()]))
    rows = [a for t, a in outline.tags if t == "article"]
    assert len(rows) == 9
    assert all(a["tabindex"] == "0" and a["aria-label"] for a in rows)
    triggers = [t for t, a in outline.tags if a.get("data-trigger")]
    assert triggers == ["a"] * 9


def _channel(value: int) -> float:
    part = value / 255
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _luminance(colour: str) -> float:
    red, green, blue = (_channel(int(colour[n : n + 2], 16)) for n in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_text_has_the_contrast_that_wcag_asks_for_in_light_and_dark() -> None:
    style = Outline(to_html([canned.empty()])).text["style"]
    for block in re.findall(r":root \{(.*?)\}", style, re.DOTALL)[:2]:
        colour = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))
        for ink in ("ink", "soft", "link", "against"):
            assert min(_contrast(colour[ink], colour[on]) for on in ("paper", "card")) >= 4.5
        for lit in ("lit", "lit-role", "lit-said"):
            assert _contrast(colour["ink"], colour[lit]) >= 4.5
    for badge in re.findall(r"\.g\d \{ background: (#[0-9a-f]{6})", style):
        assert _contrast("#ffffff", badge) >= 4.5

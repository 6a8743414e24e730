"""Who repeats whom: by the text, in which direction, and found among many."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quality import subeditor
from quality.copies import near_to
from quality.sets import CORPUS, paths_of, read_bundle, report_of
from vedette.fuse.copies import Copied, cites, credits_of, text_of, verdict
from vedette.fuse.passages import SEVERAL, aligned, heaviest, telling, worded
from vedette.fuse.sketches import candidates, sketch
from vedette.records import Report, change

WIRE = Report(
    id="w",
    outlet="Nile Basin Wire",
    date="2006-06-14",
    title="At least 17 killed in camp",
    text=(
        "At least 17 killed in camp\n\n"
        "Armed men on camels and in pickup trucks opened fire on a camp for displaced people near "
        "Kutum on Tuesday, killing at least 17 people, two aid workers told Nile Basin Wire. "
        "One of them had counted the bodies himself, while the other had the figure from the "
        "sheikhs. The governor, Idris Abdelmahmoud, said the raiders were bandits looking for "
        "livestock. A spokesman for the mission in Khartoum said it had sent eight observers to "
        "the site. Some 24,000 people live in the camp, most of them farmers from the hills."
    ),
)
REWRITE = Report(
    id="r",
    outlet="Capital Observer",
    date="2006-06-15",
    text=(
        "Seventeen people were killed near Kutum when armed men in pickup trucks and on camels "
        "fired on a camp of the displaced. The raiders were bandits in search of livestock, "
        "Governor Abdelmahmoud said. Eight observers have been sent to the site, according to the "
        "mission in Khartoum. Most of the 24,000 people in the camp are farmers from the hills."
    ),
)
OTHER = Report(
    id="o",
    outlet="Desert Times",
    date="2006-06-15",
    text=(
        "Survivors of the shooting at the camp near Kutum described on Wednesday how their tents "
        "were burned. A mother of four said that she had hidden in a well until nightfall. The "
        "government in Khartoum denied that its soldiers had been anywhere near. Rebels accused "
        "Governor Abdelmahmoud of having armed the horsemen. A convoy with blankets left El Fasher."
    ),
)


def judged(a: Report, b: Report) -> Copied | None:
    return verdict(text_of(a), text_of(b))


def test_a_rewrite_is_found_with_its_direction_its_share_and_a_sentence_that_says_so() -> None:
    found = judged(REWRITE, WIRE)
    assert found is not None
    assert (found.report, found.of, found.kind, found.ground) == ("r", "w", "rewrite", "date")
    assert found.share > 0.5
    assert 0 < found.in_order <= found.share
    assert found.why.startswith("Capital Observer rewrites Nile Basin Wire (4 of its 4 sentences")
    assert found.why.endswith("and came out later.")


def test_the_blocks_of_a_verdict_lead_back_to_the_characters_of_both_reports() -> None:
    found = judged(WIRE, REWRITE)
    assert found is not None
    shown = {REWRITE.quote(x.b)[:12]: WIRE.quote(x.a)[:12] for x in found.blocks}
    assert shown["The raiders "] == "The governor"


def test_another_report_of_the_same_story_repeats_nobody() -> None:
    assert judged(WIRE, OTHER) is None
    assert judged(REWRITE, OTHER) is None
    follow_up = change(
        OTHER, text=OTHER.text + " Armed men on camels fired on the camp near Kutum."
    )
    assert aligned(worded(WIRE.text), worded(follow_up.text)).details_of_b > 0.02
    assert judged(WIRE, follow_up) is None


def edited(report: Report, old: str, new: str) -> Report:
    assert old in report.text
    return change(report, id="x", outlet="Lowland Post", text=report.text.replace(old, new))


HOST = (
    "The harvest festival opened under clear skies. Brass bands from nine valleys paraded along "
    "the river. Children sold honey and cider at wooden stalls. The mayor cut a ribbon of straw. "
    "Potters from Tolmin showed glazed bowls under the chestnut trees, and a bakery gave away plum "
    "cake until its ovens cooled. Wrestlers in leather breeches drew the loudest cheers. "
)
PART = WIRE.text[WIRE.text.index("The governor") : WIRE.text.index("Some 24,000")]


@pytest.mark.parametrize(
    ("copy", "kind"),
    [
        (change(WIRE, id="x", outlet="Lowland Post"), "exact"),
        (edited(WIRE, "opened fire on", "shot at"), "light edit"),
        (change(WIRE, id="x", outlet="Lowland Post", text=HOST + PART + HOST[:47]), "partial"),
    ],
)
def test_what_a_copy_does_is_named(copy: Report, kind: str) -> None:
    found = judged(WIRE, change(copy, date="2006-06-16"))
    assert found is not None
    assert (found.kind, found.of) == (kind, "w")


def test_the_same_speech_quoted_twice_is_no_copying() -> None:
    """Without leaving quotations out, the two are a rewrite."""
    speech = (
        '"We shall not leave the northern valleys until every bridge and every granary has been '
        'handed back, and no envoy from the coast will persuade us to wait another winter for it"'
    )
    a = Report(id="a", text=f"The marshal spoke to cadets at dawn. {speech}, he told them.")
    b = Report(id="b", text=f"Cheers rose from students in the square. {speech}, ran the speech.")
    assert judged(a, b) is None
    bare = [change(r, text=r.text.replace('"', "")) for r in (a, b)]
    assert judged(*bare) is not None


def test_a_nickname_in_quotation_marks_does_not_turn_what_is_quoted_round() -> None:
    """Taken for the start of a quotation, its closing mark hides all up to the next nickname."""
    text = 'Vito "Oddfather" Gigante wandered the streets in slippers for decades, "Daily" wrote.'
    assert "slippers" in worded(text).words


def test_naming_the_other_outlet_tells_the_direction_against_the_dates() -> None:
    early = change(REWRITE, date="2006-06-13", text=REWRITE.text + " (Nile Basin Wire)")
    found = judged(WIRE, early)
    assert found is not None
    assert (found.report, found.ground) == ("r", "citation")


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("Shops closed, Nile Basin Wire reported on Tuesday.", True),
        ("Officials told the Nile Basin Wire that shops closed.", True),
        ("KUTUM (NBW) - Shops closed.", True),
        ("Shops closed near the offices of Nile Basin Wire.", False),
        ("Shops closed.", False),
    ],
)
def test_a_citation_is_a_credit_or_a_name_beside_a_verb_of_telling(text: str, cited: bool) -> None:
    report = Report(id="c", outlet="Hill News", text=text)
    assert cites(report, WIRE, {"Nile Basin Wire": ["NBW"]}) is cited


def test_an_outlet_that_names_itself_cites_nobody() -> None:
    assert not cites(WIRE, change(OTHER, outlet="Nile Basin Wire"), {})


def test_a_credit_that_both_carry_is_named() -> None:
    credited = [change(r, text=f"(Reuters) - {r.text}") for r in (WIRE, REWRITE)]
    assert credits_of(credited[0]) == {"Reuters"}
    found = judged(*credited)
    assert found is not None
    assert found.source == "Reuters"
    assert found.why.endswith("; both credit Reuters.")


def test_without_dates_the_much_shorter_is_the_later() -> None:
    bare = [change(r, date=None, outlet=None) for r in (WIRE, REWRITE)]
    found = judged(*bare)
    assert found is not None
    assert (found.of, found.ground) == ("w", "content")


REPORTS = [
    report_of(b, raw)
    for b in map(read_bundle, paths_of(CORPUS / "bundles", "dev")[:12])
    for raw in b["reports"]
]


def test_the_order_of_two_reports_of_one_day_and_length_changes_nothing() -> None:
    again = change(REWRITE, id="x", outlet="Lowland Post", text=REWRITE.text + " It rained.")
    found = judged(REWRITE, again)
    assert found == judged(again, REWRITE)
    assert found is not None
    assert (found.ground, found.of) == ("none", "r")


@given(st.sampled_from(REPORTS), st.sampled_from(REPORTS))
def test_the_order_of_two_reports_changes_nothing(a: Report, b: Report) -> None:
    assert judged(a, b) == judged(b, a)


@given(st.sampled_from(REPORTS))
def test_a_report_put_in_again_is_an_exact_copy(report: Report) -> None:
    found = judged(report, change(report, id=f"{report.id}~"))
    assert found is not None
    assert (found.kind, found.of) == ("exact", report.id)


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_two_texts_can_be_compared(a: str, b: str) -> None:
    reuse = aligned(worded(a), worded(b))
    shares = (reuse.share_of_a, reuse.share_of_b, reuse.details_of_a, reuse.details_of_b)
    assert all(-1e-9 <= s <= 1 + 1e-9 for s in shares)
    assert sketch(a) == sketch(a)


def test_a_sentence_put_elsewhere_is_a_moved_block() -> None:
    text = "Brass bands paraded in Lugano. Divers searched the reservoir. Bakers burned old ovens."
    one, two, three = text.split(". ")
    moved = [x.moved for x in aligned(worded(text), worded(f"{two}. {three} {one}.")).blocks]
    assert moved.count(True) == 1


def test_words_are_compared_by_stem_and_numbers_by_value() -> None:
    assert telling("Seventeen troops crossed, 24,000 fled") == (
        "17", "troop", "cross", "24000", "fled",
    )  # fmt: skip
    assert heaviest([(1, 2.0), (5, 9.0), (2, 3.0), (3, 3.0)]) == 11.0


def test_keys_find_a_rewrite_among_other_reports_and_fit_a_signed_column() -> None:
    table: dict[int, list[str]] = defaultdict(list)
    for report in [*REPORTS, WIRE, OTHER]:
        for band in sketch(report.text).bands:
            assert 0 <= band < 2**63
            table[band].append(report.id)
    assert near_to(sketch(REWRITE.text), table)[0] == "w"


def test_candidates_are_the_nearest_and_of_a_bounded_number() -> None:
    shared = Counter({f"r{n:03}": n for n in range(100)})
    assert candidates(shared, 2)[:2] == ("r099", "r098")
    assert len(candidates(shared, 2)) == 20
    assert candidates({"a": 1}, 2) == ()
    assert candidates({"a": 0}, 0) == ()


def test_the_sub_editor_writes_the_same_twice_and_the_more_the_stronger() -> None:
    one, again = (subeditor.rewrite(WIRE, 0.9, 1, outlet="Hill News") for _ in range(2))
    assert one == again
    hardly = subeditor.rewrite(WIRE, 0.0, 1, outlet="Hill News")
    first = worded(WIRE.text)
    kept = [aligned(first, worded(r.report.text)).verbatim_b for r in (hardly, one)]
    assert kept[0] > 0.9 > 0.6 > kept[1]


def blog(report: str, entries: int) -> Report:
    """A live blog: one by-line over and over, and between them lines of nearly the same words."""
    line = "Our correspondent Hamisi Kondoro reports from the harbour of Nkhata Bay at noon."
    text = " ".join(f"{line} {line[:-1]} {report}{n}." for n in range(entries))
    return Report(id=report, text=text, outlet=report)


def test_a_line_repeated_does_not_multiply_the_work() -> None:
    """So many pairs of sentences and of places as there were would never end."""
    found = verdict(text_of(blog("a", 1_000)), text_of(blog("b", 1_000)))
    assert found is not None
    assert len(found.blocks) <= SEVERAL * 2_000


@given(st.lists(st.tuples(st.integers(0, 9), st.sampled_from([1.0, 2.0, 3.0])), max_size=9))
def test_the_heaviest_rising_way_is_the_heaviest_of_all_ways(
    steps: list[tuple[int, float]],
) -> None:
    ways = (
        chosen
        for size in range(len(steps) + 1)
        for chosen in combinations(steps, size)
        if all(a[0] < b[0] for a, b in pairwise(chosen))
    )
    assert heaviest(steps) == max(sum(value for _, value in way) for way in ways)

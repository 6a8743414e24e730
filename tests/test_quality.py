"""The instruments: what they count, and that they can fail (no model is run here)."""

from __future__ import annotations

import json
import math
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lab import attributions, calibrate, guard, public
from quality import gate, judged, relations, robust, sets
from quality.attribution import gold, same
from quality.figures import Figure, Measured, lines
from quality.gate import Floors
from quality.sets import digest
from vedette.reader.model import shipped

MEASURED = Measured(
    set="corpus",
    data="2 bundles, abc",
    figures=(
        Figure(metric="typed F1", value=70.2),
        Figure(metric="false events per 1000 words", value=1.5),
    ),
)


@pytest.mark.parametrize(
    ("floors", "data", "said"),
    [
        ({"typed F1": 70.0}, "2 bundles, abc", []),
        ({"typed F1": 70.5}, "2 bundles, abc", ["corpus: typed F1 is 70.20, its floor is 70.50"]),
        (
            {"false events per 1000 words": 1.0},
            "2 bundles, abc",
            ["corpus: false events per 1000 words is 1.50, at most 1.00 is allowed"],
        ),
        ({"role F1": 1.0}, "2 bundles, abc", ["corpus: role F1 is no longer measured"]),
        (
            {"typed F1": 0.0},
            "3 bundles, xyz",
            ["corpus: the data is 2 bundles, abc, the floors are for 3 bundles, xyz"],
        ),
    ],
)
def test_the_gate_says_what_fell(floors: dict[str, float], data: str, said: list[str]) -> None:
    assert list(gate.faults(MEASURED, Floors(data=data, floors=floors))) == said


def test_floors_only_rise_on_the_same_data() -> None:
    old = Floors(data=MEASURED.data, floors={"typed F1": 75.0, "false events per 1000 words": 0.5})
    assert gate.raised(MEASURED, old).floors == old.floors
    fresh = gate.raised(MEASURED, Floors(data="other", floors=old.floors))
    assert fresh.floors == {"typed F1": 69.7, "false events per 1000 words": 1.88}
    assert gate.lowered(old, fresh) == [
        "typed F1: 75.0 -> 69.7",
        "false events per 1000 words: 0.5 -> 1.88",
    ]
    assert gate.lowered(fresh, old) == []


def test_a_figure_with_a_floor_may_not_vanish() -> None:
    with pytest.raises(ValueError, match="role F1 is no longer measured"):
        gate.raised(MEASURED, Floors(data=MEASURED.data, floors={"role F1": 50.0}))


def test_a_set_without_floors_is_a_fault() -> None:
    said = "corpus: the data is 2 bundles, abc, the floors are for none"
    assert list(gate.faults(MEASURED, None)) == [said]


def test_a_table_names_set_data_value_and_bar() -> None:
    shown = Measured(
        set="plv", data="3 sentences", figures=(Figure(metric="quad", value=80.0, bar="88"),)
    )
    assert lines(shown)[0] == "plv  (3 sentences)"
    assert re.sub(" +", " ", lines(shown)[1]) == " quad 80.00 bar 88"


def test_what_may_only_be_measured_on_is_not_trained_on(tmp_path: Path) -> None:
    listed = tmp_path / "sentence.tsv"
    listed.write_text("fine")
    assert guard.checked(listed) == listed
    assert len(guard.refused()) > 1000
    refuse = frozenset({guard.digest(b"fine"), guard.of_sentence("A met B.")})
    with pytest.raises(guard.MeasureOnly, match="not trained on"):
        guard.checked(listed, refuse)
    with pytest.raises(guard.MeasureOnly, match="only be measured on"):
        guard.check_sentences(["C met D.", "<s>A</s> met <t>B</t>."], refuse)


def test_marks_quotes_and_case_do_not_hide_a_sentence() -> None:
    assert guard.of_sentence('<s>Iran</s>  "met" <t>Iraq</t>.') == guard.of_sentence(
        "Iran met IRAQ"
    )


def test_nothing_that_is_trained_on_is_refused() -> None:
    corpus = Path(__file__).parent.parent / "corpus"
    for path in sorted(corpus.glob("pairs/*.tsv")):
        texts = [s.split("\t")[2] for s in path.read_text(encoding="utf-8").splitlines()]
        guard.check_sentences(texts)


def test_tokens_come_together_as_text() -> None:
    x, where = public.together([["He", "said", "(", "again", ")", ":", "no", "."], ["Yes", "!"]])
    assert x.text == "He said (again): no. Yes!"
    assert [x.text[a:b] for a, b in x.sentences] == ["He said (again): no.", "Yes!"]
    assert [x.text[a:b] for a, b in where[0]] == ["He", "said", "(", "again", ")", ":", "no", "."]


def test_tags_are_names() -> None:
    tags = ["B-ORG", "I-ORG", "O", "I-PER", "B-PER", "I-LOC"]
    assert list(public.runs(tags)) == [(0, 1, "ORG"), (3, 3, "PER"), (4, 4, "PER"), (5, 5, "LOC")]


def test_brackets_are_clusters(tmp_path: Path) -> None:
    path = tmp_path / "a.conll"
    rows = [("Ann", "(1)"), ("saw", "_"), ("her", "(2(1)"), ("son", "2)"), (".", "_")]
    path.write_text("\n".join(f"{i}\t{w}\t{c}" for i, (w, c) in enumerate(rows)))
    x = public.coreference(path)
    found = {(x.text[a:b], v) for (a, b), v in zip(x.spans, x.values, strict=True)}
    assert found == {("Ann", 1), ("her", 1), ("her son", 2)}


def test_a_passage_has_sources_and_cues() -> None:
    text, sources, cues = attributions.read_passage("[She|1] {said|1} it {reportedly|0} broke.")
    assert text == "She said it reportedly broke."
    assert [(text[a:b], n) for (a, b), n in sources] == [("She", 1)]
    assert [(text[a:b], n) for (a, b), n in cues] == [("said", 1), ("reportedly", 0)]


def test_every_passage_of_the_corpus_is_well_formed() -> None:
    for part in ("train", "dev", "test"):
        for line in attributions.passages(attributions.FOLDER, part):
            text, sources, cues = attributions.read_passage(line)
            assert not re.search(r"[\[\]{}|]", text), line
            assert {n for _, n in cues} - {0} == {n for _, n in sources}, line


def test_a_span_in_pieces_is_one_stretch(tmp_path: Path) -> None:
    path = tmp_path / "a.ann"
    path.write_text("T1\tSource 4 9;12 15\tx\nT2\tCue 10 11\ty\nE1\tAttribution:T4\n")
    assert gold(path).source == {(4, 15)}
    assert same([(0, 3), (4, 6)], [(2, 5)]) == 1


@given(st.text(max_size=200), st.integers(min_value=0, max_value=50))
def test_a_changed_look_keeps_every_place(text: str, title: int) -> None:
    for name, how in robust.CHANGES.items():
        assert len(how(text, title)) == len(text), name


def test_calibration_error_is_the_gap() -> None:
    assert judged.error([(0.9, True)] * 9 + [(0.9, False)]) == pytest.approx(0.0)
    assert judged.error([(0.9, False)] * 4) == pytest.approx(90.0)
    assert judged.error([]) == 0.0


def test_the_floors_are_of_the_committed_data() -> None:
    pinned = gate.pinned()
    assert set(pinned) == {"corpus", "pairs", "robust"}
    assert all(floors.floors for floors in pinned.values())
    assert digest(sets.test_part()) in pinned["corpus"].data


def test_platt_scaling_pulls_scores_to_the_share_of_right_ones() -> None:
    slope, shift = calibrate.platt([(0.9, True)] * 60 + [(0.9, False)] * 40)
    told = 1 / (1 + math.exp(-(slope * math.log(9) + shift)))
    assert told == pytest.approx(0.6, abs=0.02)
    assert all(map(math.isfinite, calibrate.platt([])))
    assert all(map(math.isfinite, calibrate.platt([(1.0, True)] * 5)))


@pytest.mark.parametrize(
    ("marked", "source", "target"),
    [
        ("<s>Iran</s> met <t>Iraq</t>.", "Iran", "Iraq"),
        ("<t>Iraq</t> met <s>Iran</s> and <s>Iran</s>.", "Iran", "Iraq"),
        ("<s>Iran</s> held talks.", "Iran", " held talks."),
        ("<s>the UN and <t>Iran</t></s> met.", "the UN and Iran", " met."),
    ],
)
def test_a_pair_of_the_public_set_has_two_sides(marked: str, source: str, target: str) -> None:
    pair = relations.pair_of(marked)
    assert pair.sentence[slice(*pair.source)] == source
    assert pair.sentence[slice(*pair.target)] == target


def test_a_cue_belongs_to_the_source_in_its_sentence() -> None:
    line = "[Ann Lee|1] {said|1} no. Then [she|1] {added|1} that [Bo|2] {agreed|2}."
    x = attributions.example(line, shipped().tokenizer)
    assert len(x.sources) == 3
    assert x.says == {(0, 0), (1, 1), (2, 2)}
    assert x.masked == {(0, 1), (1, 0)}
    assert not x.bears_on("triggers")
    assert x.bears_on("says")


def test_predicates_come_with_their_judgement(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    target = {"span1": [1, 2], "label": 2.5, "span_text": "fled"}
    path.write_text(json.dumps({"text": "They fled .", "targets": [target]}))
    (x,) = public.certainty(path)
    assert [(x.text[a:b], v) for (a, b), v in zip(x.spans, x.values, strict=True)] == [
        ("fled", 2.5)
    ]

"""What training is fed: the labels, the pairs and the windows of a bundle (no torch needed)."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from lab import data, labels
from lab.noise import mistyped, noisy
from quality.sets import CORPUS, part_of, paths_of, read_bundle
from vedette.reader.model import shipped

BUNDLE = """\
=== t-001 | topic: test | region: none
--- 1 | 2024-10-29 | Meridian Wire | wire
S: [The army|mil] {said|c1} on [Monday|t1] [rebels|reb] had {shelled|e1} a port.
> c1 CLAIM.assert actual by=mil about=e1 when=t1
> e1 ASSAULT.heavy-weapons actual actor=reb
S: The {attack|e1} was condemned, [it|mil] added.
> e1 ASSAULT.heavy-weapons actual recipient=mil
@ mil ORG SDN/MIL
@ reb GRP SDN/REB
@ t1 1:2024-10-28
$ e1 status=single roots=mil
"""


def test_the_shipped_labels_are_the_codebooks_in_its_order() -> None:
    ours, model = labels.from_codebook(), shipped().labels
    for name in ("types", "modes", "statuses", "kinds", "sectors", "roles"):
        assert getattr(model, name) == getattr(ours, name)


@pytest.mark.parametrize(
    ("line", "label", "text", "sides"),
    [
        ("AID\tactual\t<s>Japan</s> sent rice to <t>Laos</t>.", "AID", "Japan sent rice to Laos.",
         [("s", "Japan"), ("t", "Laos")]),
        ("NONE\t-\t<t>A</t> and <s>B</s> met.", "NONE", "A and B met.", [("t", "A"), ("s", "B")]),
    ],
)  # fmt: skip
def test_a_pair_is_read_with_its_sides(
    line: str, label: str, text: str, sides: list[tuple[str, str]]
) -> None:
    found, _, plain, spans = data.read_pair(line)
    assert (found, plain) == (label, text)
    assert [(side, plain[a:b]) for a, b, side in spans] == sides


def test_a_window_holds_what_the_bundle_says(tmp_path: Path) -> None:
    path = tmp_path / "t-001.txt"
    path.write_text(BUNDLE, encoding="utf-8")
    known = labels.from_codebook()
    (x,) = data.examples(read_bundle(path), shipped().tokenizer, known)
    assert [known.types[t] for t in x.types] == ["CLAIM", "ASSAULT", "ASSAULT"]
    assert x.events == [0, 1, 1]
    assert x.entities == [0, 1, 2, 0]
    named = {(i, j): [known.roles[r] for r in rs] for (i, j), rs in x.roles.items()}
    assert named == {(0, 0): ["by"], (0, 1): ["when"], (1, 2): ["actor"], (2, 3): ["recipient"]}
    assert x.masked == {(0, 3), (2, 0)}
    assert (x.about, x.about_masked) == ({(0, 1)}, {(0, 2)})


def test_a_noisy_report_keeps_its_spans_and_says_less_but_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "t-001.txt"
    path.write_text(BUNDLE, encoding="utf-8")
    bundle, known = read_bundle(path), labels.from_codebook()
    seen = set()
    for seed in range(40):
        changed = noisy(bundle, random.Random(seed))
        (report,) = changed["reports"]
        assert len(report["text"]) == len(bundle["reports"][0]["text"])
        (x,) = data.examples(changed, shipped().tokenizer, known)
        assert set(x.events) <= {0, 1}
        assert len(x.triggers) == len(x.types)
        seen.add((len(x.triggers), len(report["sentences"])))
    assert seen == {(3, 2), (2, 1), (1, 1)}


def test_typing_errors_leave_short_words_and_edges_alone() -> None:
    text = "The army said on Monday rebels had shelled a port."
    wrong = mistyped(text, 1.0, random.Random(3))
    assert wrong != text
    assert len(wrong) == len(text)
    pairs = list(zip(text.split(), wrong.split(), strict=True))
    assert all(a[0] == b[0] and (len(a) > 4 or a == b) for a, b in pairs)


def test_no_bundle_is_in_two_parts() -> None:
    parts = [paths_of(CORPUS / "bundles", p) for p in ("train", "dev", "test")]
    assert sum(map(len, parts)) == len({p for part in parts for p in part})
    assert [part_of(n) for n in (1, 3, 8, 13, 38)] == ["train", "test", "dev", "test", "dev"]

"""`python -m quality.page`: docs/accuracy.md from quality/figures.json and the misses."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from typing import Any

from quality import misses
from quality.figures import ROOT
from quality.run import SAVED, SETS
from vedette.reader.model import shipped

PAGE = ROOT / "docs" / "accuracy.md"
HEAD = """\
# How accurate it is

Measured with `python -m quality.run --save`; this page is made from it by `python -m quality.page`.
Figures are in percent unless the metric names a unit. A set that is not in the repository is public
(its name and digest are given) and was never trained on unless the note says so. References are
published or recomputed figures for the same task; where they are for a sister set, they say it.
"""
NOTES = {
    "corpus": """\
Bundles of the project's corpus whose numbers end in 3, by `corpus/score.py`. The annotation was
written for this project, so that the figures compare models, not tools.""",
    "pairs": """\
`vedette.relate` on each tenth line of `corpus/pairs`, of sentences not trained on.""",
    "ordinary": """\
Travel guides and papers of GUM that tell no political event; others like them were trained on.""",
    "re3d": """\
Real defence and diplomacy texts, annotated with this project's scheme: the five whose numbers
end in 3. Others like them were trained on, so this shows no transfer.""",
    "plv": """\
Sentences with source and target marked, PLOVER roots. Never trained on, but developed on: its
confusions guided the pairs, and the share of the second look was looked at here. NONE and CLAIM
are left out of the choice. The set counts sanctions as COERCE and convictions as ACCUSE; we keep
to PLOVER 2.0 (SANCTION), which costs points here. All of its YIELD is material cooperation, while
PLOVER 2.0 counts CONCEDE as verbal: the quad is given by both, the reference by the set's.""",
    "certainty": """\
UDS-IH2, development part; its training part was trained on.""",
    "attribution": """\
PolNeAR, development part, never trained on; and passages of the project's corpus. By overlap one
shared character is enough, so that only the exact figures stand beside people's.""",
    "names": """\
What training left out of wikigold, UNER EWT and CrossNER politics.""",
    "coreference": """\
What training left out of OntoGUM.""",
    "scores": """\
How far a score is from the share of right ones, in points (expected calibration error, ten
bins); the scores were fitted on other bundles (numbers that end in 8).""",
    "robust": """\
The same report with a changed look: agreement of triggers with type and status.""",
    "fused": """\
Origins and grades alone, on the corpus's own annotation.""",
    "dates": """\
Values of time expressions, given the expression; WikiWars also end to end; GUM as first and last
day.""",
    "places": """\
Development sets of places: the rules were made on them.""",
    "actors": """\
Country and sector of actors, given their mentions and from text. A report that never names its
own country leaves it unknown.""",
    "wikified": """\
Persons, organisations and places of GUM that the roster or the gazetteer knows, linked to
Wikidata's names for them.""",
    "ledger": """\
Fusing the reports of a bundle, from gold readings and from text.""",
    "stories": """\
ECB+, development part: reports of one story, and action mentions of one event, given the mentions.
Learnt on its training part; the development part was looked at while building.""",
    "copies": """\
Rewrites made from the corpus by a sub-editor's rules, against other reports of the same story.""",
    "copies in ECB+": """\
The same on news of ECB+, looked at while building; its different reports are presumed so.""",
}


def render() -> str:
    """The whole page."""
    sets = json.loads(SAVED.read_text(encoding="utf-8"))["sets"]
    parts = [HEAD]
    for name in SETS:
        rows = [row for key, row in sets.items() if key.split()[0] == name]
        if rows:
            parts.append(f"## {name}\n\n{NOTES[name]}\n")
            parts += ["\n".join(_table(row)) + "\n" for row in rows]
    parts.append("\n".join(_misses()) + "\n")
    return "\n".join(parts)


def _table(row: dict[str, Any]) -> Iterator[str]:
    yield f"{row['set']}: {row['data']}; model {row['model']} ({row['sums']}), {row['day']}, "
    yield f"{row['machine']}.\n"
    yield "| metric | value | aim | reference |"
    yield "|---|---|---|---|"
    for f in row["figures"]:
        bar, reference = f.get("bar", ""), f.get("reference", "")
        yield f"| {f['metric']} | {f['value']:.1f} | {bar} | {reference} |"


def _misses() -> Iterator[str]:
    yield "## Known misses\n"
    yield "Each is a file in `quality/misses/known`; one that comes right moves to `fixed`.\n"
    for path in misses.files("known"):
        miss = tomllib.loads(path.read_text(encoding="utf-8"))
        yield f'- {miss["why"]} (`{path.stem}`): "{" ".join(miss["text"].split())}"'


def main() -> None:
    """Write the page."""
    PAGE.write_text(render(), encoding="utf-8")
    print(f"{PAGE} for {shipped().name}")


if __name__ == "__main__":
    main()

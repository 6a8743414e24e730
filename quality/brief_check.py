"""`python -m quality.brief_check`: does the checker refuse sentences that say something else?

True sentences are those that the templates write over ledgers of the corpus's gold readings, and
those of quality/brief_texts.tsv, written by hand. Each is changed in one thing: a name, number,
date, place, status or speaker; what it is changed to comes from the same ledger where that has
another, so that the false sentence sounds right. quality/brief_analyst.tsv and brief_unseen.tsv
bring lies of their own, written by hand as well. `dev` and `analyst` texts were looked at while the
checker was made, `held` texts were mended by once, and `unseen` ones were looked at when it was
made.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from quality import brief_lies
from quality.figures import Figure, Measured, lines, percent
from quality.gold import readings
from quality.sets import CORPUS, digest, paths_of, read_bundle
from vedette.brief.brief import SECTIONS
from vedette.brief.check import Fault, faults
from vedette.brief.dossier import Dossier
from vedette.brief.draft import drafted, entry_cited
from vedette.brief.entries import Cited, of_entry
from vedette.brief.evidence import Evidence, gathered
from vedette.fuse import fuse
from vedette.ledger import Ledger
from vedette.records import Entity, Entry, Place, Reading, Record, change

TEXTS = tuple(
    Path(__file__).with_name(name)
    for name in ("brief_texts.tsv", "brief_analyst.tsv", "brief_unseen.tsv", "brief_fresh.tsv")
)
TEMPLATES = "templates"
SETS = (TEMPLATES, "dev", "held", "analyst", "unseen", "fresh")
LIES = 300
"""How many changed sentences of the templates are looked at, of each kind as many as of another."""
BUNDLES = 60
SEED = 7
KINDS = ("name", "number", "date", "place", "status", "speaker")
PLACES = ("GPE", "LOC", "FAC")


class Lie(Record, frozen=True):
    """What somebody changed in a true sentence: the words, and what stands there instead."""

    kind: str
    was: str
    now: str


class Written(Record, frozen=True):
    """A sentence written by hand, with its citations, and the lies written for it."""

    text: str
    lies: tuple[Lie, ...] = ()


class True_(Record, frozen=True, kw_only=True):
    """A true sentence, its rows, and the names of its ledger that it could be confused with."""

    text: str
    held: Evidence
    others: tuple[str, ...]
    places: tuple[str, ...]
    lies: tuple[Lie, ...] = ()


class Tried(Record, frozen=True, kw_only=True):
    """A sentence, changed in one thing or not, and what the checker says."""

    kind: str
    text: str
    was: str
    faults: tuple[Fault, ...]


def ledger_of(path: Path, folder: Path) -> Ledger:
    """The gold readings of a bundle, fused into a ledger."""
    ledger = Ledger(folder / f"{path.stem}.db")
    for reading in readings(read_bundle(path)):
        ledger.add(fuse(_placed(reading)))
    return ledger


def _placed(reading: Reading) -> Reading:
    """With its places as places; gold names them, and resolves none."""
    return change(reading, entities=tuple(_place(e) for e in reading.entities))


def _place(entity: Entity) -> Entity:
    if entity.kind not in PLACES:
        return entity
    found = Place(
        name=entity.name, lat=None, lon=None, country=None, precision="town", reason="gold"
    )
    return change(entity, place=found)


def of_templates(ledger: Ledger) -> Iterator[True_]:
    """Every sentence that the templates have for a ledger, told or not for want of room."""
    entries = tuple(ledger.entries())
    dossier = Dossier(entries=entries, shelf=ledger, asked="all", generated="2026-01-01T00:00Z")
    rows: dict[str, Cited] = {}

    def row(entry: Entry) -> Cited:
        return rows.setdefault(entry.event.id, of_entry(entry, ledger))

    others, places = _named(entries)
    for maker in SECTIONS.values():
        for s in maker(dossier, row):
            held = gathered([rows[e] for e in s.events], s.claims)
            yield True_(text=s.text, held=held, others=others, places=places)


def by_hand(ledger: Ledger, texts: Sequence[Written]) -> Iterator[True_]:
    """Hand-written sentences with the rows that they cite. Raises `KeyError` for a citation that
    the ledger has not, or a lie about words that the sentence has not."""
    others, places = _named(tuple(ledger.entries()))
    for text in texts:
        for sentence in drafted(text.text):
            found = {c: entry_cited(c, ledger) for c in sentence.cites}
            missing = [cite for cite, entry in found.items() if entry is None]
            missing += [lie.was for lie in text.lies if lie.was not in sentence.text]
            if missing or not found:
                raise KeyError(f"{missing} in {sentence.text}")
            rows = {e.event.id: of_entry(e, ledger) for e in found.values() if e is not None}
            held = gathered(list(rows.values()), sentence.cites)
            yield True_(text=sentence.text, held=held, others=others, places=places, lies=text.lies)


def _named(entries: Sequence[Entry]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of a ledger's actors and speakers, and of its places."""
    people = {e.name for entry in entries for e in entry.entities if e.kind not in PLACES}
    places = {entry.event.place.name for entry in entries if entry.event.place is not None}
    return tuple(sorted(people)), tuple(sorted(places))


def tried(true: Sequence[True_], rng: random.Random, *, each: int | None) -> Iterator[Tried]:
    """Every sentence as it is, and changed: `each` of a kind, or all that can be."""
    for t in true:
        yield Tried(kind="true", text=t.text, was=t.text, faults=faults(t.text, t.held))
        for lie in t.lies:
            told = t.text.replace(lie.was, lie.now, 1)
            yield Tried(kind=lie.kind, text=told, was=t.text, faults=faults(told, t.held))
    for kind in KINDS:
        order = list(true)
        rng.shuffle(order)
        done = 0
        for t in order:
            made = brief_lies.lie(kind, t.text, t.held, t.others, t.places, rng)
            if made is not None and (each is None or done < each):
                done += 1
                yield Tried(kind=kind, text=made, was=t.text, faults=faults(made, t.held))


def figures(name: str, found: Sequence[Tried]) -> Iterator[Figure]:
    """What is refused of the changed and of the true ones, in percent."""
    count = Counter((t.kind, bool(t.faults)) for t in found)
    lies = sum(n for (kind, _), n in count.items() if kind != "true")
    caught = sum(n for (kind, refused), n in count.items() if kind != "true" and refused)
    true = count["true", True] + count["true", False]
    yield Figure(metric=f"{name}: refused of {lies} changed", value=percent(caught, lies), bar="99")
    wrong = percent(count["true", True], true)
    yield Figure(metric=f"{name}: refused of {true} true", value=wrong, bar="at most 1")
    for kind in KINDS:
        of = count[kind, True] + count[kind, False]
        yield Figure(metric=f"{name}: {kind}, of {of}", value=percent(count[kind, True], of))


def hand_texts() -> dict[str, dict[str, list[Written]]]:
    """Set → bundle → its sentences."""
    out: dict[str, dict[str, list[Written]]] = {}
    for path in TEXTS:
        for row in path.read_text("utf-8").splitlines():
            if not row or row.startswith("#"):
                continue
            first, second, third, *fourth = row.split("\t")
            if first:
                here = out.setdefault(first, {}).setdefault(second, [])
                here.append(Written(third))
            else:
                lies = (*here[-1].lies, Lie(second, third, fourth[0]))
                here[-1] = Written(here[-1].text, lies)
    return out


def trials(sets: Sequence[str] = SETS) -> dict[str, list[Tried]]:
    """Templates, and each set of hand-written texts → what was tried on it."""
    out: dict[str, list[Tried]] = {}
    if TEMPLATES in sets:
        out[TEMPLATES] = _by_templates(random.Random(SEED))
    for part, bundles in hand_texts().items():
        if part in sets:
            out[f"by hand, {part}"] = _by_hand(bundles, random.Random(SEED))
    return out


def _by_templates(rng: random.Random) -> list[Tried]:
    paths = paths_of(CORPUS / "bundles", "test")
    random.Random(SEED).shuffle(paths)
    with tempfile.TemporaryDirectory() as folder, ExitStack() as opened:
        made: list[True_] = []
        for path in paths[:BUNDLES]:
            made += of_templates(opened.enter_context(ledger_of(path, Path(folder))))
        return list(tried(made, rng, each=LIES // len(KINDS)))


def _by_hand(bundles: dict[str, list[Written]], rng: random.Random) -> list[Tried]:
    with tempfile.TemporaryDirectory() as folder, ExitStack() as opened:
        written: list[True_] = []
        for bundle, texts in bundles.items():
            ledger = opened.enter_context(ledger_of(_bundle(bundle), Path(folder)))
            written += by_hand(ledger, texts)
        return list(tried(written, rng, each=None))


def _bundle(name: str) -> Path:
    """A bundle of the corpus, or the example of that name."""
    example = CORPUS.parent / "examples" / f"{name}.bundle.txt"
    return example if example.exists() else CORPUS / "bundles" / f"{name}.txt"


def measure(sets: Sequence[str] = SETS) -> Measured:
    """The figures of templates and hand-written texts, apart."""
    found = trials(sets)
    paths = [*paths_of(CORPUS / "bundles", "test"), *TEXTS]
    data = f"{BUNDLES} bundles and {len(TEXTS)} files of texts, {digest(paths)}"
    rows = (f for name, some in found.items() for f in figures(name, some))
    return Measured(set="brief check", data=data, figures=tuple(rows))


def main() -> None:
    """Print the table; with --misses what was judged wrongly."""
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--misses", action="store_true", help="print what was judged wrongly")
    p.add_argument("--set", action="append", choices=SETS, help="only this set; may stand again")
    a = p.parse_args()
    sets = a.set or SETS
    if not a.misses:
        print("\n".join(lines(measure(sets))))
        return
    for name, some in trials(sets).items():
        for t in some:
            if bool(t.faults) == (t.kind == "true"):
                why = "; ".join(f"{f.kind}: {f.what}" for f in t.faults)
                print(f"{name}, {t.kind}: {t.text}\n    {why or t.was}")


if __name__ == "__main__":
    main()

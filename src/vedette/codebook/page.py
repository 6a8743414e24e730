"""The codebook as one Markdown page (docs/codebook.md). Imports entries."""

from __future__ import annotations

from collections.abc import Iterable

from vedette.codebook.entries import Codebook, EventType, Term

HEAD = """\
# The codebook

This page is made by `vedette codebook --format md`; do not edit it. The lists are data in
`src/vedette/codebook/*.toml`, and the head of each file names the documents behind its facts and
says which figures could not be verified.

Event types, modes, contexts, sectors and quad classes are those of PLOVER (Open Event Data
Alliance, codebook 2.0). CLAIM, statuses, roles, kinds, stances and bases are this project's.
Intensity runs from -10 (conflict) to +10 (cooperation); it is given by type, and a mode takes its
type's. The scores are those of the manual's draft 0.8; whether 2.0 changed them could not be
checked. A mode without a CAMEO code of its own takes its type's.
"""

LISTS = (
    ("Contexts", "contexts"),
    ("Sectors", "sectors"),
    ("Actor codes that are no country", "actors"),
    ("Quad classes", "quads"),
    ("Statuses", "statuses"),
    ("Roles", "roles"),
    ("Kinds of mention", "kinds"),
    ("Stances of a claim", "stances"),
    ("Bases of a claim", "bases"),
)


def score(value: float | None) -> str:
    """+4.2, -9.3, or a dash where there is none."""
    return "–" if value is None else f"{value:+.1f}"


def markdown(book: Codebook) -> str:
    """The whole page, with a final line end. Word lists of contexts are left out."""
    parts = [HEAD, "## Event types\n", _table(_TYPE_HEAD, map(_type_row, book.types.values()))]
    parts += ["## Modes\n", _table(_MODE_HEAD, _mode_rows(book))]
    for title, field in LISTS:
        parts += [
            f"## {title}\n",
            _table(_TERM_HEAD, map(_term_row, getattr(book, field).values())),
        ]
    return "\n".join(parts)


_TYPE_HEAD = ("Type", "Is", "Quad", "Intensity", "Needs a recipient", "CAMEO")
_MODE_HEAD = ("Type", "Mode", "Is", "CAMEO")
_TERM_HEAD = ("Name", "Is")


def _type_row(entry: EventType) -> tuple[str, ...]:
    needs = "yes" if entry.needs_recipient else "no"
    quad, code = entry.quad or "–", entry.cameo or "–"
    return f"`{entry.name}`", entry.description, quad, score(entry.intensity), needs, code


def _mode_rows(book: Codebook) -> Iterable[tuple[str, ...]]:
    for entry in book.types.values():
        for mode in entry.modes.values():
            yield f"`{entry.name}`", f"`{mode.name}`", mode.description, mode.cameo or "–"


def _term_row(entry: Term) -> tuple[str, ...]:
    tier = getattr(entry, "tier", None)
    return f"`{entry.name}`", entry.description if tier is None else f"{entry.description} ({tier})"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = (head, ("---",) * len(head), *rows)
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)

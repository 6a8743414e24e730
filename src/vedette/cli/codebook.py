"""`vedette codebook [NAME]`: what a name of the codebook means."""

from __future__ import annotations

import json

import click

from vedette import codebook, records
from vedette.codebook import page


@click.command("codebook")
@click.argument("name", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "md"]),
    default="table",
    show_default=True,
    help="How to print it.",
)
def codebook_command(name: str | None, form: str) -> None:
    """Print the codebook, or the entry NAME in full (ASSAULT, ASSAULT.drone, cyber, GOV ...)."""
    if name is not None:
        _print_entries(name, form)
    elif form == "md":
        click.echo(page.markdown(codebook.book()), nl=False)
    elif form == "json":
        click.echo(_json(codebook.book()))
    else:
        _print_types()


def _print_entries(name: str, form: str) -> None:
    try:
        found = codebook.find(name)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="NAME") from error
    if form == "json":
        click.echo(_json(found))
    else:
        click.echo("\n\n".join(_in_full(kind, entry, form) for kind, entry in found.items()))


def _in_full(kind: str, entry: codebook.Term, form: str) -> str:
    """Every field of an entry on a line of its own; a type's modes below it."""
    fields = records.decode(records.encode(entry))
    title = f"{entry.name} ({kind})"
    lines = [f"## {title}\n" if form == "md" else title]
    mark = "- " if form == "md" else "  "
    lines += [
        f"{mark}{key}: {_plain(fields[key])}" for key in fields if key not in ("name", "modes")
    ]
    modes = entry.modes.values() if isinstance(entry, codebook.EventType) else ()
    lines += [f"{mark}{entry.name}.{mode.name}: {mode.description}" for mode in modes]
    return "\n".join(lines)


def _plain(value: object) -> str:
    if value is None or value == "":
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(value) if isinstance(value, list) else str(value)


def _json(value: object) -> str:
    return json.dumps(records.decode(records.encode(value)), ensure_ascii=False, indent=2)


def _print_types() -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("Type", "Quad", "Intensity", "CAMEO", "Is", "Modes")
    for entry in codebook.book().types.values():
        modes = " ".join(entry.modes)
        score = page.score(entry.intensity)
        table.add_row(
            entry.name, entry.quad or "–", score, entry.cameo or "–", entry.description, modes
        )
    Console().print(table)

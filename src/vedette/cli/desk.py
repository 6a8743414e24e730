"""`vedette desk`: a ledger to look at and to judge, in a browser or over HTTP."""

from __future__ import annotations

import gc
import importlib.util
import secrets
import signal
import socket
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vedette.cli.opened import HELP, LEDGER, told

if TYPE_CHECKING:
    from vedette.ledger import Ledger

NEEDED = ("fastapi", "uvicorn")
MANY = 50_000
"""Events, from which on reading them takes a second or more and is told."""
SHORTEST = 16
"""Signs that a token must have, so that nobody guesses it."""


def _origin(_: click.Context, __: click.Parameter, given: str | None) -> str | None:
    """An address → its origin."""
    if given is None:
        return None
    _installed()
    from vedette.serve.guards import origin_of

    try:
        return origin_of(given)
    except ValueError as fault:
        raise click.BadParameter(str(fault)) from fault


@click.command("desk", context_settings=HELP)
@LEDGER
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option(
    "--port", default=8765, show_default=True, type=click.IntRange(0, 65535), help="Port; 0: any."
)
@click.option(
    "--public-url", metavar="URL", callback=_origin,
    help="The address under which a proxy has the desk: https://desk.example.org.",
)  # fmt: skip
@click.option("--token-file", metavar="FILE", help="Ask for the token in FILE, a line.")
@click.option("--make-token", is_flag=True, help="Ask for a token made now, and print it once.")
@click.option("--read-only", is_flag=True, help="Take no judgements.")
@click.option("--open", "browse", is_flag=True, help="Open the page in a browser.")
def desk_command(
    place: str,
    host: str,
    port: int,
    public_url: str | None,
    token_file: str | None,
    make_token: bool,
    read_only: bool,
    browse: bool,
) -> None:
    """Serve a ledger: a page to look at it and to judge, and the API that the page asks.

    It answers this machine alone. At any other address (--host), or behind a proxy (--public-url),
    it starts only with a token. Stop it with Ctrl-C.
    """
    _installed()
    from vedette.serve.app import desk
    from vedette.serve.guards import Rules
    from vedette.serve.run import names_of, server

    token = _token(token_file, make_token)
    if token is None:
        _without_token(host, public_url)
    rules = Rules(hosts=names_of(host), token=token, read_only=read_only, public=public_url)
    with told():
        app = desk(place, rules=rules)
        _prepare(app.state.desk.ledger)
    taken = _taken(host, port)
    address = f"{public_url or _own(host, taken)}/"
    page = f"{address}?token={token}" if make_token else address
    click.echo(f"{page} serves {app.state.desk.name}; stop it with Ctrl-C")
    if browse:
        # It listens already, and answers as soon as it runs.
        webbrowser.open(page)
    # The server passes a signal on when it has stopped; by then all is done.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: None)
    server(app).run(sockets=[taken])


def _without_token(host: str, public_url: str | None) -> None:
    """A usage error where others than who starts the desk could ask it without a token."""
    from vedette.serve.run import is_loopback

    if public_url is not None or not is_loopback(host):
        at = public_url or host
        raise click.UsageError(
            f"at {at} others than you can ask: add --token-file FILE, or --make-token"
        )


def _taken(host: str, port: int) -> socket.socket:
    """A socket that listens at an address; a usage error where there can be none."""
    from vedette.serve.run import listening

    try:
        return listening(host, port)
    except OSError as fault:
        raise click.UsageError(f"{host} port {port}: {fault.strerror}") from fault


def _own(host: str, taken: socket.socket) -> str:
    """The origin of the desk where it listens."""
    return f"http://{f'[{host}]' if ':' in host else host}:{taken.getsockname()[1]}"


def _prepare(ledger: Ledger) -> None:
    """Read what counts are made from before anybody asks, so that the first page does not wait."""
    events = ledger.count()["events"]
    if events >= MANY:
        click.echo(f"reading {events:,} events …", err=True)
    # What is read now stays; to look through it for garbage again and again would cost a third of
    # the reading, and every answer's time later.
    gc.disable()
    try:
        ledger.prepare()
    finally:
        gc.enable()
    gc.freeze()


def _installed() -> None:
    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        raise click.UsageError("the desk needs: pip install 'vedette[desk]'")


def _token(file: str | None, make: bool) -> str | None:
    """The token that is asked for, if any."""
    if make and file is not None:
        raise click.UsageError("--make-token makes a token and --token-file has one; choose")
    if make:
        return secrets.token_urlsafe(32)
    if file is None:
        return None
    try:
        found = Path(file).read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as fault:
        raise click.BadParameter(f"{file}: {fault}", param_hint="--token-file") from fault
    if len(found) < SHORTEST or not found.isprintable() or " " in found:
        said = f"{file} has no token: one line of {SHORTEST} letters and digits or more"
        raise click.BadParameter(said, param_hint="--token-file")
    return found

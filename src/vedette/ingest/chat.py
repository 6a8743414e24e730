"""Words → words from any endpoint that speaks OpenAI's chat completions (/v1/chat/completions).

Only the address that the user names is asked: no redirect is followed, and no proxy of the
environment used. It need not be public, since most such servers run beside the desk. Whatever goes
wrong is a `Problem`.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import httpx

from vedette.records import Problem, decode, encode

PATH = "/v1/chat/completions"
SECONDS = 60.0
"""Time for the whole answer."""
LONGEST = 1_000_000
"""Most bytes of an answer."""


def chat(
    url: str, *, model: str, key: str | None = None, seconds: float = SECONDS
) -> Callable[[str, str], str | Problem]:
    """What asks an endpoint: instructions and text → its answer, or a problem.

    `url` is the server's ("http://localhost:8080"), with or without the path. Raises `ValueError`
    for an address that is none.
    """
    parsed = httpx.URL(url)
    if parsed.scheme not in ("http", "https") or not parsed.host:
        raise ValueError(f"{url!r} is no address of a writer; write it as http://localhost:8080")
    full = parsed if parsed.path.rstrip("/").endswith("/chat/completions") else _completed(parsed)
    headers = {"Authorization": f"Bearer {key}"} if key else {}

    def ask(instructions: str, text: str) -> str | Problem:
        body = {
            "model": model,
            "temperature": 0,
            "messages": [
                {"role": "system", "content": instructions},
                {"role": "user", "content": text},
            ],
        }
        try:
            return _content(_posted(full, encode(body), headers, seconds))
        except (httpx.HTTPError, ValueError) as fault:
            return Problem(
                where=f"the writer at {full.host}",
                what=str(fault) or type(fault).__name__,
                why="the brief keeps its own sentences",
                lost=False,
            )

    return ask


def _completed(url: httpx.URL) -> httpx.URL:
    base = url.path.rstrip("/").removesuffix("/v1")
    return url.copy_with(path=f"{base}{PATH}")


def _posted(url: httpx.URL, body: bytes, headers: dict[str, str], seconds: float) -> bytes:
    """The answer's bytes. Raises `ValueError` for one that is no answer, too long or too late."""
    end = time.monotonic() + seconds
    sent = {"Content-Type": "application/json", **headers}
    found = bytearray()
    with (
        httpx.Client(timeout=seconds, trust_env=False) as client,
        client.stream("POST", url, content=body, headers=sent) as answer,
    ):
        if answer.status_code != 200:
            raise ValueError(f"it answered {answer.status_code}")
        for part in answer.iter_bytes():
            found += part
            if len(found) > LONGEST:
                raise ValueError(f"its answer is longer than {LONGEST:,} bytes")
            if time.monotonic() > end:
                raise ValueError(f"it took longer than {seconds:g} seconds")
    return bytes(found)


def _content(answer: bytes) -> str:
    """The words of an answer. Raises `ValueError` where there are none."""
    found = decode(answer)
    try:
        content = found["choices"][0]["message"]["content"]
    except (KeyError, IndexError, TypeError):
        content = None
    if not isinstance(content, str):
        raise ValueError("its answer has no choices[0].message.content")
    return content

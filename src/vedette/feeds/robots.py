"""robots.txt (RFC 9309), read by Protego: what a site lets a program fetch, and how often."""

from __future__ import annotations

import datetime
from urllib.parse import urlsplit

from protego import Protego

from vedette.ingest import Answer
from vedette.ingest.fetch import AGENT
from vedette.records import Record

LARGEST = 500 * 2**10
"""Bytes of a robots.txt that are read; what follows is not."""
KEPT = datetime.timedelta(hours=24)
"""How long one is held to before it is asked for again."""
LONGEST_PAUSE = 86_400
"""Seconds between two requests that a site may want."""
UNREAD = datetime.timedelta(minutes=10)
"""The same for one that could not be had."""


class Rules(Record, frozen=True, kw_only=True):
    """What the robots.txt of a site says, until when that is held to; `fault` where it could not
    be had, so that nothing may be asked for now."""

    site: str
    until: datetime.datetime
    text: str = ""
    fault: str | None = None


def site_of(url: str) -> str:
    """Scheme, host and port, which have one robots.txt. Raises `ValueError` for no address."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}".lower()


def rules_of(site: str, answer: Answer, now: datetime.datetime) -> Rules:
    """The rules in what came of asking for a site's robots.txt.

    Where there is none (4xx) everything may be asked for, where it cannot be had (5xx, no
    answer) nothing.
    """
    if answer.problem is not None and (answer.passing or answer.status is None):
        fault = f"the robots.txt of {site} cannot be had: {answer.problem.what}"
        return Rules(site=site, until=now + UNREAD, fault=fault)
    body = b"" if answer.content is None else answer.content.body[:LARGEST]
    return Rules(site=site, until=now + KEPT, text=body.decode("utf-8", "replace"))


class Robots:
    """The rules of one site, parsed."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self._said = Protego.parse(rules.text)

    def forbids(self, url: str) -> str | None:
        """Why an address must not be asked, or None."""
        if self.rules.fault is not None:
            return self.rules.fault
        if self._said.can_fetch(url, AGENT):
            return None
        return f"the robots.txt of {self.rules.site} does not allow it"

    def pause(self) -> float:
        """Seconds that the site wants between two requests."""
        rate = self._said.request_rate(AGENT)
        each = min(rate.seconds, LONGEST_PAUSE) / rate.requests if rate is not None else 0.0
        return min(max(self._said.crawl_delay(AGENT) or 0.0, each), LONGEST_PAUSE)

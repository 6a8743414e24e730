"""How hosts are asked: by their robots.txt, one request at a time, with a pause between two, and
not before a time that they have named."""

from __future__ import annotations

import datetime
from urllib.parse import urlsplit

from vedette.feeds.clock import LONG_AGO, Clock, Stop
from vedette.feeds.robots import Robots, rules_of, site_of
from vedette.ingest import Answer, Limits, Request, ask
from vedette.ingest.answer import Form, unread
from vedette.ingest.dates import parsed

LONGEST_WAIT = 86_400.0
"""Seconds that a host is left alone at most, whatever it asks for."""


class Web:
    """The open internet as a watch asks it. Whoever wants an address looks first when its host is
    `free`, and whether its site is `known`."""

    def __init__(
        self, limits: Limits, *, pause: float, contact: str | None, clock: Clock, stop: Stop
    ) -> None:
        self._limits, self._pause, self._contact = limits, pause, contact
        self._clock, self._stop = clock, stop
        self._robots: dict[str, Robots] = {}
        self._free: dict[str, datetime.datetime] = {}

    def free(self, url: str) -> datetime.datetime:
        """When the host of an address may be asked again."""
        return self._free.get(_host(url), LONG_AGO)

    def known(self, url: str) -> bool:
        """Whether the robots.txt of an address's site is at hand."""
        found = self._robots.get(site_of(url))
        return found is not None and found.rules.until > self._clock.now()

    def learn(self, url: str) -> None:
        """Ask for the robots.txt of an address's site. That is a request to its host."""
        site = site_of(url)
        answer = self._request(f"{site}/robots.txt", Request(form="text", contact=self._contact))
        self._robots[site] = Robots(rules_of(site, answer, self._clock.now()))
        self._rest(url, answer)

    def closed(self, url: str) -> bool:
        """Whether a site's robots.txt, which is known, could not be had, so that nothing is asked
        of it."""
        return self._robots[site_of(url)].rules.fault is not None

    def ask(
        self,
        url: str,
        *,
        form: Form | None = None,
        etag: str | None = None,
        modified: str | None = None,
    ) -> Answer:
        """What comes of asking an address, if its site and those that it leads to allow it.
        Raises `Stopped` where somebody asks to stop meanwhile."""
        refusal = self._refusal(url)
        if refusal is not None:
            return Answer(problem=unread(url, refusal), passing=self.closed(url))
        request = Request(
            form=form,
            etag=etag,
            modified=modified,
            contact=self._contact,
            allowed=self._refusal,
        )
        answer = self._request(url, request)
        self._rest(url, answer)
        return answer

    def _request(self, url: str, request: Request) -> Answer:
        with self._stop.breakable():
            return ask(url, self._limits, request)

    def _refusal(self, url: str) -> str | None:
        if not self.known(url):
            self.learn(url)
        return self._robots[site_of(url)].forbids(url)

    def _rest(self, url: str, answer: Answer) -> None:
        """Leave a host alone for as long as manners or its own word ask for."""
        robots = self._robots.get(site_of(url))
        pause = max(self._pause, 0.0 if robots is None else robots.pause())
        now = self._clock.now()
        seconds = max(pause, asked_wait(answer, now))
        self._free[_host(url)] = now + datetime.timedelta(seconds=seconds)


def asked_wait(answer: Answer, now: datetime.datetime) -> float:
    """The seconds that a server wants to be left alone for, by its Retry-After: a number, or a
    date. 0 where it says neither."""
    said = answer.wait or ""
    # Not isdigit(), to which "²" is a digit too.
    if said.isdecimal():
        return min(float(said[:9]), LONGEST_WAIT)
    until = parsed(said)
    left = 0.0 if until is None else (until - now).total_seconds()
    return max(0.0, min(left, LONGEST_WAIT))


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""

"""Alarms as an Atom feed (RFC 4287): a file that a web server may serve.

An entry is an alarm; a state that corrects or withdraws it takes its place, with the same id and a
later date, as readers of feeds expect.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

from vedette.records import Alarm, Problem
from vedette.watch.plan import Delivery
from vedette.watch.send.text import failed, subject, words

ATOM = "http://www.w3.org/2005/Atom"
MOST = 100
"""Entries of a feed; the oldest fall out."""
CONTROLS = dict.fromkeys((*range(9), 11, 12, *range(14, 32)), " ")
"""Characters that XML cannot hold."""


def send_feed(alarm: Alarm, delivery: Delivery) -> Problem | None:
    """Put an alarm first in the feed of a delivery, which is made where there is none."""
    path = Path(delivery.path)
    ET.register_namespace("", ATOM)
    try:
        old = ET.parse(path).getroot() if path.exists() else None
        feed = _feed(alarm, delivery, [] if old is None else old.findall(_tag("entry")))
        part = path.with_name(f"{path.name}.part")
        part.write_bytes(ET.tostring(feed, encoding="utf-8", xml_declaration=True))
        part.replace(path)
    except OSError as fault:
        return failed(delivery, f"{path} cannot be written: {fault.strerror}")
    except ET.ParseError as fault:
        return failed(delivery, f"{path} is no feed: {fault}")
    return None


def _feed(alarm: Alarm, delivery: Delivery, entries: list[ET.Element]) -> ET.Element:
    feed = ET.Element(_tag("feed"))
    _add(feed, "id", f"urn:vedette:alarms:{delivery.name}")
    _add(feed, "title", delivery.title)
    _add(feed, "updated", alarm.at)
    _add(ET.SubElement(feed, _tag("author")), "name", "Vedette")
    mine = _entry(alarm)
    name = mine.findtext(_tag("id"))
    others = [e for e in entries if e.findtext(_tag("id")) != name]
    feed.extend([mine, *others[: MOST - 1]])
    return feed


def _entry(alarm: Alarm) -> ET.Element:
    entry = ET.Element(_tag("entry"))
    _add(entry, "id", f"urn:vedette:alarm:{alarm.id}")
    _add(entry, "title", subject(alarm))
    _add(entry, "updated", alarm.at)
    _add(entry, "content", words(alarm)).set("type", "text")
    ET.SubElement(entry, _tag("category"), {"term": alarm.lane})
    return entry


def _tag(name: str) -> str:
    return f"{{{ATOM}}}{name}"


def _add(parent: ET.Element, name: str, text: str) -> ET.Element:
    made = ET.SubElement(parent, _tag(name))
    made.text = text.translate(CONTROLS)
    return made

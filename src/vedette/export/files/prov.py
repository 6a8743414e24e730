"""W3C PROV-JSON: who knew, who was told and who repeats it, a bundle an event.

The event is an entity that is derived from its claims; a claim is attributed to its speaker and
quoted from its report, which is attributed to its outlet; a speaker who was told by somebody was
influenced by them. (PROV-DM, W3C Recommendation 2013; PROV-JSON, W3C Submission 2013.)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote

from vedette.brief import names
from vedette.export.files import story
from vedette.export.files.story import Readings
from vedette.export.files.stream import document
from vedette.records import Claim, Entry, Heading, encode

Attributes = Mapping[str, object]

PREFIX = {"vedette": "https://vedette.invalid/prov#", "v": "urn:vedette:"}
"""`v` names the ledger's things, `vedette` the words for them."""
HEAD = f'{{"prefix":{encode(PREFIX).decode()},"bundle":{{'


def _name(kind: str, id_: str) -> str:
    """A qualified name; what PROV does not allow in one is percent-encoded."""
    return f"v:{kind}/{quote(id_, safe='')}"


def _bundles(entries: Iterable[Entry], readings: Readings) -> Iterator[str]:
    """One member of the object `bundle` for each event."""
    for entry in entries:
        name = encode(_name("entry", entry.event.id)).decode()
        yield f"{name}:{encode(_bundle(entry)).decode()}"


def _bundle(entry: Entry) -> dict[str, dict[str, Attributes]]:
    called = story.names(entry)
    found: dict[str, dict[str, Attributes]] = {
        "entity": {
            _name("event", entry.event.id): _event(entry),
            **{_name("claim", c.id): _claim(c) for c in entry.claims},
            **{_name("report", r.report): _report(r) for r in entry.reports},
        },
        "agent": {_name("agent", i): _agent(i, called) for i in _voices(entry)},
        "wasDerivedFrom": _derived(entry),
        "wasAttributedTo": _attributed(entry),
        "wasInfluencedBy": _influenced(entry),
    }
    return {kind: rows for kind, rows in found.items() if rows}


def _event(entry: Entry) -> Attributes:
    event = entry.event
    return {
        "prov:type": {"$": "vedette:Event", "type": "prov:QUALIFIED_NAME"},
        "vedette:type": event.type,
        **({"vedette:mode": event.mode} if event.mode is not None else {}),
        "vedette:status": event.status,
        "vedette:credibility": event.grade.credibility,
        "vedette:rule": event.grade.rule,
    }


def _claim(claim: Claim) -> Attributes:
    start, end = claim.quote
    return {
        "prov:type": {"$": "vedette:Claim", "type": "prov:QUALIFIED_NAME"},
        "vedette:stance": claim.stance,
        "vedette:basis": claim.basis,
        "vedette:start": start,
        "vedette:end": end,
        **({"vedette:why": claim.why} if claim.why else {}),
    }


def _report(report: Heading) -> Attributes:
    fields = {"prov:label": report.title, "vedette:date": report.date}
    kind = {"prov:type": {"$": "vedette:Report", "type": "prov:QUALIFIED_NAME"}}
    return {**kind, **{k: v for k, v in fields.items() if v}}


def _voices(entry: Entry) -> Iterator[str]:
    """Everybody who speaks, was told or told others, and the outlets."""
    chains = (i for o in entry.origins for i in o.chain)
    claims = (i for c in entry.claims for i in (c.speaker, *c.sources) if i)
    outlets = (_outlet(entry, r) for r in entry.reports if r.outlet)
    return iter(dict.fromkeys((*chains, *claims, *outlets)))


def _outlet(entry: Entry, report: Heading) -> str:
    """The id of a report's outlet: that of its voice, where it speaks in its own."""
    known = {name: i for i, name in entry.outlets.items()}
    return known.get(report.outlet or "", f"{names.OUTLET}{report.outlet}")


def _agent(id_: str, called: Mapping[str, str]) -> Attributes:
    return {"prov:label": called.get(id_) or id_.removeprefix(names.OUTLET) or names.ITSELF}


def _derived(entry: Entry) -> dict[str, Attributes]:
    """The event from its claims, the claims from the reports that they are quoted from."""
    found: dict[str, Attributes] = {}
    for n, claim in enumerate(entry.claims):
        name = _name("claim", claim.id)
        found[f"_:d{n}"] = {
            "prov:generatedEntity": _name("event", entry.event.id),
            "prov:usedEntity": name,
        }
        found[f"_:q{n}"] = {
            "prov:generatedEntity": name,
            "prov:usedEntity": _name("report", claim.report),
            "prov:type": {"$": "prov:Quotation", "type": "prov:QUALIFIED_NAME"},
        }
    return found


def _attributed(entry: Entry) -> dict[str, Attributes]:
    """Claims to their speakers, reports to their outlets. Who is hidden is nobody."""
    found: dict[str, Attributes] = {}
    for n, claim in enumerate(entry.claims):
        if claim.speaker is not None:
            found[f"_:a{n}"] = _to("claim", claim.id, claim.speaker)
    for n, report in enumerate(entry.reports):
        if report.outlet:
            found[f"_:o{n}"] = _to("report", report.report, _outlet(entry, report))
    return found


def _to(kind: str, id_: str, agent: str) -> Attributes:
    return {"prov:entity": _name(kind, id_), "prov:agent": _name("agent", agent)}


def _influenced(entry: Entry) -> dict[str, Attributes]:
    """Each step of the chains: who was told, by whom."""
    steps = [(b, a) for o in entry.origins for a, b in zip(o.chain, o.chain[1:], strict=False)]
    steps += [(c.speaker, s) for c in entry.claims if c.speaker for s in c.sources]
    return {
        f"_:i{n}": {
            "prov:influencee": _name("agent", later),
            "prov:influencer": _name("agent", earlier),
            "vedette:how": "told by",
        }
        for n, (later, earlier) in enumerate(dict.fromkeys(steps))
    }


write = document(HEAD, _bundles, "}}")

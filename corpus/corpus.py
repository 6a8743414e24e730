"""Read Vedette corpus bundles (GUIDELINES.md) into plain standoff records.

    python3 corpus.py FILE... > corpus.jsonl      one JSON bundle a line

A bundle is a dict: bundle, topic, region, reports[], entities{}, times{}, numbers{}, ledger[].
A report: n, date, outlet, kind, title, text, sentences [[start, end]...] (the title is the first), mentions [{start, end, id}],
triggers [{start, end, event, sentence}], frames [{event, sentence, type, mode, status, roles{role: [id...]}}].
Offsets are character offsets into the report's text, end exclusive; text = title + blank line + sentences joined by a space.
A frame with no typed line of its own carries the type of its event's first frame and status None.
"""
import json
import re
import sys
from pathlib import Path

from check import KINDS, strip


def read(path):
    b = {"bundle": None, "topic": "", "region": "", "reports": [], "entities": {}, "times": {}, "numbers": {}, "ledger": []}
    r, types = None, {}
    for raw in Path(path).read_text(encoding="utf-8").split("\n"):
        line = raw.rstrip("\n")
        if line.startswith("==="):
            parts = [p.strip() for p in line[3:].split("|")]
            b["bundle"] = parts[0]
            b.update({k.strip(): v.strip() for k, _, v in (p.partition(":") for p in parts[1:]) if k.strip() in ("topic", "region")})
        elif line.startswith("---"):
            n, date, outlet, kind = [p.strip() for p in line[3:].split("|")]
            r = {"n": int(n), "date": date, "outlet": outlet, "kind": kind, "title": "", "text": "", "sentences": [],
                 "mentions": [], "triggers": [], "frames": []}
            b["reports"].append(r)
        elif line[:2] in ("H:", "S:"):
            text, spans = strip(line[2:].strip())
            if r["text"]:
                r["text"] += "\n\n" if len(r["sentences"]) == 1 and r["title"] else " "
            base = len(r["text"])
            if line[0] == "H":
                r["title"] = text
            r["text"] += text
            r["sentences"].append([base, base + len(text)])
            for s, e, i, k in spans:
                if k == "[":
                    r["mentions"].append({"start": base + s, "end": base + e, "id": i})
                else:
                    r["triggers"].append({"start": base + s, "end": base + e, "event": i, "sentence": len(r["sentences"]) - 1})
        elif line.startswith(">"):
            p = line[1:].split()
            f = {"event": p[0], "sentence": len(r["sentences"]) - 1, "type": None, "mode": None, "status": None, "roles": {}}
            rest = p[1:]
            if rest and "=" not in rest[0]:
                t, _, m = rest[0].partition(".")
                f["type"], f["mode"], f["status"] = t, m or None, rest[1]
                types.setdefault(p[0], t)
                rest = rest[2:]
            f["type"] = f["type"] or types.get(p[0])
            for x in rest:
                k, _, v = x.partition("=")
                if v not in ("", "-"):
                    f["roles"][k] = v.split(",")
            r["frames"].append(f)
        elif line.startswith("@"):
            i, rest = line[1:].split(None, 1)
            q = rest.split(None, 2)
            if q[0] in KINDS:
                b["entities"][i] = {"kind": q[0], "code": q[1] if len(q) > 1 else None, "name": q[2].strip('"') if len(q) > 2 else None}
            elif re.match(r"\d+:", rest):
                n, _, v = rest.partition(":")
                b["times"][i] = {"report": int(n), "value": v}
            else:
                b["numbers"][i] = rest
        elif line.startswith("$"):
            p = line[1:].split()
            d = dict(x.split("=", 1) for x in p[1:] if "=" in x)
            ids = lambda k: [x for x in d.get(k, "").split(",") if x not in ("", "-")]
            b["ledger"].append({"event": p[0], "status": d["status"], "roots": ids("roots"), "against": ids("against")})
    return b


if __name__ == "__main__":
    for f in sys.argv[1:]:
        print(json.dumps(read(f), ensure_ascii=False))

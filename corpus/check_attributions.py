#!/usr/bin/env python3
"""Check attributions files: passages with `[words|n]` for a source and `{words|n}` for a cue of it. usage: check_attributions.py FILE..."""
import re
import sys

MARK = re.compile(r"[\[{][^\[\]{}|]+\|\d+[\]}]")

passages = cues = sources = bad = 0
for f in sys.argv[1:]:
    for n, line in enumerate(open(f, encoding="utf-8"), 1):
        line = line.rstrip("\n")
        if not line.strip() or line.startswith("#"):
            continue
        s = re.findall(r"\[[^|]+\|(\d+)\]", line)
        c = re.findall(r"\{[^|]+\|(\d+)\}", line)
        rest = re.search(r"[\[\]{}|]", MARK.sub("", line))
        why = ["bad markup"] if rest else []
        why += ["cue %s has no source" % x for x in sorted(set(c) - set(s) - {"0"})]
        why += ["source %s has no cue" % x for x in sorted(set(s) - set(c))]
        for w in why:
            print("%s:%d: %s" % (f, n, w))
        bad += bool(why)
        passages, cues, sources = passages + 1, cues + len(c), sources + len(s)
print("%d passages, %d cues, %d sources" % (passages, cues, sources))
sys.exit(1 if bad else 0)

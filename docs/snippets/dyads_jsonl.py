"""The same from JSONL, where actors and recipients are lists.

    verbale code reports/ --format jsonl > records.jsonl
    python3 dyads_jsonl.py records.jsonl
"""
import json
import sys
from itertools import combinations, product
import pandas as pd

rows = []
for line in open(sys.argv[1], encoding="utf-8"):
    r = json.loads(line)
    if r["record"] != "event" or r["status"] not in ("happened", "ongoing") or "date" not in r:
        continue
    actors = sorted(a.get("country", "") for a in r["actors"])
    recipients = [a.get("country", "") for a in r["recipients"]]
    # A symmetric act (a meeting) has all parties in actors.
    symmetric = not recipients and len(actors) > 1
    pairs = combinations(actors, 2) if symmetric else product(actors, recipients or [""])
    rows += [(r["date"][:7], a, b, r["event_type"]) for a, b in set(pairs)]

dyads = pd.DataFrame(rows, columns=["month", "actor", "recipient", "event_type"])
print(dyads.value_counts(sort=False).reset_index(name="n").to_string(index=False))

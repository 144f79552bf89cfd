"""Events that nobody has judged yet, with their sentences: for corpus/judged/events.tsv.

    verbale code wikinews_2019.csv wikinews_2020.csv --format jsonl > records.jsonl
    python3 bench/judge.py records.jsonl --number 100 > sheet.txt
    python3 bench/judge.py records.jsonl --number 100 --verdicts wrong.txt --kind report

The second command prints a sheet; the third, with the same number and seed, adds its events to the table: those in wrong.txt (a line
each: the number on the sheet and the cause) as wrong, the others as right.
"""

import argparse
import json
import os
import random
import sys

TABLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "corpus", "judged", "events.tsv")
CAUSES = {"sense", "private", "general", "type", "direction", "actor", "recipient", "status"}
FINAL = {"sense", "private", "general", "type"}


def countries(entities):
    return " ".join(sorted({e.get("country") or "---" for e in entities}))


def read_table():
    with open(TABLE, encoding="utf-8") as file:
        lines = file.read().splitlines()
    head = [line for line in lines if line.startswith("#")] + [lines[sum(l.startswith("#") for l in lines)]]
    return head, [line.split("\t") for line in lines[len(head):]]


def row_of(event, document):
    page = document.get("url", "").rstrip("/").rsplit("/", 1)[-1]
    words = " ".join(document["text"][event["start"]:event["end"]].split())
    return [page, str(event["start"]), str(event["end"]), event["event_type"], countries(event["actors"]),
            countries(event["recipients"]), event.get("status", ""), words]


def is_judged(row, table):
    same = [r for r in table if r[0] == row[0] and r[1] == row[1] and r[3] == row[3]]
    return any(r[4:7] == row[4:7] or r[9] in FINAL for r in same)


def party(entity):
    sectors = ":".join([entity.get("country") or "?"] + (entity.get("sectors") or []))
    return f"{sectors} ({entity.get('text', '')[:30]}, {entity.get('via')})"


def show(number, event, row):
    parties = "; ".join(map(party, event["actors"])) + " -> " + "; ".join(map(party, event["recipients"]))
    voices = ">".join((v.get("speaker") or {}).get("country") or "?" for v in event.get("according_to") or [])
    told = " ".join(filter(None, [event.get("status"), "background" if event.get("background") else "",
                                  f"by {voices}" if voices else "", f"intends {event['intended_type']}" if event.get("intended_type") else ""]))
    print(f"{number} [{row[7]}] {event['event_type']} {','.join(event['modes'])} | {parties} | {told} | {event['because']['frame']}")


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("records")
    ap.add_argument("--number", type=int, default=100)
    ap.add_argument("--seed", type=int, default=3)
    ap.add_argument("--model", action="store_true", help="only events of the second opinion")
    ap.add_argument("--verdicts")
    ap.add_argument("--kind", choices=["report", "release", "other"], help="of the articles; needed with --verdicts")
    args = ap.parse_args()
    documents, events = {}, []
    with open(args.records, encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            if record["record"] == "document":
                documents[record["id"]] = record
            elif record["record"] == "event" and (not args.model or record["because"]["by"] == "model"):
                events.append(record)
    head, table = read_table()
    rows = [(event, row_of(event, documents[event["document_id"]])) for event in events]
    rows = [pair for pair in rows if not is_judged(pair[1], table)]
    print(f"{len(events)} events, {len(rows)} not judged", file=sys.stderr)
    random.Random(args.seed).shuffle(rows)
    rows = sorted(rows[:args.number], key=lambda pair: (pair[1][0], int(pair[1][1])))
    if not args.verdicts:
        last = None
        for number, (event, row) in enumerate(rows):
            if (row[0], event["sentence"]) != last:
                last = (row[0], event["sentence"])
                print(f"\n# {documents[event['document_id']].get('published', '')} {row[0][:50]}: {event['text'][:450]}")
            show(number, event, row)
        return
    assert args.kind, "--verdicts needs --kind"
    with open(args.verdicts, encoding="utf-8") as file:
        wrong = dict(line.split()[:2] for line in file if line.strip())
    unknown = set(wrong.values()) - CAUSES
    assert not unknown, f"causes must be among {sorted(CAUSES)}, but found {sorted(unknown)}"
    assert all(int(number) < len(rows) for number in wrong), "a number that the sheet does not have"
    for number, (_, row) in enumerate(rows):
        cause = wrong.get(str(number), "")
        right = "yes" if cause in ("", "status") else "no"
        table.append(row + [right, cause, "parties", args.kind])
    table.sort(key=lambda row: (row[0], int(row[1]), row[3], row[4:]))
    with open(TABLE, "w", encoding="utf-8") as file:
        file.write("\n".join(head + ["\t".join(row) for row in table]) + "\n")
    print(f"{len(rows)} judged, {len(wrong)} of them wrong", file=sys.stderr)


if __name__ == "__main__":
    main()

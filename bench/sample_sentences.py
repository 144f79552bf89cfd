"""A hundred sentences of Wikinews at random, with what the program makes of them: for reading parses by eye.

    python3 bench/sample_sentences.py [--number N] [--seed N] > sample.txt

Needs the release build and the shared articles (VERBALE_SHARED, default ../shared). Takes sentences of 8 to 60 words;
the same seed gives the same sentences as long as they are cut alike. Each word is written as `form/UPOS>head/relation`.
"""

import argparse
import csv
import os
import random
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)


def articles() -> str:
    shared = os.environ.get("VERBALE_SHARED") or os.path.join(ROOT, "..", "shared")
    texts = []
    csv.field_size_limit(sys.maxsize)
    for year in (2019, 2020):
        path = os.path.join(shared, "data", "wikinews", f"wikinews_{year}.csv")
        with open(path, encoding="utf-8", newline="") as file:
            texts.extend(row["text"] for row in csv.DictReader(file))
    return "\n\n".join(texts)


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--number", type=int, default=100)
    ap.add_argument("--seed", type=int, default=3)
    ap.add_argument("--program", default=os.path.join(ROOT, "target", "release", "verbale"))
    args = ap.parse_args()
    command = [args.program, "annotate", "--from", "text", "--format", "conllu", "-"]
    out = subprocess.run(command, input=articles(), text=True, capture_output=True, check=True).stdout
    sentences = []
    for block in out.split("\n\n"):
        lines = block.split("\n")
        rows = [line.split("\t") for line in lines if line[:1].isdigit() and "-" not in line.split("\t")[0]]
        text = next((line[9:] for line in lines if line.startswith("# text = ")), "")
        if 8 <= len(rows) <= 60:
            sentences.append((text, rows))
    for i, (text, rows) in enumerate(random.Random(args.seed).sample(sentences, args.number), 1):
        print(f"{i}. {text}")
        forms = ["ROOT"] + [row[1] for row in rows]
        print("   " + " ".join(f"{r[1]}/{r[3]}>{forms[int(r[6])]}.{r[6]}/{r[7]}" for r in rows), end="\n\n")


if __name__ == "__main__":
    main()

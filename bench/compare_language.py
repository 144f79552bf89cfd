#!/usr/bin/env python3
"""The layer of language of verbale, spaCy and UDPipe, on the same text, one after another, on one core.

    python3 bench/compare_language.py             the Wikinews articles of the shared data, else our own reports
    python3 bench/compare_language.py FILE…       plain text, or CSV with a column `text`
    python3 bench/compare_language.py --passes 1  quicker

Needs Python 3.11 or later and Rust. Makes an environment of its own (bench/.venv, versions in requirements.txt). UDPipe has no
model to install, so one is trained here, once, on a part of EWT (VERBALE_SHARED, default ../shared); without EWT it is left out.
Each program is a process of its own with one thread, and gets each paragraph as a text.
"""

import argparse
import csv
import hashlib
import json
import os
import platform
import subprocess
import sys
import tomllib
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
WORK = HERE / ".work"
SHARED = Path(os.environ.get("VERBALE_SHARED", ROOT.parent / "shared")).resolve()
EWT = SHARED / "data/ud/en_ewt"
# Libraries of arithmetic start threads of their own unless told not to.
ONE_THREAD = {name: "1" for name in (
    "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS", "NUMEXPR_NUM_THREADS")}

NOTE = """
Seconds are of processor time for the whole text, after loading; so are milliseconds. `times`: as fast as spaCy, by the text and not
by its tokens, which each counts differently. UPOS, UAS, LAS: EWT dev, gold words. spaCy's model was trained on other text with
other conventions, so its heads are not comparable; UDPipe's was trained here, briefly, and its scores tell no more than that."""


def main():
    args = read_arguments()
    WORK.mkdir(exist_ok=True)
    text = write_paragraphs(args.files or default_files())
    say("building verbale")
    run(["cargo", "build", "--quiet", "--release", "-p", "verbale-cli", "--example", "language_speed"])
    python = make_environment()
    gold = EWT / "en_ewt-ud-dev.conllu"
    gold = ["--gold", str(gold)] if gold.exists() else []
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    verbale = [str(target / "release/examples/language_speed"), str(text),
               "--lines", "--threads", "1", "--passes", "1", "--json"]
    results = [verbale_result(measure("verbale", verbale, args.passes))]
    results.append(measure("spaCy", [python, str(HERE / "run_spacy.py"), str(text), *gold], args.passes))
    train = EWT / "en_ewt-ud-train.conllu"
    if train.exists():
        model = WORK / f"udpipe-{args.udpipe_every}.model"
        if not model.exists():
            say("training UDPipe, a few minutes")
            run([python, str(HERE / "train_udpipe.py"), str(train), str(model), "--every", str(args.udpipe_every)])
        command = [python, str(HERE / "run_udpipe.py"), str(text), "--model", str(model), *gold]
        results.append(measure("UDPipe", command, args.passes))
    else:
        say(f"UDPipe is left out: there is no {train}")
    (WORK / "results.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    print_table(text, results)


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument("--passes", type=int, default=3,
                        help="runs of each program; the one in the middle is reported (default 3)")
    parser.add_argument("--udpipe-every", type=int, default=4, metavar="N",
                        help="train UDPipe on every Nth sentence of EWT (default 4)")
    return parser.parse_args()


def default_files():
    articles = sorted((SHARED / "data/wikinews").glob("*.csv"))
    own = sorted((ROOT / "examples/reports").glob("*.txt")) + sorted((ROOT / "corpus/gold/texts").glob("*.txt"))
    return articles or own


def write_paragraphs(files):
    """Writes one paragraph a line."""
    csv.field_size_limit(1 << 30)
    paragraphs = []
    for file in files:
        with open(file, encoding="utf-8", newline="") as lines:
            texts = [row["text"] for row in csv.DictReader(lines)] if file.suffix == ".csv" else [lines.read()]
        paragraphs += [line.strip() for text in texts for line in text.splitlines() if line.strip()]
    path = WORK / "paragraphs.txt"
    path.write_text("\n".join(paragraphs) + "\n", encoding="utf-8")
    return path


def make_environment():
    """The Python of an environment with just what requirements.txt names."""
    folder = HERE / ".venv"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    wanted = (HERE / "requirements.txt").read_bytes()
    stamp = folder / "requirements.sha256"
    digest = hashlib.sha256(wanted).hexdigest()
    if not stamp.exists() or stamp.read_text() != digest:
        say("installing spaCy and UDPipe")
        venv.create(folder, clear=True, with_pip=True)
        run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", HERE / "requirements.txt"])
        stamp.write_text(digest)
    return str(python)


def measure(name, command, passes):
    """The run in the middle, by processor time."""
    say(name)
    results = []
    for _ in range(max(passes, 1)):
        done = run(command, stdout=subprocess.PIPE, env=os.environ | ONE_THREAD, preexec_fn=stay_on_one_core)
        results.append(json.loads(done.stdout))
    results.sort(key=processor_seconds)
    return results[len(results) // 2]


def processor_seconds(result):
    return result["runs"][0]["processor_seconds"] if "runs" in result else result["processor_seconds"]


def stay_on_one_core():
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def verbale_result(result):
    only = result["runs"][0]
    recipe = tomllib.loads((ROOT / "data/models/language-en.toml").read_text(encoding="utf-8"))
    return only | {
        "program": "verbale", "version": result["version"],
        "load_ms": result["load"]["processor_ms"], "import_ms": None,
        "gold": recipe["scores"].get("ewt_dev", {}),
    }


def print_table(text, results):
    size = text.stat().st_size
    print(f"\n{text.relative_to(ROOT)}: {size:,} bytes, {sum(1 for _ in open(text, encoding='utf-8')):,} paragraphs; "
          f"{platform.machine()}, Python {platform.python_version()}\n")
    print("| | tokens | sentences | seconds | tokens/s | kB/s | times | load, ms | import, ms | peak, MB | UPOS | UAS | LAS |")
    print("| --- " * 13 + "|")
    spacy = next(r["processor_seconds"] for r in results if r["program"].startswith("spaCy"))
    for r in results:
        seconds = r["processor_seconds"]
        gold = r.get("gold") or {}
        cells = [
            f"{r['program']} {r['version']}", f"{r['tokens']:,}", f"{r['sentences']:,}", f"{seconds:.1f}",
            f"{r['tokens'] / seconds:,.0f}", f"{size / seconds / 1e3:,.0f}", f"{spacy / seconds:.1f}",
            f"{r['load_ms']:.0f}", "" if r["import_ms"] is None else f"{r['import_ms']:.0f}", f"{r['peak_mb'] or 0:.0f}",
            *(f"{gold[k]:.2f}" if k in gold else "" for k in ("upos", "uas", "las")),
        ]
        print("| " + " | ".join(cells) + " |")
    print(NOTE)


def run(command, **options):
    done = subprocess.run([str(part) for part in command], cwd=ROOT, **options)
    if done.returncode != 0:
        sys.exit(f"compare_language.py: failed: {' '.join(str(part) for part in command)}")
    return done


def say(words):
    print(f"== {words}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()

"""Reading the treebanks and the named entities, and turning lemmas into edits."""

import csv
import hashlib
import os
from collections import Counter
from dataclasses import dataclass, field

KINDS = ["person", "organisation", "place", "group", "other"]
NER_TAGS = ["O"] + [f"{p}-{k}" for k in KINDS for p in "BIES"]


@dataclass
class Sentence:
    forms: list
    lemmas: list
    upos: list
    feats: list
    heads: list  # 0 is the root, as in CoNLL-U
    deprels: list
    ner: list = None  # tag strings, None in place of one that cannot be told; None where nobody annotated names
    doc: str = ""
    misc: list = field(default_factory=list)
    classes: dict = None  # class numbers, filled in by the trainer
    taught: dict = None  # what a teacher says of a sentence that nobody annotated


def read_conllu(path: str) -> list:
    sentences, rows, doc = [], [], ""
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc id"):
                doc = line.split("=", 1)[1].strip()
            if not line:
                if rows:
                    sentences.append(to_sentence(rows, doc))
                rows = []
            elif line[0] != "#":
                cells = line.split("\t")
                if cells[0].isdigit():
                    rows.append(cells)
    if rows:
        sentences.append(to_sentence(rows, doc))
    return sentences


def to_sentence(rows: list, doc: str) -> Sentence:
    column = list(zip(*rows))
    return Sentence(
        forms=list(column[1]), lemmas=list(column[2]), upos=list(column[3]), feats=list(column[5]),
        heads=[int(h) for h in column[6]], deprels=list(column[7]), doc=doc, misc=list(column[9]),
    )


def free_documents(path: str) -> set:
    with open(path, encoding="utf-8") as file:
        return {row["doc"] for row in csv.DictReader(file, delimiter="\t") if row["non_commercial"] == "no"}


def read_names(path: str) -> dict:
    """Forms of a sentence, joined by spaces -> its BIO tags; a key that is met twice keeps its first."""
    found, forms, tags = {}, [], []

    def close():
        if forms:
            found.setdefault(" ".join(forms), list(tags))
        forms.clear()
        tags.clear()

    with open(path, encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if not line:
                close()
            elif line[0] != "#":
                cells = line.split("\t")
                tag, other = cells[2], cells[3]
                if tag == "O" and other.endswith("OTH"):
                    tag = other
                forms.append(cells[1])
                tags.append(tag)
    close()
    return found


def attach_names(sentences: list, names: dict) -> int:
    n = 0
    for s in sentences:
        tags = names.get(" ".join(s.forms))
        if tags is None:
            continue
        spans = bio_spans(tags)
        s.ner = to_tags(len(tags), [(b, e, kind_of(k, s, b, e)) for b, e, k in spans])
        n += 1
    return n


def kind_of(label: str, s: Sentence, begin: int, end: int) -> str:
    plain = {"PER": "person", "ORG": "organisation", "LOC": "place"}
    if label in plain:
        return plain[label]
    # OTH is nationalities, faiths and parties for the most part: adjectives, and plurals of names.
    last = end - 1
    is_group = s.upos[last] == "ADJ" or (s.upos[last] == "PROPN" and "Number=Plur" in s.feats[last])
    return "group" if is_group else "other"


def bio_spans(tags: list) -> list:
    spans, begin, kind = [], None, None
    for i, tag in enumerate(tags + ["O"]):
        goes_on = tag.startswith("I-") and tag[2:] == kind
        if begin is not None and not goes_on:
            spans.append((begin, i, kind))
            begin = None
        if not goes_on and tag[:2] in ("B-", "I-"):
            begin, kind = i, tag[2:]
    return spans


def to_tags(n: int, spans: list) -> list:
    tags = ["O"] * n
    for begin, end, kind in spans:
        if end - begin == 1:
            tags[begin] = "S-" + kind
            continue
        tags[begin] = "B-" + kind
        for i in range(begin + 1, end - 1):
            tags[i] = "I-" + kind
        tags[end - 1] = "E-" + kind
    return tags


def tag_spans(tags: list) -> list:
    """Spans of a BIES sequence that may be ill-formed, read as the Rust reader reads them."""
    spans, begin, kind = [], None, None
    for i, tag in enumerate(tags):
        mark, k = (tag[0], tag[2:]) if tag != "O" else ("O", None)
        if mark in "BS" or mark == "O" or k != kind:
            if begin is not None:
                spans.append((begin, i, kind))
                begin = None
            if mark != "O":
                begin, kind = i, k
        if mark in "ES" and begin is not None:
            spans.append((begin, i + 1, kind))
            begin = None
        if begin is None:
            kind = None
    if begin is not None:
        spans.append((begin, len(tags), kind))
    return spans


def lemma_script(form: str, lemma: str, upos: str) -> str:
    """`l|2|be`: lower the form, cut two characters, add `be`; `k` keeps the case, `t` titles it."""
    if lemma == "_":
        return "k|0|"
    options = [("l", form.lower()), ("k", form), ("t", title(form))]
    if upos == "PROPN":
        options = [options[1], options[2], options[0]]
    best = None
    for mode, base in options:
        n = common_prefix(base, lemma)
        cost = (len(base) - n) + (len(lemma) - n)
        if best is None or cost < best[0]:
            best = (cost, f"{mode}|{len(base) - n}|{lemma[n:]}")
    return best[1]


def apply_script(form: str, script: str) -> str:
    mode, cut, tail = script.split("|", 2)
    base = {"l": form.lower, "k": lambda: form, "t": lambda: title(form)}[mode]()
    kept = base[: max(len(base) - int(cut), 0)]
    return (kept + tail) or form


def title(form: str) -> str:
    return form[:1].upper() + form[1:].lower()


def common_prefix(a: str, b: str) -> int:
    n = 0
    while n < min(len(a), len(b)) and a[n] == b[n]:
        n += 1
    return n


def universal(deprel: str) -> str:
    return deprel.split(":", 1)[0]


def relation_inventory(sentences: list, least: int = 20) -> list:
    counts = Counter(d for s in sentences for d in s.deprels)
    kept = {d if n >= least else universal(d) for d, n in counts.items()}
    return sorted(kept)


def inventory(values, least: int) -> list:
    counts = Counter(values)
    return [v for v, n in sorted(counts.items(), key=lambda x: (-x[1], x[0])) if n >= least]


def sha256(path: str) -> str:
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def shared_path(*parts: str) -> str:
    root = os.environ.get("VERBALE_SHARED") or os.path.join(os.path.dirname(__file__), "..", "..", "shared")
    return os.path.join(root, "data", *parts)

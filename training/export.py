"""Writes the trained network as the file that `crates/model` reads, in signed bytes with a scale for each row."""

import os
import struct

import numpy as np
import torch

import features
import treebank as tb

# Layers whose rows are looked up, and those whose rows are outputs.
TABLES = ["words.word", "words.grams", "words.affixes", "words.shapes"]
LINEARS = ["words.mix", "upos", "feats", "scripts", "ner", "arc_dep", "arc_head", "arc_mix", "label_dep", "label_head", "labels"]


class Writer:
    def __init__(self):
        self.parts, self.n = [], 0

    def add(self, name: str, kind: int, rows: int, cols: int, data: bytes):
        encoded = name.encode()
        self.parts.append(struct.pack("<H", len(encoded)) + encoded + struct.pack("<BII", kind, rows, cols) + data)
        self.n += 1

    def floats(self, name: str, values: np.ndarray):
        self.add(name, 0, 1, values.size, values.astype("<f4").tobytes())

    def codes(self, name: str, codes: np.ndarray, scales: np.ndarray):
        self.add(name, 1, codes.shape[0], codes.shape[1], codes.tobytes() + scales.astype("<f4").tobytes())

    def hashes(self, name: str, values: list):
        assert len(set(values)) == len(values), f"two of {name} have one hash"
        self.add(name, 2, len(values), 1, b"".join(struct.pack("<Q", v) for v in values))

    def text(self, name: str, lines: list):
        assert not any("\n" in line for line in lines)
        data = "\n".join(lines).encode()
        self.add(name, 3, len(data), 1, data)

    def write(self, path: str):
        with open(path, "wb") as file:
            file.write(b"VERBLM01" + struct.pack("<I", self.n) + b"".join(self.parts))


def quantise(weights: torch.Tensor):
    matrix = weights.detach().numpy()
    scales = np.maximum(np.abs(matrix).max(1), 1e-8).astype(np.float32) / np.float32(127)
    codes = np.clip(np.rint(matrix / scales[:, None]), -127, 127).astype(np.int8)
    return codes, scales


def linear_parameters(net) -> dict:
    """Name in the file -> names of weight and biases in the network; biases of one layer are added up."""
    found = {name: (name + ".weight", [name + ".bias"]) for name in LINEARS if name != "label_head"}
    found["label_head"] = ("label_head.weight", [])
    for i in range(net.cfg.n_lstm):
        for direction, module in [("forward", "ahead"), ("backward", "back")]:
            at = f"encoder.{module}.{i}."
            to = f"encoder.layers.{i}.{direction}."
            found[to + "input"] = (f"{at}weight_ih_l0", [f"{at}bias_ih_l0", f"{at}bias_hh_l0"])
            found[to + "state"] = (f"{at}weight_hh_l0", [])
    return found


def quantise_network(net) -> dict:
    """Replaces each weight matrix by what its bytes mean, so that the scores are those of the file."""
    kept = {}
    weights = {name: name + ".weight" for name in TABLES}
    weights.update({name: weight for name, (weight, _) in linear_parameters(net).items()})
    with torch.no_grad():
        for name, parameter in weights.items():
            weight = net.get_parameter(parameter)
            kept[name] = quantise(weight)
            weight.copy_(torch.from_numpy(kept[name][0].astype(np.float32) * kept[name][1][:, None]))
    return kept


def write_model(path: str, net, inv, pieces, vectors, quantised: dict):
    out = Writer()
    c = net.cfg
    out.text("settings", [f"{k}={getattr(c, k)}" for k in ["d", "d_word", "d_gram", "d_affix", "d_shape", "d_piece", "d_vector", "n_lstm", "d_lstm"]])
    out.text("folding", [f"{ord(c):x}\t{to}" for c, to in sorted(features.FOLDING.items())])
    for name in ["upos", "feats", "scripts", "ner", "deprels"]:
        out.text("names." + name, getattr(inv, name))
    out.hashes("words", [features.fnv(w.encode()) for w in inv.words])
    out.hashes("pieces", [features.fnv(p.encode()) for p in pieces.names])
    out.hashes("vectors", [features.fnv(w.encode()) for w in vectors.index])
    out.hashes("lemmas", known_lemmas(inv))
    out.codes("words.pieces", pieces.codes, pieces.scale)
    out.codes("words.vectors", vectors.codes, vectors.scale)
    state = {k: v.numpy() for k, v in net.state_dict().items()}
    for name in TABLES:
        out.codes(name, *quantised[name])
    for name, (_, biases) in linear_parameters(net).items():
        codes, scales = quantised[name]
        out.codes(name + ".weight", codes, scales)
        out.floats(name + ".bias", sum((state[b] for b in biases), np.zeros(codes.shape[0], np.float32)))
    out.floats("words.norm.weight", state["words.norm.weight"])
    out.floats("words.norm.bias", state["words.norm.bias"])
    out.floats("arc_bias", state["arc_bias.weight"])
    out.floats("root", state["root"])
    out.floats("distance", state["distance"])
    out.write(path)


def known_lemmas(inv) -> list:
    """Hash of lower-cased form, tab and part of speech, its last sixteen bits replaced by the edit."""
    keyed = {}
    for (form, upos), script in inv.lemmas.items():
        keyed[features.fnv(f"{form}\t{upos}".encode()) & ~0xFFFF] = script
    assert len(keyed) == len(inv.lemmas), "two words have one hash"
    return [key | script for key, script in sorted(keyed.items())]


# The reader rounds what goes into a layer to bytes, the trainer does not: a class that is ahead by less than
# this may change places there.
CLEAR = 0.75


@torch.no_grad()
def write_fixture(path: str, net, batches, source: str):
    """What this network says of invented sentences; a test of the Rust side compares."""
    net.eval()
    inv = batches.inv
    with open(source, encoding="utf-8") as file:
        lines = [line.split() for line in file.read().splitlines() if line and line[0] != "#"]
    with open(path, "w", encoding="utf-8") as file:
        file.write("# Form, part of speech, features, lemma, likeliest head and its relation, as the trainer computes them;\n"
                   "# ~ where it hardly prefers one. Written by training/export.py.\n")
        for forms in lines:
            n = len(forms)
            blank = tb.Sentence(forms, forms, ["X"] * n, ["_"] * n, [0] * n, ["root"] * n)
            out = net(batches.build([blank]))
            arcs = out["arcs"][0]
            arcs[torch.arange(n), torch.arange(1, n + 1)] = -1e9
            labels = net.label_logits(out, arcs.argmax(-1).unsqueeze(0))[0]
            labels[:, inv.deprels.index("root")] = -1e9
            columns = [clear_classes(out["upos"][0], inv.upos), clear_classes(out["feats"][0], inv.feats),
                       clear_classes(out["scripts"][0], inv.scripts), clear_classes(arcs, [str(k) for k in range(n + 1)]),
                       clear_classes(labels, inv.deprels)]
            for form, upos, feats, script, head, label in zip(forms, *columns):
                unsure = script == "~" or upos == "~"
                lemma = "~" if unsure else inv.lemma(form, upos, inv.index["scripts"][script])
                label = "root" if head == "0" else label
                file.write("\t".join([form, upos, feats, lemma, head, label]) + "\n")
            file.write("\n")


def clear_classes(logits: torch.Tensor, names: list) -> list:
    best = logits.topk(2, dim=-1)
    return [names[at[0]] if value[0] - value[1] > CLEAR else "~" for value, at in zip(best.values.tolist(), best.indices.tolist())]


def write_recipe(path: str, cfg, teacher, inputs: dict, scores: dict, size: int, counts: dict):
    lines = ["# Written by `cargo xtask train language`. Scores are on gold words: under [trainer.…] the trainer's, with greedy",
             "# heads and the F1 of names; under [scores.…] those of the program, with trees.", "",
             "[model]", 'file = "language-en.bin"', f"bytes = {size}", 'licence = "CC-BY-SA-4.0"', 'trainer = "training/train.py"', "", "[settings]"]
    for key, value in sorted(vars(cfg).items()):
        lines.append(f"{key} = {toml(value)}")
    lines += ["", "# What differs for the teacher.", "[teacher]"]
    lines += [f"{key} = {toml(value)}" for key, value in sorted(vars(teacher).items()) if value != getattr(cfg, key)]
    lines += ["", "[counts]"] + [f"{k} = {v}" for k, v in counts.items()]
    lines += ["", "[inputs]"] + [f'"{k}" = "{v}"' for k, v in sorted(inputs.items())]
    for name, values in scores.items():
        lines += ["", f"[trainer.{name}]"] + [f"{k} = {v}" for k, v in values.items()]
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


def toml(value) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)


def input_hashes(paths: dict) -> dict:
    return {name: tb.sha256(path) for name, path in paths.items()}


def file_size(path: str) -> int:
    return os.path.getsize(path)

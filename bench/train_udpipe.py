"""Trains UDPipe for its speed: the sizes that its manual recommends, few passes, a part of a treebank.

How often training goes over the data changes what a model says, and hardly how fast it says it: that is up to the sizes of its
layers and tables. What accuracy UDPipe has when it is trained in full, its makers have published.
"""

import argparse

from ufal import udpipe

TOKENIZER = "tokenize_url=1;allow_spaces=0;dimension=24;epochs=5;batch_size=50;learning_rate=0.005;dropout=0.1;early_stopping=0"
TAGGER = (
    "models=2;"
    "templates_1=tagger;guesser_suffix_rules_1=8;guesser_enrich_dictionary_1=6;guesser_prefixes_max_1=0;"
    "use_lemma_1=0;use_xpostag_1=1;use_feats_1=1;provide_lemma_1=0;provide_xpostag_1=1;provide_feats_1=1;iterations_1=4;"
    "templates_2=lemmatizer;guesser_suffix_rules_2=6;guesser_enrich_dictionary_2=5;guesser_prefixes_max_2=4;"
    "use_lemma_2=1;use_xpostag_2=1;use_feats_2=1;provide_lemma_2=1;provide_xpostag_2=0;provide_feats_2=0;iterations_2=4"
)
PARSER = (
    "iterations=2;transition_system=projective;transition_oracle=dynamic;structured_interval=10;"
    "embedding_upostag=20;embedding_feats=20;embedding_xpostag=0;embedding_form=50;embedding_lemma=0;embedding_deprel=20;"
    "hidden_layer=200;batch_size=10;learning_rate=0.01;learning_rate_final=0.001;l2=0.5;use_gold_tags=0"
)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("treebank")
    parser.add_argument("model")
    parser.add_argument("--every", type=int, default=4, help="take every Nth sentence")
    args = parser.parse_args()
    sentences = read_sentences(args.treebank, args.every)
    error = udpipe.ProcessingError()
    model = udpipe.Trainer.train("morphodita_parsito", sentences, udpipe.Sentences(), TOKENIZER, TAGGER, PARSER, error)
    if error.occurred():
        raise SystemExit(error.message)
    with open(args.model, "wb") as file:
        file.write(model)


def read_sentences(path, every):
    reader = udpipe.InputFormat.newConlluInputFormat()
    with open(path, encoding="utf-8") as file:
        reader.setText(file.read())
    error = udpipe.ProcessingError()
    kept = udpipe.Sentences()
    number = 0
    while True:
        sentence = udpipe.Sentence()
        if not reader.nextSentence(sentence, error):
            break
        if number % every == 0:
            kept.append(sentence)
        number += 1
    if error.occurred():
        raise SystemExit(error.message)
    return kept


if __name__ == "__main__":
    main()

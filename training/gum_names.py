"""Names from GUM's entities, which mark whole phrases, common nouns and pronouns too.

A mention is taken as a name if it is nothing but proper nouns, or if its Wikipedia title tells which of its
words are the name. Proper nouns and capitalised adjectives that are in no such name stay unlabelled: whether
they are names in Universal NER's sense cannot be told.
"""

import re
import urllib.parse

from treebank import to_tags

KINDS = {"person": "person", "organization": "organisation", "place": "place", "object": "other", "event": "other", "abstract": "other"}
TITLES = set("mr mrs ms dr sir lord lady dame president minister senator sen rep representative governor gov mayor ambassador "
             "judge justice king queen prince princess pope bishop archbishop cardinal reverend rev saint st general gen colonel "
             "col captain capt lieutenant lt sergeant sgt major admiral professor prof secretary chancellor chairman "
             "coach uncle aunt father sister brother prime vice foreign madam master congressman speaker chief".split())


def label_sentences(sentences: list) -> int:
    """Gives sentences without tags of names those that can be told; returns how many names."""
    n = 0
    for s in sentences:
        spans = choose(names_of(s))
        tags = to_tags(len(s.forms), spans)
        times = {i for begin, end, kind, _ in mentions(s) if kind == "time" for i in range(begin, end)}
        s.ner = [None if tag == "O" and i not in times and is_unsure(s, i) else tag for i, tag in enumerate(tags)]
        n += len(spans)
    return n


def is_unsure(s, i: int) -> bool:
    if is_title(s.forms[i]):
        return False
    if s.upos[i] == "PROPN":
        return True
    return i > 0 and s.forms[i][:1].isupper() and s.upos[i] in ("ADJ", "NOUN", "VERB")


def choose(spans: list) -> list:
    """The longest first, none across another."""
    taken = []
    for span in sorted(set(spans), key=lambda x: (x[0] - x[1], x[0])):
        if all(span[1] <= t[0] or t[1] <= span[0] for t in taken):
            taken.append(span)
    return sorted(taken)


def names_of(s) -> list:
    found = []
    for begin, end, kind, title in mentions(s):
        if kind not in KINDS:
            continue
        span = pure_name(s, begin, end, kind) or linked_name(s, begin, end, title)
        if span:
            is_group = kind == "person" and "Number=Plur" in s.feats[span[1] - 1]
            found.append((span[0], span[1], "group" if is_group else KINDS[kind]))
    return found


def mentions(s):
    """Begin, end, type and Wikipedia title (or None) of each mention that lies in this sentence."""
    open_mentions = []
    for i, misc in enumerate(s.misc):
        for cell in misc.split("|"):
            if not cell.startswith("Entity="):
                continue
            for part in re.finditer(r"\(([^()]+)(\))?|([^()]+)\)", cell[7:]):
                opened, closes, closed = part.groups()
                if opened:
                    fields = opened.split("-", 7)
                    title = fields[7] if len(fields) > 7 else None
                    if closes:
                        yield i, i + 1, fields[1], title
                    else:
                        open_mentions.append((fields[0], i, fields[1], title))
                    continue
                key = closed.split("-")[0]
                for at in range(len(open_mentions) - 1, -1, -1):
                    if open_mentions[at][0] == key:
                        _, begin, kind, title = open_mentions.pop(at)
                        yield begin, i + 1, kind, title
                        break


def pure_name(s, begin: int, end: int, kind: str):
    while begin < end and (s.upos[begin] == "DET" or is_title(s.forms[begin]) and kind == "person"):
        begin += 1
    inner = range(begin, end)
    if begin == end or not all(s.upos[i] == "PROPN" or s.forms[i] in ("-", ".") for i in inner):
        return None
    if not any(s.forms[i][:1].isupper() for i in inner) or s.upos[begin] != "PROPN":
        return None
    return begin, end


def is_title(form: str) -> bool:
    return form.lower().rstrip(".") in TITLES


def linked_name(s, begin: int, end: int, title):
    if not title:
        return None
    text = urllib.parse.unquote(title).replace("_", " ")
    words = set(re.findall(r"[^\W_]+|-|'s", re.sub(r"\(.*?\)", "", text)))
    best = None
    start = None
    for i in range(begin, end + 1):
        if i < end and s.forms[i] in words:
            start = i if start is None else start
            continue
        if start is not None:
            if any(s.upos[k] == "PROPN" for k in range(start, i)) and (best is None or i - start > best[1] - best[0]):
                best = (start, i)
            start = None
    if not best or not s.forms[best[0]][:1].isupper():
        return None
    begin, end = best
    while s.upos[end - 1] in ("ADP", "DET", "PUNCT", "CCONJ"):
        end -= 1
    return begin, end

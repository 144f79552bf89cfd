"""What both peers need: arguments, the text, the clock, the memory, and a treebank's words."""

import argparse
import time


def read_arguments(what, *more):
    """The text to read, a treebank to score on, and what else one of them needs."""
    parser = argparse.ArgumentParser(description=what)
    parser.add_argument("text")
    parser.add_argument("--gold")
    for name in more:
        parser.add_argument(name, required=True)
    return parser.parse_args()


def read_paragraphs(path):
    with open(path, encoding="utf-8") as lines:
        return [line.rstrip("\n") for line in lines]


class Clock:
    """Wall and processor time since it was made."""

    def __init__(self):
        self.wall, self.processor = time.perf_counter(), time.process_time()

    def ms(self):
        """Of processor time."""
        return (time.process_time() - self.processor) * 1e3

    def seconds(self):
        return {"seconds": time.perf_counter() - self.wall, "processor_seconds": time.process_time() - self.processor}


def peak_mb():
    """Most memory that this process has held so far, in megabytes, where the system tells (Linux)."""
    try:
        with open("/proc/self/status") as lines:
            return next(int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith("VmHWM:"))
    except (OSError, StopIteration):
        return None


def read_gold(path):
    """Sentences of words: form, part of speech, head, relation, and whether a space follows."""
    sentences, words = [], []
    inside = 0
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            fields = line.rstrip("\n").split("\t")
            if len(fields) != 10:
                if words and not line.strip():
                    sentences.append(words)
                    words, inside = [], 0
                continue
            if "-" in fields[0]:
                inside = int(fields[0].split("-")[1])
            elif "." not in fields[0]:
                glued = int(fields[0]) < inside or "SpaceAfter=No" in fields[9]
                words.append((fields[1], fields[3], fields[6], fields[7], not glued))
    return sentences

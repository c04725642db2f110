#!/usr/bin/env python3
"""Makes judged sets of other kinds out of judged FAQ sets, and measures `faq` beside plain BM25.

    pip install snowballstemmer
    benches/judged-kinds.py FAQ SETS WORK     FAQ: the program, built with --release
                                              SETS: folders with questions.jsonl, queries.tsv, qrels.txt
                                              WORK: a folder for what is made

Kinds: `tiny` FAQs (32 to 96 entries of a set, each question once), `short` titles (the two or three
most telling words of each question), and `titled` passages and whole `articles` of sets that have no
questions (five passages in a row are an article). BM25 is that of the textbook, k1 1.2 and b 0.75,
over question and answer as one text, with Snowball's stems. Printed is nDCG@10.
"""

import collections
import json
import math
import os
import pathlib
import random
import re
import subprocess
import sys

import snowballstemmer

STEMMERS = {"ar": "arabic", "de": "german", "en": "english", "es": "spanish", "fr": "french", "ru": "russian"}
TINY = (32, 48, 68, 96)


class Judged:
    """Entries, queries by id, and judgements as (query, entry, relevance)."""

    def __init__(self, entries, queries, judgements):
        ids = {entry["id"] for entry in entries}
        self.entries = entries
        self.judgements = [one for one in judgements if one[1] in ids]
        asked = {one[0] for one in self.judgements}
        self.queries = {number: text for number, text in queries.items() if number in asked}

    @classmethod
    def read(cls, folder):
        lines = lambda name: (folder / name).read_text(encoding="utf-8").splitlines()
        judged = [line.split() for line in lines("qrels.txt")]
        return cls(
            [json.loads(line) for line in lines("questions.jsonl") if line.strip()],
            dict(line.split("\t", 1) for line in lines("queries.tsv")),
            [(query, entry, int(relevance)) for query, _, entry, relevance in judged],
        )

    def with_entries(self, entries):
        return Judged(entries, self.queries, self.judgements)

    def write(self, folder):
        (folder / "content").mkdir(parents=True, exist_ok=True)
        write = lambda name, lines: (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
        write("content/questions.jsonl", (json.dumps(one, ensure_ascii=False) for one in self.entries))
        write("queries.tsv", (f"{number}\t{text}" for number, text in self.queries.items()))
        write("qrels.txt", (f"{query} 0 {entry} {grade}" for query, entry, grade in self.judgements))


def words(text):
    return re.findall(r"[^\W_]+(?:['’][^\W_]+)?", text.lower())


def idf(count, documents):
    return math.log(1 + (documents - count + 0.5) / (count + 0.5))


def title(text, candidates, frequencies, documents, length):
    """The most telling of the candidates, in their order."""
    counts = collections.Counter(words(text))
    worth = lambda word: (1 + math.log(counts[word])) * idf(frequencies[word], documents)
    best = sorted(set(candidates), key=lambda word: (-worth(word), word))[:length]
    return " ".join(word for word in dict.fromkeys(candidates) if word in best).capitalize()


def kinds(name, judged):
    """Yields the name and the set of each kind."""
    entries = judged.entries
    whole = lambda entry: f"{entry['question']} {entry['answer']}"
    frequencies = collections.Counter()
    for entry in entries:
        frequencies.update(set(words(whole(entry))))
    if any(entry["question"] for entry in entries):
        once = list({entry["question"]: entry for entry in reversed(entries)}.values())
        for size in TINY:
            if size < len(once):
                sample = random.Random(f"{name} {size}").sample(once, size)
                yield f"{name}-tiny-{size}", judged.with_entries(sample)
        shortened = lambda entry, length: title(
            whole(entry), words(entry["question"]), frequencies, len(entries), length
        )
        short = [
            entry | {"question": shortened(entry, 2 + number % 2)}
            for number, entry in enumerate(entries)
        ]
        yield f"{name}-short", judged.with_entries(short)
        return
    titled, articles, article_of = [], [], {}
    for number, first in enumerate(range(0, len(entries), 5)):
        passages = entries[first : first + 5]
        text = "\n\n".join(entry["answer"] for entry in passages)
        topic = title(text, words(text), frequencies, len(entries), 2 + number % 2)
        articles.append({**passages[0], "id": f"article-{number}", "question": topic, "answer": text})
        titled += [entry | {"question": topic} for entry in passages]
        article_of |= {entry["id"]: f"article-{number}" for entry in passages}
    yield f"{name}-titled", judged.with_entries(titled)
    moved = [(query, article_of[entry], grade) for query, entry, grade in judged.judgements]
    yield f"{name}-articles", Judged(articles, judged.queries, moved)


def ndcg(ranked, grades):
    discounted = lambda place, grade: (2**grade - 1) / math.log2(place + 2)
    gain = lambda values: sum(discounted(*one) for one in enumerate(values[:10]))
    return gain([grades.get(entry, 0) for entry in ranked]) / gain(sorted(grades.values(), reverse=True))


def bm25(judged):
    stemmer = snowballstemmer.stemmer(STEMMERS[judged.entries[0]["language"]])
    terms = lambda text: stemmer.stemWords(re.findall(r"\w+", text.lower()))
    texts = [terms(f"{entry['question']} {entry['answer']}") for entry in judged.entries]
    average = sum(map(len, texts)) / len(texts)
    postings = collections.defaultdict(list)
    for number, text in enumerate(texts):
        for term, count in collections.Counter(text).items():
            postings[term].append((number, count / (count + 1.2 * (0.25 + 0.75 * len(text) / average))))
    grades = collections.defaultdict(dict)
    for query, entry, grade in judged.judgements:
        grades[query][entry] = grade
    measured = []
    for query, text in judged.queries.items():
        scores = collections.Counter()
        for term in set(terms(text)):
            for number, saturated in postings.get(term, ()):
                scores[number] += idf(len(postings[term]), len(texts)) * saturated
        best = sorted(scores, key=lambda number: (-scores[number], number))
        measured.append(ndcg([judged.entries[number]["id"] for number in best[:10]], grades[query]))
    return sum(measured) / len(measured)


def faq(program, folder):
    content, index = folder / "content", folder / "index"
    common = ["--content", content, "--index", index]
    subprocess.run([program, "reindex", "--quiet", *common], check=True)
    files = ["--queries", folder / "queries.tsv", "--qrels", folder / "qrels.txt"]
    run = subprocess.run([program, "eval", "--json", *files, *common], check=True, capture_output=True)
    return json.loads(run.stdout)["measures"]["nDCG@10"]


def main():
    program, sets, work = sys.argv[1:]
    for source in sorted(pathlib.Path(sets).glob("*/questions.jsonl")):
        judged = Judged.read(source.parent)
        if judged.entries[0]["language"] not in STEMMERS:
            continue
        for name, kind in kinds(source.parent.name, judged):
            folder = pathlib.Path(work) / name
            kind.write(folder)
            own, plain = faq(program, folder), bm25(kind)
            print(f"{name:32} {len(kind.entries):4} entries  faq {own:.4f}  BM25 {plain:.4f}", flush=True)


if __name__ == "__main__":
    os.environ.pop("FAQ_LANG", None)
    main()

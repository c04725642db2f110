#!/usr/bin/env python3
"""Makes a large collection and questions to it, the same in every run.

    benches/scale.py ENTRIES RECORDS.jsonl QUESTIONS.txt < SEEDS.jsonl

SEEDS.jsonl is what `faq export --jsonl` prints of real content, and of a vocabulary of our own where
there is little of it. Each entry is one of the seeds, varied: some words of its question and its
answer are replaced by words as frequent in the seeds. The first entries of a larger collection are
those of a smaller one.
"""
import json
import random
import re
import sys

# Where a collection is as small as the one that ships, its few hundred words would stand everywhere.
SYLLABLES = "ba be bi bo da de di do ka ke ki ko la le li lo ma me mi mo na ne ni no ra re ri ro".split()
OWN_WORDS = 20_000
WORDS_OF_ANSWER = 120
# Seeds, beyond which words of our own are no longer mixed in.
ENOUGH_SEEDS = 2_000


def seeds_of(lines):
    """Reads the seeds: questions and answers as lists of words."""
    seeds = []
    for line in lines:
        record = json.loads(line)
        question = record["question"].split()
        answer = re.sub(r"[|*_`<>\[\]()#]", " ", record["answer"]).split()[:WORDS_OF_ANSWER]
        if question and len(answer) > 5:
            seeds.append((question, answer))
    return seeds


def own_words(chance):
    """Makes a vocabulary whose words are as frequent as those of a language (Zipf)."""
    words = ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(OWN_WORDS)]
    return chance.choices(words, weights=[1 / (n + 3) for n in range(OWN_WORDS)], k=10 * OWN_WORDS)


def varied(words, others, share, chance):
    """Returns the words with a share of them replaced."""
    words = list(words)
    for _ in range(int(len(words) * share + chance.random())):
        words[int(chance.random() * len(words))] = others[int(chance.random() * len(others))]
    return words


def typo(word, chance):
    """Returns a word with two of its inner letters swapped."""
    at = chance.randrange(1, len(word) - 2)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def questions_to(seeds, chance):
    """Makes 54 questions: 40 of one to twelve words, 4 words, 5 with a typo, 5 of frequent words."""
    texts = [" ".join(question) for question, _ in seeds]
    texts = [re.sub(r"[^\w' -]", " ", text).split() for text in texts]
    counts = {}
    for words in texts:
        for word in words:
            if len(word) > 5 and word.isalpha():
                counts[word.lower()] = counts.get(word.lower(), 0) + 1
    frequent = sorted(counts, key=lambda word: (-counts[word], word))
    long = [words for words in texts if len(words) > 2]
    questions = [" ".join(chance.choice(long)[: 1 + number % 12]) for number in range(40)]
    questions += chance.sample(frequent[20:400] or frequent, 4)
    for _ in range(5):
        words = list(chance.choice(long))
        longest = max(range(len(words)), key=lambda n: len(words[n]))
        if len(words[longest]) > 5:
            words[longest] = typo(words[longest], chance)
        questions.append(" ".join(words[:8]))
    questions += [" ".join(chance.sample(frequent[:10], 5)) for _ in range(5)]
    return questions


def main():
    entries, records, questions = int(sys.argv[1]), sys.argv[2], sys.argv[3]
    chance = random.Random(20261126)
    seeds = seeds_of(sys.stdin)
    words = [word for question, answer in seeds for word in question + answer]
    if len(seeds) < ENOUGH_SEEDS:
        words += own_words(chance)
    with open(questions, "w", encoding="utf-8") as out:
        out.write("\n".join(questions_to(seeds, chance)) + "\n")
    with open(records, "w", encoding="utf-8") as out:
        for number in range(entries):
            question, answer = seeds[int(chance.random() * len(seeds))]
            record = {
                "id": f"r{number}",
                "language": "en",
                "question": " ".join(varied(question, words, 0.3, chance)),
                "answer": " ".join(varied(answer, words, 0.15, chance)),
            }
            out.write(json.dumps(record, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()

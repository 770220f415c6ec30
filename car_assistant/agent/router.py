"""Which tools can matter for an utterance. Ranks by the packs' own example sentences; decides nothing.

A plain lexical index: words and word pairs in English, characters and character pairs in Chinese, weighted by how
rare they are (BM25, Robertson and Zaragoza 2009, k1 = 1.2, b = 0.4), plus the closest single example.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

_K1, _B = 1.2, 0.4
_NEAREST_WEIGHT = 6.0
"""How much the closest single example counts beside the BM25 sum of all; chosen on the development corpus."""

_STOP = frozenset("a an the to of is it i me my please could can you would in on at for and that this so do".split())
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_WORD = re.compile(r"[a-z]+|\d+")
_SEPARATORS = re.compile(r"[,，.。;；!！?？、]|\band\b|\bthen\b|\balso\b|然后|并且|同时|另外|再")


@lru_cache(maxsize=4096)
def features(text: str) -> tuple[str, ...]:
    """The terms of ``text``: stemmed words, word pairs, Chinese characters and character pairs."""
    folded = text.casefold()
    words = [_stem(word) for word in _WORD.findall(folded) if word not in _STOP]
    terms = words + [f"{one}_{two}" for one, two in zip(words, words[1:], strict=False)]
    for run in _HAN.findall(folded):
        terms += [*run, *(run[at : at + 2] for at in range(len(run) - 1))]
    return tuple(terms)


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s", "er"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


class Router:
    """An index over tools. ``texts`` holds for each tool its example sentences and other telling words."""

    def __init__(self, texts: Mapping[str, Iterable[str]]) -> None:
        self._examples = {name: [Counter(features(text)) for text in lines] for name, lines in texts.items()}
        documents = {name: sum(counters, Counter()) for name, counters in self._examples.items()}
        self._lengths = {name: document.total() for name, document in documents.items()}
        self._mean = sum(self._lengths.values()) / max(len(documents), 1)
        self._postings: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for name, document in documents.items():
            for term, count in document.items():
                self._postings[term].append((name, count))
        total = len(documents)
        self._idf = {
            term: math.log(1 + (total - len(where) + 0.5) / (len(where) + 0.5))
            for term, where in self._postings.items()
        }

    def rank(self, text: str) -> list[tuple[str, float]]:
        """Tools by falling score; those without any common term are left out."""
        terms = Counter(features(text))
        scores: dict[str, float] = defaultdict(float)
        for term, times in terms.items():
            for name, count in self._postings.get(term, ()):
                norm = _K1 * (1 - _B + _B * self._lengths[name] / self._mean)
                scores[name] += times * self._idf[term] * count * (_K1 + 1) / (count + norm)
        weight = self._weight(terms)
        for name in scores:
            nearest = max((self._cosine(terms, weight, example) for example in self._examples[name]), default=0.0)
            scores[name] += _NEAREST_WEIGHT * nearest
        return sorted(scores.items(), key=lambda item: (-item[1], item[0]))

    def choose(self, text: str, *, limit: int) -> tuple[str, ...]:
        """Up to ``limit`` tools for the whole utterance, plus the best few for each part of it."""
        chosen = [name for name, _ in self.rank(text)[:limit]]
        parts = [part for part in _SEPARATORS.split(text) if part and part.strip()]
        if len(parts) > 1:
            for part in parts[:4]:
                chosen += [name for name, _ in self.rank(part)[: max(3, limit // 2)]]
        return tuple(dict.fromkeys(chosen))

    def _weight(self, terms: Counter[str]) -> float:
        return math.sqrt(sum((count * self._idf.get(term, 3.0)) ** 2 for term, count in terms.items()))

    def _cosine(self, terms: Counter[str], weight: float, example: Counter[str]) -> float:
        common = sum(terms[term] * example[term] * self._idf[term] ** 2 for term in terms.keys() & example.keys())
        return common / (weight * self._weight(example)) if common else 0.0

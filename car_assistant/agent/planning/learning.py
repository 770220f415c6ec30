"""A linear text classifier: trained on a few thousand short sentences in seconds, asked in well under a millisecond.

Knows nothing of tools. Sentences become weighted terms; every class has one weight a term, found by a support vector
machine with squared hinge loss, one class against the rest. Training walks through the dual problem one sentence at a
time, for all classes at once (Hsieh, Chang, Lin, Keerthi and Sundararajan: A dual coordinate descent method for
large-scale linear SVM, ICML 2008).
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Self

import numpy as np
from numpy.typing import NDArray

from car_assistant.numbers import digits

EPOCHS = 4
"""Walks through all sentences; more change no decision."""

COST = 1.0
"""Weight of an error against the size of the weights (C of the SVM)."""

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_WORD = re.compile(r"[a-z]+|\d+(?:\.\d+)?")
_ENDINGS = ("ing", "ed", "es", "s", "y")
# Not "er": who is cold wants it warmer, who wants it colder does not.

Floats = NDArray[np.floating]

Progress = Callable[[int, int], None]
"""Hears of steps done and their total."""


@lru_cache(maxsize=4096)
def terms(text: str) -> tuple[str, ...]:
    """The terms of ``text``: words, stems and pairs of stems; of Chinese, characters and their pairs and triples.

    Numbers count as themselves and as "a number".
    """
    folded = digits(text.casefold())
    words = _WORD.findall(folded)
    stems = [_stem(word) for word in words]
    found = [*stems, *(f"{one} {two}" for one, two in pairwise(["<", *stems, ">"]))] if stems else []
    found += [word for word, stem in zip(words, stems, strict=True) if word != stem]
    found += ["#"] * any(word[0].isdigit() for word in words)
    for run in _HAN.findall(folded):
        found += [run[at : at + size] for size in (1, 2, 3) for at in range(len(run) - size + 1)]
    return tuple(found)


def is_long(term: str) -> bool:
    """Whether ``term`` is a pair of words or three characters: said once, such a term tells nothing."""
    return " " in term or (len(term) == 3 and _HAN.match(term) is not None)


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


@dataclass(frozen=True, kw_only=True)
class Classifier:
    """Weights of every class for every known term."""

    classes: tuple[str, ...]
    vocabulary: Mapping[str, int]
    rarity: Floats
    """Inverse document frequency of each term."""
    weights: Floats
    """A row a term and one more for the bias, a column a class; in half precision, which changes no decision."""

    @classmethod
    def train(
        cls, sentences: Sequence[Sequence[str]], labels: Sequence[str], progress: Progress = lambda done, total: None
    ) -> Self:
        """Learn ``labels`` of ``sentences``, each given as its terms. The result depends on nothing else."""
        counted = [Counter(sentence) for sentence in sentences]
        spread = Counter(term for terms_ in counted for term in terms_)
        kept = sorted(term for term, count in spread.items() if count > 1 or not is_long(term))
        vocabulary = {term: number for number, term in enumerate(kept)}
        rarity = np.array([math.log((1 + len(counted)) / (1 + spread[term])) + 1 for term in vocabulary])
        classes = tuple(sorted(set(labels)))
        empty = cls(classes=classes, vocabulary=vocabulary, rarity=rarity, weights=np.zeros((0, 0)))
        rows = [empty._weigh(terms_) for terms_ in counted]
        signs = np.where(np.array(labels)[:, None] == np.array(classes)[None, :], 1.0, -1.0)
        weights = _descend(rows, signs, len(rarity), progress)
        return cls(classes=classes, vocabulary=vocabulary, rarity=rarity, weights=weights)

    def scores(self, sentence: Sequence[str]) -> dict[str, float]:
        """The margin of every class, best first: above 0 for what is of the class, about -1 for what is not."""
        places, values = self._weigh(Counter(sentence))
        found = values @ self.weights[places].astype(np.float64)
        order = np.argsort(-found, kind="stable")
        return {self.classes[at]: float(found[at]) for at in order}

    def margin(self, label: str, sentence: Sequence[str]) -> float:
        """The margin of one class; -1 for a class that was never taught."""
        if label not in self.classes:
            return -1.0
        places, values = self._weigh(Counter(sentence))
        return float(values @ self.weights[places, self.classes.index(label)].astype(np.float64))

    def _weigh(self, counted: Mapping[str, int]) -> tuple[NDArray[np.int64], Floats]:
        """Places and values of the known terms, of unit length, and the bias."""
        pairs = [(self.vocabulary[term], 1 + math.log(n)) for term, n in counted.items() if term in self.vocabulary]
        places = np.array([place for place, _ in pairs] + [len(self.rarity)], dtype=np.int64)
        values = np.array([value for _, value in pairs]) * self.rarity[places[:-1]]
        length = float(np.sqrt(values @ values)) or 1.0
        return places, np.append(values / length, 1.0)


def _descend(
    rows: Sequence[tuple[NDArray[np.int64], Floats]], signs: Floats, terms_: int, progress: Progress
) -> Floats:
    """The weights that separate each class: ``signs`` is 1 where a row is of a class, else -1."""
    weights = np.zeros((terms_ + 1, signs.shape[1]))
    duals = np.zeros_like(signs)
    slack = 1 / (2 * COST)
    order = np.random.default_rng(0)
    for epoch in range(EPOCHS):
        progress(epoch, EPOCHS)
        for at in order.permutation(len(rows)):
            places, values = rows[at]
            gradient = signs[at] * (values @ weights[places]) - 1 + slack * duals[at]
            moved = np.maximum(duals[at] - gradient / (values @ values + slack), 0.0)
            weights[places] += values[:, None] * ((moved - duals[at]) * signs[at])
            duals[at] = moved
    progress(EPOCHS, EPOCHS)
    return weights.astype(np.float16)

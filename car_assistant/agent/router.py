"""Which tools can matter for an utterance. Looks for the nearest worked examples; decides nothing.

A plain lexical index: words and word pairs in English, characters and character pairs in Chinese, weighted by how
rare they are. An utterance is compared with every example (cosine of the weighted terms), and the nearest ones vote
for their tools and groups.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from car_assistant.agent.examples import Example

NEAREST = 12
"""Examples that vote."""

SHARPNESS = 3.0
"""Power to which similarity counts: one near example outweighs several distant ones."""

_STOP = frozenset(
    "a an the to of is it s i me my m please could can you would in on at for and that this so do just bit be are "
    "want need like let us uh um er yeah yes well ok okay hey now then there here some any with by from as am was "
    "been get got put go".split()
)
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_WORD = re.compile(r"[a-z]+|\d+")
_FILLER = re.compile(r"[请帮我麻烦给你您吧啊呀呢啦呗了的一下把]")


@lru_cache(maxsize=4096)
def features(text: str) -> tuple[str, ...]:
    """The terms of ``text``: stemmed words, word pairs, Chinese characters and character pairs."""
    folded = text.casefold()
    words = [_stem(word) for word in _WORD.findall(folded)]
    telling = [word for word in words if word not in _STOP]
    terms = telling + [f"{one}_{two}" for one, two in pairwise(words) if not {one, two} <= _STOP]
    for run in _HAN.findall(folded):
        kept = _FILLER.sub("", run)
        terms += [
            *kept,
            *(run[at : at + 2] for at in range(len(run) - 1)),
            *(run[at : at + 3] for at in range(len(run) - 2)),
        ]
    return tuple(terms)


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "er", "s", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


@dataclass(frozen=True, kw_only=True)
class Ranking:
    """What the nearest examples say, best first."""

    tools: tuple[str, ...]
    groups: tuple[str, ...]
    votes: Mapping[str, float]
    """Votes of each tool, relative to those of the first: 0 to 1."""
    nearest: float
    """Similarity of the nearest example, 0 to 1."""
    margin: float
    """Share of the votes that the first group has."""
    idle: float
    """Share of the votes of examples that lead to no call."""
    examples: tuple[Example, ...] = ()
    """The nearest examples themselves."""


class Router:
    """An index over worked examples."""

    def __init__(self, examples: Sequence[Example]) -> None:
        self._examples = examples
        counted = [Counter(features(example.say)) for example in examples]
        spread = Counter(term for terms in counted for term in terms)
        self._idf = {term: math.log(1 + len(examples) / count) for term, count in spread.items()}
        self._unseen = math.log(1 + len(examples))
        self._postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, terms in enumerate(counted):
            weights = self._weigh(terms)
            for term, weight in weights.items():
                self._postings[term].append((number, weight))

    def rank(self, text: str) -> Ranking:
        """Tools and groups by the votes of the nearest examples; empty where nothing is alike."""
        similar: dict[int, float] = defaultdict(float)
        for term, weight in self._weigh(Counter(features(text))).items():
            for number, other in self._postings.get(term, ()):
                similar[number] += weight * other
        near = sorted(similar.items(), key=lambda item: (-item[1], item[0]))[:NEAREST]
        tools: dict[str, float] = defaultdict(float)
        groups: dict[str, float] = defaultdict(float)
        idle = 0.0
        for number, similarity in near:
            example, vote = self._examples[number], similarity**SHARPNESS
            groups[example.group] += vote
            idle += vote if not example.tools else 0.0
            for tool in example.tools:
                tools[tool] += vote
        total = sum(groups.values())
        ranked = _ranked(groups)
        return Ranking(
            tools=_ranked(tools),
            groups=ranked,
            votes={name: vote / max(tools.values()) for name, vote in tools.items()},
            nearest=near[0][1] if near else 0.0,
            margin=groups[ranked[0]] / total if ranked else 0.0,
            idle=idle / total if ranked else 1.0,
            examples=tuple(self._examples[number] for number, _ in near),
        )

    def _weigh(self, terms: Mapping[str, int]) -> dict[str, float]:
        """Weights of unit length."""
        raw = {term: (1 + math.log(count)) * self._idf.get(term, self._unseen) for term, count in terms.items()}
        length = math.sqrt(sum(weight * weight for weight in raw.values()))
        return {term: weight / length for term, weight in raw.items()} if length else {}


def _ranked(votes: Mapping[str, float]) -> tuple[str, ...]:
    return tuple(sorted(votes, key=lambda name: (-votes[name], name)))

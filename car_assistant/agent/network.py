"""Runs a network of words over an utterance. Owns matching from one position; knows nothing of frames or tools."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from car_assistant.agent.sentences import Table, tokens_of

Slots = tuple[tuple[str, Any], ...]
Words = tuple[str, ...]
_Trie = dict[Any, Any]

_VALUES = 0
"""Key in a trie under which the values of the words so far stand; words are strings, so it cannot collide."""


@dataclass(frozen=True, kw_only=True)
class Found:
    """A sentence that was found, from where it was looked for up to ``end``."""

    end: int
    block: int
    """Number of the block; -1 for a frame."""
    slots: Slots


@dataclass(kw_only=True)
class _Steps:
    """What may follow, by the kind of step."""

    words: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    lists: list[tuple[str, str, int]] = field(default_factory=list)
    blocks: list[int] = field(default_factory=list)


class Network:
    """A table made ready to run, with the names of the world as further lists."""

    def __init__(self, table: Table, names: Mapping[str, Iterable[str]]) -> None:
        self._table = table
        self._steps: dict[int, _Steps] = {}
        self._tries: dict[str, _Trie] = {}
        for name, values in table.lists.items():
            trie: _Trie = {}
            self._tries[name] = trie
            for words, out in values:
                _insert(trie, words, out)
        for name, spoken in names.items():
            trie = self._tries.setdefault(name, {})
            for text in spoken:
                _insert(trie, tokens_of(text), text)

    def find(self, frame: str, words: Words, at: int) -> list[Found]:
        """Every sentence of a frame (``""``: every command) that starts at word ``at``."""
        if frame not in self._table.starts:
            return []
        found: list[Found] = []
        threads: dict[int, dict[tuple[int, Slots], None]] = {at: {(self._table.starts[frame], ()): None}}
        while threads:
            here = min(threads)
            for after, slots in threads.pop(here):
                steps = self._steps_of(after)
                found += [Found(end=here, block=block, slots=slots) for block in steps.blocks]
                if here == len(words):
                    continue
                for following in steps.words.get(words[here], ()):
                    threads.setdefault(here + 1, {})[following, slots] = None
                for name, slot, following in steps.lists:
                    for end, value in self._values(name, words, here):
                        threads.setdefault(end, {})[following, (*slots, (slot, value))] = None
        return found

    def _steps_of(self, after: int) -> _Steps:
        if after not in self._steps:
            steps = self._steps[after] = _Steps()
            for leaf in self._table.sets[after]:
                label, following = self._table.leaves[leaf]
                if isinstance(label, str):
                    steps.words[label].append(following)
                elif isinstance(label, int):
                    steps.blocks.append(label)
                else:
                    steps.lists.append((*label, following))
        return self._steps[after]

    def _values(self, name: str, words: Words, at: int) -> Iterable[tuple[int, Any]]:
        """What list ``name`` makes of the words from ``at`` on: where each value ends, and the value."""
        if name in self._table.ranges:
            low, high, decimals, factor = self._table.ranges[name]
            word = words[at]
            if word[-1].isdigit():
                number = float(word)
                if low <= number <= high and (decimals or number.is_integer()):
                    number *= factor
                    yield at + 1, int(number) if number.is_integer() else number
            return
        node = self._tries.get(name)
        while node is not None:
            for value in node.get(_VALUES, ()):
                yield at, value
            node = node.get(words[at]) if at < len(words) else None
            at += 1


def _insert(trie: _Trie, words: Words, value: Any) -> None:
    if not words:
        return
    for word in words:
        trie = trie.setdefault(word, {})
    values = trie.setdefault(_VALUES, [])
    if value not in values:
        values.append(value)

"""The fast path: calls for an utterance that is understood as a whole. Owns what frames a command and what joins two.

It fires only when every word belongs to a command, to a frame around one or to a joint between two, and when there is
one reading. Everything else is the model's. Knows nothing of what tools do.

The frames are expansion rules of the sentence packs:

- ``lead``, ``tail``: politeness before and after a command
- ``ask``: a lead that makes a request of a question ("could you"); ``ask_if`` does so together with ``asked`` (能…吗)
- ``between``: joins two commands
- ``carried``: verbs that hold for the next thing as well ("open the window and the sunroof")
- ``around_start``, ``around_end``: the two halves of a verb that stands around several things (把…都打开, turn … on)
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import Any

from car_assistant.agent.network import Found, Network, Words
from car_assistant.agent.sentences import Block, load_table, tokens_of
from car_assistant.events import Lang
from car_assistant.toolkit import Call

MAX_CHARACTERS = 240
"""Longer utterances are told, not commanded: they are the model's."""

MAX_LEADS = 4
MAX_READINGS = 32
"""More half-way readings than this are no plain command."""

MIN_BARE: Mapping[Lang, int] = {"en": 2, "zh": 3}
"""Words a command needs to stand beside another one without a joint."""

_QUOTES = frozenset('"“”「」『』《》«»')
_MARKS = (",", ".", "!", ";")

_Said = tuple[str, tuple[tuple[str, Any], ...]]
"""A call that can stand in a set: tool and arguments."""

_Reading = tuple[_Said, ...]


@lru_cache(maxsize=8)
def _network(
    packs: tuple[Path, ...], names: tuple[tuple[str, tuple[str, ...]], ...], cache: Path | None, lang: Lang
) -> tuple[Network, list[Block]]:
    """A language made ready; the same for every session on these packs and names, and not changed by any."""
    table = load_table(packs, lang, cache)
    return Network(table, dict(names)), table.blocks


class Grammar:
    """Matches utterances against the sentences of packs. Each language is loaded when it is first spoken."""

    def __init__(
        self,
        packs: Sequence[Path],
        *,
        names: Mapping[str, Iterable[str]] | None = None,
        cache: Path | None = None,
    ) -> None:
        """``names`` fills lists that packs use and do not define, such as contacts; ``cache`` keeps compiled files."""
        self._packs = tuple(packs)
        self._names = tuple((name, tuple(values)) for name, values in (names or {}).items())
        self._cache = cache
        self._removed: set[str] = set()
        self._loaded: dict[Lang, tuple[Network, list[Block]]] = {}

    def remove(self, names: Iterable[str]) -> None:
        """Take tools away: what would call them no longer matches."""
        self._removed.update(names)

    def load(self, lang: Lang) -> None:
        """Read the sentences of a language now, not with its first utterance. Raises ``PackError``."""
        if lang not in self._loaded:
            self._loaded[lang] = _network(self._packs, self._names, self._cache, lang)

    def match(self, text: str, lang: Lang, *, beside: bool = False) -> list[Call] | None:
        """The calls that ``text`` commands, in order, or ``None`` when any part of it is not plain.

        ``beside`` other words, "brightness fifty" and the like may be about what was named before, and are not plain.
        """
        if len(text) > MAX_CHARACTERS or not _QUOTES.isdisjoint(text):
            return None
        self.load(lang)
        words = tokens_of(text)
        question = "?" in words[-2:]
        while words and words[-1] in (*_MARKS, "?"):
            words = words[:-1]
        if not words or "?" in words:
            return None
        network, blocks = self._loaded[lang]
        utterance = _Utterance(words=words, network=network, blocks=blocks, min_bare=MIN_BARE[lang], beside=beside)
        readings = utterance.readings(question=question)
        if len(readings) != 1:
            return None
        calls = [Call(tool=tool, args=dict(args)) for tool, args in readings.pop()]
        return None if any(call.tool in self._removed for call in calls) else calls


@dataclass(frozen=True, kw_only=True)
class _Node:
    """A place in the utterance where a command may start."""

    at: int
    joined: bool
    """False where the command before ends without a joint."""
    verb: Words = ()
    """The verb of the command before, for a thing that comes without one."""


@dataclass(frozen=True, kw_only=True)
class _Part:
    """A command, or several in one verb, found somewhere in the utterance."""

    calls: _Reading
    end: int
    verb: Words = ()
    long: bool = True
    """Whether it can stand beside another command without a joint."""
    alone: bool = False
    """Whether it is a command only where nothing else is said."""


@dataclass(frozen=True, kw_only=True)
class _Utterance:
    """One utterance being read."""

    words: Words
    network: Network
    blocks: Sequence[Block]
    min_bare: int
    beside: bool
    """Whether other words stand beside it."""

    def readings(self, *, question: bool) -> set[_Reading]:
        """Every reading of the whole utterance with the fewest calls."""
        for at in self._past("ask", 0):
            if found := self._read(at, len(self.words), only_questions=False):
                return found
        for end in range(len(self.words) - 1, 0, -1):
            if any(one.end == len(self.words) for one in self.network.find("asked", self.words, end)):
                for at in self._past("ask_if", 0):
                    if found := self._read(at, end, only_questions=False):
                        return found
        return self._read(0, len(self.words), only_questions=question)

    def _past(self, frame: str, at: int) -> list[int]:
        """Where a frame that starts at ``at``, or after leads, ends."""
        return [one.end for start in self._after_leads(at) for one in self.network.find(frame, self.words, start)]

    def _read(self, start: int, end: int, *, only_questions: bool) -> set[_Reading]:
        whole = _Utterance(
            words=self.words[:end],
            network=self.network,
            blocks=self.blocks,
            min_bare=self.min_bare,
            beside=self.beside,
        )
        waiting: dict[_Node, set[_Reading]] = {_Node(at=start, joined=True): {()}}
        done: set[_Reading] = set()
        while waiting:
            node = min(waiting, key=lambda one: one.at)
            before = waiting.pop(node)
            for part in whole._parts(node, only_questions):
                if part.alone and (self.beside or node.at != start):
                    continue
                after = {reading + part.calls for reading in before}
                for tail in {part.end, *(one.end for one in self.network.find("tail", whole.words, part.end))}:
                    if tail == end:
                        done |= after
                    if tail == end or part.alone:
                        continue
                    following = [_Node(at=at, joined=True, verb=part.verb) for at in whole._joints(tail)]
                    if part.long:
                        following.append(_Node(at=tail, joined=False))
                    for one in following:
                        waiting.setdefault(one, set()).update(after)
                        if len(waiting[one]) > MAX_READINGS:
                            return set()
        fewest = min(map(len, done), default=0)
        return {reading for reading in done if len(reading) == fewest}

    def _parts(self, node: _Node, only_questions: bool) -> Iterator[_Part]:
        """What may be commanded from a node on."""
        for start in self._after_leads(node.at):
            verbs = [one.end for one in self.network.find("carried", self.words, start)]
            verb = self.words[start : max(verbs, default=start)]
            for one in self.network.find("", self.words, start):
                block = self.blocks[one.block]
                long = one.end - start >= self.min_bare
                if (node.joined or long) and (block.question or not only_questions):
                    yield _Part(calls=(self._said(one),), end=one.end, verb=verb, long=long, alone=block.alone)
            if not only_questions:
                yield from self._around(start)
        if node.joined and node.verb and not only_questions:
            skipped = len(node.verb)
            for one in self.network.find("", node.verb + self.words[node.at :], 0):
                if one.end > skipped:
                    end = node.at + one.end - skipped
                    yield _Part(calls=(self._said(one),), end=end, verb=node.verb, long=False)

    def _around(self, start: int) -> Iterator[_Part]:
        """Several things inside one verb: each of them must be a command with that verb."""
        opening = max((one.end for one in self.network.find("around_start", self.words, start)), default=start)
        parts: list[Words] = []
        begin = at = opening
        while at < len(self.words):
            if parts and at > begin:
                for end in {one.end for one in self.network.find("around_end", self.words, at)}:
                    verbs = self.words[start:opening], self.words[at:end]
                    choices = [self._whole(verbs[0] + part + verbs[1]) for part in [*parts, self.words[begin:at]]]
                    yield from (_Part(calls=calls, end=end) for calls in product(*choices))
            joint = max(self._joints(at), default=at)
            if joint > at > begin:
                parts.append(self.words[begin:at])
                begin = at = joint
            else:
                at += 1

    def _whole(self, words: Words) -> set[_Said]:
        return {self._said(one) for one in self.network.find("", words, 0) if one.end == len(words)}

    def _after_leads(self, at: int) -> list[int]:
        """Where a command may start when politeness may stand before it."""
        ends = [at]
        for _ in range(MAX_LEADS):
            more = {one.end for end in ends for one in self.network.find("lead", self.words, end)}
            more |= {end + 1 for end in more if end < len(self.words) and self.words[end] in _MARKS}
            if more <= set(ends):
                break
            ends = sorted(more | set(ends))
        return ends

    def _joints(self, at: int) -> set[int]:
        """Where a joint that starts at ``at`` ends: marks, a connective, or both."""
        ends = set()
        after = at
        while after < len(self.words) and self.words[after] in _MARKS:
            after += 1
            ends.add(after)
        ends |= {one.end for one in self.network.find("between", self.words, after)}
        return {end for end in ends if end < len(self.words)}

    def _said(self, found: Found) -> _Said:
        block = self.blocks[found.block]
        return block.tool, tuple(sorted({**block.slots, **dict(found.slots)}.items()))

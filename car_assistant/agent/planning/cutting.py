"""Where an utterance may be cut into commands. Says where and how likely; judges no tool and decides nothing.

There are marks and joining words, Chinese verbs that follow each other, and, where nothing is written between two
commands ("lights off fan two"), words with which pieces of the lessons often end and begin.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, Self

import numpy as np
from numpy.typing import NDArray

MOST_PIECES = 7
"""Pieces that are looked at; what follows belongs to the last one."""

MOST_BARE, LIKELY = 3, -2.0
"""Cuts with nothing written between, in one stretch, at most, and the logarithm of odds that each needs."""

LONGEST, SEEN, EXPECTED, BACKING = 3, 3, 0.1, 3.0
"""Words in a row that are counted; how often they must be seen; the share of borders that is expected of any words, and
how many sightings that is worth."""

COHESION = 0.3
"""Weight of two words' belonging together against a cut between them: "定速 巡航"."""

_BREAK = re.compile(
    r"(\s*(?:[，,。；;、]\s*再(?=[把打开关调放播导给帮换查看跟告通发升降往锁切停])|[，。;；!！?？、：]|[.,:](?!\d)|"
    r"(?<!hundred )(?<!thousand )\band(?: then| also)?\b(?! an? (?:half|quarter)\b)|"
    r"\bbut\b|\bthen\b|\balso\b|\bplus\b|\bwhile you're at it\b|"
    r"不过|但是?|然后|并且|同时|另外|顺便|还有)\s*)",
    re.IGNORECASE,
)
_JOINS = re.compile(r"(?!but)[a-z]{3}|[然并同另顺还再]", re.IGNORECASE)
_HAN_VERBS = re.compile(
    r"(?<=\w{3})(?<![别不])(?=再[把打开关调放播导给帮换查看跟告通发升降往锁切停]|打开|关闭|关掉|关上|开启|播放|导航(?=[去到回])|把|给我|"
    r"帮我|设置|切换|调[高低大小到成]|(?<![切更])[换改]成)"
)
_HAN_VERB = re.compile(r"(?<!空)调|[开关设播放切锁停启加减挪移升降]|导航|给")
_BARE_VERB = re.compile(r"(?:打开|关闭|关掉|关上|开启|播放|设置|切换|调[高低大小])[了吧呗啊呀哦一下点些儿,，。!！ ]*")
"""A verb with nothing after it: what it is about stands before."""

_GOES_ON = re.compile(
    r"(?:^|.*\W)(?:that|the|an?|my|your|his|her|our|their|to|of|at|in|for|from|with|by|into|as|is|are|it's|not|don't|and|or|"
    r"text|tell|ask|email|play|remind|put|make|take|bring|drive|navigate|give|show|let)"
    r"\W*|.*[的把将给和跟与在是说请想让叫别不]",
    re.IGNORECASE,
)
"""What no command ends with: more must follow."""

_HAN = re.compile(r"[\u4e00-\u9fff]")
_WORD = re.compile(r"[a-z0-9'’%]+|[\u4e00-\u9fff]")
_NUMBER = re.compile(
    r"\d+%?|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|"
    r"(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred|[零一二两三四五六七八九十百]"
)

Joint = Literal["", "mark", "word", "verb", "bare"]
"""What stands between a piece and the one before it: nothing written is ``verb`` or ``bare``; the first has none."""


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A stretch of the utterance without any place to cut in it."""

    text: str
    joint: Joint = ""
    odds: float = 0.0
    """Of a bare joint: logarithm of how likely the words before it end and those after it begin a command."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Borders:
    """How often pieces of the lessons begin and end with each few words."""

    places: Mapping[str, int]
    starts: NDArray[np.floating]
    """Share of the sightings of these words that begin a piece, by place."""
    ends: NDArray[np.floating]
    logs: NDArray[np.floating]
    """Logarithm of how often these words were seen, by place."""
    total: float
    """Logarithm of how many words there were."""

    @classmethod
    def learn(cls, lessons: Sequence[Sequence[Piece]]) -> Self:
        """Count with what the pieces of the lessons, cut at marks and joining words, begin and end."""
        seen, starts, ends = Counter[str](), Counter[str](), Counter[str]()
        for cut in lessons:
            for piece in cut:
                words = [_as_counted(word) for word in _WORD.findall(piece.text.casefold())]
                for size in range(1, min(LONGEST, len(words)) + 1):
                    seen.update(" ".join(words[at : at + size]) for at in range(len(words) - size + 1))
                    starts[" ".join(words[:size])] += 1
                    ends[" ".join(words[-size:])] += 1
        kept = sorted(words for words, count in seen.items() if count >= SEEN)
        return cls(
            places={words: at for at, words in enumerate(kept)},
            starts=np.array([_share(words.split(" "), starts, seen, keep_last=False) for words in kept], np.float16),
            ends=np.array([_share(words.split(" "), ends, seen, keep_last=True) for words in kept], np.float16),
            logs=np.log(np.array([seen[words] for words in kept], np.float32)),
            total=math.log(max(1, sum(count for words, count in seen.items() if " " not in words))),
        )

    def odds(self, words: Sequence[str], at: int) -> float:
        """The logarithm of how likely a command ends before word ``at`` and another begins there."""
        before = self._known(words[max(at - size, 0) : at] for size in range(LONGEST, 0, -1))
        after = self._known(words[at : at + size] for size in range(LONGEST, 0, -1))
        end = EXPECTED if before is None else float(self.ends[before])
        start = EXPECTED if after is None else float(self.starts[after])
        apart = math.log(max(end, 1e-4)) + math.log(max(start, 1e-4))
        return apart - COHESION * self._cohesion(words[at - 1], words[at])

    def _cohesion(self, one: str, other: str) -> float:
        """How much oftener two words follow each other than by chance, as a logarithm; 0 where they do not."""
        pair, first, second = (self.places.get(words) for words in (f"{one} {other}", one, other))
        if pair is None or first is None or second is None:
            return 0.0
        return max(0.0, float(self.logs[pair] + self.total - self.logs[first] - self.logs[second]))

    def _known(self, stretches: Iterator[Sequence[str]]) -> int | None:
        return next((at for words in stretches if (at := self.places.get(" ".join(words))) is not None), None)


def _share(words: Sequence[str], borders: Counter[str], seen: Counter[str], *, keep_last: bool) -> float:
    """The share of borders among the sightings of ``words``; of rare ones, what fewer of them say counts more."""
    share = EXPECTED
    for size in range(1, len(words) + 1):
        some = " ".join(words[-size:] if keep_last else words[:size])
        share = (borders[some] + BACKING * share) / (seen[some] + BACKING)
    return share


@lru_cache(maxsize=256)
def pieces(text: str, borders: Borders | None = None) -> tuple[Piece, ...]:
    """``text`` cut wherever a command might end; with nothing written between, only where ``borders`` knows."""
    found: list[Piece] = []
    between = ""
    for at, part in enumerate(_BREAK.split(text)):
        if at % 2:
            between += part
        elif part.strip():
            for number, half in enumerate(_halves(part)):
                joint: Joint = "verb" if number else "" if not found else "word" if _JOINS.search(between) else "mark"
                found += _bare(half, joint, borders) if borders else [Piece(text=half, joint=joint)]
            between = ""
    if len(found) > MOST_PIECES:
        rest = found[MOST_PIECES - 1 :]
        found[MOST_PIECES - 1 :] = [Piece(text=joined(rest), joint=rest[0].joint, odds=rest[0].odds)]
    return tuple(found) or (Piece(text=text),)


def joined(parts: Sequence[Piece]) -> str:
    """Pieces as one text again."""
    han = any(_HAN.search(piece.text) for piece in parts)
    comma, space = ("，", "") if han else (", ", " ")
    text = parts[0].text
    for piece in parts[1:]:
        text += (space if piece.joint == "bare" else comma) + piece.text
    return text


def _halves(piece: str) -> list[str]:
    """Chinese commands that follow each other without a sign, each with a verb of its own."""
    halves: list[str] = []
    for half in _HAN_VERBS.split(piece):
        if halves and (not _HAN_VERB.search(halves[-1]) or _BARE_VERB.fullmatch(half)):
            halves[-1] += half
        else:
            halves.append(half)
    return halves


def _bare(text: str, joint: Joint, borders: Borders) -> list[Piece]:
    """``text`` cut at the likeliest borders; a command has two words at least."""
    words = list(_WORD.finditer(text.casefold()))
    spoken = [_as_counted(word[0]) for word in words]
    odds = {
        words[at].start(): borders.odds(spoken, at)
        for at in range(2, len(words) - 1)
        if not spoken[at - 1] == spoken[at] == "#"
    }
    apart = [
        at
        for at in odds
        if odds[at] > LIKELY and not _BARE_VERB.fullmatch(text[:at]) and not _GOES_ON.fullmatch(text[:at])
    ]
    likely: list[int] = []
    for at in sorted(apart, key=lambda at: -odds[at]):
        if len(likely) < MOST_BARE and all(_words_between(text, at, other) > 1 for other in likely):
            likely.append(at)
    likely.sort()
    ends = [*likely, len(text)]
    return [
        Piece(text=text[start:end].strip(), joint="bare" if start else joint, odds=odds.get(start, 0.0))
        for start, end in zip([0, *likely], ends, strict=True)
    ]


def _as_counted(word: str) -> str:
    """``word``, or a sign for any number: which one it is tells nothing of borders."""
    return "#" if _NUMBER.fullmatch(word) else word


def _words_between(text: str, one: int, other: int) -> int:
    return len(_WORD.findall(text[min(one, other) : max(one, other)]))

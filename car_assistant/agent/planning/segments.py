"""Where one command of an utterance ends and the next begins. Owns the words that join; judges no stretch itself.

An utterance is cut at marks and joining words into pieces. Every way to put neighbours together again ("only the rear
windows, all the way down") and to leave pieces out ("close it, it's loud out there") has a worth, a sum of weights; the
best one is taken. The weights are an averaged perceptron's (Collins, EMNLP 2002), from the lessons with several
commands and a few thousand with one or none in several pieces; docs/latency.md has the figures.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from car_assistant.agent.planning.sharing import spread

MOST_PIECES = 6
"""Pieces that are looked at; what follows belongs to the last one."""

COMMAND, MARGIN, LONGER, REMARK = 0.5, 1.1, 0.3, -0.65
"""Worth of a command, of its margin, of each piece of it after the first, and of being worded as a mere remark."""

TALK, PLAIN_TALK = -0.75, 0.3
"""Worth of a command in an utterance that as a whole rather asks for nothing, and by how much it plainly does."""

LEFT_OUT, MARGIN_OUT = 0.15, 0.25
"""Worth of a piece that is left out, and of the margin of what it is likeliest to ask for."""

JOINED, MARKED, VERB = 0.2, -0.4, -0.1
"""Worth of a cut at a joining word, at a mark, and before a Chinese verb."""

SAME_TOOL, OTHER_PLACE = -0.65, 0.95
"""Worth of a second command of one kind after a mark, and where both name a place."""

LEAST = -0.5
"""Margin that each of two things needs that share a verb."""

_BREAK = re.compile(
    r"(\s*(?:[，,。；;、]\s*再(?=[把打开关调放播导给帮换查看])|[，。;；!！?？、：]|[.,:](?!\d)|"
    r"(?<!hundred )(?<!thousand )\band(?: then| also)?\b(?! an? (?:half|quarter)\b)|"
    r"\bbut\b|\bthen\b|\balso\b|\bplus\b|\bwhile you're at it\b|"
    r"不过|但是?|然后|并且|同时|另外|顺便|还有)\s*)",
    re.IGNORECASE,
)
_JOINS = re.compile(r"(?!but)[a-z]{3}|[然并同另顺还再]", re.IGNORECASE)
_HAN_VERBS = re.compile(
    r"(?<=\w{3})(?<![别不])(?=再[把打开关调放播导给帮换查看]|打开|关闭|关掉|关上|开启|播放|导航(?=[去到回])|把|给我|"
    r"帮我|设置|切换|调[高低大小到成])"
)
_HAN_VERB = re.compile(r"(?<!空)调|[开关设播放切锁停启加减]|导航|给")
_BARE_VERB = re.compile(r"(?:打开|关闭|关掉|关上|开启|播放|设置|切换|调[高低大小])[了吧呗啊呀哦一下点些儿,，。!！ ]*")
"""A verb with nothing after it: what it is about stands before."""

_REMARK = re.compile(
    r"^(?:(?:because|since|cause|as) )?(?:it(?:['’]s| is| feels| smells| gets| looks)|that['’]s|"
    r"there(?:['’]s| is| are)|i(?:['’]m| am| can['’]t| cannot| can (?:hardly|barely)| feel| hate|['’]ve)|"
    r"we(?:['’]re| are| can['’]t)|my \w+(?:['’]s| is| are| hurts?)|(?:the|this) (?:\w+ ){1,3}(?:is|are|was)|"
    r"he|she|they|someone|somebody|everyone|everybody|nobody)\b"
    r"(?!.*\b(?:want|need|like|please|should|could|would|turn|open|close|set|put)\b)|"
    r"^(?=.*(?:太|好|有点|真|这么|那么|快|都|了|着|得|不))"
    r"(?!.*(?:打|[关调把放播导给帮设换切停挂接锁读发找取提回去走暂继]|开(?!车)))[\u4e00-\u9fff]+$",
    re.IGNORECASE,
)
"""Sentences that tell how things are: beside a command, its reason; alone, a wish in other words."""

_HAN = re.compile(r"[\u4e00-\u9fff]")

_FILLER = re.compile(
    r"(?:right|ok(?:ay)?|well|so|now|hey|look|yeah|yes|no|oh|ah|u[hm]+|er+m*|hm+|please|"
    r"嗯+|哎+|喂|欸|诶|那个|好[的吧]?|对|行|"
    r"(?:on |at |the )*(?:level|stage|setting|notch) \w+|"
    r"(?:on |at |the )*(?:lowest|highest|full|max(?:imum)?|high|low|medium|strongest|weakest)"
    r"(?: (?:level|power|setting|strength|heat|blast|whack|one))?|"
    r"all the way(?: (?:up|down|open|closed|in|out))?|"
    r"[开用要来]?到?(?:最?[高中低大小强弱]|[一二两三四五1-5])那?[档挡级](?:[就吧呗]|就行|就好|就够了?)?|最[大强高低小弱]的?)"
    r"[ .!！]*",
    re.IGNORECASE,
)
"""Fillers and bare levels: never a command beside others. Alone, "right" may well be one."""

_PLACE = re.compile(
    r"\b(?:my|mine|passenger|driver|rear|back|front|left|right|his|hers?)\b|我|副驾|主驾|[前后左右]", re.IGNORECASE
)


class Judged(NamedTuple):
    """What a stretch of text asks for likeliest."""

    tool: str
    margin: float
    nothing: float
    """The margin of doing nothing."""

    @property
    def command(self) -> bool:
        return self.margin >= self.nothing


Judge = Callable[[str], Judged]


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A stretch of the utterance without any place to cut in it."""

    text: str
    cut: float = 0.0
    """Worth of a cut before it."""


class _Way(NamedTuple):
    """One way to understand the beginning of an utterance."""

    worth: float
    commands: tuple[str, ...] = ()
    last: str = ""
    """Tool of the last command."""


def segments(text: str, judge: Judge) -> list[str]:
    """The commands of ``text``, in order, as far as ``judge`` finds any; what is between them is left out."""
    whole = judge(text)
    if whole.nothing > whole.margin + PLAIN_TALK:
        return []
    cut, talk = pieces(text), 0.0 if whole.command else TALK
    ways = [[_Way(0.0)]]
    for end in range(1, len(cut) + 1):
        longer = []
        for start in range(end):
            stretch = text if end - start == len(cut) else joined([piece.text for piece in cut[start:end]])
            judged, joint = judge(stretch), cut[start].cut if start else 0.0
            for way in ways[start]:
                if end - start == 1:
                    worth = way.worth + joint + LEFT_OUT + MARGIN_OUT * judged.margin
                    longer.append(way._replace(worth=worth))
                if judged.command and not _FILLER.fullmatch(stretch):
                    worth = (
                        way.worth + joint + _worth(judged, stretch, end - start) + _again(way, judged, stretch, joint)
                    )
                    longer.append(_Way(worth, (*way.commands, stretch), judged.tool))
        ways.append(longer)
    best = max(ways[-1])
    shared = [(one, judge(one)) for one in spread(text)]
    if shared and all(judged.command and judged.margin > LEAST for _, judged in shared):
        worth = sum(talk + _worth(judged, one, 1) for one, judged in shared) + JOINED
        if len(best.commands) == len(shared) or worth > best.worth:
            return [one for one, _ in shared]
    return list(best.commands) or [text] * whole.command


def _worth(judged: Judged, stretch: str, count: int) -> float:
    """Of a stretch of ``count`` pieces as a command."""
    remark = count == 1 and _REMARK.search(stretch) is not None
    return COMMAND + MARGIN * judged.margin + LONGER * (count - 1) + REMARK * remark


def _again(way: _Way, judged: Judged, stretch: str, joint: float) -> float:
    """What is added where the command before this one was of its kind."""
    if way.last != judged.tool:
        return 0.0
    places = _PLACE.search(way.commands[-1]) and _PLACE.search(stretch)
    return (OTHER_PLACE if places else 0.0) + (SAME_TOOL if joint == MARKED else 0.0)


@lru_cache(maxsize=256)
def pieces(text: str) -> tuple[Piece, ...]:
    """``text`` cut wherever a command might end."""
    found: list[Piece] = []
    joint = ""
    for at, part in enumerate(_BREAK.split(text)):
        if at % 2:
            joint += part
        elif part.strip():
            for number, half in enumerate(_halves(part)):
                cut = VERB if number else JOINED if _JOINS.search(joint) else MARKED
                found.append(Piece(text=half, cut=cut))
            joint = ""
    if len(found) > MOST_PIECES:
        rest = joined([piece.text for piece in found[MOST_PIECES - 1 :]])
        found[MOST_PIECES - 1 :] = [Piece(text=rest, cut=found[MOST_PIECES - 1].cut)]
    return tuple(found) or (Piece(text=text),)


def joined(texts: Sequence[str]) -> str:
    """Pieces as one text again."""
    return ("，" if _HAN.search("".join(texts)) else ", ").join(texts)


def _halves(piece: str) -> list[str]:
    """Chinese commands that follow each other without a sign, each with a verb of its own."""
    halves: list[str] = []
    for half in _HAN_VERBS.split(piece):
        if halves and (not _HAN_VERB.search(halves[-1]) or _BARE_VERB.fullmatch(half)):
            halves[-1] += half
        else:
            halves.append(half)
    return halves

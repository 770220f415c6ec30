"""Where one command of an utterance ends and the next begins. Owns the words that join; judges nothing itself.

An utterance is cut at marks and joining words into pieces, and neighbouring pieces are put together again where they
say one thing: "only the rear windows, all the way down", "close it, it's loud out there".
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from car_assistant.agent.planning.sharing import spread

MOST_PIECES = 7
"""Pieces that are looked at; what follows belongs to the last one."""

ENOUGH = -0.8
"""A segment counts as a command by as much as its margin is above this."""

LEAST = -0.2
"""Margin that a part of an utterance needs to be a command of its own."""

MARK_COST, VERB_COST = 1.0, 0.4
"""What a cut must gain, where only a mark or a Chinese verb stands between the pieces. A joining word is free."""

_BREAK = re.compile(
    r"(\s*(?:[，。;；!！?？、]|[.,](?!\d)|"
    r"(?<!hundred )(?<!thousand )\band(?: then| also)?\b(?! an? (?:half|quarter)\b)|"
    r"\bbut\b|\bthen\b|\balso\b|\bplus\b|\bwhile you're at it\b|"
    r"不过|但是?|然后|并且|同时|另外|顺便|还有|再(?=[把打开关调放播导给帮]))\s*)",
    re.IGNORECASE,
)
_JOINS = re.compile(r"(?!but)[a-z]{3}|[然并同另顺还再]", re.IGNORECASE)
_HAN_VERBS = re.compile(
    r"(?<=\w{3})(?=打开|关闭|关掉|关上|开启|播放|导航(?=[去到回])|把|给我|"
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


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A stretch of the utterance without any place to cut in it."""

    text: str
    cost: float = 0.0
    """What a cut before it must gain."""


Judge = Callable[[str], float | None]
"""How clearly a stretch of text is one command, as a margin; ``None`` for what is none."""


def segments(text: str, judge: Judge) -> list[str]:
    """The commands of ``text``, in order, as far as ``judge`` finds any; what is between them is left out.

    Chooses the cuts with the highest sum of margins, each above ``ENOUGH``, less the cost of the cuts.
    """
    cut = pieces(text)
    best: list[tuple[float, list[str]]] = [(0.0, [])]
    for end in range(1, len(cut) + 1):
        ways = []
        for start in range(end):
            whole = end - start == len(cut)
            stretch = text if whole else joined([piece.text for piece in cut[start:end]])
            margin = judge(stretch)
            least = ENOUGH if whole else LEAST
            gain = max(0.0, margin - ENOUGH) if margin is not None and margin > least else 0.0
            if not whole and end - start == 1 and _is_remark(cut, start):
                gain = 0.0
            score, before = best[start]
            ways.append((score + gain - (cut[start].cost if start else 0.0), [*before, stretch] if gain else before))
        best.append(max(ways, key=lambda way: way[0]))
    score, found = best[-1]
    both = [(one, judge(one)) for one in spread(text)]
    margins = [margin for _, margin in both if margin is not None and margin > LEAST]
    if both and len(margins) == len(both):
        # Two pieces leave the verb with one of them; a whole command must be outdone.
        gained = sum(margins) - len(both) * ENOUGH - VERB_COST
        if len(found) == len(both) or gained > score:
            return [one for one, _ in both]
    return found


def _is_remark(cut: Sequence[Piece], at: int) -> bool:
    """Whether the piece only tells how things are, with nothing but marks around it."""
    joints = [piece.cost for piece in cut[max(at, 1) : at + 2]]
    return all(cost == MARK_COST for cost in joints) and _REMARK.search(cut[at].text) is not None


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
                cost = VERB_COST if number else 0.0 if _JOINS.search(joint) else MARK_COST
                found.append(Piece(text=half, cost=cost))
            joint = ""
    if len(found) > MOST_PIECES:
        rest = joined([piece.text for piece in found[MOST_PIECES - 1 :]])
        found[MOST_PIECES - 1 :] = [Piece(text=rest, cost=found[MOST_PIECES - 1].cost)]
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

"""What an utterance forbids, or only imagines: such things are not to be done, whatever it names. Knows no tool."""

import re
from collections.abc import Callable, Mapping

from car_assistant.agent.planning.cutting import joined, pieces
from car_assistant.agent.planning.judging import Judge
from car_assistant.agent.planning.knowledge import NOTHING
from car_assistant.agent.planning.wording import REMARK

LEFT_ALONE = 0.5
"""Margin of doing nothing where a stretch forbids."""

ASKED_FOR = 0.9
"""How far a tool's margin must be above that for doing nothing where the form of a stretch forbids: "不用导航了"."""

STOPS = 0.4
"""Share of that where the form rather says that something is to stop: "别放了"."""

_STOPS = re.compile(r"了[吧啊哈呀]?$")
_FORBIDS = re.compile(
    r"^(?:oh |no |please |well )*(?:don['’]?t|do not(?! disturb)|no need to|you don['’]?t (?:have|need) to)\b"
    r"(?!.*(?:[,;]| (?:let|forget|make sure|any ?more|but|over|above|past|below|under|(?:more|less) than)\b))|"
    r"^(?:请|先|千万|拜托|可|还是)*(?:别(?!让|忘|吹|的|人|家|处)|不要(?!让|忘|保持)|不用|不必|甭)"
    r"(?!.*(?:[，,]|[坏着丢误醒]了|[超低高]于?))",
    re.IGNORECASE,
)
_FORBIDS_LAST = re.compile(
    r"^[^，,。把让叫]{2,8}(?:先|就|都|暂时|可|千万)?(?:别|不要|不用|甭)再?"
    r"(?:打开|开|启动|关闭?|放|播|动|停|锁|调|换|升|降|删|挂|发|打)(?!.*(?:那么|这么|太|[，,得了]))[掉上]?[它吧啊呀]*$|"
    r"^[^，,。]{1,8}(?:留着|别动|不用管|不用动|保持不变|保持原样)[它吧啊呀就好行]*$|"
    r"^(?:but |just )*leave .+ (?:alone|as (?:it|they) (?:is|are)|on|off|open|closed)$",
    re.IGNORECASE,
)
"""Sentences that forbid: "don't open the trunk"; "后备箱别打开", which in another order would ask for it."""

_IMAGINES = re.compile(
    r"^(?:oh |well )*(?:what if|imagine|suppose|if i (?:had|were)|yesterday|last (?:night|week))\b|"
    r"^(?:假如|如果|要是|昨天|上周|以前)",
    re.IGNORECASE,
)
"""Beginnings of sentences that imagine or tell: what they name is not to be done."""

_QUOTED = re.compile(r"[“\"「『].+?[”\"」』]")


def forbids(stretch: str, scores: Callable[[], Mapping[str, float]]) -> bool:
    """Whether ``stretch`` says in its form that something is not to be done, and no tool is plainly asked for.

    ``scores`` gives the margins of tools, where they have to be known.
    """
    if _FORBIDS_LAST.search(stretch):
        return True
    if not _FORBIDS.search(stretch):
        return False
    known = scores()
    best = max((margin for tool, margin in known.items() if tool != NOTHING), default=-1.0)
    stops = STOPS if _STOPS.search(stretch) else 1.0
    return best < known.get(NOTHING, -1.0) + ASKED_FOR * stops


def imagines(text: str) -> bool:
    """Whether ``text`` imagines or tells: "what if I opened the door"."""
    return _IMAGINES.search(text) is not None


def only_quotes(text: str, judge: Judge) -> bool:
    """Whether ``text`` asks for something only in what it quotes: 'he said "open the window", I just stared'."""
    rest = _QUOTED.sub(" ", text)
    return rest != text and (not rest.strip() or not judge(rest.strip()).command)


def permitted(text: str, judge: Judge) -> str:
    """``text`` without what it forbids and the reasons for that; empty where nothing else is said."""
    cut = pieces(text)
    rest = [piece for piece in cut if judge(piece.text).tool]
    if len(rest) == len(cut):
        return text
    return joined(wishes) if (wishes := [piece for piece in rest if _is_wish(piece.text, judge)]) else ""


def _is_wish(text: str, judge: Judge) -> bool:
    return judge(text).worded > 0 and REMARK.search(text) is None

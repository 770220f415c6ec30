"""How an utterance is put to the model: in which parts, to which group of tools, with which of them to choose from.

Several commands in one breath may belong to different groups; each part is then asked by itself, with the prefix of
its own group, which the model has saved.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from car_assistant.agent.examples import ExampleBase
from car_assistant.agent.router import Ranking, Router

CHAT = "chat"
"""The group of what is no command: talk, questions about the world, things a car does not have."""

SURE_TALK = 0.6
"""Share of the votes from which talk is taken for talk without asking for calls."""

STRONG = 0.2
"""Similarity from which a part of an utterance counts as a command of its own."""

SURE, SURE_NEAREST = 0.04, 0.3
"""A call is made in any case when fewer votes than this are for doing nothing, and the nearest example is as near."""

CHOICES, CHOICE_SHARE = 5, 0.12
"""Tools among which the model chooses, at most, and the votes each needs, as a share of the first one's."""

_FORBIDS = re.compile(
    r"^(?:oh |no |please |well )*(?:don['’]?t|do not|no need to|you don['’]?t (?:have|need) to)\b"
    r"(?!.* (?:let|forget|make sure|any ?more)\b)|"
    r"^(?:请|先|千万|拜托|可|还是)*(?:别(?!让|忘|吹)|不要(?!让|忘|保持)|不用|不必|甭)(?!.*[了吧]?[，,])",
    re.IGNORECASE,
)
_IMAGINES = re.compile(
    r"^(?:oh |well )*(?:what if|imagine|suppose|if i (?:had|were)|yesterday|last (?:night|week))\b|"
    r"^(?:假如|如果|要是|昨天|上周|以前)",
    re.IGNORECASE,
)
"""Beginnings of sentences that imagine or tell: what they name is not to be done."""

_BREAKS = re.compile(
    r"\s*(?:[,，.。;；!！?？、]|\band(?: then| also)?\b|\bthen\b|\balso\b|\bplus\b|\bwhile you're at it\b|"
    r"然后|并且|同时|另外|顺便|还有|再(?=[把打开关调放播导给帮]))\s*",
    re.IGNORECASE,
)
_HAN_VERBS = re.compile(
    r"(?<=[\u4e00-\u9fff]{3})(?=打开|关闭|关掉|关上|开启|播放|导航(?=[去到回])|把|给我|"
    r"帮我|设置|切换|调[高低大小到成])"
)

_BOTH = re.compile(r"\b(?:both|as well as|plus)\b|[和跟与]", re.IGNORECASE)
"""Words that make two things of one clause."""

_HAN_VERB = re.compile(r"[开关调设播放切锁停启加减]|导航|给")


@dataclass(frozen=True, kw_only=True)
class Part:
    """One request to the model; ``group`` is ``None`` when there is nothing to do but talk."""

    text: str
    group: str | None
    choices: tuple[str, ...] = ()
    sure: bool = False
    """True when everything alike in the examples leads to a call."""
    most: int = 1
    """Calls that the text can mean at most: one for each of its clauses."""


class Planner:
    """Cuts utterances into parts and routes them."""

    def __init__(self, base: ExampleBase) -> None:
        self._base = base

    @cached_property
    def _router(self) -> Router:
        """Made when the first utterance needs it: indexing thousands of examples would delay the start."""
        return Router(self._base.examples)

    def plan(self, text: str, *, last_group: str | None = None) -> tuple[Part, ...]:
        """The parts of ``text``, in order. Words too few or too vague continue in ``last_group``."""
        if forbids(text) or _IMAGINES.search(text):
            return (Part(text=text, group=None),)
        whole = self._router.rank(text)
        pieces = self._pieces(text)
        if len(pieces) > 1:
            return tuple(self._part(piece, self._router.rank(piece), None) for piece in pieces)
        return (self._part(text, whole, last_group),)

    def everything(self, text: str) -> tuple[str, ...]:
        """The tools that can matter for all of ``text``, for a model that keeps one list of all tools."""
        found = list(self._router.rank(text).tools[:CHOICES])
        for piece in self._pieces(text):
            found += self._router.rank(piece).tools[:CHOICES]
        return tuple(dict.fromkeys(found))

    def _part(self, text: str, ranking: Ranking, last_group: str | None) -> Part:
        group = next((name for name in ranking.groups if name != CHAT), None)
        if ranking.nearest < STRONG and last_group is not None:
            group = last_group
        elif group is None or (ranking.groups[0] == CHAT and ranking.margin >= SURE_TALK):
            return Part(text=text, group=None)
        tools = [tool.name for tool in self._base.groups[group].tools]
        clauses = _clauses(text)
        rankings = [ranking] if len(clauses) == 1 else [ranking, *(self._router.rank(clause) for clause in clauses)]
        choices = dict.fromkeys(name for one in rankings for name in _likely(one) if name in tools)
        return Part(
            text=text,
            group=group,
            choices=tuple(choices or tools),
            sure=ranking.idle <= SURE and ranking.nearest >= SURE_NEAREST,
            most=len(clauses) + bool(_BOTH.search(text)),
        )

    def _pieces(self, text: str) -> Sequence[str]:
        """``text`` cut where one group's command ends and another's begins; whole where that is not plain."""
        raw = _clauses(text)
        if len(raw) < 2:
            return (text,)
        joined: list[tuple[str, str | None]] = []
        for piece in raw:
            ranking = self._router.rank(piece)
            group = ranking.groups[0] if ranking.groups and ranking.nearest >= STRONG else None
            if joined and (group is None or joined[-1][1] in (None, group)):
                before, known = joined[-1]
                joined[-1] = (_glue(before, piece), known or group)
            else:
                joined.append((piece, group))
        commands = {group for _, group in joined if group not in (None, CHAT)}
        return tuple(piece for piece, _ in joined) if len(commands) > 1 else (text,)


def forbids(text: str) -> bool:
    """Whether ``text`` as a whole says that something is not to be done: "don't open the trunk", "别开窗"."""
    return _FORBIDS.search(text) is not None


def _likely(ranking: Ranking) -> list[str]:
    """The tools that the votes leave in question."""
    return [name for name in ranking.tools[:CHOICES] if ranking.votes[name] >= CHOICE_SHARE]


def _clauses(text: str) -> list[str]:
    pieces = [piece for piece in _BREAKS.split(text) if piece and piece.strip()]
    return [half for piece in pieces for half in _halves(piece)] or [text]


def _halves(piece: str) -> list[str]:
    """Chinese commands that follow each other without a sign, each with a verb of its own."""
    halves: list[str] = []
    for half in _HAN_VERBS.split(piece):
        if halves and not _HAN_VERB.search(halves[-1]):
            halves[-1] += half
        else:
            halves.append(half)
    return halves


def _glue(one: str, two: str) -> str:
    return f"{one}，{two}" if re.search(r"[\u4e00-\u9fff]", one + two) else f"{one}, {two}"

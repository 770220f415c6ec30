"""How an utterance is put to the model: in which parts, to which group of tools, with what left to choose.

Several commands in one breath may belong to different groups; each is asked by itself, with the prefix of its own
group, which the model has saved. What the worked examples make plain is not asked again: the model chooses among the
tools and values that they leave open.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from threading import Lock

from car_assistant.agent.examples import ExampleBase
from car_assistant.agent.planning.carrying import means_somebody, place_of, points_back, with_place
from car_assistant.agent.planning.context import IN_ONE_BREATH, NEXT, are_kin, in_context
from car_assistant.agent.planning.cutting import pieces
from car_assistant.agent.planning.knowledge import NOTHING, PLACES, Knowledge, Params, learn
from car_assistant.agent.planning.learning import Progress, terms
from car_assistant.agent.planning.reading import open_values
from car_assistant.agent.planning.segments import Judge, Judged, names_place, permitted, segments
from car_assistant.agent.planning.twins import aimed
from car_assistant.events import Seat
from car_assistant.models.base import Values
from car_assistant.toolkit import Call

CHAT = "chat"
"""The group of what is no command: talk, questions about the world, things a car does not have."""

VAGUE = -0.75
"""Margin below which no tool is meant by itself: such words continue what was done before."""

CHOICES, CHOICE_MARGIN = 4, 0.45
"""Tools among which the model chooses, at most, and how far below the best one their margins may be."""

PLAIN, SURE = -0.6, 0.3
"""A call is made in any case when the best tool's margin is above this, and that for doing nothing so far below it."""

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
"""Sentences that forbid: "don't open the trunk"; "后备箱别打开", where the same words in another order would ask for it."""

_IMAGINES = re.compile(
    r"^(?:oh |well )*(?:what if|imagine|suppose|if i (?:had|were)|yesterday|last (?:night|week))\b|"
    r"^(?:假如|如果|要是|昨天|上周|以前)",
    re.IGNORECASE,
)
"""Beginnings of sentences that imagine or tell: what they name is not to be done."""

_BOTH = re.compile(r"\b(?:both|as well as|plus|and)\b|[和跟与]", re.IGNORECASE)
"""Words that make two things of one command."""

UNDERSTOOD = 1.4
"""Margin of a stretch that is understood as it is, and of doing nothing then with the other sign."""

Plain = Callable[[str], Call | None]
"""The only call that a stretch of text commands, where that is known without the lessons."""

Scores = Mapping[str, float]
"""Margins of tools and of doing nothing, best first."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """One request to the model; ``group`` is ``None`` when there is nothing to do but talk."""

    text: str
    group: str | None
    choices: tuple[str, ...] = ()
    values: Mapping[str, Values] = field(default_factory=dict)
    """What is left open of the arguments, by tool."""
    sure: bool = False
    """True where a call must be made: doing nothing is no choice."""
    most: int = 1
    """Calls that the text can mean at most."""


class Planner:
    """Cuts utterances into parts, routes them and reads what is plain in them."""

    def __init__(self, base: ExampleBase, params: Params, *, cache: Path | None = None) -> None:
        """``params`` are the arguments of every tool the examples name; ``cache`` keeps what is learned."""
        self._base = base
        self._params = params
        self._cache = cache
        self._knowledge: Knowledge | None = None
        self._learning = Lock()
        self.told: Progress = lambda done, total: None
        """Hears of it when the examples have to be learned."""
        self._here = {schema.name for group in base.groups.values() for schema in group.tools}

    @property
    def knowledge(self) -> Knowledge:
        """Learned, or read, when the first utterance needs it."""
        return self._knowledge or self.prepare()

    def prepare(self) -> Knowledge:
        """Learn from the examples now, or read what was learned. May be called from any thread; waits for another."""
        with self._learning:
            if self._knowledge is None:
                self._knowledge = learn(self._base.lessons, self._params, self._cache, self.told)
            return self._knowledge

    def plan(
        self, text: str, *, before: Sequence[str] = (), seat: Seat = "driver", plain: Plain = lambda text: None
    ) -> tuple[Part, ...]:
        """The parts of ``text``, said on ``seat``, in order.

        ``before`` are the tools of the last exchange, to which words may refer. ``plain`` tells stretches that are
        understood as they are.
        """
        if self.forbids(text) or _IMAGINES.search(text):
            return (Part(text=text, group=None),)

        @cache  # a stretch is judged when it is cut, compared and read
        def scores(stretch: str, last: str = "") -> Scores:
            known, home = aimed(stretch, self.knowledge.scores(stretch)), self._base.home
            return in_context(stretch, known, (last,) if last else before, home, gains=IN_ONE_BREATH if last else NEXT)

        whole = {piece.text for piece in pieces(text)} - {text}

        @cache
        def understood(stretch: str) -> Call | None:
            call = plain(stretch) if stretch in whole and not points_back(stretch) else None
            return call if call and call.tool in self._here else None

        @cache
        def judge(stretch: str) -> Judged:
            if call := understood(stretch):
                return Judged(call.tool, UNDERSTOOD, -UNDERSTOOD, self.knowledge.worded(stretch), len(terms(stretch)))
            return _judged(stretch, scores(stretch), self.knowledge)

        said, text = text, permitted(text, judge)
        if not text:
            return (Part(text=said, group=None),)
        found = segments(text, judge, self.knowledge.borders, follows=bool(before))
        if len(found) == 1 and _is_better_whole(text, found[0], judge):
            found = [text]
        if len(found) < 2 and before and before[-1] in self._base.home and judge(text).margin < VAGUE:
            group = self._base.home[before[-1]]
            return (Part(text=text, group=group, choices=self._tools_of(group)),)
        found = self._without_reasons(found, judge)
        parts: list[Part] = []
        for segment in found:
            last = parts[-1] if parts else None
            if call := understood(segment):
                part = self._settled(segment, call)
            else:
                part = self._part(segment, scores(segment, last.choices[0] if last and last.choices else ""), seat)
            again = last is not None and part.choices[:1] == last.choices[:1]
            if again and judge(segment).worded < 0 and not names_place(segment):
                continue  # "close my window, it's so loud out there": once more the same, worded as a remark
            parts.append(self._placed(part, last) if last else part)
        return tuple(part for part in parts if part.group is not None) or (Part(text=text, group=None),)

    def _without_reasons(self, found: Sequence[str], judge: Judge) -> Sequence[str]:
        """``found`` without remarks that tell why another command is given: "too hot, set it to twenty"."""
        asked = [judge(text).tool for text in found if judge(text).worded > 0]
        return [
            text
            for text in found
            if judge(text).worded >= 0 or names_place(text) or not any(are_kin(judge(text).tool, tool) for tool in asked)
        ]

    def forbids(self, text: str) -> bool:
        """Whether ``text`` as a whole says that something is not to be done: "don't open the trunk", "别开窗"."""
        return _forbids(text, lambda: self.knowledge.scores(text))

    def _part(self, text: str, scores: Scores, seat: Seat) -> Part:
        best = next(tool for tool in scores if tool != NOTHING)
        if best not in self._here:  # the car does not have it, and something else is not what was asked for
            return Part(text=text, group=None)
        group = self._base.home[best]
        listed = self._tools_of(group)
        near = [tool for tool, margin in scores.items() if margin > scores[best] - CHOICE_MARGIN]
        choices = [tool for tool in near if tool in listed][:CHOICES]
        values = {tool: open_values(self.knowledge, tool, self._params[tool], text, seat=seat) for tool in choices}
        two = _BOTH.search(text) is not None
        if two and any(_says_two_numbers(given) for given in values.values()):  # "20 in the front and 24 in the back"
            values = {
                tool: {name: among for name, among in given.items() if name not in PLACES}
                for tool, given in values.items()
            }
        return Part(
            text=text,
            group=group,
            choices=tuple(choices),
            values=values,
            # Whether anything is to be done the lessons tell better than a small model; which of two tools, it does.
            sure=len(choices) == 1 or (scores[best] > PLAIN and scores.get(NOTHING, 0.0) < scores[best] - SURE),
            most=1 + two,
        )

    def _settled(self, text: str, call: Call) -> Part:
        """A part that is understood as it is."""
        values = {name: (call.args.get(name),) for name in self._params[call.tool]}
        return Part(
            text=text, group=self._base.home[call.tool], choices=(call.tool,), values={call.tool: values}, sure=True
        )

    def _placed(self, part: Part, before: Part) -> Part:
        """``part`` with the place of the one ``before`` it, where it points back at that."""
        place = place_of(before.values.get(before.choices[0], {})) if before.choices else None
        if place is None or (part.group != before.group and not means_somebody(part.text)):
            return part
        values = {tool: with_place(part.text, given, self._params[tool], place) for tool, given in part.values.items()}
        return replace(part, values=values)

    def _tools_of(self, group: str) -> tuple[str, ...]:
        return tuple(tool.name for tool in self._base.groups[group].tools)


def _is_better_whole(text: str, command: str, judge: Judge) -> bool:
    """Whether what was left out of ``text`` beside its only command may say how much, or where."""
    if judge(command).tool != judge(text).tool:
        return judge(text).margin > judge(command).margin
    return not (names_place(command) and names_place(text.replace(command, "")))


def _judged(stretch: str, scores: Scores, knowledge: Knowledge) -> Judged:
    """The tool likeliest asked for, beside doing nothing, and how it is worded."""
    tool, margin = next(((tool, margin) for tool, margin in scores.items() if tool != NOTHING), (NOTHING, -1.5))
    if _forbids(stretch, lambda: scores):
        return Judged("", LEFT_ALONE, LEFT_ALONE, -1.0)
    return Judged(tool, margin, scores.get(NOTHING, -1.0), knowledge.worded(stretch), len(terms(stretch)))


def _says_two_numbers(values: Values) -> bool:
    return any(len({abs(one) for one in among if isinstance(one, int | float)}) > 1 for among in values.values())


def _forbids(stretch: str, scores: Callable[[], Scores]) -> bool:
    """Whether ``stretch`` says that something is not to be done, in its form and by no plain word for doing something."""
    if _FORBIDS_LAST.search(stretch):
        return True
    if not _FORBIDS.search(stretch):
        return False
    known = scores()
    best = max((margin for tool, margin in known.items() if tool != NOTHING), default=-1.0)
    stops = STOPS if _STOPS.search(stretch) else 1.0
    return best < known.get(NOTHING, -1.0) + ASKED_FOR * stops

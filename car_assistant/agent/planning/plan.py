"""How an utterance is put to the model: in which parts, to which group of tools, with what left to choose.

Several commands in one breath may belong to different groups; each is asked by itself, with the prefix of its own
group, which the model has saved. What the worked examples make plain is not asked again: the model chooses among the
tools and values that they leave open.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock

from car_assistant.agent.examples import ExampleBase
from car_assistant.agent.planning.carrying import means_somebody, names_somewhere, place_of, with_place
from car_assistant.agent.planning.context import are_kin
from car_assistant.agent.planning.forbidding import forbids, imagines, only_quotes, permitted
from car_assistant.agent.planning.judging import Judge
from car_assistant.agent.planning.knowledge import NOTHING, PLACES, Knowledge, Params, learn
from car_assistant.agent.planning.learning import Progress
from car_assistant.agent.planning.reading import open_values
from car_assistant.agent.planning.segments import names_place, segments
from car_assistant.agent.planning.utterance import Plain, Utterance
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

_BOTH = re.compile(r"\b(?:both|as well as|plus|and)\b|[和跟与]", re.IGNORECASE)
"""Words that make two things of one command."""


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
        here = {schema.name for group in base.groups.values() for schema in group.tools}
        self._home = {tool: group for tool, group in base.home.items() if tool in here}

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
        self,
        text: str,
        *,
        before: Sequence[str] = (),
        place: object | None = None,
        seat: Seat = "driver",
        plain: Plain = lambda text: None,
    ) -> tuple[Part, ...]:
        """The parts of ``text``, said on ``seat``, in order.

        ``before`` are the tools of the last exchange, to which words may refer, and ``place`` is where its last call
        was made. ``plain`` tells stretches that are understood as they are.
        """
        if self.forbids(text) or imagines(text):
            return (Part(text=text, group=None),)

        heard = Utterance(text, self.knowledge, home=self._home, before=before, plain=plain)
        wished = permitted(text, heard.judge)
        if not wished or only_quotes(text, heard.judge):
            return (Part(text=text, group=None),)
        found = self._commands(wished, heard, follows=bool(before))
        if len(found) < 2 and before and before[-1] in self._home and heard.judge(wished).margin < VAGUE:
            group = self._home[before[-1]]
            return (Part(text=wished, group=group, choices=self._tools_of(group)),)
        parts: list[Part] = []
        for segment in found:
            last = parts[-1] if parts else None
            part = self._part(segment, heard, last.choices[0] if last and last.choices else "", seat)
            again = last is not None and part.choices[:1] == last.choices[:1]
            if again and heard.judge(segment).worded < 0 and not names_place(segment):
                continue  # "close my window, it's so loud out there": once more the same, worded as a remark
            parts.append(self._placed(part, last) if last else part)
        if len(parts) == 1 and not names_somewhere(wished) and heard.going_on(parts[0].choices):
            parts = [_stays(parts[0], place)]
        return tuple(part for part in parts if part.group is not None) or (Part(text=wished, group=None),)

    def _commands(self, text: str, heard: Utterance, *, follows: bool) -> Sequence[str]:
        """The commands of ``text``, without remarks that tell why another one is given: "too hot, set it to twenty"."""
        judge = heard.judge
        found = segments(text, judge, self.knowledge.borders, follows=follows, plain=heard.is_plain)
        if len(found) == 1 and _is_better_whole(text, found[0], judge):
            return [text]
        asked = [judge(one).tool for one in found if judge(one).worded > 0]
        return [
            one
            for one in found
            if judge(one).worded >= 0 or names_place(one) or not any(are_kin(judge(one).tool, tool) for tool in asked)
        ]

    def forbids(self, text: str) -> bool:
        """Whether ``text`` as a whole says that something is not to be done: "don't open the trunk", "别开窗"."""
        return forbids(text, lambda: self.knowledge.scores(text))

    def _part(self, text: str, heard: Utterance, last: str, seat: Seat) -> Part:
        """What is open of one command; ``last`` is the tool of the one before it in the same breath."""
        if call := heard.understood(text):
            return self._settled(text, call)
        scores = heard.scores(text, last)
        best = next(tool for tool in scores if tool != NOTHING)
        if best not in self._home:  # the car does not have it, and something else is not what was asked for
            return Part(text=text, group=None)
        group = self._home[best]
        listed = self._tools_of(group)
        near = [tool for tool, margin in scores.items() if margin > scores[best] - CHOICE_MARGIN]
        choices = [tool for tool in near if tool in listed][:CHOICES]
        if kin := heard.going_on(choices):
            choices = kin
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
        return Part(text=text, group=self._home[call.tool], choices=(call.tool,), values={call.tool: values}, sure=True)

    def _placed(self, part: Part, before: Part) -> Part:
        """``part`` with the place of the one ``before`` it, where it points back at that."""
        place = place_of(before.values.get(before.choices[0], {})) if before.choices else None
        if place is None or (part.group != before.group and not means_somebody(part.text)):
            return part
        values = {tool: with_place(part.text, given, self._params[tool], place) for tool, given in part.values.items()}
        return replace(part, values=values)

    def _tools_of(self, group: str) -> tuple[str, ...]:
        return tuple(tool.name for tool in self._base.groups[group].tools)


def _stays(part: Part, place: object | None) -> Part:
    """``part`` where the last call was: words that go on with it and name no place mean the same one."""
    values = {
        tool: {name: (place,) if name in PLACES else among for name, among in given.items()}
        for tool, given in part.values.items()
    }
    return replace(part, values=values)


def _is_better_whole(text: str, command: str, judge: Judge) -> bool:
    """Whether what was left out of ``text`` beside its only command may say how much, or where."""
    if judge(command).tool != judge(text).tool:
        return judge(text).margin > judge(command).margin
    return not (names_place(command) and names_place(text.replace(command, "")))


def _says_two_numbers(values: Values) -> bool:
    return any(len({abs(one) for one in among if isinstance(one, int | float)}) > 1 for among in values.values())

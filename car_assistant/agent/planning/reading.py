"""Which values the words of a sentence leave open for the arguments of a tool.

Numbers and names of values are read where the words say them; everything else is what the lessons teach of sentences
alike. Texts are the model's to copy. An argument that is not among the results is its to fill.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from car_assistant.agent.planning.amounts import amounts
from car_assistant.agent.planning.knowledge import (
    NOTHING,
    NUMBER,
    PLACES,
    SPOKEN,
    TIME,
    Knowledge,
    sign_topic,
    topic,
)
from car_assistant.arguments import Param
from car_assistant.errors import ToolError
from car_assistant.events import Seat
from car_assistant.models.base import Copied, Values
from car_assistant.numbers import digits
from car_assistant.times import spoken_times

CLEAR = 0.35
"""A value is taken alone when the next one's margin is this much smaller."""

CERTAIN = 0.8
"""A margin from which the lessons are believed against a value that the words name."""

MOST = 3
"""Values that stay open at most."""

_SOMEBODY = r"(?:the |my )?(?:front )?(?:passenger|driver|wife|husband|副驾|司机|主驾|老婆|老公)"
_US_TWO = re.compile(
    rf"\b(?:me|myself) and {_SOMEBODY}|{_SOMEBODY} and (?:me|myself)\b|both of us|both front|"
    r"\bdriver(?:'s)? and (?:the )?(?:front )?passenger|\bpassenger(?:'s)? and (?:the )?driver|\bfront (?:two|pair)\b|"
    rf"(?:我|自己)(?:这边|这儿|这里)?[和跟与]{_SOMEBODY}(?!后)|{_SOMEBODY}[和跟与](?:我|主驾|司机|副驾)|"
    r"我们?俩|咱们?俩|前[排面头](?:这|那)?(?:俩|两个|两位)"
)
"""Words for driver and front passenger together."""

_FROM_ME: Mapping[str, re.Pattern[str]] = {
    "behind": re.compile(r"\bbehind me\b|我(?:身|正)?后[面头边]"),
    "before": re.compile(r"\bin front of me\b|我(?:身|正)?前[面头边]"),
    "beside": re.compile(r"\b(?:beside|next to) me\b|我(?:身|左|右)?[旁边]边"),
}
_NEIGHBOURS: Mapping[str, Mapping[Seat, str]] = {
    "behind": {"driver": "rear_left", "passenger": "rear_right"},
    "before": {"rear_left": "driver", "rear_right": "passenger"},
    "beside": {
        "driver": "passenger",
        "passenger": "driver",
        "rear_left": "rear_right",
        "rear_right": "rear_left",
    },
}
"""Where somebody sits as seen from each seat; the driver sits on the left."""

_ALL = re.compile(
    r"\ball (?:of|the|my|our|four)\b(?! way)|\b(?:all|every) (?:window|door|seat)s?\b|\bevery(?:body|one)\b|"
    r"四[扇个面](?:车)?[窗门]|所有|全部|统统|全车|每[扇个]|大家|全员"
)
"""Words for every place there is; they decide where the lessons leave it open."""

_MORE = re.compile(
    r"\b(?:up|more|warmer|hotter|higher|louder|brighter|stronger|faster|increase|raise)\b|[升加增]|[调开][高大亮强快]"
)
_LESS = re.compile(
    r"\b(?:down|less|cooler|colder|lower|quieter|softer|dimmer|darker|weaker|slower|decrease|reduce)\b|[降减]|[调关][低小暗弱慢]"
)
"""Words for a direction; they decide where the lessons leave it open."""

_ABOUT = re.compile(r"(?<=[\d一二两三四五六七八九十百半成度档点分秒里米%])左右(?!两|前|后|的)")
"""After a number, "left and right" is "about", and no place."""

_WRITTEN = re.compile(r"\d+(?:\.\d+)?")
"""Numbers in digits, which texts have where they are said in words: "ninety-eight point five"."""

_LEVEL = re.compile(r"\b(?:level|step|stage|setting|gear|notch) (-?\d+)\b|(-?\d+) ?[档级挡]")


def open_values(
    knowledge: Knowledge, tool: str, params: Mapping[str, Param], text: str, *, seat: Seat = "driver"
) -> Values:
    """The values that ``text``, said on ``seat``, leaves open for the arguments of ``tool``."""
    said = _Said(knowledge=knowledge, tool=tool, text=_ABOUT.sub("", text), seat=seat)
    found = {}
    for name, param in params.items():
        if param.kind == "str":
            values = said.times(param) if name == TIME else said.texts(param)
        else:
            values = said.numbers(param) if param.kind in ("int", "float") else said.choices(param)
        if values and not (param.required and None in values):
            found[name] = values
    return found


@dataclass(frozen=True, kw_only=True)
class _Said:
    """The words of a command, and what the lessons know of its tool."""

    knowledge: Knowledge
    tool: str
    text: str
    seat: Seat

    def numbers(self, param: Param) -> tuple[object, ...]:
        """Numbers as said, else those of sentences alike, with the signs they can have; empty where all is open."""
        scores = self._scores(param)
        said = () if _likely(scores) == [NOTHING] and not param.required else amounts(param, self.text)
        if said:
            return self._signed(param, said)
        likely = _likely({label: margin for label, margin in scores.items() if label != SPOKEN})
        left_out = (None,) * (NOTHING in likely and not param.required)
        return (*left_out, *self._signed(param, [float(label) for label in likely if label != NOTHING]))

    def choices(self, param: Param) -> tuple[object, ...]:
        """What sentences alike have, and what the words name; empty where all is open."""
        scores = self._scores(param)
        values = tuple(dict.fromkeys(_value(param, label) for label in _likely(scores)))
        if any(value is not None and value not in _allowed(param) for value in values):
            return ()
        if param.name in PLACES:
            place = _place(param, self.text) or _place_from(param, self.text, self.seat)
            if place is None and "all" in values and _ALL.search(self.text.casefold()):
                place = "all"
            return values if place is None else (place,)
        named = _named(param, self.text)
        if named is None or not values:
            return values
        if named in values or named not in param.choices:
            return (named,)
        # What the lessons are sure of stands against a word that may be about something else: "headlights off".
        best, *others = scores.values()
        return values if others and best - others[0] > CERTAIN else (named, *values)

    def times(self, param: Param) -> tuple[object, ...]:
        """The times of day that are said; empty where one is needed and none is found."""
        return spoken_times(self.text) or (() if param.required else (None,))

    def texts(self, param: Param) -> tuple[object, ...]:
        """What is copied from the words, and texts that sentences alike have without saying them."""
        likely = _likely(self._scores(param)) or [SPOKEN]
        if param.required:
            likely = [label for label in likely if label != NOTHING] or [SPOKEN]
        copied = Copied(words=self.text)
        numbers = [number for number in _WRITTEN.findall(digits(self.text)) if number not in self.text]
        meant: Mapping[str, Sequence[object]] = {NOTHING: [None], SPOKEN: [copied], NUMBER: [*numbers, copied]}
        return tuple(dict.fromkeys(value for label in likely for value in meant.get(label, [label])))

    def _scores(self, param: Param) -> Mapping[str, float]:
        return self.knowledge.value_scores(topic(param.name, param), self.tool, self.text)

    def _signed(self, param: Param, numbers: Sequence[float]) -> tuple[object, ...]:
        return tuple(_written(sign * number) for number in numbers for sign in self._signs(param))

    def _signs(self, param: Param) -> Sequence[int]:
        if not param.signed:
            return (1,)
        likely = _likely(self.knowledge.value_scores(sign_topic(param.name), self.tool, self.text))
        signs = tuple(-1 if sign == "-" else 1 for sign in likely) or (1, -1)
        folded = self.text.casefold()
        more, less = _MORE.search(folded), _LESS.search(folded)
        if len(signs) == 1 or (more is None) == (less is None):
            return signs
        return (1,) if more else (-1,)


def _place(param: Param, text: str) -> object | None:
    """The place that the words name at length ("behind the passenger"); a short name may be something else."""
    folded = text.casefold()
    if "front" in param.choices and _US_TWO.search(folded):
        return "front"
    found = [(len(words), place) for words, place in param.aliases.items() if _is_long(words) and words in folded]
    return max(found)[1] if found else None


def _place_from(param: Param, text: str, seat: Seat) -> object | None:
    """The place that the words tell from where the speaker sits: "behind me"."""
    way = next((way for way, words in _FROM_ME.items() if words.search(text.casefold())), None)
    place = _NEIGHBOURS[way].get(seat) if way else None
    if place is None or place in param.choices:
        return place
    return "rear" if place.startswith("rear") and "rear" in param.choices else None


def _is_long(words: str) -> bool:
    return " " in words if words.isascii() else len(words) > 2


def _named(param: Param, text: str) -> object | None:
    """The value that the words name, where they name one."""
    if param.kind != "choice":
        return None
    if "1" in param.aliases and (level := _LEVEL.search(digits(text.casefold()))):
        said = level[1] or level[2]
        return param.aliases.get(said, said)  # what is no level must arrive as it was said, to be refused
    try:
        return param.coerce(text)
    except ToolError:
        return None


def _value(param: Param, label: str) -> object:
    if label == NOTHING:
        return None
    if param.kind == "bool":
        return label == "True"
    if param.name in PLACES and label not in param.choices:  # a climate zone holds both seats of the row
        return "rear" if label.startswith("rear") else None
    return label


def _allowed(param: Param) -> Sequence[object]:
    return (True, False) if param.kind == "bool" else param.choices


def _likely(scores: Mapping[str, float]) -> list[str]:
    """The best label and those that come close to it."""
    best = next(iter(scores.values()), 0.0)
    return [label for label, score in scores.items() if score > best - CLEAR][:MOST]


def _written(number: float) -> float | int:
    return int(number) if number == int(number) else number

"""Which values the words of a sentence leave open for the arguments of a tool.

Numbers and names of values are read where the words say them; everything else is what the lessons teach of sentences
alike. An argument that is not among the results is the model's to fill: texts, and what nobody can tell.
"""

import re
from collections.abc import Mapping, Sequence

from car_assistant.agent.planning.amounts import amounts
from car_assistant.agent.planning.knowledge import NOTHING, PLACES, Knowledge, sign_topic, topic
from car_assistant.arguments import Param
from car_assistant.errors import ToolError
from car_assistant.models.base import Values
from car_assistant.numbers import digits

CLEAR = 0.35
"""A value is taken alone when the next one's margin is this much smaller."""

CERTAIN = 0.8
"""A margin from which the lessons are believed against a value that the words name."""

MOST = 3
"""Values that stay open at most."""

_SOMEBODY = r"(?:the |my )?(?:front )?(?:passenger|driver|wife|husband|副驾|司机|主驾|老婆|老公)"
_US_TWO = re.compile(
    rf"\b(?:me|myself) and {_SOMEBODY}|{_SOMEBODY} and (?:me|myself)\b|both of us|both front|"
    rf"(?:我|自己)[和跟与]{_SOMEBODY}(?!后)|{_SOMEBODY}[和跟与]我|我们?俩|咱们?俩|前排两个"
)
"""Words for driver and front passenger together."""

_LEVEL = re.compile(r"\b(?:level|step|stage|setting|gear|notch) (\d+)\b|(\d+) ?[档级挡]")


def open_values(knowledge: Knowledge, tool: str, params: Mapping[str, Param], text: str) -> Values:
    """The values that ``text`` leaves open for the arguments of ``tool``."""
    found = {}
    for name, param in params.items():
        if param.kind == "str":
            continue
        values = _number(knowledge, tool, param, text) if param.kind in ("int", "float") else None
        values = values or _among(knowledge, tool, param, text)
        if values and not (param.required and None in values):
            found[name] = values
    return found


def _number(knowledge: Knowledge, tool: str, param: Param, text: str) -> tuple[object, ...] | None:
    """Numbers as said, with the signs that they can have; ``None`` where none is said."""
    numbers = amounts(param, text)
    if not numbers or (
        not param.required and _likely(knowledge.value_scores(topic(param.name, param), tool, text)) == [NOTHING]
    ):
        return None
    return tuple(_written(sign * abs(number)) for number in numbers for sign in _signs(knowledge, tool, param, text))


def _signs(knowledge: Knowledge, tool: str, param: Param, text: str) -> Sequence[int]:
    if (param.minimum or 0) >= 0:
        return (1,)
    likely = _likely(knowledge.value_scores(sign_topic(param.name), tool, text))
    return tuple(-1 if sign == "-" else 1 for sign in likely) or (1, -1)


def _among(knowledge: Knowledge, tool: str, param: Param, text: str) -> tuple[object, ...] | None:
    """Values that the lessons have for sentences alike, and one that the words name."""
    likely = _likely(knowledge.value_scores(topic(param.name, param), tool, text))
    if param.kind in ("int", "float"):
        amounts = [float(label) for label in likely if label not in (NOTHING, "spoken")]
        signs = _signs(knowledge, tool, param, text)
        return tuple(_written(sign * amount) for amount in amounts for sign in signs) or None
    values = tuple(dict.fromkeys(_value(param, label) for label in likely))
    if any(value is not None and value not in _allowed(param) for value in values):
        return None
    named = _place(param, text) if param.name in PLACES else _named(param, text)
    if named is not None and param.name in PLACES:
        return (named,)
    if named is not None and named not in param.choices:
        return (named,)
    if named is None or named in values or not values:
        return (named,) if named in values and named is not None else values or None
    # What the lessons are sure of stands against a word that may be about something else: "headlights off".
    scores = list(knowledge.value_scores(topic(param.name, param), tool, text).values())
    return values if len(scores) > 1 and scores[0] - scores[1] > CERTAIN else tuple(dict.fromkeys((named, *values)))


def _place(param: Param, text: str) -> object | None:
    """The place that the words name at length ("behind the passenger"); a short name may be something else."""
    folded = text.casefold()
    if "front" in param.choices and _US_TWO.search(folded):
        return "front"
    found = [(len(words), place) for words, place in param.aliases.items() if _is_long(words) and words in folded]
    return max(found)[1] if found else None


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

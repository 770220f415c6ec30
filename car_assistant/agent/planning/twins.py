"""Whether a number is where something is to go or by how much: "temperature down to two" is set, "up by two" changed.

Knows names of tools only: ``set_volume`` and ``change_volume`` are twins.
"""

import re
from collections.abc import Mapping

from car_assistant.numbers import digits

REACH = 1.5
"""How far below the best tool's margin its twin's may be."""

_TO = re.compile(
    r"\b(?:to|at|on) (?:about |around |exactly |level |a )*-?\d|[到至为成在](?:了|大约|差不多)?-?\d|"
    r"\d+(?:\.\d+)? ?(?:percent|%|度|档)?(?:就好|就行|即可|够了)"
)
_BY = re.compile(
    r"\bby (?:about |another |a )?\d|\b(?:another|extra) \d|"
    r"\d+(?:\.\d+)? ?(?:percent|%|degrees?|notch(?:es)?|steps?|levels?|points?|cm|centimet\w+)? "
    r"(?:more|less|higher|lower|warmer|cooler|colder|hotter|louder|quieter|brighter|dimmer|up|down)\b|"
    r"[升降加减多少低高大小强弱](?:了|个|上|掉)?\d(?![\d.]*(?:点|:))|(?:往[上下]|再)[^到至\d]{0,3}\d"
)


def aimed(text: str, scores: Mapping[str, float]) -> Mapping[str, float]:
    """``scores`` of tools, best first, with the best one and its twin exchanged where the words of a number say so."""
    best = next(iter(scores), "")
    twin = _twin(best)
    if twin not in scores or scores[twin] < scores[best] - REACH:
        return scores
    said = digits(text.casefold())
    to, by = _TO.search(said) is not None, _BY.search(said) is not None
    if to == by or by == best.startswith("change_"):
        return scores
    exchanged = {**scores, best: scores[twin], twin: scores[best]}
    return dict(sorted(exchanged.items(), key=lambda item: -item[1]))


def _twin(tool: str) -> str:
    verb, _, thing = tool.partition("_")
    return {"set": f"change_{thing}", "change": f"set_{thing}"}.get(verb, "")

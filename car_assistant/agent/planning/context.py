"""What was done just before makes its kin likelier, where the words leave open what they are about: "ten more".

Knows names of tools only: tools with a noun in common are kin, those of one group are neighbours.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from car_assistant.agent.planning.knowledge import NOTHING

OPEN = 0.4
"""Margin of the best tool below which the words alone do not say what is meant."""


@dataclass(frozen=True, kw_only=True)
class Gains:
    """What is added to the margins of the last tool's kin and neighbours."""

    same_nouns: float
    some_nouns: float
    neighbour: float


NEXT = Gains(same_nouns=0.55, some_nouns=0.3, neighbour=0.15)
"""In the next utterance: "ten more" is about the same thing."""

IN_ONE_BREATH = Gains(same_nouns=0.3, some_nouns=0.42, neighbour=0.1)
"""In the same one: people name each thing they want, and of one thing several sides ("red, brightness eighty")."""

FEW, BRIEF = 3, 2.0
"""In so few words (two Chinese characters are one) nobody says both device and wish: kin gain so many times more."""

_WORD = re.compile(r"[a-z0-9']+|[\u4e00-\u9fff]{1,2}", re.IGNORECASE)


def in_context(
    text: str, scores: Mapping[str, float], before: Sequence[str], home: Mapping[str, str], *, gains: Gains = NEXT
) -> Mapping[str, float]:
    """``scores`` of tools, best first, for ``text`` after ``before`` were called; ``home`` is each tool's group."""
    best = max((margin for tool, margin in scores.items() if tool != NOTHING), default=0.0)
    if best > OPEN or not before:
        return scores
    lift = BRIEF if len(_WORD.findall(text)) <= FEW else 1.0
    lifted = {tool: margin + lift * _gain(tool, before, home, gains) for tool, margin in scores.items()}
    return dict(sorted(lifted.items(), key=lambda item: -item[1]))


def are_kin(one: str, other: str) -> bool:
    """Whether two tools are about the same thing, as set_volume and change_volume."""
    return _nouns(one) == _nouns(other)


def _gain(tool: str, before: Sequence[str], home: Mapping[str, str], gains: Gains) -> float:
    if tool == NOTHING:
        return 0.0
    mine, last = _nouns(tool), [_nouns(one) for one in before]
    if mine in last:
        return gains.same_nouns
    if any(mine & nouns for nouns in last):
        return gains.some_nouns
    return gains.neighbour if home.get(tool) in {home.get(one) for one in before} else 0.0


def _nouns(tool: str) -> frozenset[str]:
    """Of ``change_seat_heating``: seat and heating."""
    return frozenset(word.removesuffix("s") for word in tool.split("_")[1:])

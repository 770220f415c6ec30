"""What a command takes over from the one before it in the same breath: "passenger seat back, and recline it too".

Knows words that point back; decides nothing about tools.
"""

import re
from collections.abc import Mapping

from car_assistant.agent.planning.knowledge import PLACES
from car_assistant.arguments import Param
from car_assistant.models.base import Values

_POINTS_BACK = re.compile(
    r"\b(?:it|that(?: one)?|them|there|his|her|him|their)\b|那[个里边]|[他她它]|也|同时|一起", re.IGNORECASE
)
_SPEAKER = re.compile(r"\b(?:mine|me|myself|my (?:own|seat|side|window|zone|back))\b|我(?:的|这)|自己", re.IGNORECASE)

_NAMED = re.compile(
    r"\b(?:passenger|driver|rear|back|front|left|right|behind|beside|everyone|all(?! the way))\b|"
    r"副驾|主驾|司机|[前后左右]|所有|全",
    re.IGNORECASE,
)
_SOMEWHERE = re.compile(
    r"\b(?:my|mine|me|his|hers?|him|their|them|wife|husband|partner|mum|mom|dad|gran\w*|kids?|child(?:ren)?|baby|guests?|"
    r"next to|every(?:body|where)|both|other|sides?)\b|"
    r"我|[他她]|老婆|老公|爱人|媳妇|妈|爸|孩子|宝宝|大家|每|两|都|旁边|那边|这边|另",
    re.IGNORECASE,
)
"""Further words that say where, or whose."""

_PERSON = re.compile(r"\b(?:his|hers?|him|their|them)\b|[他她]", re.IGNORECASE)


def place_of(values: Values) -> object | None:
    """The place that a command is about, where its words settle it."""
    settled = [among[0] for name, among in values.items() if name in PLACES and len(among) == 1]
    return next((place for place in settled if place is not None), None)


def names_somewhere(text: str) -> bool:
    """Whether ``text`` says in any words where, or whose, a thing is."""
    return _NAMED.search(text) is not None or _SOMEWHERE.search(text) is not None


def points_back(text: str) -> bool:
    """Whether ``text`` may be about what was named before it."""
    return _POINTS_BACK.search(text) is not None


def means_somebody(text: str) -> bool:
    """Whether ``text`` points back at a person, who keeps the seat whatever the next command is about."""
    return _PERSON.search(text) is not None


def with_place(text: str, values: Values, params: Mapping[str, Param], place: object) -> Values:
    """``values`` with ``place`` where ``text`` points back at it and names none; a person keeps that named before."""
    if _SPEAKER.search(text) or not _POINTS_BACK.search(text):
        return values
    somebody = means_somebody(text) and not _NAMED.search(text)
    return {
        name: (place,) if name in PLACES and place in params[name].choices and (somebody or among == (None,)) else among
        for name, among in values.items()
    }

"""The numbers that a sentence says for an argument: counts of things left out, other units converted."""

import re
from collections.abc import Mapping

from car_assistant.arguments import Param
from car_assistant.numbers import digits, parse_number

_COUNTS = re.compile(
    r"\b(?:all|the|these|those) \d+\b|\d+ ?(?:个(?!点)|扇|位|人|排|people\b|windows\b|seats\b|doors\b)"
)
"""Numbers of things, which no argument takes."""

_UNITS: Mapping[str, tuple[tuple[re.Pattern[str], float], ...]] = {
    "minutes": ((re.compile(r"\bhours?\b|小时|钟头"), 60),),
    "centimeters": (
        (re.compile(r"(?<!centi)(?<!milli)\bmet(?:re|er)s?\b|(?<![厘毫分])米"), 100),
        (re.compile(r"\bmillimet(?:re|er)s?\b|\bmm\b|毫米"), 0.1),
        (re.compile(r"\binch(?:es)?\b|英寸"), 2.54),
    ),
    "kmh": ((re.compile(r"\bmph\b|\bmiles\b|英里"), 1.609),),
}
"""Other units in which an argument is said, and what one of them is."""

_NUMBERS = re.compile(r"(?<![\d.:])\d+(?:\.\d+)?(?![\d:])")


def amounts(param: Param, text: str) -> tuple[float, ...]:
    """The numbers that ``text`` says for ``param``, in order, usually one or none; of a change, without its sign."""
    said = _COUNTS.sub(" ", digits(text.casefold().replace("百分点", "点")))
    # Of a change, ten percent less is ten less, not a tenth of what the argument can be.
    one = parse_number(said) if param.signed else parse_number(said, minimum=param.minimum, maximum=param.maximum)
    numbers = [one] if one is not None else [float(number) for number in _NUMBERS.findall(said)]
    factors = [factor for unit, factor in _UNITS.get(param.name, ()) if unit.search(said)]
    if factors and len(numbers) == 1:
        numbers = [round(numbers[0] * factors[0], 1)]
    # A sign is a direction of a change; what cannot be below zero must arrive as said, to be refused.
    return tuple(dict.fromkeys(abs(number) if param.signed else number for number in numbers))

"""A light of which colour and brightness are said in one breath: "ambient light purple at forty percent".

Beside such a light a bare "brightness fifty" is not the screen's. Knows words, judges nothing.
"""

import re

from car_assistant.numbers import digits

_LAMP = re.compile(r"\b(?:ambient|mood|accent) ?(?:lights?|lighting)\b|氛围灯", re.IGNORECASE)
_COLOUR = re.compile(
    r"\b(?:red|orange|yellow|green|blue|purple|violet|pink|white|cyan|turquoise|gold|amber|warm)\b|"
    r"[红橙橘黄绿蓝紫粉白青金暖]",
    re.IGNORECASE,
)
_SIDE = re.compile(
    r"(?:(?:the|set|with|make|its|at|to|turn) )*brightness\b|(?:把|它的)*亮度|"
    rf"(?:make|turn|set|change) (?:it|them|that) (?:to )?(?:{_COLOUR.pattern})|"
    rf"[调变换弄改设](?:成|为|到).{{0,2}}(?:{_COLOUR.pattern})",
    re.IGNORECASE,
)
"""What is said of a device that has a colour and a brightness, and of others as well."""

_HOW_BRIGHT = re.compile(
    r",? *(?:at|to|with|and)? *(?P<share>\d+ ?(?:%|per ?cent)|(?:half|full|maximum)(?= brightness))"
    r"(?: brightness)?[.!]?|"
    r"(?:亮度(?:调?[到成至])?(?P<han>\d+%?|最[大高亮小低暗])|(?P<bare>\d+%))",
    re.IGNORECASE,
)


def names_light(text: str) -> bool:
    """Whether ``text`` names a light that has a colour and a brightness."""
    return _LAMP.search(text) is not None


def both_sides(text: str) -> tuple[str, str] | None:
    """Colour and brightness that are said of a light in one go: "ambient light purple at forty percent"."""
    lamp = _LAMP.search(text)
    if lamp is None:
        return None
    said = digits(text)
    bright = next((found for at in range(len(said)) if (found := _HOW_BRIGHT.fullmatch(said, at))), None)
    if bright is None or not _COLOUR.search(said[: bright.start()]):
        return None
    share = bright["share"] or bright["han"] or bright["bare"]
    how = f" brightness {share}" if lamp[0].isascii() else f"亮度{share}"
    return said[: bright.start()].removesuffix("亮度").rstrip(" ,，"), f"{lamp[0]}{how}"


def side_of(first: str, second: str) -> str | None:
    """``second`` with the light that ``first`` names, where it only says a colour or brightness; else ``None``."""
    lamp = _LAMP.search(first)
    if lamp is None or _LAMP.search(second) or not _SIDE.match(second):
        return None
    return f"{lamp[0]} {second}" if second.isascii() else f"{lamp[0]}{second}"

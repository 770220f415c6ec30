"""A number that is to be dialled as it is spoken: "dial one double five", "拨打幺零零八六". Knows no contacts."""

import re
from collections.abc import Collection, Mapping

from car_assistant.agent.followups.wording import wording_of
from car_assistant.events import Lang
from car_assistant.numbers import phone_number
from car_assistant.toolkit import Call

_TOOL = "dial_number"
_DIAL: Mapping[Lang, re.Pattern[str]] = {
    "en": re.compile(
        r"(?:dial|call|ring|phone)(?: up)?(?: (?:the |this )?(?:phone )?number)?(?: is)? (?P<number>.+)|"
        r"(?:make|place) a (?:phone )?call to (?:the number )?(?P<to>.+)"
    ),
    "zh": re.compile(
        r"(?:拨打|拨号|拨通|拨|呼叫|打电话到|打电话给|打给|打到|打)(?:一下|个)?(?:电话)?(?:号码)?(?:是)?(?P<number>.+?)(?:这个?)?(?:号码|号|电话)?|"
        r"给(?P<to>.+?)(?:这个?)?(?:号码|号)?(?:打|拨)(?:一?个)?电话"
    ),
}


def dialled(text: str, lang: Lang, *, tools: Collection[str]) -> list[Call] | None:
    """The call that dials the number that is all ``text`` names, or ``None``."""
    match = _DIAL[lang].fullmatch(wording_of(text, lang).words) if _TOOL in tools else None
    number = phone_number(match["number"] or match["to"]) if match else None
    return [Call(tool=_TOOL, args={"number": number})] if number else None

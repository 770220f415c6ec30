"""Corrections of the last turn: "no, the passenger's", "sorry, fifteen, not fifty", "不对，我说的是副驾的".

A pure function of the words and the last turn's calls, as strict as ``followup``: only what is plain counts.
"""

import re
from collections.abc import Mapping, Sequence

from car_assistant.agent import followup
from car_assistant.arguments import Param
from car_assistant.errors import ToolError
from car_assistant.events import Lang
from car_assistant.toolkit import Call

_LEAD: Mapping[Lang, re.Pattern[str]] = {
    "en": re.compile(
        r"^(?:(?:oh|no|nope|wait|hang on|sorry|actually|wrong|not that one|i mean|i meant|i said|make that)\b[,.! ]*)+",
        re.IGNORECASE,
    ),
    "zh": re.compile(
        r"^(?:(?:不对|不是|不|错了|错|等等|等一下|哎呀?|啊|我(?:说的)?是说?|我要的是|说的是|是|应该是|"
        r"改成)[,，。! ！]*)+"
    ),
}
_DENIED: Mapping[Lang, re.Pattern[str]] = {
    "en": re.compile(r"[, ]*\b(?:and )?not (?:the )?[\w' ]+$", re.IGNORECASE),
    "zh": re.compile(r"[,，]?(?:而)?不是.+$"),
}
_THAT_ONE: Mapping[Lang, re.Pattern[str]] = {
    "en": re.compile(r"^(?:the |to )+|(?: one| please| instead)+$", re.IGNORECASE),
    "zh": re.compile(r"[吧啊呀的]+$"),
}


def rest_of(text: str, lang: Lang) -> str | None:
    """What a correction puts in place of what was said, without its lead and what it denies; else ``None``."""
    lead = _LEAD[lang].match(text)
    if lead is None:
        return None
    rest = _DENIED[lang].sub("", text[lead.end() :]).strip(" ,，.。!！")
    return rest or None


def resolve(
    rest: str, lang: Lang, last: Sequence[Call], *, params: Mapping[str, Mapping[str, Param]], seat: str
) -> list[Call] | None:
    """The last call with another place or another value, or ``None`` where ``rest`` is not plainly one of them."""
    if len(last) != 1:
        return None
    elsewhere = followup.resolve(
        f"what about {rest}" if lang == "en" else f"{rest}也是", lang, last, params=params, seat=seat
    )
    if elsewhere:
        return elsewhere
    call, words = last[0], _THAT_ONE[lang].sub("", rest)
    fitting = []
    for name, given in call.args.items():
        param = params[call.tool][name]
        if param.kind == "str" or name in followup.PLACE_ARGUMENTS:
            continue
        try:
            value = param.coerce(words)
        except ToolError:
            continue
        if value != given:
            fitting.append(Call(tool=call.tool, args={**call.args, name: value}))
    return fitting if len(fitting) == 1 else None

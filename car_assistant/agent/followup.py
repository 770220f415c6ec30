"""Follow-ups: words that only make sense after the last turn's calls ("a bit more", "the passenger too").

A pure function of the words and those calls. Only full matches count; everything else is left to others.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from car_assistant.arguments import Param
from car_assistant.events import Lang
from car_assistant.toolkit import Call

PLACE_ARGUMENTS = ("zone", "seat", "window", "door")
"""Arguments that say where in the car: the call is repeated with another one."""

_POLITE = {
    "en": re.compile(r"^(?:(?:please|and|now|ok|okay|then|also) )+|(?: (?:please|thanks|thank you|now))+$"),
    "zh": re.compile(r"^(?:请|那|麻烦|帮我|然后|再帮我)+|(?:吧|呗|谢谢|啊|呀|哦)+$"),
}

_MORE: Mapping[Lang, re.Pattern[str]] = {
    "en": re.compile(
        r"(?:just )?(?:(?:a (?:little |tiny )?bit|a little|slightly|some|even|a touch|a tad) )?more|"
        r"again|once more|one more time|more|do (?:it|that) again|the same again|another (?:notch|step|bit)|"
        r"keep going|(?:a bit |a little )?further"
    ),
    "zh": re.compile(r"再(?:来|多|加)?(?:一?点(?:点|儿)?|一?些|一次|一下|一格|一档)|还要(?:一?点|更多)|再来|多一点"),
}
_LESS: Mapping[Lang, re.Pattern[str]] = {
    "en": re.compile(
        r"(?:(?:just )?a (?:little |tiny )?bit|a little|slightly|a touch|a tad) less|less|not that much|not so much"
    ),
    "zh": re.compile(r"(?:再)?少一?点|没那么多|不要那么多|不用那么多|少一些"),
}

_UP: Mapping[Lang, re.Pattern[str]] = {
    "en": re.compile(r"(?:(?:a (?:little )?bit|a little|slightly|even) )?higher"),
    "zh": re.compile(r"再(?:高|大|亮|强)(?:一?点(?:点|儿)?|一?些)?"),
}
_DOWN: Mapping[Lang, re.Pattern[str]] = {
    "en": re.compile(r"(?:(?:a (?:little )?bit|a little|slightly|even) )?lower"),
    "zh": re.compile(r"再(?:低|小|暗|弱)(?:一?点(?:点|儿)?|一?些)?"),
}

_ON: Mapping[Lang, re.Pattern[str]] = {
    "en": re.compile(
        r"(?:open|turn on|switch on) (?:it|them|that)(?: again| up)?|turn (?:it|them|that) (?:back )?on(?: again)?"
    ),
    "zh": re.compile(r"(?:再)?(?:把它们?|把那个)?(?:打开|开起来|开回来)(?:一下)?"),
}
_OFF: Mapping[Lang, re.Pattern[str]] = {
    "en": re.compile(
        r"(?:close|shut) (?:it|them|that)(?: again| up| back up)?|turn (?:it|them|that) (?:back )?off(?: again)?"
    ),
    "zh": re.compile(r"(?:再)?(?:把它们?|把那个)(?:关上|关掉|关了|关闭|关回去)"),
}
_SWITCHES: Mapping[str, tuple[object, object]] = {
    "position": (0, 100),
    "on": (False, True),
    "open": (False, True),
    "level": ("off", "high"),
}
"""Arguments that "close it" and "open it" set, with their values for each."""

_WHERE: Mapping[Lang, Mapping[str, str]] = {
    "en": {
        "driver": r"(?:the )?driver(?:'s)?(?: (?:side|seat|one))?",
        "passenger": r"(?:the |my )?(?:front )?passenger(?:'s)?(?: (?:side|seat|one))?",
        "rear_left": r"(?:the )?(?:rear left|left rear|back left)(?: (?:side|seat|one))?",
        "rear_right": r"(?:the )?(?:rear right|right rear|back right)(?: (?:side|seat|one))?",
        "front": r"the front(?: (?:seats|ones|row|windows))?",
        "rear": r"(?:the )?(?:rear|back)(?: (?:seats|ones|row|windows|seat))?|the ones in the back",
        "all": r"(?:all (?:of them|the others|windows|seats)|everyone|everybody|everywhere|the whole car)",
        "mine": r"(?:mine|me|my side|my seat)",
        "other": r"the other (?:one|side|window|seat)",
    },
    "zh": {
        "driver": r"(?:主驾(?:驶)?(?:位|座|侧|那边)?|司机|驾驶位)的?",
        "passenger": r"(?:副驾(?:驶)?(?:位|座|侧|那边)?)的?",
        "rear_left": r"(?:左后(?:座|方|排)?|后排左边|后排左侧)的?",
        "rear_right": r"(?:右后(?:座|方|排)?|后排右边|后排右侧)的?",
        "front": r"前排(?:座位)?的?",
        "rear": r"(?:后排|后座|后面)(?:座位)?的?",
        "all": r"(?:全部|所有(?:人|座位|的)?|全车|每个|大家)的?",
        "mine": r"(?:我(?:的|这边|这边的)|我自己的?)",
        "other": r"(?:另一(?:个|边|侧)|另外一(?:个|边)|旁边那个)的?",
    },
}
_TOO: Mapping[Lang, tuple[str, ...]] = {
    "en": (
        r"{} too",
        r"{} as well",
        r"(?:the )?same (?:for|on|with|in|at) {}",
        r"(?:do )?the same (?:thing )?(?:for|on|with|in) {}",
        r"also {}",
        r"(?:also |and )(?:for |on |in )?{}",
        r"(?:and )?(?:for |on |in ){} (?:too|as well|also)",
        r"what about {}",
    ),
    "zh": (
        r"{}也(?:是|一样|要|这样|打开|来|来一下|调一下|弄一下|同样)?",
        r"{}(?:同样|一样)",
        r"(?:还有|以及){}",
        r"(?:给|把)?{}也(?:设成|调成|弄成|设为)?(?:一样|同样)(?:的)?",
        r"也(?:给|把){}(?:打开|调一下|弄一下)",
    ),
}
_OTHER_SEAT = {"driver": "passenger", "passenger": "driver", "rear_left": "rear_right", "rear_right": "rear_left"}
_WAYS = ("forward", "back", "up", "down", "upright")
"""Directions in which something moves a step each time."""


def resolve(
    text: str,
    lang: Lang,
    last: Sequence[Call],
    *,
    params: Mapping[str, Mapping[str, Param]] | None = None,
    seat: str = "driver",
) -> list[Call] | None:
    """The calls that ``text`` means after the calls ``last``, or ``None`` when it is no plain follow-up.

    ``params`` are the arguments of each tool, by tool; without them a place is only exchanged where the last call
    named one. ``seat`` is the speaker's, for "the other one". "No, the passenger's" is not answered here: it also
    takes back what was done, and that is a conversation.
    """
    words = _plain(text, lang)
    if not words or not last:
        return None
    if _MORE[lang].fullmatch(words):
        return _again(last, 1)
    if _LESS[lang].fullmatch(words):
        return _again(last, -1)
    if _UP[lang].fullmatch(words):
        return _towards(last, 1)
    if _DOWN[lang].fullmatch(words):
        return _towards(last, -1)
    for on, spoken in enumerate((_OFF, _ON)):
        if spoken[lang].fullmatch(words):
            return _switched(last, bool(on))
    where = _place(words, lang)
    return _elsewhere(where, last, params or {}, seat) if where else None


def _plain(text: str, lang: Lang) -> str:
    words = " ".join(re.sub(r"[.!。！，,、]+", " ", text.casefold().replace("’", "'")).split())
    return _POLITE[lang].sub("", words) or words


def _again(last: Sequence[Call], factor: int) -> list[Call] | None:
    """The last call once more, if it was one and changed something by an amount or in a direction."""
    if len(last) != 1:
        return None
    call = last[0]
    by = call.args.get("by")
    if isinstance(by, int | float):
        return [Call(tool=call.tool, args={**call.args, "by": by * factor})]
    return [call] if call.args.get("direction") in _WAYS and factor > 0 else None


def _towards(last: Sequence[Call], sign: int) -> list[Call] | None:
    """The last change once more, up or down as said now. Not for windows, whose "higher" is "less open"."""
    if len(last) != 1 or "window" in last[0].tool or not isinstance(last[0].args.get("by"), int | float):
        return None
    call = last[0]
    return [Call(tool=call.tool, args={**call.args, "by": sign * abs(call.args["by"])})]


def _switched(last: Sequence[Call], on: bool) -> list[Call] | None:
    """The last call turned the other way, if it was one that something can be closed or switched with."""
    if len(last) != 1:
        return None
    args = last[0].args
    name = next((name for name in _SWITCHES if name in args), None)
    return None if name is None else [Call(tool=last[0].tool, args={**args, name: _SWITCHES[name][on]})]


def _place(words: str, lang: Lang) -> str | None:
    """Where ``words`` as a whole want the same as before."""
    for where, spoken in _WHERE[lang].items():
        if any(re.fullmatch(form.format(f"(?:{spoken})"), words) for form in _TOO[lang]):
            return where
    return None


def _elsewhere(
    where: str, last: Sequence[Call], params: Mapping[str, Mapping[str, Param]], seat: str
) -> list[Call] | None:
    """The last call for another place, if it is one call and its tool knows that place."""
    if len(last) != 1:
        return None
    call = last[0]
    known = params.get(call.tool, {})
    argument = next((name for name in PLACE_ARGUMENTS if name in call.args or name in known), None)
    if argument is None:
        return None
    before: Any = call.args.get(argument, _default(known, argument))
    if where == "other":
        where = _OTHER_SEAT.get(seat if before == "mine" else str(before), "")
    allowed: Iterable[str] = known[argument].choices if argument in known else _OTHER_SEAT
    if where not in allowed or where == before:
        return None
    return [Call(tool=call.tool, args={**call.args, argument: where})]


def _default(params: Mapping[str, Param], argument: str) -> object:
    """What the argument is when the call leaves it out; the speaker's own place where nothing is known."""
    return params[argument].default if argument in params and not params[argument].required else "mine"

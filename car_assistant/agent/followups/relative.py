"""Follow-ups that want more or less of what was just done: "a bit further", "not that loud", "再来一点".

A call that set a value goes on with the tool that changes it: ``change_x`` beside ``set_x``, where there is one.
"""

import re
from collections.abc import Mapping

from car_assistant.agent.followups.scales import BIT, DO, SCALES, complaints, wishes
from car_assistant.agent.followups.wording import Last
from car_assistant.arguments import Param
from car_assistant.events import Lang
from car_assistant.toolkit import Call

WAYS = ("forward", "back", "up", "down", "upright")
"""Directions in which something moves a step each time."""

_STEP = re.compile(r"^(\D*?):? ?(\d+)")
_SMALL: Mapping[str, int] = {"degrees": 1, "km/h": 5}
"""A bit, in units whose usual step is more than a bit."""

_REPEAT: Mapping[Lang, str] = {
    "en": r"(?:do (?:it|that) )?(?:once more|one more time|again|once again)|(?:and )?the same again|do the same again",
    "zh": r"再(?:来|做)?一(?:次|下|遍|回)|重复一(?:次|遍)|再来",
}
_MORE: Mapping[Lang, str] = {
    "en": (
        rf"{DO}(?:and )?{BIT}(?:more|further|farther)(?: than that| of (?:that|it|the same)| (?:in )?(?:that|the same) "
        r"(?:way|direction))?|(?:and )?another (?:notch|step|bit|touch|level|little bit)|keep going|"
        r"one (?:notch|step|level) "
        r"more|(?:that's |it's |that is |that was |it is )?(?:still )?not (?:quite |nearly )?enough|"
        r"(?:it |that )?(?:still )?needs (?:a (?:little )?bit |some )?more"
    ),
    "zh": (
        r"(?:稍微|稍)?(?:再|还要|还得|还需要)(?:来|多|加|多来)?(?:上)?(?:一?点(?:点|儿)?|一?些|一格|一档|一级)|"
        r"还?再?(?:多|更多)(?:来|加)?(?:一?点(?:点|儿)?|一?些)|还要更多|(?:还|还是)?不够(?:啊|呢)?|(?:再|还)?多来(?:一?点|些)"
    ),
}
_LESS: Mapping[Lang, str] = {
    "en": rf"{DO}{BIT}less(?: than that)?",
    "zh": r"再?(?:稍微)?(?:少|减)(?:来)?(?:一?点(?:点|儿)?|一?些)",
}
_OVER: Mapping[Lang, str] = {
    "en": (
        r"(?:no )?not (?:quite )?(?:that|so|as|quite so|quite that) (?:much|far)|"
        r"(?:(?:that's|it's|that is|it is|that was|this is) )?(?:(?:a (?:little )?bit|a little|slightly|way|"
        r"far|still) )*"
        r"too (?:much|far)|(?:go |put it |take it )?back a (?:little |tiny )?(?:bit|touch)|a bit back"
    ),
    "zh": (
        r"(?:没|不要|不用|别|用不着)(?:有)?(?:必要)?(?:那么|这么)多|太多了?|多了(?:一?点)?|(?:有点|有些)多了?|过头了|"
        r"往?回(?:来|调|收|退)?(?:一?点(?:点|儿)?|一?些)"
    ),
}


_UP_SAID = re.compile(
    r"\b(?:up|raise|increase|higher|louder|warm(?:er)?|heat|bright(?:er|en)|faster|stronger|more)\b|"
    r"调高|调大|调亮|升|加(?!热)|提高|大声|大一?点|高一?点|亮一?点"
)
_DOWN_SAID = re.compile(
    r"\b(?:down|lower|reduce|decrease|quieter|cool(?:er)?|dim(?:mer)?|darker|slower|weaker|less|drop)\b|"
    r"调低|调小|调暗|降|减|小声|小一?点|低一?点|暗一?点"
)
_CLOSING = re.compile(r"\b(?:close|shut|raise|roll (?:\w+ )*up|wind (?:\w+ )*up|up)\b|关|合|升|摇上|拉上")


def relative(words: str, lang: Lang, last: Last) -> list[Call] | None:
    """The calls for more or less of the last one. ``None`` where ``words`` do not ask for that, or nothing fits."""
    if re.fullmatch(_REPEAT[lang], words):
        return _repeated(last)
    if re.fullmatch(_MORE[lang], words):
        return _repeated(last) or _by(last, _trend(last))
    if re.fullmatch(_LESS[lang], words):
        return _by(last, -_trend(last)) if _trend(last) > 0 else None
    if re.fullmatch(_OVER[lang], words):
        return _by(last, -_trend(last))
    if _opens(last) and (way := _opened(words, lang)):
        return _by(last, way)
    return _scaled(words, lang, last)


def _amount(last: Last, change: str) -> str:
    """The argument of a ``set_x`` call in whose place ``change_x`` takes ``by``; empty where there is not one."""
    rest = [name for name in last.call.args if name not in last.params[change]]
    return rest[0] if len(rest) == 1 else ""


def _repeated(last: Last) -> list[Call] | None:
    """The call as it was, if it moves or changes something by a step."""
    args, tool = last.call.args, last.call.tool
    steps = isinstance(args.get("by"), int | float) or args.get("direction") in WAYS
    return [last.call] if steps or tool.startswith(("next_", "previous_")) else None


def _trend(last: Last) -> int:
    """The way in which the last call went: 1 up or open, -1 down or closed, 0 unknown."""
    args = last.call.args
    if isinstance(by := args.get("by"), int | float):
        return (by > 0) - (by < 0)
    found = _set_value(last)
    if found is None:
        return 0
    param, value = found
    if value in (param.minimum, "off", 0):
        return 0
    if _opens(last):
        return -1 if _CLOSING.search(last.said) else 1
    down, up = bool(_DOWN_SAID.search(last.said)), bool(_UP_SAID.search(last.said))
    if up != down:
        return 1 if up else -1
    if param.name == "celsius" and isinstance(value, int | float):
        # 20 may have been asked for against heat or against cold; only what is plainly warm is.
        return 1 if value > ((param.minimum or 0) + (param.maximum or 0)) / 2 else 0
    return 1


def _set_value(last: Last) -> tuple[Param, object] | None:
    """The argument that a ``set_x`` call gave a value, and the value."""
    change = last.sibling("change")
    name = _amount(last, change) if change else "position"
    return (last.known[name], last.call.args[name]) if name in last.call.args and name in last.known else None


def _by(last: Last, way: int) -> list[Call] | None:
    """A step up (1) or down (-1) from where the last call led; nothing for 0."""
    args = last.call.args
    if way == 0:
        return None
    if isinstance(by := args.get("by"), int | float):
        return last.changed(by=way * abs(by))
    change = last.sibling("change")
    if change is None:
        now = args.get("position")
        if not isinstance(now, int) or "position" not in last.known:
            return None
        return last.changed(position=max(0, min(100, now + 20 * way)))
    if not _amount(last, change):
        return None
    kept = {name: value for name, value in args.items() if name in last.params[change]}
    return [Call(tool=change, args={"by": way * _step(last.params[change]["by"]), **kept})]


def _step(by: Param) -> int:
    """A bit, as the tool itself describes it: "percent: 20 opens more"."""
    described = _STEP.match(by.description)
    return _SMALL.get(described[1], int(described[2])) if described else 1


def _opens(last: Last) -> bool:
    return re.search("window|sunroof|shade", last.call.tool) is not None and not {"position", "by"}.isdisjoint(
        last.call.args
    )


def _opened(words: str, lang: Lang) -> int:
    """1 where ``words`` open something a bit more, -1 where they close it a bit, else 0."""
    if lang == "en":
        it = r"(?:it|them|that)"
        for verb, way in (("open|lower|roll", 1), ("close|shut|raise", -1)):
            if re.fullmatch(rf"(?:{verb}) {it}(?: up| down)? {BIT}(?:more|further|wider)?", words) and " " in words:
                return way if re.search(r"more|further|wider|bit|little|slightly|notch|touch|tad", words) else 0
        return 0
    some = r"(?:一?点(?:点|儿)?|一?些)"
    if re.fullmatch(rf"(?:再|稍微|再稍微)?(?:打?开大?|降|摇下|放下){some}", words):
        return 1
    return -1 if re.fullmatch(rf"(?:再|稍微|再稍微)?(?:关小?|关上|升|摇上|合上|开小){some}", words) else 0


def _scaled(words: str, lang: Lang, last: Last) -> list[Call] | None:
    """The step that a comparative ("brighter") or a complaint ("too bright") asks for."""
    for scale in SCALES:
        if re.search(scale.tools, last.call.tool) is None:
            continue
        for way, plain, compared in ((1, scale.up[lang], scale.more), (-1, scale.down[lang], scale.less)):
            if any(re.fullmatch(form, words) for form in wishes(plain, compared, lang)):
                return _by(last, way)
            if any(re.fullmatch(form, words) for form in complaints(plain, lang)):
                return _by(last, -way)
    return None

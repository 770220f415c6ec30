"""Follow-ups that turn round what was just done: "close it again", "skip that stop", "不去那儿了", "carry on playing".

A call with a switch in it is made again with the other value; else the tool whose name says the opposite is called.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from car_assistant.agent.followups.elsewhere import SWITCHES
from car_assistant.agent.followups.wording import Last
from car_assistant.events import Lang
from car_assistant.toolkit import Call

_IT = r"(?:it|them|that|this|those)"
_ON: Mapping[Lang, str] = {
    "en": (
        rf"(?:open|turn on|switch on) {_IT}(?: again| up| back up| up again| once more)?|"
        rf"(?:turn|switch|put) {_IT} (?:back )?on(?: again)?|(?:back )?on again|re-?open {_IT}"
    ),
    "zh": (
        r"(?:还是|再|又|重新|再重新)?(?:把(?:它们?|那个|这个|他))?(?:再|重新|都|全|全都|全部)?(?:给我)?"
        r"(?:打开|开起来|开回来|开开|开启)(?:它们?)?(?:来|一次)?"
    ),
}
_OFF: Mapping[Lang, str] = {
    "en": (
        rf"(?:close|shut) {_IT}(?: again| up| back up| up again| all)?|(?:turn|switch|"
        rf"put) {_IT} (?:back )?off(?: again)?|"
        rf"(?:turn|switch) off {_IT}(?: again)?|(?:and )?(?:back )?off(?: again)?"
    ),
    "zh": (
        r"(?:还是|再|又|重新)?(?:把(?:它们?|那个|这个|他))?(?:再|重新|都|全|全都|全部)?(?:给我)?"
        r"(?:关上|关掉|关了|关闭|关回去|关起来|合上)(?:它们?)?(?:去)?"
    ),
}


@dataclass(frozen=True, kw_only=True)
class _Turn:
    """Words that lead from a tool named ``before_…`` to the one named ``after_…``."""

    before: str
    after: str
    words: Mapping[Lang, str]


_STOP_HERE = (
    r"(?:skip|drop|remove|delete|cancel|scrap|forget(?: about)?|leave out|take out) (?:that|the|this) (?:last )?"
    r"(?:stop|stopover|detour|waypoint)(?: again)?|(?:take|leave) (?:that|the|this) (?:stop|one) out(?: again)?|"
    r"(?:(?:let's )?not|we don't (?:need|have|want) to|don't|no need to) (?:stop|go) there(?: after all|"
    r" anymore| any more)?|"
    r"(?:we|i) (?:don't|won't) need (?:that|the|this) stop(?: after all| anymore| any more)?|"
    r"no(?:t)? (?:stop )?there(?: after all)?|skip (?:it|that)|without (?:that|the) stop(?: after all)?"
)
_NO_STOP_ZH = (
    r"(?:还是|先|算了)?(?:不|别|不用|不要|不想|甭)(?:去|停|绕|拐|经过)(?:那(?:里|儿|边|家|个地方)?|这(?:里|儿|家)?)(?:了)?|"
    r"(?:还是|先|算了)?(?:不|别|不用|不要|不想|甭)(?:去|停|绕|拐|经过)了|"
    r"(?:还是)?(?:取消|删掉|删除|去掉|跳过|略过|不要)(?:掉)?(?:刚才|刚刚)?(?:加|添加|刚加)?(?:的)?(?:那|这)?(?:一|个)?"
    r"(?:站|停靠点|途经点|地方)(?:了)?|(?:那|这)?(?:一|个)?(?:站|个地方|地方)(?:就)?(?:不去|不停|不要|取消|删|跳过)(?:了|掉|过)?"
)
_TURNS: Sequence[_Turn] = (
    _Turn(before="open", after="close", words=_OFF),
    _Turn(before="close", after="open", words=_ON),
    _Turn(
        before="unlock",
        after="lock",
        words={
            "en": rf"(?:re-?)?lock {_IT}(?: again| up| up again)?",
            "zh": r"(?:再|重新)?(?:把(?:它们?))?(?:锁上|锁好|锁起来|上锁)",
        },
    ),
    _Turn(
        before="lock",
        after="unlock",
        words={"en": rf"unlock {_IT}(?: again)?", "zh": r"(?:再|重新)?(?:把(?:它们?))?(?:解锁|开锁)"},
    ),
    _Turn(
        before="pause",
        after="resume",
        words={
            "en": (
                rf"(?:carry on|continue|go on|resume|keep going|keep)"
                rf"(?: (?:playing|listening|with it|with that|{_IT}))?(?: again)?|(?:play|start) {_IT}|"
                rf"start again|un-?pause(?: {_IT})?"
            ),
            "zh": r"(?:继续|接着)(?:播放|播|放|听)?|(?:再)?(?:放|播)起来|恢复播放",
        },
    ),
    _Turn(
        before="resume",
        after="pause",
        words={"en": rf"(?:stop|pause) {_IT}(?: again)?", "zh": r"(?:再|还是|先)?(?:暂停|停下来?|停掉|停一下)"},
    ),
    _Turn(
        before="start",
        after="stop",
        words={
            "en": rf"(?:stop|end) {_IT}(?: again)?",
            "zh": r"(?:还是|先)?(?:停止|停下来?|停掉|结束)(?:它|吧)?",
        },
    ),
    _Turn(before="add", after="remove", words={"en": _STOP_HERE, "zh": _NO_STOP_ZH}),
)
_ROUTE_OFF: Mapping[Lang, str] = {
    "en": (
        r"(?:(?:let's )?not|we don't (?:need|have|want) to|we're not|i'm not) go(?:ing)? there(?: after all|"
        r" anymore| any more)?|"
        r"(?:i|we) don't want to go (?:there )?(?:after all|anymore|any more)"
    ),
    "zh": r"(?:还是|算了)?(?:我们|我)?(?:不|别|不用|不要|不想)去(?:那(?:里|儿|边|家)?)?了",
}


def switched(words: str, lang: Lang, last: Last) -> list[Call] | None:
    """The last call turned the other way as said."""
    if last.call.tool == "start_route":
        called_off = re.fullmatch(_ROUTE_OFF[lang], words) and "stop_route" in last.params
        return [Call(tool="stop_route")] if called_off else _opposite(words, lang, last)
    name = next((name for name in SWITCHES if name in last.call.args), None)
    if name is not None:
        off, on = SWITCHES[name]
        if re.fullmatch(_ON[lang], words):
            return None if last.call.args[name] == on else last.changed(**{name: on})
        if re.fullmatch(_OFF[lang], words):
            return last.changed(**{name: off})
    return _opposite(words, lang, last) or _chosen_off(words, lang, last)


def _chosen_off(words: str, lang: Lang, last: Last) -> list[Call] | None:
    """The last call with "off" for its one choice that has it: a camera, wipers."""
    given = [name for name in last.call.args if "off" in getattr(last.known.get(name), "choices", ())]
    if len(given) != 1 or not re.fullmatch(_OFF[lang], words):
        return None
    return last.changed(**{given[0]: "off"})


def _opposite(words: str, lang: Lang, last: Last) -> list[Call] | None:
    """The tool of the opposite name, with what it takes of the last call's arguments."""
    for turn in _TURNS:
        if not last.call.tool.startswith(f"{turn.before}_") or not re.fullmatch(turn.words[lang], words):
            continue
        tool = last.sibling(turn.after)
        if tool is None:
            return None
        args = {name: value for name, value in last.call.args.items() if name in last.params[tool]}
        missing = [name for name, param in last.params[tool].items() if param.required and name not in args]
        return None if missing else [Call(tool=tool, args=args)]
    return None

"""Words that take back what was done: "put it back how it was", "undo that thing with the windows", "还是改回来吧".

Works on words and on the names of the last turn's tools. Knows nothing of how a turn is taken back.
"""

import re
from collections.abc import Mapping, Sequence

from car_assistant.toolkit import Call

_IT_EN = r"(?:it|that|this|them|everything|those|things|all of (?:it|that|them))"
_AS_BEFORE_EN = (
    r"(?:(?:to )?(?:the way|how|what|as|like|where) (?:it|they|that|things|everything) (?:was|were|"
    r"had been)(?: before)?|"
    r"(?:as|like|to) before|to what it was(?: before)?|where (?:it|they) (?:came from|belongs?))"
)
_DONE_EN = (
    r"(?:(?:the|that|my|your) )?(?:last|previous|latest)(?: (?:one|change|command|action|thing|step|setting))?|"
    r"(?:what|the thing) you (?:just )?did|what i (?:just )?said|(?:that|the) (?:last )?(?:change|command|action)"
)
_UNDO_LEAD_EN = (
    r"(?:(?:no|oh|oh no|wait|actually|sorry|please|ok|okay|oops|hang on|can you|could you|would you|just|"
    r"i'd like you to|"
    r"hm+|um|uh|and|now|maybe|let's) )*"
)
_UNDO_EN = (
    rf"(?:undo|revert|restore)(?: (?:{_IT_EN}|{_DONE_EN}))?(?: {_AS_BEFORE_EN})?|"
    rf"(?:reverse|roll back|take back) (?:{_IT_EN}|{_DONE_EN})|"
    rf"take (?:{_IT_EN}|{_DONE_EN}) back|roll {_IT_EN} back|"
    rf"(?:put|change|set|switch) {_IT_EN} back(?: again)?|"
    rf"(?:put|change|set|turn|switch|bring|get|move) {_IT_EN} back {_AS_BEFORE_EN}|"
    rf"(?:change|switch|put) back|(?:change|switch|go|put|move|turn) back {_AS_BEFORE_EN}|"
    rf"(?:put|set|make|leave|return|have|turn|restore|change) {_IT_EN} {_AS_BEFORE_EN}|"
    rf"(?:go )?back to normal|put {_IT_EN} back to normal|back {_AS_BEFORE_EN}|i (?:didn't|did not) (?:want|"
    rf"mean) that undo(?: it| that)?"
)
_UNDO_LEAD_ZH = r"(?:请|帮我|给我|麻烦你?|算了|还是|不对?|等等|等一下|哎呀?|啊|哦|那|那就|就|我想|全部|全都|都|你|再)*"
_BEFORE_ZH = r"(?:原来|原先|之前|刚才|以前|先前|原本|上一个)的?(?:那个|那样|样子|样|状态|设置|位置)?(?:了)?"
_DONE_ZH = (
    r"(?:(?:刚才|刚刚|上一次|上次|上一个|上一步|前面|最后一个|最近一次|前一个|那个|这个|它)的?(?:那个|那步|那一步|那次|那条|"
    r"这个|这一步)?(?:操作|命令|设置|动作|改动|调整|指令|步骤)?|(?:操作|命令|设置|改动))"
)
_UNDO_ZH = (
    rf"(?:撤销|撤回|撤掉|还原|恢复|回退)(?:掉|一下|到|成|回|回到|至)?(?:{_DONE_ZH}|{_BEFORE_ZH}|原样|原状|到?上一步)*(?:一下)?|"
    rf"取消(?:掉)?(?:刚才|刚刚|上一个|上一次)的?(?:那个|那一?步)?(?:操作|命令|设置|动作|改动)?|"
    rf"(?:把)?(?:{_DONE_ZH})?(?:都|给我|再)?(?:改|换|调|变|弄|搞|放|设|转|移|挪|切|退)回(?:去|来|到|成)?(?:{_BEFORE_ZH}|原样|原位|原状)?|"
    rf"(?:把)?(?:{_DONE_ZH})(?:给我)?(?:撤销|撤回|撤掉|还原|恢复|取消)(?:掉|一下)?|"
    rf"(?:回到|变成|改成|调成|弄成|保持){_BEFORE_ZH}|(?:跟|和|像|照)(?:刚才|之前|原来|以前)一样|刚才(?:那个|的)?不算"
)
UNDO = (
    rf"{_UNDO_LEAD_EN}(?:{_UNDO_EN})(?: (?:again|please|thanks|thank you|now|after all))*",
    rf"{_UNDO_LEAD_ZH}(?:{_UNDO_ZH})(?:吧|了|啊|呀|好了|谢谢)*",
)
"""Patterns for the whole of an utterance, made bare, that takes back the newest change."""

_THINGS: Mapping[str, str] = {
    "window": "window|车窗|窗户|窗子|窗",
    "sunroof": "sunroof|roof|天窗",
    "shade": "sunshade|shade|blind|遮阳帘|帘子",
    "temperature": "temperature|heat|温度|空调温度",
    "volume": "volume|sound|音量|声音",
    "fan": "fan|blower|风量|风速|风扇",
    "seat": "seat|座椅|座位",
    "light": "light|lamp|车灯|灯光|灯",
    "ambient": "ambient light|mood light|氛围灯",
    "brightness": "brightness|亮度",
    "screen": "screen|display|屏幕|屏",
    "route": "route|navigation|导航|路线",
    "waypoint": "stop|waypoint|途经点|那一站",
    "door": "door|lock|车门|门锁|门",
    "trunk": "trunk|boot|后备箱|尾门",
    "heating": "heating|heater|加热",
    "mirror": "mirror|后视镜",
    "drive_mode": "drive mode|driving mode|mode|驾驶模式|模式",
    "massage": "massage|按摩",
    "wipers": "wiper|雨刷|雨刮",
    "reminder": "reminder|提醒",
    "event": "appointment|event|meeting|日程|会议",
}
"""What is in the name of a tool, and what people call the thing."""

_CHANGES = tuple(f"{verb}_" for verb in "set change open close move recline tilt add remove start stop lock".split())
"""Beginnings of tools that change what can be put back."""


_UNDO_THING = (
    re.compile(
        rf"{_UNDO_LEAD_EN}(?:undo|revert|reverse|take back|restore|change back) "
        r"(?:(?:that|the|this) thing (?:with|about) )?"
        r"(?:the |my |that |those )?(?P<thing>[a-z ]+?)s?(?: (?:thing|change|setting|command|again|please|back))*"
    ),
    re.compile(
        rf"{_UNDO_LEAD_EN}(?:put|change|set|move|turn|bring) (?:the |my |that |those )?(?P<thing>[a-z ]+?)s? "
        rf"(?:back )?{_AS_BEFORE_EN}(?: (?:again|please))*"
    ),
    re.compile(
        rf"{_UNDO_LEAD_EN}(?:change|set) (?:the |my |that |those )?(?P<thing>[a-z ]+?)s? back(?: (?:again|please))*"
    ),
    re.compile(
        rf"{_UNDO_LEAD_ZH}(?:撤销|撤回|撤掉|还原|恢复)(?:掉|一下)?(?:刚才|刚刚)?的?(?:对)?(?P<thing>[\u4e00-\u9fff]{{1,5}}?)(?:的)?"
        r"(?:操作|设置|调整|改动|那个|原样|到?原来的?(?:样子|位置|状态)?)?(?:吧|了)?"
    ),
    re.compile(
        rf"{_UNDO_LEAD_ZH}(?:把)?(?P<thing>[\u4e00-\u9fff]{{1,5}}?)(?:都|再|给我)?(?:恢复|还原|(?:改|换|调|变|弄|放|设)回)"
        rf"(?:去|来|到|成)?(?:{_BEFORE_ZH}|原样|原位|原状)?(?:吧|了)?"
    ),
)


def bare(text: str) -> str:
    """``text`` in small letters without marks."""
    plain = re.sub(r"[\s,，.。!！?？、;；]+", " ", text.casefold().replace("’", "'")).strip()
    return re.sub(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])", "", plain)


def undoes(text: str, last: Sequence[Call]) -> bool:
    """Whether ``text`` takes back what was done with a thing, and that thing is what the calls ``last`` changed."""
    plain = bare(text)
    for pattern in _UNDO_THING:
        match = pattern.fullmatch(plain)
        if match is None or not last:
            continue
        named = {part for part, words in _THINGS.items() if re.fullmatch(words, match["thing"])}
        if named and all(any(part in call.tool for part in named) for call in last):
            return all(call.tool.startswith(_CHANGES) for call in last)
    return False

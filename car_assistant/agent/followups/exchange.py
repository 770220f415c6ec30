"""Follow-ups that give an argument of the last call another value: "only half", "make it 22", "now in blue", "明天呢".

A value counts when it is all that is said, in a frame such as "make it …", and fits one argument. Free text never does.
"""

import re
from collections.abc import Iterator, Mapping

from car_assistant.agent.followups.wording import Last
from car_assistant.arguments import Param
from car_assistant.events import Lang
from car_assistant.text import digits, parse_number
from car_assistant.toolkit import Call

_IT = r"(?:it|that|them|this)"
_FRAMES: Mapping[Lang, str] = {
    "en": (
        rf"(?:(?:and|then|now|just|only|rather|maybe|perhaps|more like|make {_IT}|set {_IT} (?:to|at)|"
        rf"put {_IT} (?:to|at|on)|turn {_IT} (?:(?:up|down|back) )?to|bring {_IT} (?:(?:up|down|back) )?to|"
        rf"change (?:{_IT} )?to|switch (?:{_IT} )?to|go (?:(?:up|down|back) )?(?:to|for|with)|i want|"
        rf"i'd (?:rather|prefer)|let's (?:say|do|have|try|take|go (?:for|with))|keep {_IT} at|leave {_IT} at|"
        rf"(?:lower|raise) {_IT} to|try|say|better|use|take|to|at|in|on) )"
    ),
    "zh": (
        r"(?:现在|只要|只|改成|换成|改为|改到|调到|调成|调回到?|设成|设为|设到|弄到|弄成|降到|升到|加到|减到|变成|切换?到|切换?成|"
        r"还是|要|我要|我想要|来个|来|试试|用|选|到|放到|换个?|换到)"
    ),
}
_ENDS: Mapping[Lang, str] = {
    "en": (
        r"(?: (?:instead|only|again|rather|will do|would do|is enough|is fine|is plenty|is okay|"
        r"would be (?:better|nice)))"
    ),
    "zh": r"(?:就(?:行|好|够|可以|成)(?:了)?|足够了|够了|好了|左右|的)",
}
_OPENED: Mapping[Lang, str] = {
    "en": rf"(?:(?:just|only) )?(?:open {_IT}(?: up)?|have {_IT} open|{_IT} open)(?: to| only| just)? ",
    "zh": r"(?:只|就)?(?:打开|开|降|摇)(?:到|个|了)?",
}
_CLOSED: Mapping[Lang, str] = {
    "en": rf"(?:(?:just|only) )?(?:close|shut) {_IT}(?: again| up)?(?P<to> to)?(?: only| just)? ",
    "zh": r"(?:只|就)?(?:关|合|升|收)(?:上|掉|回)?(?P<to>到)?",
}
_BACK: Mapping[Lang, str] = {"en": r"(?: (?:back|again|shut|closed|down|up))", "zh": r"(?:回去|回来|上)"}

_VALUES: tuple[tuple[str, str], ...] = (
    ("share", r"-?\d+(?:\.\d+)? ?(?:%|percent|per cent|pct)"),
    ("degree", r"-?\d+(?:\.\d+)? ?(?:degrees?(?: celsius)?|celsius|摄氏度|度)"),
    ("speed", r"\d+ ?(?:kilomet(?:er|re)s?(?: (?:an|per) hour)?|kmh|km/h|公里|码|迈)"),
    ("level", r"(?:level|stage|step|speed) \d|第?\d ?(?:档|级|挡)"),
    ("share", r"(?:to )?(?:the )?half(?: ?way)?(?: (?:open|up|down))?|1半|一半|半开|中间"),
    ("share", r"(?:an? |\d )?(?:third|quarter|fifth|tenth)s?(?: open)?|\d+分之\d+|\d(?:\.\d)?成"),
    ("share", r"all the way(?: (?:open|up|down))?|(?:fully|completely|wide)(?: open)?|full(?: (?:power|blast))?"),
    ("share", r"全部?(?:打?开)?|开?满|到底|完全(?:打?开)?|全打开|全部打开"),
    ("end", r"(?:the |to the )?(?:max(?:imum)?|min(?:imum)?|highest|lowest)|最[大小高低亮暗强弱响轻](?:的)?"),
    ("bare", r"-?\d+(?:\.\d+)?"),
)
"""Kinds of values as they are said, with digits for number words."""

_UNITS: Mapping[str, tuple[str, ...]] = {
    "celsius": ("degree",),
    "kmh": ("speed",),
    "speed": ("share", "level"),
    "degrees": ("degree",),
}
"""What an argument's numbers may be said in, besides bare numbers and their ends; percent where nothing is said."""

_MOVED = re.compile(r"\b(?:turn|bring|go|keep|lower|raise)\b|[降升]到")
"""Words for setting a value that nobody uses of a window or a roof."""

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_ALL = re.compile(r"all the way|fully|completely|wide|full|全|满|到底|完全")
_NO_CHOICE = re.compile(r"true|none|no|on|open|start|stop|[\d.]+|你|more|less|[开关停]|打开|开启|关闭|关掉")
_NOUNS: Mapping[Lang, re.Pattern[str]] = {
    "en": re.compile(
        r"(?: (?:ones?|mode|please|setting|side|(?P<thing>colou?r|light|view|camera|speed|page|screen)))+$"
    ),
    "zh": re.compile(r"(?:的|模式|那个|(?P<thing>颜色|页面|界面|灯|摄像头))+$"),
}
_NAMED = {"colour": "color", "颜色": "color", "页面": "page", "界面": "page", "灯": "light", "摄像头": "camera"}
_ASIDES: Mapping[Lang, str] = {"en": r"(?:what about|how about|and|and what about) (?:for |on )?", "zh": r"(?:还有)?"}
_DAYS = frozenset({"today", "tomorrow"})


def another_value(words: str, lang: Lang, last: Last, *, bare: bool = False) -> list[Call] | None:
    """The last call with the number, share or level that is all that ``words`` say.

    ``bare`` takes a number without unit and frame as well, as after "no, I said".
    """
    words = digits(words)
    if "position" in last.call.args and _MOVED.search(words):
        return _opened(words, lang, last)
    inner, framed = _unframed(words, lang)
    for kind, pattern in _VALUES:
        if re.fullmatch(pattern, inner) and (kind != "bare" or bare or (framed and _may_be_bare(inner, last))):
            return _valued(inner, kind, last, absolute=framed, by=bare)
    return _opened(words, lang, last)


def _may_be_bare(value: str, last: Last) -> bool:
    """Whether a number without unit can be meant: nobody wants a window at 22 percent, that is a temperature."""
    return "position" not in last.call.args or float(value) % 5 == 0


def _unframed(words: str, lang: Lang) -> tuple[str, bool]:
    """What stands inside frames such as "make it …", and whether there were any."""
    inner = re.sub(rf"{_ENDS[lang]}+$", "", re.sub(rf"^{_FRAMES[lang]}+", "", words))
    return inner.strip(), inner != words


def _opened(words: str, lang: Lang, last: Last) -> list[Call] | None:
    """ "Open it halfway", "关一半": how far something that opens is to be open."""
    if "position" not in last.call.args:
        return None
    for verb in (_OPENED, _CLOSED):
        match = re.fullmatch(rf"{verb[lang]}(?P<value>.+?){_ENDS[lang]}*{_BACK[lang]}*", words) or (
            re.fullmatch(r"(?P<to>)(?P<value>half ?way|half) (?:back|closed|shut)|(?:back )(?P<again>half ?way)", words)
            if verb is _CLOSED
            else None
        )
        if match is None:
            continue
        value = match["value"] or "half"
        if not any(kind == "share" and re.fullmatch(pattern, value) for kind, pattern in _VALUES):
            continue
        if verb is _CLOSED and not match["to"] and not _closes_to_half(value, last):
            return None
        return _valued(value, "share", last, absolute=True, by=False)
    return None


def _closes_to_half(value: str, last: Last) -> bool:
    """Whether closing something by ``value`` leaves it half open for certain: from open, or just closed too far."""
    return parse_number(value, 0, 100) == 50 and last.call.args["position"] in (0, 100)


def _valued(value: str, kind: str, last: Last, *, absolute: bool, by: bool) -> list[Call] | None:
    """The call with ``value`` for the one argument that it fits."""
    call = last.call
    if isinstance(before := call.args.get("by"), int | float):
        if absolute:
            return _set_instead(value, kind, last)
        return _changed_by(value, before, last) if by and value[0].isdigit() else None
    fitting = [
        last.changed(**{name: found})
        for name, given in call.args.items()
        if name in last.known and (found := _read(last.known[name], value, kind)) is not None and found != given
    ]
    return fitting[0] if len(fitting) == 1 else None


def _set_instead(value: str, kind: str, last: Last) -> list[Call] | None:
    """After "ten louder", "make it 40" sets the value itself."""
    tool = last.sibling("set")
    if tool is None:
        return None
    params = last.params[tool]
    for name, param in params.items():
        if name not in last.call.args and param.required and (found := _read(param, value, kind)) is not None:
            kept = {name: given for name, given in last.call.args.items() if name in params}
            return [Call(tool=tool, args={name: found, **kept})]
    return None


def _changed_by(value: str, by: float, last: Last) -> list[Call] | None:
    number = _NUMBER.match(value)
    if number is None or float(number[0]) in (0, abs(by)):
        return None
    amount = float(number[0]) if last.known["by"].kind == "float" else round(float(number[0]))
    return last.changed(by=amount if by > 0 else -amount)


def _read(param: Param, value: str, kind: str) -> object:
    """``value`` for ``param``, or ``None`` where it is out of range or said in another unit."""
    if param.kind == "choice":
        word = value.replace(" ", "") if kind == "level" else value
        return choice_of(param, word) if kind in ("level", "end", "bare") or _ALL.search(value) else None
    if param.kind not in ("int", "float") or kind not in (*_UNITS.get(param.name, ("share",)), "bare", "end"):
        return None
    if kind == "share" and _ALL.search(value):
        return param.maximum if param.minimum == 0 else None
    number = parse_number(value, param.minimum, param.maximum)
    if number is None or not (param.minimum or 0) <= number <= (param.maximum or number):
        return None
    if kind == "bare" and number % (1 if param.kind == "int" else 0.5):
        return None
    return round(number) if param.kind == "int" else number


def choice_of(param: Param, word: str) -> str | None:
    """The allowed value whose name or alias ``word`` is exactly."""
    names = {choice.replace("_", " ").casefold(): choice for choice in param.choices}
    return names.get(word) or param.aliases.get(word)


def is_place(param: Param) -> bool:
    """Whether an argument says where in the car."""
    return param.kind == "choice" and not {"rear", "passenger"}.isdisjoint(param.choices)


def another_choice(
    words: str, lang: Lang, last: Last, *, asked: bool = False, corrected: bool = False
) -> list[Call] | None:
    """The last call with another allowed value that is all that ``words`` name; a place in the car is not one here.

    A question takes a question's answer further ("tomorrow?"); it is no command to change something. ``corrected``
    is for words after "no, ": they may change the day of something new as well.
    """
    if asked and not last.call.tool.startswith(("get_", "find_", "show_", "can_")):
        return None
    found = [
        last.changed(**{name: value})
        for name, param in _open_to_choice(last, corrected=corrected)
        for value in {choice_of(param, word) for word in _readings(words, lang, last.call.tool)}
        if value is not None and value != last.call.args.get(name, param.default)
    ]
    return found[0] if len(found) == 1 else _day_after(words, lang, last)


def _open_to_choice(last: Last, *, corrected: bool) -> Iterator[tuple[str, Param]]:
    """The arguments that may be exchanged: those given, and the day of a question."""
    if last.call.tool == "open_page":
        return  # what a page is called is the name of something else as well
    texts = any(param.kind == "str" and param.required for param in last.known.values())
    for name, param in last.known.items():
        day = not _DAYS.isdisjoint(param.choices)
        if texts and not (corrected and day):  # with another choice the text would no longer belong to it
            continue
        given = name in last.call.args or day
        if param.kind == "choice" and given and (not is_place(param) or len(last.known) == 1):
            yield name, param


def _readings(words: str, lang: Lang, tool: str) -> set[str]:
    """``words`` without frames, articles and nouns, as far as they may be left out."""
    inner, _ = _unframed(re.sub(rf"^{_ASIDES[lang]}", "", words), lang)
    inner = re.sub(r"(?:的天气)?(?:呢|怎么样|如何|咋样)$", "", re.sub(r"^the ", "", inner))
    every = {inner, re.sub(r"^(?:for|on) ", "", inner)}
    noun = _NOUNS[lang].search(inner)
    if noun and (noun["thing"] is None or _NAMED.get(noun["thing"], noun["thing"]) in tool):
        every.add(inner[: noun.start()])
    return {word for word in every if word and not _NO_CHOICE.fullmatch(word)}


def _day_after(words: str, lang: Lang, last: Last) -> list[Call] | None:
    """ "And the day after?": one day later than what was asked about."""
    pattern = r"(?:(?:and|what about|how about|and what about) )?the (?:day after(?: that)?|next day|following day)"
    if not re.fullmatch(pattern if lang == "en" else r"(?:再)?(?:后一|下一|第二)天(?:呢)?", words):
        return None
    days = ("today", "tomorrow", "day_after")
    for name, param in _open_to_choice(last, corrected=False):
        if set(days) <= set(param.choices) and last.call.args.get(name, param.default) in ("now", *days[:2]):
            now = last.call.args.get(name, param.default)
            return last.changed(**{name: "day_after" if now == "tomorrow" else "tomorrow"})
    return None

"""One verb for several things: "close the sunroof and the windows", "儿童锁和车窗锁都锁上". Knows words only."""

import re

_ENGLISH = (
    re.compile(
        r"(?P<start>.*\b(?:open|close|shut|lock|unlock|fold|unfold|heat|warm up|cool|start|stop|mute|dim|raise|lower|"
        r"crack|(?:turn|switch|put) (?:on|off|up|down))) "
        r"(?P<one>(?!(?:and|on|at|to|off|up|down|in|is|it)\b)[^,]+?) and (?:also )?"
        r"(?P<two>(?:the|my|our|both|all|his|her|their)\b[^,]+?)(?P<end>)(?: too| as well)?",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?P<start>.*\b(?:turn|switch|put|have)) (?P<one>[^,]+?)(?<! on)(?<! off)(?<! up)(?<! down) and "
        r"(?P<two>[^,]+?) (?P<end>(?:both )?(?:on|off|up|down))",
        re.IGNORECASE,
    ),
)
_CHINESE = re.compile(
    r"(?P<start>.{0,6}?(?:把|将)|)(?P<one>[^，,。和跟]{2,10}?)(?:和|跟|还有|以及|、)(?P<two>[^，,。和跟]{2,10}?)"
    r"(?P<end>(?:都|全都?|全部|一起|统统)[^，,。]+)(?:[，,。].*)?"
)
_CHINESE_VERB_FIRST = re.compile(
    r"(?P<start>(?:请|帮我|麻烦|给我)*(?:打开|关闭|关掉|关上|开启|停掉|[开关](?:一?下)?))(?P<one>[^，,。、和跟]{2,8})(?:和|跟|还有|以及|、)"
    r"(?P<two>[^，,。、和跟]{2,8})(?P<end>)(?:[，,。].*)?"
)

_VERB = re.compile(
    r"(?:please |now |and |then )*(?P<verb>(?:open|close|shut|lock|unlock|(?:turn|switch) (?:on|off))) "
    r"(?!(?:it|that|them|this)\b).+|(?:请|先|帮我|麻烦)*(?P<han>打开|关闭|关掉|关上|锁上|开启|启动)[^把]{2,}",
    re.IGNORECASE,
)
_AND = re.compile(r"和|跟|与|还有|以及")
_THING = re.compile(
    r"(?!.*\b(?:on|off|up|down|please)\b)(?:(?:the|my|our|both|all) )*[a-z]{2,}(?: [a-z]{3,})?|"
    r"(?![开关调放播设升降找听看打发给换切太好])(?!.*[去到回了])[\u4e00-\u9fff]{2,5}",
    re.IGNORECASE,
)


def carried(first: str, second: str) -> list[str]:
    """The things that ``second`` only names, each with the verb of ``first``: "close the windows, sunroof, trunk"."""
    verb, things = _VERB.fullmatch(first), _AND.split(second)
    if verb is None or not all(map(_THING.fullmatch, things)):
        return []
    if verb["han"]:
        return [f"{verb['han']}{thing}" for thing in things]
    return [f"{verb['verb']} {thing}" if " " in thing else f"{verb['verb']} the {thing}" for thing in things]


def spread(text: str) -> list[str]:
    """``text`` said once for each of the two things that share its verb; empty where none does."""
    text = text.strip(" .。!！")
    if match := _CHINESE.fullmatch(text) or _CHINESE_VERB_FIRST.fullmatch(text):
        return [f"{match['start']}{match[thing]}{match['end']}" for thing in ("one", "two")]
    for pattern in _ENGLISH:
        if match := pattern.fullmatch(text):
            return [f"{match['start']} {match[thing]} {match['end']}".rstrip() for thing in ("one", "two")]
    return []

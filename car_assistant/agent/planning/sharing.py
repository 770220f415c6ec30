"""One verb for two things: "close the sunroof and the windows", "儿童锁和车窗锁都锁上". Knows words, judges nothing."""

import re

_ENGLISH = (
    re.compile(
        r"(?P<start>.*\b(?:open|close|shut|lock|unlock|fold|unfold|heat|warm up|cool|start|stop|mute|dim|raise|lower|"
        r"crack|(?:turn|switch|put) (?:on|off|up|down))) (?P<one>(?!and\b)[^,]+?) and (?:also )?"
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
    r"(?P<end>(?:都|全都|全部|一起|统统)[^，,。]+)(?:[，,。].*)?"
)


def spread(text: str) -> list[str]:
    """``text`` said once for each of the two things that share its verb; empty where none does."""
    text = text.strip(" .。!！")
    if match := _CHINESE.fullmatch(text):
        return [f"{match['start']}{match[thing]}{match['end']}" for thing in ("one", "two")]
    for pattern in _ENGLISH:
        if match := pattern.fullmatch(text):
            return [f"{match['start']} {match[thing]} {match['end']}".rstrip() for thing in ("one", "two")]
    return []

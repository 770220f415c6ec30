"""A second value for a second place, of what was named once: "lumbar to sixty for me, thirty for the passenger".

Knows words for places and values, judges nothing.
"""

import re

from car_assistant.numbers import digits

_EN_PLACE = (
    r"(?:mine|my|me|myself|his|hers?|him|theirs?|passenger|driver|rear|back|front|left|right|kids?|children)(?:['’]?s)?"
)
_EN_VALUE = (
    r"-?\d+(?:\.\d+)? ?%?|high(?:est)?|low(?:est)?|medium|max(?:imum)?|min(?:imum)?|full(?:y)?|half(?: ?way)?|"
    r"all the way|a (?:third|quarter)|off|on(?= *(?:$|[,.!]|too\b|for\b|in\b|please\b))|up|down|"
    r"warmer|cooler|colder|hotter|auto|(?:open|closed|shut)(?= *(?:$|[,.!]))"
)
_EN_OTHER = (
    r"the|that|an?|to|at|on|by|in|for|of|side|ones?|seats?|row|zone|and|but|too|also|only|just|please|is|be|make|"
    r"degrees?|per ?cent|level|stage|step|setting|notch|bit|little|touch|tad|slightly|more|less|further|again|another|"
    r"extra|now|opened|open|closed|shut|take|put|turn|bring|set|get|keep|have|with"
)
_HAN_PLACE = (
    r"主驾驶?|副驾驶?|司机|前排|后排|前座|后座|左后|右后|左前|右前|后[左右]|前[左右]|[左右前后][边侧面]|我这?边?|"
    r"[他她]|老婆|老公|孩子|[前后左右]"
)
_HAN_VALUE = r"-?\d+分之\d+|-?\d+(?:\.\d+)? ?[%度档挡级成]?|一?半|最[大高低小强弱]|[高中低]档?|打?开|关闭?|关[掉上]|满"
_HAN_OTHER = r"[的也就都给调到成设为是要用把座那这边侧扇个位则吧呢了来点一些再更稍微多少大小强弱亮暗快慢 ]"

_PLACE = re.compile(rf"\b(?:{_EN_PLACE})\b|{_HAN_PLACE}", re.IGNORECASE)
_CHANNEL = re.compile(r"\b(?:phone|calls?|nav(?:igation)?|media|music)\b|导航|媒体|音乐|通话|电话", re.IGNORECASE)
"""What has a volume of its own."""

_VOLUME = re.compile(r"\bvolume\b|音量|声音", re.IGNORECASE)
_SEAT = re.compile(r"\bseats?\b", re.IGNORECASE)
_VALUE = re.compile(rf"(?<![\w.])(?:{_EN_VALUE})(?![\w.])|{_HAN_VALUE}", re.IGNORECASE)
_ENGLISH = re.compile(rf"(?:(?:{_EN_PLACE}|{_EN_VALUE}|{_EN_OTHER})(?:[ ,.!]+|$))+", re.IGNORECASE)
_HAN = re.compile(rf"(?:{_HAN_PLACE}|{_HAN_VALUE}|{_HAN_OTHER})+[。!！]*")
_LINKS = re.compile(r"\b(?:to|at|for|in|of|by|the|with)\b", re.IGNORECASE)


def is_detail(text: str) -> bool:
    """Whether ``text`` says nothing but where and how much."""
    said = digits(text)
    return (_ENGLISH.fullmatch(said) or _HAN.fullmatch(said)) is not None


def completed(first: str, second: str) -> str | None:
    """``second`` with what ``first`` names, where it says but another place and value for that; else ``None``."""
    first, second = digits(first), digits(second)
    if _SEAT.search(second) and not _SEAT.search(first):
        return None
    places = _CHANNEL if _VOLUME.search(first) and _CHANNEL.search(second) else _PLACE
    (place, value), (place_before, value_before) = _said(second, places), _said(first, places)
    if not (place and value and value_before) or place == place_before:
        return None
    named = " ".join(_LINKS.sub(" ", places.sub(" ", _VALUE.sub(" ", first))).split())
    if not named or not is_detail(_CHANNEL.sub("", second).strip() if places is _CHANNEL else second):
        return None
    return f"{named} {second}" if second.isascii() else f"{named}{second}".replace(" ", "")


def _said(text: str, places: re.Pattern[str]) -> tuple[str, str]:
    """The first words for a value, those for a place in what is left; empty where there are none."""
    value, place = _VALUE.search(text), places.search(_VALUE.sub(" ", text))
    return place[0].casefold() if place else "", value[0].casefold() if value else ""

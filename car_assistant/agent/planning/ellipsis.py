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
    r"degrees?|per ?cent|level|stage|step|setting|notch|bit|little|touch|tad|slightly|more|less|further|again|another|extra|now|"
    r"opened|open|closed|shut|take|put|turn|bring|set|get|keep|have|with"
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
_LAMP = re.compile(r"\b(?:ambient|mood|accent) ?(?:lights?|lighting)\b|氛围灯", re.IGNORECASE)
_COLOUR = re.compile(
    r"\b(?:red|orange|yellow|green|blue|purple|violet|pink|white|cyan|turquoise|gold|amber|warm)\b|"
    r"[红橙橘黄绿蓝紫粉白青金暖]",
    re.IGNORECASE,
)
_SIDE = re.compile(
    r"(?:(?:the|set|with|make|its|at|to|turn) )*brightness\b|(?:把|它的)*亮度|"
    rf"(?:make|turn|set|change) (?:it|them|that) (?:to )?(?:{_COLOUR.pattern})|[调变换弄改设](?:成|为|到).{{0,2}}(?:{_COLOUR.pattern})",
    re.IGNORECASE,
)
"""What is said of a device that has a colour and a brightness, and of others as well."""

_HOW_BRIGHT = re.compile(
    r",? *(?:at|to|with|and)? *(?P<share>\d+ ?(?:%|per ?cent)|(?:half|full|maximum)(?= brightness))(?: brightness)?[.!]?|"
    r"(?:亮度(?:调?[到成至])?(?P<han>\d+%?|最[大高亮小低暗])|(?P<bare>\d+%))",
    re.IGNORECASE,
)
_SEAT = re.compile(r"\bseats?\b", re.IGNORECASE)
_VALUE = re.compile(rf"(?<![\w.])(?:{_EN_VALUE})(?![\w.])|{_HAN_VALUE}", re.IGNORECASE)
_ENGLISH = re.compile(rf"(?:(?:{_EN_PLACE}|{_EN_VALUE}|{_EN_OTHER})(?:[ ,.!]+|$))+", re.IGNORECASE)
_HAN = re.compile(rf"(?:{_HAN_PLACE}|{_HAN_VALUE}|{_HAN_OTHER})+[。!！]*")
_MESSAGE = re.compile(r"\b(?:text|message|e-?mail|note)\b|发.{0,4}(?:消息|信息|微信|短信|邮件)|(?:消息|微信|短信|邮件)给", re.IGNORECASE)
_SAYS = re.compile(r"(?:saying|say|telling|tell (?:him|her|them)|that|with the words)\b|就?说|告诉[他她]|内容", re.IGNORECASE)
_LINKS = re.compile(r"\b(?:to|at|for|in|of|by|the|with)\b", re.IGNORECASE)


def is_detail(text: str) -> bool:
    """Whether ``text`` says nothing but where and how much."""
    said = digits(text)
    return (_ENGLISH.fullmatch(said) or _HAN.fullmatch(said)) is not None


def names_light(text: str) -> bool:
    """Whether ``text`` names a light that has a colour and a brightness."""
    return _LAMP.search(text) is not None


def goes_on_telling(first: str, second: str) -> bool:
    """Whether ``second`` is what the message of ``first`` says: "send Anna a message, tell her I'm late"."""
    return _MESSAGE.search(first) is not None and _SAYS.match(second) is not None


def both_sides(text: str) -> tuple[str, str] | None:
    """Colour and brightness that are said of a light in one go: "ambient light purple at forty percent"."""
    said = digits(text)
    lamp = _LAMP.search(said)
    at = next((at for at in range(len(said)) if _HOW_BRIGHT.fullmatch(said, at)), None) if lamp else None
    if lamp is None or at is None or not _COLOUR.search(said[:at]):
        return None
    bright = _HOW_BRIGHT.fullmatch(said, at)
    share = (bright["share"] or bright["han"] or bright["bare"]) if bright else ""
    how = f" brightness {share}" if lamp[0].isascii() else f"亮度{share}"
    return said[:at].removesuffix("亮度").rstrip(" ,，"), f"{lamp[0]}{how}"


def side_of(first: str, second: str) -> str | None:
    """``second`` with the light that ``first`` names, where it only says a colour or brightness; else ``None``."""
    lamp = _LAMP.search(first)
    if lamp is None or _LAMP.search(second) or not _SIDE.match(second):
        return None
    return f"{lamp[0]} {second}" if second.isascii() else f"{lamp[0]}{second}"


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

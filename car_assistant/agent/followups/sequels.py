"""Follow-ups that take up what the last call told: an item of the places found, an answer to the message read.

Knows by name the few tools that tell of such things and those that take them up.
"""

import re
from collections.abc import Mapping

from car_assistant.agent.followups.wording import Last, wording_of
from car_assistant.events import Lang
from car_assistant.text import digits
from car_assistant.toolkit import Call

_FINDERS = ("find_places", "find_along_route", "find_chargers")
_NUMBERS: Mapping[Lang, tuple[str, ...]] = {
    "en": ("first", "second", "third", "fourth", "fifth"),
    "zh": ("第一个", "第二个", "第三个", "第四个", "第五个"),
}
_NOUN = r"(?: (?:one|place|option|result|suggestion|spot|location|choice|on the list|of them|of those){0,2})?"
_ITEMS: Mapping[Lang, str] = {
    "en": (
        r"(?:the |that )?(?P<word>first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th|last|nearest|closest)"
        r"(?: (?P<noun>[a-z ]+?))??|(?:number|option|no) (?P<number>[1-5]|one|two|three|four|five)"
    ),
    "zh": (
        r"(?:那|那个)?(?:第(?P<number>[1-5])(?:个|家|项|条|处|座)?(?P<noun>[\u4e00-\u9fff]{1,6}?)??|(?P<word>最后|最近)的?(?:那)?"
        r"(?:一)?(?:个|家|处|座))"
    ),
}
_NOUNS = frozenset(
    "one place option result suggestion spot location choice charger station 地方 充电站 充电桩 店".split()
)
_GO: Mapping[Lang, tuple[str, ...]] = {
    "en": (
        (
            r"(?:navigate|drive|go|take (?:me|us)|bring (?:me|us)|get (?:me|us)|head|let's go|we'll go|we go|i'll go|"
            r"start (?:the )?navigation|directions|route (?:me|us)) (?:to |for )?{}(?: it is)?"
        ),
        (
            r"(?:i'll (?:take|have|go (?:to|for|with))|i (?:choose|pick|prefer)|let's (?:do|try|take|go (?:with|for))|"
            r"we'll (?:take|try)|make it|pick|choose|select|take|try|go (?:with|for)|i want to go to|"
            r"i'd like to go to) {}"
        ),
        (
            r"(?:i think )?{}(?: (?:it is|sounds (?:good|great|nice|fine|best)|is (?:good|fine|perfect|okay|"
            r"best)|looks good|"
            r"will do|works|then))?(?: (?:let's go(?: there)?|take (?:me|us) there|drive there|go there|navigate there|"
            r"bring me there))?"
        ),
    ),
    "zh": (
        (
            r"(?:我们|咱们|我)?(?:还是|就|要|想)?(?:带我|送我|载我)?(?:导航|开车|开)?(?:去|到|去到|选|选择|要|挑|走|导航)(?:那|一下)?{}"
            r"(?:就行|就好|好了|看看|看一下)?"
        ),
        r"(?:我觉得|还是|就)?{}(?:就行|就好|好了|不错|可以|挺好|听起来不错|看起来不错|比较好)?(?:带我(?:过去|去)|去那(?:里|儿|家)|就去那(?:里|儿|家)|导航过去|走)?",
    ),
}
_STOP: Mapping[Lang, str] = {
    "en": (
        r"(?:add|stop at|let's stop at|go (?:via|by|past)|via|include|make a stop at) {}(?: as a stop|"
        r" to the route| on the way"
        r"| on our way| first)?"
    ),
    "zh": r"(?:加上|添加|加|途经|经过|先去|先到|顺路去|顺便去|路过){}(?:看看|一下|作为途经点)?",
}

_WRITE_BACK: Mapping[Lang, re.Pattern[str]] = {
    "en": re.compile(
        r"(?:(?:please|ok|okay|yes|can you|could you) )*(?:"
        r"(?:write|text|message) (?:(?:him|her|them) )?back(?: to (?:him|her|them))?(?: (?:that|saying|and say))?|"
        r"(?:reply|respond)(?: (?:to (?:him|her|them|that|it|(?:the|that|this) (?:message|text|one))|back))*"
        r"(?: (?:that|with|saying))?|"
        r"answer (?:(?:him|her|them|(?:the|that|this) (?:message|text|one)) )?"
        r"(?:that(?= (?:i|i'm|i'll|we|we're|we'll|he|she|they|it|it's|the|my)\b)|with|saying)|"
        r"(?:tell|text|message) (?:him|her|them)(?: back)?(?: that)?|let (?:him|her|them) know(?: that)?|"
        r"say back(?: that)?)[:,]? (?P<text>.+)",
        re.IGNORECASE | re.DOTALL,
    ),
    "zh": re.compile(
        r"(?:请|那|那就|就|帮我|麻烦|你)*(?:(?:给)?(?:回复|答复|回)(?:一下|一句|个|条)?(?:他们|她们|他|她|对方)?(?:一下|一句)?"
        r"(?:消息|短信|信息|微信|信)?(?:就)?[,，]?(?:说|[:：,，])[:：,，]?|(?:告诉|转告|通知)(?:他们|她们|他|她|对方)(?:说)?[,，]?|"
        r"(?:跟|和|对)(?:他们|她们|他|她|对方)(?:说|讲)[:：,，]?|(?:回复|回)(?:他们|她们|他|她|对方)(?:一句)?[:：,，]?)(?P<text>.+)",
        re.DOTALL,
    ),
}
_NO_TEXT = re.compile(
    r"(?:again|later|now|the call|the phone|back|a message|一下|一?个?电话吧?|(?:个|条)?(?:消息|短信|信息))[.。!！]*",
    re.IGNORECASE,
)


def item_chosen(words: str, lang: Lang, last: Last) -> list[Call] | None:
    """Guidance to the item that ``words`` choose from the places just found; a stop where they say so."""
    tool = last.call.tool
    if tool not in _FINDERS:
        return None
    words = digits(words.replace("第一", "第1")) if lang == "zh" else words
    if "add_waypoint" in last.params and (item := _item(_STOP[lang], words, lang, last)):
        on_the_way = tool == "find_along_route" or "route" in words or "way" in words or "途" in words
        return [Call(tool="add_waypoint", args={"place": item})] if on_the_way else None
    for number, form in enumerate(_GO[lang]):
        # Places along a route may be wanted as a stop as well: only "take me to" is plain there.
        if (item := _item(form, words, lang, last)) and (tool != "find_along_route" or number == 0):
            return [Call(tool="start_route", args={"destination": item})] if "start_route" in last.params else None
    return None


def _item(form: str, words: str, lang: Lang, last: Last) -> str | None:
    """The item in ``form``, as the navigator understands it."""
    match = re.fullmatch(form.replace("{}", rf"(?:{_ITEMS[lang]})"), words)
    if match is None:
        return None
    groups = match.groupdict()
    if not _is_noun(groups.get("noun") or "", last):
        return None
    names = _NUMBERS[lang]
    if number := groups.get("number"):
        spoken = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
        return _named(names[int(spoken.get(number, number)) - 1], lang)
    word = groups["word"]
    if word in ("last", "最后"):
        return "the last one" if lang == "en" else "最后一个"
    if word in ("nearest", "closest", "最近"):
        return _named(names[0], lang)
    return _named(word if word in names else names[int(word[0]) - 1], lang)


def _named(word: str, lang: Lang) -> str:
    return f"the {word} one" if lang == "en" else word


def _is_noun(noun: str, last: Last) -> bool:
    """Whether ``noun`` is empty, any item, or what was searched for."""
    what = str(last.call.args.get("what", "")).casefold()
    return not noun or noun in _NOUNS or (bool(what) and (noun in what or what in noun or noun.rstrip("s") in what))


def written_back(text: str, lang: Lang, last: Last) -> list[Call] | None:
    """An answer to the message that was just read, with its words as they were said."""
    if last.call.tool != "read_messages" or "reply_message" not in last.params:
        return None
    match = _WRITE_BACK[lang].fullmatch(text.strip())
    if match is None:
        return None
    said = match["text"].strip(" ,，:：?？\"“”'‘’")
    if not said or _NO_TEXT.fullmatch(said) or wording_of(text, lang).asked or not wording_of(said, lang).words:
        return None
    return [Call(tool="reply_message", args={"text": said})]

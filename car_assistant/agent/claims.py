"""What a reply written by a model may claim. Compares words with what was done; does nothing itself.

A reply built from templates is true by construction and never comes here.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Literal

from car_assistant.events import Lang

Lie = Literal["action", "call", "number", "state"]

_DOING = (
    r"open|clos|set|sett|turn|switch|start|stop|send|sent|call|dial|play|paus|adjust|navigat|increas|decreas|rais|"
    r"lower|rais|lock|unlock|activat|deactivat|enabl|disabl|chang|put|mov|warm|cool|heat|charg|schedul|book|add|"
    r"remov|delet|cancel|remind|sav|updat|mut|dimm|brighten|fold|read|found|find|plan|rout|connect|pair|order|pay|paid"
)
_ACTION: Mapping[Lang, re.Pattern[str]] = {
    "en": re.compile(
        rf"\b(i|we)(['’]ve| have| just|['’]m| am|['’]ll| will|['’]re| are)( \w+)? (now |just |already )?({_DOING})|"
        rf"\bi (have |just |already )*({_DOING})\w*ed\b|\b(has|have) been \w+|\bis (now|being)\b|\bare (now|being)\b|"
        rf"^(ok(ay)?|sure|done|alright|certainly|of course)[,.! ]+({_DOING})\w*ing\b|^({_DOING})\w*ing\b|\bdone\b|"
        r"\b(is|are) (set|turned|switched|opened|closed|locked|unlocked|activated|scheduled|booked|ordered)\b",
        re.IGNORECASE,
    ),
    "zh": re.compile(
        r"已(经)?[为帮给您你]*[\u4e00-\u9fff]{0,6}?"
        r"(打|开|关|设|调|切|换|发|拨|播|导|锁|解|启|停|充|加|删|取消|预|完成|记|找|安排|添|降|升)|"
        r"(正在|马上|这就|现在|立即|立刻|将|会)(为|帮|给)?[您你]?"
        r"(打开|开启|关|设|调|切|换|发|拨|播|导航|锁|解|启|停|充|加热|降|升|规划|查|预|安排)|"
        r"^好的?[,，。!！ ]*(打开|开启|关|设|调|切|发|拨|播|导航|锁|解锁|启动|停)|[开关好调锁]了|"
        r"(设置|调整|操作|任务)(成功|完成|完毕)|(?<!不)我(这就|马上|就|来|会|将|去)(?!不|没)|"
        r"^好的?[,，。!！ ]*(?!.*(不|没|抱歉|明白|知道|请)).*[上下开关住掉着]。?$"
    ),
}
_STATE: Mapping[Lang, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(window|door|sunroof|trunk|battery|charge|range|temperature|fan|seat|light|tire|tyre|speed|volume|route|"
        r"climate|a/?c|air conditioning|heater|lock)s?\b[^.?!]*\b(is|are) (currently |now |already |at |still )*"
        r"(on|off|open|closed|locked|unlocked|full|empty|low|high|normal|fine|running|active|set|at|\d)|"
        r"\b(roads?|traffic|weather|wheels?|tires?|tyres?|pressure|oil|message|mail|calendar|schedule)\b[^.?!]*"
        r"\b(is|are|looks?|will be) (?!for\b|a\b|used\b)|"
        r"\bthere(['’]s| is| are| will be)\b[^.?!]*\b(air|charge|charging|power|traffic|jam|rain|snow|messages?|calls?|"
        r"meetings?|appointments?|warnings?|station|restaurant)\b|"
        r"\bit(['’]s| is| will be| will|['’]ll)( \w+)? (rain|snow|sunny|cloudy|windy|foggy)|"
        r"\b(you|we)( do| will| wo|['’]ll)?(n['’]t)?( not)? (have|need)\b[^.?!]*\b"
        r"(messages?|calls?|meetings?|appointments?|umbrella|charge|battery|range)\b",
        re.IGNORECASE,
    ),
    "zh": re.compile(
        r"(车窗|车门|天窗|后备箱|电量|续航|温度|风量|座椅|车灯|胎压|车速|音量|路线|空调)[^。?？!！]{0,6}"
        r"(已|是开|是关|开着|关着|正常|充足|目前|当前|现在)|"
        r"(轮胎|胎|路况|路上|前方|天气|电池|油)[^。?？!！]{0,6}(正常|充足|足|够|畅通|拥堵|堵|不错|良好|晴|雨)|"
        r"(今天|明天|后天|今晚|外面)[^。?？!！]{0,8}(下雨|下雪|带伞|晴|多云|阴天|有雨)|"
        r"[你您](有|没有|还有)[^。?？!！]{0,6}(消息|短信|来电|电话|会议|日程|安排|邮件)"
    ),
}
_CALL = re.compile(r"\s*\w+\([^)]*\)[\s.;]*")
"""A reply that is a call, mostly of a function that does not exist: nothing to say aloud."""

_NUMBER = re.compile(r"\d+(?:[.:]\d+)?")


def find_lie(reply: str, lang: Lang, *, acted: bool, known: Iterable[str]) -> Lie | None:
    """The first thing ``reply`` claims without ground, or ``None``.

    ``acted`` says whether a call of this turn succeeded; ``known`` are texts whose numbers may be repeated: the
    utterance and the results of this turn.
    """
    if _CALL.fullmatch(reply):
        return "call"
    sentences = [part for part in re.split(r"(?<=[.。!！?？])\s*", reply) if part.strip()]
    claims = [part for part in sentences if not part.rstrip().endswith(("?", "？"))]
    if not acted and any(_ACTION[lang].search(part) for part in claims):
        return "action"
    if not acted and any(_STATE[lang].search(part) for part in claims):
        return "state"
    grounded = {number for text in known for number in _NUMBER.findall(text)}
    if any(number not in grounded for number in _NUMBER.findall(reply)):
        return "number"
    return None

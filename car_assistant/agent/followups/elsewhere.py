"""Follow-ups that want the same for another place in the car: "the other one too", "and mine off", "后排的关上"."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from car_assistant.agent.followups.exchange import another_value, choice_of, is_place
from car_assistant.agent.followups.wording import Last
from car_assistant.arguments import Param
from car_assistant.events import Lang
from car_assistant.text import digits
from car_assistant.toolkit import Call

SWITCHES: Mapping[str, tuple[object, object]] = {
    "position": (0, 100),
    "on": (False, True),
    "open": (False, True),
    "level": ("off", "high"),
}
"""Arguments that "close it" and "open it" set, with their values for each."""

_WHERE: Mapping[Lang, Mapping[str, str]] = {
    "en": {
        "driver": r"driver",
        "passenger": r"(?:my )?(?:front )?passenger",
        "rear_left": r"rear left|left rear|back left|left back",
        "rear_right": r"rear right|right rear|back right|right back",
        "front": r"front|ones in (?:the )?front|front two",
        "rear": r"rear|back|ones in the (?:back|rear)|back two|rear two",
        "all": r"all of them|all the others|all|every ?one|every ?body|everywhere|whole car|rest|others|entire car",
        "mine": r"mine|me|my(?: own)?",
        "other": r"other|other (?:one|side)|one on the other side|opposite",
    },
    "zh": {
        "driver": r"主驾(?:驶)?(?:位|座|侧|席)?|司机|驾驶位|驾驶座",
        "passenger": r"副驾(?:驶)?(?:位|座|侧|席)?",
        "rear_left": r"左后(?:座|方|排|侧)?|后排左(?:边|侧|面)?|后面左边",
        "rear_right": r"右后(?:座|方|排|侧)?|后排右(?:边|侧|面)?|后面右边",
        "front": r"前排?(?:座|面|边)?",
        "rear": r"后排?(?:座|面|边)?(?:两个|两扇)?",
        "all": r"全部|所有|所有人|全车|每个|大家|其他|其它|其余|剩下",
        "mine": r"我|我这边|我这里|我自己|我这儿|我旁边",
        "other": r"另一(?:个|边|侧|扇)|另外一?(?:个|边|侧|扇)|对面|旁边",
    },
}
_ENDS: Mapping[Lang, str] = {"en": r"(?:'s|s')?", "zh": r"(?:的|那边|这边|那个|那扇|座位|座椅|侧|位)*"}
_NOUNS: Mapping[Lang, str] = {
    "en": r"(?P<noun>(?: (?!(?:of|too|as|also|off|on|open|closed|shut|again|up|down|please)\b)[a-z]+){0,2}?)",
    "zh": r"(?P<noun>车窗|窗户|窗子|窗|座椅|座位|车门|门|阅读灯|雾灯|灯|除霜|除雾|加热|通风|按摩|温度)?",
}
_PLAIN_NOUNS = frozenset({"side", "sides", "seat", "seats", "one", "ones", "row", "passengers", "people", "zone"})
_NAMED: Mapping[str, str] = {
    "窗": "window",
    "门": "door",
    "灯": "light",
    "除": "defrost",
    "加热": "heating",
    "通风": "ventilation",
    "按摩": "massage",
    "温度": "temperature",
}
"""What a Chinese noun beside a place is called in the names of tools."""

_SAME: Mapping[Lang, tuple[str, ...]] = {
    "en": (
        r"(?:and |also |then |now )*(?:do |for |on |in |at )*{} (?:too|as well|also|likewise)",
        r"(?:and |also |then |now )*(?:do )?(?:the )?same (?:thing )?(?:for|on|with|in|at|to) {}(?: too| as well)?",
        r"(?:also|and(?: also| then)?|then|now) (?:do |for |on |in |at )*{}",
        r"(?:and )?(?:what|how) about {}",
        r"do {}",
    ),
    "zh": (
        r"(?:把|给|还有|以及)?{}也(?:是|一样|要|这样|来|来一下|来一个|调一下|弄一下|同样|这么调|照做)?",
        r"{}(?:同样|一样|照样)",
        r"(?:还有|以及|再加上|加上|包括){}",
        r"(?:给|把)?{}也(?:设成|调成|弄成|设为)?(?:一样|同样)(?:的)?",
        r"也(?:给|把){}(?:调一下|弄一下|来一下)",
        r"(?:然后|再)?{}呢",
    ),
}
_SET: Mapping[Lang, tuple[str, ...]] = {
    "en": (
        r"(?:and |also |then |now )*(?P<verb>open|close|shut) {}(?P<too> too| as well| also)?(?: again| up)?",
        r"(?:and |also |then |now )*(?:turn|switch|put) (?P<verb>on|off) {}(?P<too> too| as well| also)?",
        (
            r"(?:and |also |then |now )*(?:(?:turn|switch|put|leave|have) )?{} (?P<verb>on|off|open|closed|shut)"
            r"(?P<too> too| as well| also)?"
        ),
    ),
    "zh": (
        (
            r"(?:把|将|再把|也把)?{}(?P<too>也|也都)?(?:都|再)?(?:给我)?"
            r"(?P<verb>打开|开|开开|开启|关上|关掉|关了|关|关闭|升上去|降下来)(?:来|一下)?"
        ),
        r"(?P<too>也)?(?P<verb>打开|关上|关掉|关闭){}",
    ),
}
_TO: Mapping[Lang, str] = {
    "en": (
        r"(?:and |also |then |now )*(?:(?:open|set|put|turn|have) )?{} "
        r"(?P<value>(?:(?:up|down) )?(?:(?:to|at|on|only|all|half|fully|full|completely|an?|low|medium|high)\b|\d)"
        r"[a-z0-9.% ]*)"
    ),
    "zh": r"(?:把|将)?{}(?P<value>.+)",
}
"""A place, and how far or how much there."""

_OFF = re.compile(r"clos|shut|off|关|升")
_OPPOSITE = {
    "driver": "passenger",
    "passenger": "driver",
    "rear_left": "rear_right",
    "rear_right": "rear_left",
    "front": "rear",
    "rear": "front",
}


def elsewhere(words: str, lang: Lang, last: Last) -> list[Call] | None:
    """The last call for the place that ``words`` name, turned the other way where they say so."""
    for form in _SAME[lang]:
        for where, match in _places(form, words, lang):
            if calls := _there(where, match, last):
                return calls
    for form in _SET[lang]:
        for where, match in _places(form, words, lang):
            there = _there(where, match, last, same=True)
            if there and (calls := _turned(there[0], not _OFF.search(match["verb"]), bool(match["too"]))):
                return calls if calls[0] != last.call else None
    for where, match in _places(_TO[lang], words, lang):
        there = None if _says_no_share(match["value"], last) else _there(where, match, last)
        if there and (calls := another_value(match["value"], lang, replace(last, call=there[0]))):
            return calls
    return None


def _says_no_share(value: str, last: Last) -> bool:
    """Whether ``value`` is a bare number where something is opened: "the whole car to twenty" is a temperature."""
    return "position" in last.call.args and re.search(r"\d$", digits(value)) is not None


def place_alone(words: str, lang: Lang, last: Last) -> list[Call] | None:
    """The last call for the place that is all ``words`` name, as in a correction."""
    for where, match in _places("{}", words, lang):
        if calls := _there(where, match, last):
            return calls
    return None


def _places(form: str, words: str, lang: Lang) -> Iterator[tuple[str, re.Match[str]]]:
    """Every place that ``words`` may name inside ``form``, with the noun beside it in the match."""
    article = r"(?:the )?" if lang == "en" else ""
    for where, spoken in _WHERE[lang].items():
        place = rf"(?:{article}(?:{spoken}){_ENDS[lang]}{_NOUNS[lang]}{_ENDS[lang]})"
        if match := re.fullmatch(form.replace("{}", place), words):
            yield where, match


def _there(where: str, match: re.Match[str], last: Last, *, same: bool = False) -> list[Call] | None:
    """The last call at ``where``, if its tool has one argument for places and knows that one.

    ``same`` lets it be the place where it was.
    """
    if not _fits(match["noun"] or "", last.call.tool):
        return None
    places = [(name, param) for name, param in last.known.items() if is_place(param)]
    if len(places) != 1:
        return None
    name, param = places[0]
    before = str(last.call.args.get(name, _default(param, last)))
    if where == "other":
        where = _OPPOSITE.get(last.seat if before == "mine" else before, "")
    if where == "all" and "both" in param.choices:
        where = "both"
    goal = choice_of(param, where.replace("_", " "))
    if goal is None or (not same and (goal == before or {goal, before} == {"mine", last.seat})):
        return None
    return last.changed(**{name: goal})


def _default(param: Param, last: Last) -> object:
    """Where a call without place went; fog lights without one are the front ones when they go on."""
    if param.required or param.default is None:
        return "front" if last.call.args.get("on") else ""
    return param.default


def _fits(noun: str, tool: str) -> bool:
    """Whether the thing that is named with the place is the one that ``tool`` works on."""
    parts = [part for part in tool.split("_") if len(part) > 2]
    for word in noun.split():
        named = next((english for han, english in _NAMED.items() if han in word), word)
        plain = named in _PLAIN_NOUNS or named in ("座椅", "座位")
        if not plain and not any(named.startswith(part.rstrip("s")) or part.startswith(named) for part in parts):
            return False
    return True


def _turned(call: Call, on: bool, too: bool) -> list[Call] | None:
    """``call`` opening or closing as said; "too" keeps how far the last one went."""
    name = next((name for name in SWITCHES if name in call.args), None)
    if name is None:
        return None
    off_value, on_value = SWITCHES[name]
    was_on = call.args[name] != off_value
    if was_on == on and (too or name != "position"):
        return [call]
    return [Call(tool=call.tool, args={**call.args, name: on_value if on else off_value})]

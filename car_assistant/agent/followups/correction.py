"""Corrections of the last turn: "no, the passenger's", "sorry, fifteen, not fifty", "不对，我说的是副驾的".

A pure function of the words and the last turn's calls, as strict as ``followup``: only what is plain counts.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from car_assistant.agent.followups.elsewhere import place_alone
from car_assistant.agent.followups.exchange import another_choice, another_value, is_place
from car_assistant.agent.followups.restate import Match, restated
from car_assistant.agent.followups.wording import Last, folded, wording_of
from car_assistant.arguments import Param
from car_assistant.events import Lang
from car_assistant.toolkit import Call

_LEAD: Mapping[Lang, re.Pattern[str]] = {
    "en": re.compile(
        # "No" before a noun is no correction: "no massage for me".
        r"^(?:(?:oh|(?:no|nope|nah)(?=[,.;:! -]*$|[,.;:!-]| (?:no|nope|wait|hang|hold|sorry|actually|i|not|the|"
        r"my|it's|that's|"
        r"make|to|on|in|open|close|shut|turn|switch|set|put|take|call|play|go|change|use)\b)|wait|hang on|"
        r"hold on|sorry|"
        r"my mistake|my bad|oops|actually|wrong(?: one)?|not that one|not that|i mean|i meant|i said|"
        r"i was talking about|"
        r"it should be|it was supposed to be|make that|rather|"
        r"(?:that's|that is|that was|it's) (?:not (?:right|it|what i (?:said|meant|wanted))|wrong)|"
        r"(?P<value>(?:that's|that is|that was|it's) |)(?:way |far |much )?too [a-z]+(?=[,.;:!-]))\b[,.;:! -]*)+",
        re.IGNORECASE,
    ),
    "zh": re.compile(
        r"^(?:(?:不对|不是这个|不是那个|不是(?=[,，。! ！])|不(?=[,，。! ！])|错了|搞错了|说错了|弄错了|听错了|错|等等|"
        r"等一下|慢着|抱歉|不好意思|对不起|哎呀?|啊|哦|太[大小高低亮暗热冷吵响快慢多少强弱远]了(?=[,，。! ！]|太|我说)|"
        r"我(?:要|说)(?:的)?(?:其实)?是|我是说|我的意思是|我想说的?是|我要的是|说的是|是(?!不是)|应该是|应该(?!怎么)|"
        r"(?P<value>改成|换成|改为|换为)|要的是|其实是?)[,，。! ！]*)+"
    ),
}
_INSTEAD: Mapping[Lang, re.Pattern[str]] = {
    "en": re.compile(r"[, ]+(?:instead|rather)(?: please)?[.! ]*$", re.IGNORECASE),
    "zh": re.compile(r"(?!)"),
}
_DENIED: Mapping[Lang, tuple[re.Pattern[str], ...]] = {
    "en": (
        re.compile(
            r"^(?:it's |i (?:said|meant|wanted) )?not (?:to )?(?P<old>[\w' ]+?)(?:[,;.:-]+ *(?:but +|it's +|"
            r"i (?:said|meant|"
            r"wanted) +)*| but )(?P<new>.+)$",
            re.IGNORECASE,
        ),
        re.compile(
            r"^(?P<new>.+?)[, ]+(?:and |and i didn't (?:say|mean) |i didn't (?:say|mean) )?"
            r"(?:not|instead of|rather than) (?P<old>[\w' ]+)$",
            re.IGNORECASE,
        ),
    ),
    "zh": (
        re.compile(
            r"^(?:我?(?:说|要|指)?的?)?(?:不是|没说|不去|不找)(?P<old>[^,，。]+?)[,，。 ]+(?:而是|我?(?:说|"
            r"要)的?是|要的?是|而|是|要|去)?"
            r"(?P<new>.+)$"
        ),
        re.compile(r"^(?:不要|别)(?P<old>[^,，。]+?)[,，。 ]+(?:而是|我?要的?是?|换成|改成)(?P<new>.+)$"),
        re.compile(r"^(?:不是|不要)(?P<old>[^,，。]+?)(?:而是|是)(?P<new>.+)$"),
        re.compile(r"^(?P<new>.+?)(?:[,，]?(?:而)?不是|[,，]不要)(?P<old>[^,，。]{2,})$"),
    ),
}
_ONLY_DENIED: Mapping[Lang, re.Pattern[str]] = {
    "en": re.compile(r"not\b.*", re.IGNORECASE),
    "zh": re.compile(r"(?:不是|不要|别|不).*"),
}
_SPELT = re.compile(r"[,，](?P<word>[\u4e00-\u9fff]{2,6})的(?P<char>[\u4e00-\u9fff])[吧啊]?$")
"""How Chinese tells which character is meant: 李敏，敏捷的敏."""

_THAT_ONE: Mapping[Lang, re.Pattern[str]] = {
    "en": re.compile(r"^(?:to |on |at )+|(?: (?:please|instead|then))+$", re.IGNORECASE),
    "zh": re.compile(r"[吧啊呀哦]+$"),
}
_KEPT = ("set_", "get_", "find_", "show_", "read_", "open_page", "play_")
"""Beginnings of tools whose second call leaves nothing of the first."""


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What a correction puts in place of what was said."""

    new: str
    old: str = ""
    """What it denies; empty where it does not say."""
    instead: bool = False
    """True where it is said that the new comes instead of the old."""
    value: bool = False
    """True where only another value can be meant: after "换成" or a complaint such as "too loud, …"."""


def wish_of(text: str, lang: Lang) -> Wish | None:
    """What ``text`` corrects and how, or ``None`` when it is no correction."""
    lead = _LEAD[lang].match(text)
    start = lead.end() if lead else 0
    rest = _trimmed(_INSTEAD[lang].sub("", text[start:]))
    instead = rest != _trimmed(text[start:])
    for pattern in _DENIED[lang]:
        if (match := pattern.match(_trimmed(rest))) and not _ONLY_DENIED[lang].fullmatch(match["new"]):
            return Wish(new=_trimmed(_told(match["new"])), old=_trimmed(match["old"]), instead=instead)
    if (lead is None and not instead) or not rest or _ONLY_DENIED[lang].fullmatch(rest):
        return None
    return Wish(new=_trimmed(_told(rest)), instead=instead, value=bool(lead and lead["value"] is not None))


def resolve(
    wish: Wish,
    lang: Lang,
    last: Sequence[Call],
    *,
    params: Mapping[str, Mapping[str, Param]],
    seat: str,
    said: str = "",
    match: Match = lambda text: None,
) -> list[Call] | None:
    """The last call with another place or another value, or the last sentence with other words in it.

    ``None`` where ``wish`` is not plainly one of them. ``said`` is the last utterance, ``match`` reads commands.
    """
    if len(last) != 1 or last[0].tool not in params:
        return None
    before = Last(call=last[0], said=folded(said), params=params, seat=seat)
    new = wording_of(_THAT_ONE[lang].sub("", wish.new), lang)
    if not new.words or new.asked:
        return None
    found = [
        calls
        for calls in (
            place_alone(new.words, lang, before),
            another_choice(new.words, lang, before, corrected=True),
            another_value(new.words, lang, before, bare=True),
        )
        if calls
    ]
    if len(found) > 1:
        # What was said before is corrected rather than what was left out.
        found = [calls for calls in found if set(calls[0].args) == set(last[0].args)] or found
    if found:
        return found[0] if all(calls == found[0] for calls in found) else None
    if wish.value:
        return None
    calls = _renamed(wish, before) or restated(
        folded(_THAT_ONE[lang].sub("", wish.new)), folded(wish.old) or None, before.said, lang, match
    )
    return calls if calls and calls[0] != last[0] else None


def takes_back(calls: Sequence[Call], last: Sequence[Call], params: Mapping[str, Mapping[str, Param]]) -> bool:
    """Whether what ``last`` did must be taken back, because ``calls`` do not overwrite it."""
    if len(calls) != 1 or len(last) != 1 or calls[0].tool != last[0].tool:
        return True
    known = params.get(last[0].tool, {})
    differs = [name for name in {**calls[0].args, **last[0].args} if calls[0].args.get(name) != last[0].args.get(name)]
    return any(is_place(known[name]) for name in differs if name in known) or not last[0].tool.startswith(_KEPT)


def replaces(wish: Wish, calls: Sequence[Call], last: Sequence[Call]) -> bool:
    """Whether ``calls``, said to come instead, are of the same sort as the last call and so in place of it."""
    if not wish.instead or len(calls) != 1 or len(last) != 1:
        return False
    shared = [name for name, value in calls[0].args.items() if last[0].args.get(name) == value]
    return calls[0].tool == last[0].tool or bool(shared)


def same_elsewhere(calls: Sequence[Call], last: Sequence[Call], params: Mapping[str, Mapping[str, Param]]) -> bool:
    """Whether a command after "no, …" is the last one, for another place."""
    if len(calls) != 1 or len(last) != 1 or calls[0].tool != last[0].tool:
        return False
    known = params.get(last[0].tool, {})
    names = {**calls[0].args, **last[0].args}
    differs = [name for name in names if calls[0].args.get(name) != last[0].args.get(name)]
    return bool(differs) and all(name in known and is_place(known[name]) for name in differs)


def _renamed(wish: Wish, last: Last) -> list[Call] | None:
    """The call with ``wish.new`` where one of its texts names ``wish.old``."""
    if not wish.old:
        return None
    old = re.sub(r"^(?:the|my|to) ", "", folded(wish.old))
    fitting = []
    for name, param in last.known.items():
        given = last.call.args.get(name)
        if param.kind != "str" or not isinstance(given, str):
            continue
        bounds = r"\b" if old.isascii() else ""
        found = list(re.finditer(bounds + re.escape(old) + bounds, folded(given)))
        if len(found) == 1:
            start, end = found[0].span()
            new = re.sub(r"^(?:the|to) ", "", wish.new) if given[:start].rstrip().endswith("the") else wish.new
            fitting.append(last.changed(**{name: given[:start] + new + given[end:]}))
    return fitting[0] if len(fitting) == 1 else None


def _told(text: str) -> str:
    """``text`` without the word that tells which character a name is written with."""
    spelt = _SPELT.search(text)
    return text[: spelt.start()] if spelt and spelt["char"] in spelt["word"] else text


def _trimmed(text: str) -> str:
    return text.strip(" ,，.。!！;；")

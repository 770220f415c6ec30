"""Follow-ups: words that only make sense after the last turn's calls ("a bit more", "the passenger too").

A pure function of the words and those calls. Only full matches count; everything else is left to others. This module
owns the order in which kinds of follow-ups are tried; each kind has a module of its own.
"""

import re
from collections.abc import Callable, Mapping, Sequence

from car_assistant.agent.followups.elsewhere import elsewhere
from car_assistant.agent.followups.exchange import another_choice, another_value
from car_assistant.agent.followups.opposites import switched
from car_assistant.agent.followups.relative import relative
from car_assistant.agent.followups.restate import Match, restated
from car_assistant.agent.followups.sequels import item_chosen, written_back
from car_assistant.agent.followups.wording import Last, Wording, folded, wording_of
from car_assistant.arguments import Param
from car_assistant.events import Lang
from car_assistant.toolkit import Call

_Rule = Callable[[str, Lang, Last], list[Call] | None]

_FOR_EACH: tuple[_Rule, ...] = (relative, switched, another_value)
"""Rules that also hold for several calls of one tool ("close them again")."""

_ALSO: Mapping[Lang, re.Pattern[str]] = {
    "en": re.compile(
        r"(?:and |also |then |now )*(?:(?:the )?same (?:for|with|goes for) )?(?P<new>.+?)(?: too| as well| also)|"
        r"(?:and |also )*(?:do )?(?:the )?same (?:thing )?(?:for|with|goes for) (?P<same>.+)|(?:and )?also (?P<also>.+)"
    ),
    "zh": re.compile(
        r"(?:把)?(?P<new>.+?)也(?:是|一样|要|同样)|(?:还有|以及)(?P<also>.+)|(?P<same>.+?)(?:同样|一样)(?:处理|操作)?"
    ),
}
"""The same for another thing."""

_TOO: Mapping[Lang, re.Pattern[str]] = {
    "en": re.compile(r" (?:too|as well)$"),
    "zh": re.compile(r"也都?(?=[\u4e00-\u9fff]{1,4}$)"),
}


def resolve(
    text: str,
    lang: Lang,
    last: Sequence[Call],
    *,
    params: Mapping[str, Mapping[str, Param]],
    seat: str = "driver",
    said: str = "",
    match: Match = lambda text: None,
) -> list[Call] | None:
    """The calls that ``text`` means after the calls ``last``, or ``None`` when it is no plain follow-up.

    ``params`` are the arguments of each tool, by tool. ``seat`` is the speaker's, for "the other one"; ``said`` is the
    utterance that led to ``last``, and ``match`` reads plain commands. "No, the passenger's" is not answered here: it
    also takes back what was done, and that is a conversation.
    """
    if calls := of_it(text, lang, last, params=params, seat=seat, said=said):
        return calls
    wording, lasts = wording_of(text, lang), _lasts(last, params, seat, said)
    return _one(text, wording, lang, lasts[0], match) if len(lasts) == 1 and wording.words else None


def of_it(
    text: str,
    lang: Lang,
    last: Sequence[Call],
    *,
    params: Mapping[str, Mapping[str, Param]],
    seat: str = "driver",
    said: str = "",
) -> list[Call] | None:
    """The part of ``resolve`` that goes on with the same thing: more of it, less of it, the other way, another value.

    It says what "it" is, so it comes before commands that stand for themselves: "turn it up" after the fan was set
    means the fan.
    """
    wording, lasts = wording_of(text, lang), _lasts(last, params, seat, said)
    if wording.words and lasts and not wording.asked:
        for rule in _FOR_EACH:
            if calls := _each(rule, wording.words, lang, lasts):
                return calls
    return None


def _lasts(last: Sequence[Call], params: Mapping[str, Mapping[str, Param]], seat: str, said: str) -> list[Last]:
    """The calls to go on with: none where several tools were called, for then it is not clear with which."""
    if len({call.tool for call in last}) != 1 or last[0].tool not in params:
        return []
    return [Last(call=call, said=folded(said), params=params, seat=seat) for call in last]


def _each(rule: _Rule, words: str, lang: Lang, lasts: Sequence[Last]) -> list[Call] | None:
    """What ``rule`` makes of every call; nothing where one of them has no answer."""
    found: list[Call] = []
    for last in lasts:
        calls = rule(words, lang, last)
        if not calls:
            return None
        found += calls
    return found


def _one(text: str, wording: Wording, lang: Lang, last: Last, match: Match) -> list[Call] | None:
    words = wording.words
    about = re.match(r"(?:and )?(?:what|how) about |.*呢$", words)
    if (not wording.asked or about) and (calls := elsewhere(words, lang, last)):
        return calls
    if calls := another_choice(words, lang, last, asked=wording.asked and not about):
        return calls
    if wording.asked:
        return None
    return item_chosen(words, lang, last) or written_back(text, lang, last) or _also(words, lang, last, match)


def _also(words: str, lang: Lang, last: Last, match: Match) -> list[Call] | None:
    """Something else that is to be done as well: a whole command with "too" in it, or only the other thing."""
    if _TOO[lang].search(words) and (calls := match(_TOO[lang].sub("", words))):
        return list(calls) if len(calls) == 1 else None
    also = _ALSO[lang].fullmatch(words)
    new = next((group for group in also.groups() if group), "") if also else ""
    calls = restated(new, None, last.said, lang, match) if new else None
    return calls if calls and calls[0] != last.call else None

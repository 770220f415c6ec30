"""Times of day as people say them, in English and Chinese. Knows nothing of what they are for, nor what time it is."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from car_assistant.numbers import whole_numbers

_TIDY = (
    (re.compile(r"\boh (?=\d\b)"), "0"),
    (re.compile(r"(?<=\d) (?=0\d\b)"), ":"),
    (re.compile(r"\b([ap]) m\b"), r"\1m"),
    (re.compile(r"\b(past|to|after|before) midnight\b"), r"\1 12 at night"),
    (re.compile(r"\b(past|to|after|before) (?:noon|midday)\b"), r"\1 12"),
)

_CLOCKS = (
    re.compile(
        r"\b(?P<away>half|(?:an? )?quarter|\d{1,2})(?: minutes?)? (?P<way>past|after|to|before|of(?= \d{1,2} in)) "
        r"(?P<hour>\d{1,2})\b(?!:)"
    ),
    re.compile(r"差(?:(?P<away>\d{1,2})分钟?|1刻钟?)到?(?P<hour>\d{1,2})点"),
    re.compile(r"(?P<hour>\d{1,2})点差(?:(?P<away>\d{1,2})分|1刻)"),
    re.compile(
        r"(?P<hour>\d{1,2})[点时](?!间)(?:钟|整)?(?:过)?(?:(?P<half>半)|(?P<quarter>[13])刻|(?P<minute>\d{1,2})分?)?"
    ),
    re.compile(r"(?<![\d:])(?P<hour>\d{1,2})[:h](?P<minute>\d{2})(?![\d:])"),
    re.compile(r"\b(?P<half>half) (?P<hour>\d{1,2})\b(?! (?:percent|hours?|minutes?|degrees))"),
    re.compile(
        r"(?:^|\b(?:at|by|for|to|around|about|from|before|until|till|tonight|tomorrow|today|morning|evening|noon),? )"
        r"(?P<hour>\d{1,2})[ .]?(?P<minute>\d{2})"
        r"(?= ?[ap]\.?m\b| in the | at night| tonight| tomorrow| today| this | the day | hours|,|$)"
    ),
    re.compile(
        r"(?<![\d:])(?P<hour>\d{1,2})[ .](?P<minute>\d{2})"
        r"(?= ?[ap]\.?m\b| (?:in the|this) (?:morning|afternoon|evening)| at night| tonight)"
    ),
    re.compile(
        r"\b(?P<hour>\d{1,2})(?= ?o'?clock| ?[ap]\.?m\b| (?:in the|this|tomorrow) (?:morning|afternoon|evening)"
        r"| at night| tonight| tomorrow)"
    ),
    re.compile(r"(?:^|\b(?:at|by) )(?P<hour>\d{1,2})(?=$)"),
)
"""What says an hour, the plainest first."""

_IN_A_SENTENCE = re.compile(
    r"\b(?:at|by|before|around|until|till|for|tonight|tomorrow|today) (?P<hour>\d{1,2})"
    r"(?:[ .](?P<minute>\d{2}))?(?![\d.:%]| ?(?:per ?cent|degrees?|minutes?|mins?|km|k|miles?|hours?|people|times)\b)"
)
"""An hour with nothing but a word before it: only where a time is asked for."""

_LATE = re.compile(r"\d ?p\.?m\b|\b(?:afternoon|evening|tonight|at night)\b|下午|下昼|傍晚|晚(?!了|点)|夜里")
_NIGHT = re.compile(r"\b(?:tonight|(?:at|in the) night)\b|晚(?!了|点)|夜")
_EARLY = re.compile(r"\d ?a\.?m\b|\bmorning\b|\bdawn\b|凌晨|清晨|早(?![饭餐])|上午|天亮")
_AT_NIGHT = re.compile(
    r"\b(?:wake|alarm|get (?:me )?up|breakfast|sunrise|overnight|charg\w+|charge|plug\w*)\b|"
    r"叫醒|闹[钟铃]|起床|早[饭餐]|充"
)
"""What is done in small hours."""

DAY_STARTS = 7
"""The hour before which an hour named without a part of the day is in the afternoon: "dentist at four"."""


class _Clock(NamedTuple):
    """An hour and minute as said, and the words around them."""

    hour: int
    minute: int
    around: str
    digital: bool = False


def parse_time(text: str) -> str | None:
    """The time of day that ``text`` says, as "HH:MM" on the 24 h clock, or ``None``."""
    text = _prepared(text)
    found = next(_clocks(text, _CLOCKS), None)
    if found is None:
        if re.search(r"\b(?:noon|midday)\b|正午|中午", text):
            return "12:00"
        return "00:00" if re.search(r"\bmidnight\b|午夜|半夜", text) else None
    return _written(found)


def spoken_times(text: str) -> tuple[str, ...]:
    """Every time of day said somewhere in ``text``, in no order; small hours are those of the afternoon.

    For the words of a command about a time; "at four" in other sentences may count things.
    """
    prepared = _prepared(text)
    found = [
        clock._replace(hour=clock.hour + 12) if _is_afternoon(clock, prepared) else clock
        for clock in _clocks(prepared, (*_CLOCKS, _IN_A_SENTENCE))
    ]
    written = [time for clock in found if (time := _written(clock)) is not None]
    if not found and (only := parse_time(text)):
        written = [only]
    return tuple(dict.fromkeys(written))


def _is_afternoon(clock: _Clock, text: str) -> bool:
    said = any(words.search(clock.around) for words in (_LATE, _EARLY, _NIGHT))
    return 0 < clock.hour < DAY_STARTS and not clock.digital and not said and not _AT_NIGHT.search(text)


def _prepared(text: str) -> str:
    text = re.sub(r"(?<![十百])一(?=[点时])", "1", text.strip().casefold())
    text = whole_numbers(text.replace("点十分", "点10分"))
    for words, written in _TIDY:
        text = words.sub(written, text)
    return text


def _clocks(text: str, patterns: tuple[re.Pattern[str], ...]) -> Iterator[_Clock]:
    """What ``patterns`` find, each stretch of ``text`` once."""
    taken: list[tuple[int, int]] = []
    for pattern in patterns:
        for match in pattern.finditer(text):
            start, end = match.span("hour")
            if any(start < right and left < end for left, right in taken):
                continue
            taken.append((match.start(), match.end()))
            before = max((right for _, right in taken if right <= match.start()), default=0)
            after = min((left for left, _ in taken if left >= match.end()), default=len(text))
            hour, minute = _hour_and_minute(match.groupdict())
            yield _Clock(hour, minute, text[before:after], digital=len(match["hour"]) == 2 and ":" in match[0])


def _hour_and_minute(said: dict[str, str | None]) -> tuple[int, int]:
    """Hour and minute as said, before the part of the day is taken into account."""
    hour, away = int(said["hour"] or 0), said.get("away")
    if "way" in said or "away" in said:
        minutes = 30 if away == "half" else 15 if away is None or away.endswith("quarter") else int(away)
        return (hour, minutes) if said.get("way") in ("past", "after") else _before(hour, minutes)
    quarter = 15 * int(said.get("quarter") or 0)
    return hour, 30 if said.get("half") else quarter or int(said.get("minute") or 0)


def _written(clock: _Clock) -> str | None:
    hour, minute, around, _ = clock
    small_hours = hour <= 4 and _NIGHT.search(around)  # "two at night" is before dawn
    if hour < 12 and not small_hours and (_LATE.search(around) or (hour <= 2 and "中午" in around)):
        hour += 12
    elif hour == 12 and (_EARLY.search(around) or _NIGHT.search(around)):
        hour = 0
    if hour > 24 or minute > 59:
        return None
    return f"{hour % 24:02}:{minute:02}"


def _before(hour: int, minutes: int) -> tuple[int, int]:
    return ((hour - 1) % 24 or 12 if hour <= 12 else hour - 1), 60 - minutes

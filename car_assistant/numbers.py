"""Numbers as people say them, in English and Chinese. Knows nothing of what they are for."""

import re

_SMALL = (
    "zero one two three four five six seven eight nine ten "
    "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_WORDS = {word: value for value, word in enumerate(_SMALL.split())} | {
    word: 10 * tens for tens, word in enumerate(_TENS.split(), 2)
}
_WORD = "(?:" + "|".join(sorted((*_WORDS, "hundred", "thousand"), key=len, reverse=True)) + ")"
_ENGLISH = re.compile(
    r"(?P<keep>\b(?:the|this|that|which|other|another|any|no|every|some|right|wrong|first|second|third|last|next|"
    r"previous|new|left|front|rear|back|hand|side|middle|each|only|nearest|closest|fastest|cheapest) one\b|"
    r"\bthe (?:passenger|driver)(?:['’]?s)? one\b|"
    r"\bone (?:of (?:the|my|our|those|these|them)|another|by one)\b)"
    rf"|\b(?:an? (?=hundred|thousand))?{_WORD}(?:(?:[ -]|(?:(?<=hundred)|(?<=thousand)),? and ){_WORD})*\b",
    re.IGNORECASE,
)

_HAN_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "幺": 1}
_HAN_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10000}
_HAN = "(?:[零〇一二两三四五六七八九十百千万]|(?<=[零〇一二三四五六七八九幺])幺|幺(?=[零〇一二三四五六七八九幺]))"
# 幺 is one where digits are read out one by one, and elsewhere a word for the youngest.
# "一点" (a bit), "十分" (very) and their like hold a numeral and count nothing.
_HAN_KEEP = (
    r"(?P<keep>(?<=(?P<verb>[^\d零〇一二两三四五六七八九十百千万成到点个度档级]))一(?=(?P=verb))|"
    r"一(?:下|点(?![半钟一二三四五六七八九零])|些|丢丢|丁点|咪咪|起|直|样|会|半|路|定|共|切|边|首|遍|次|步|声|站|封"
    r"|阵|旦|律|堆|家|句|眼|宿|块(?!钱)"
    r"|个(?!半|小时|钟头|月|星期))"
    r"|十分(?![钟之])|零下|万一|千万|统一|唯一)"
)
_CHINESE = re.compile(rf"{_HAN_KEEP}|{_HAN}+")
_CHINESE_DECIMAL = re.compile(
    rf"{_HAN_KEEP}|(?P<whole>{_HAN}+)(?:点(?P<decimal>[零〇一二三四五六七八九]+)(?!{_HAN}|[分刻]))?"
)

_TIDY = (
    (re.compile(r"(?<=\d),(?=\d{3}\b)"), ""),
    (re.compile(r"(\d) point (\d+)", re.IGNORECASE), r"\1.\2"),
    (re.compile(r"100分之(\d+(?:\.\d+)?)"), r"\1%"),
    (re.compile(r"(\d+) and an? half\b", re.IGNORECASE), r"\1.5"),
    (re.compile(r"(\d+) and an? quarter\b", re.IGNORECASE), r"\1.25"),
    (re.compile(r"(\d+)(摄氏度|度|个|档|级|公里|分钟)半"), r"\1.5\2"),
    (re.compile(r"\bhalf(?: of)?(?: an?)? (?=degree|hour|minute|step|notch|kilomet)", re.IGNORECASE), "0.5 "),
    (re.compile(r"半(?=度|个?小时|个?钟头|分钟|公里|档)"), "0.5"),
    (re.compile(r"(?:\bminus |\bnegative |零下|负)(?=\d)", re.IGNORECASE), "-"),
)

_CLOCK = re.compile(r"\d:\d\d|o'?clock|\b(?:half|quarter|\d+) (?:past|to) \d|\d ?[ap]\.?m\b|\d点(?:$|[半钟整过\d]|刻)")
_NUMBER = re.compile(r"(?:(?<!\d)-)?\d+(?:\.\d+)?")
_PERCENT = re.compile(r"(-?\d+(?:\.\d+)?) ?(?:%|percent\b|per cent\b|pct\b)")
_FRACTION = re.compile(r"(?P<zh_below>\d+)分之(?P<zh_above>\d+)|(?P<above>\d+)/(?P<below>\d+)")
_SHARE = re.compile(r"\b(?P<count>\d+|an?) (?P<part>third|quarter|fifth|tenth)s?\b|\bquarter\b")
_PARTS = {"third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_TENTHS = re.compile(r"(\d(?:\.\d)?)成(?!\d)")
_HALF = re.compile(r"\bhalf(?:way)?\b|\b(?:the )?middle\b|\bmedium\b|半|中间|中[等档]")
_MAXIMUM = re.compile(
    r"\b(?:max(?:imum)?|highest|full(?:y)?|all the way|completely)\b|最[大高强亮快响]|全开|开满|完全|^满$"
)
_MINIMUM = re.compile(r"\b(?:min(?:imum)?|lowest|least)\b|最[小低弱暗慢轻]")

_PERCENT_SCALE = 90
"""A range that reaches this far counts in percent, so that "half" is 50 there whatever its lower bound."""


def digits(text: str) -> str:
    """``text`` with its number words as digits: "twenty two and a half" and "二十二度半" become "22.5" and "22.5度"."""
    text = _ENGLISH.sub(_english, text)
    text = _CHINESE_DECIMAL.sub(_chinese, text)
    for pattern, written in _TIDY:
        text = pattern.sub(written, text)
    return text


def whole_numbers(text: str) -> str:
    """``text`` with its number words as digits, "七点五" still two of them; for times of day and the like."""
    return _CHINESE.sub(_chinese, _ENGLISH.sub(_english, text))


def parse_number(text: str, minimum: float | None = None, maximum: float | None = None) -> float | None:
    """The one number that ``text`` says, or ``None`` where it says none, several, or a time of day.

    Shares ("half", "三分之一", "30%") are percent, unless the bounds are known and end below a percent scale: then
    they are taken of the range. "max" and "最小" need the bounds. The result is not held against the bounds.
    """
    text = digits(text.strip().casefold())
    if _CLOCK.search(text):
        return None
    share = _share(text)
    if share is not None:
        if maximum is None or maximum >= _PERCENT_SCALE:
            return round(100 * share, 4)
        low = minimum or 0.0
        return round(low + share * (maximum - low), 4)
    found = _NUMBER.findall(text)
    if len(found) == 1:
        return float(found[0])
    if found:
        return None
    if _MAXIMUM.search(text):
        return maximum
    return minimum if _MINIMUM.search(text) else None


def _share(text: str) -> float | None:
    """The part of a whole that ``text`` says: 0.5 for "half" or "50%"."""
    if fraction := _FRACTION.search(text):
        above = int(fraction["zh_above"] or fraction["above"])
        below = int(fraction["zh_below"] or fraction["below"])
        return above / below if below else None
    if part := _SHARE.search(text):
        count = part["count"] or ""
        return (int(count) if count.isdigit() else 1) / _PARTS[part["part"] or "quarter"]
    if percent := _PERCENT.search(text):
        return float(percent[1]) / 100
    if tenths := _TENTHS.search(text):
        return float(tenths[1]) / 10
    return 0.5 if _HALF.search(text) and not _NUMBER.search(text) else None


def _english(match: re.Match[str]) -> str:
    """A run of English number words as one number, or several where they do not add up ("seven thirty")."""
    if match["keep"]:
        return match[0]
    numbers: list[int] = []
    value: int | None = None
    for word in re.findall(r"[a-z]+", match[0].lower()):
        if word in ("a", "an", "and"):
            continue
        if word == "hundred":
            value = 100 if value is None else value - value % 100 + 100 * (value % 100)
        elif word == "thousand":
            value = 1000 * (1 if value is None else value)
        else:
            room = 0 if not value else 10 if value % 100 >= 20 and value % 10 == 0 else 100 if value % 100 == 0 else 0
            if value is not None and not 0 < _WORDS[word] < room:
                numbers.append(value)
                value = None
            value = (value or 0) + _WORDS[word]
    return " ".join(str(number) for number in [*numbers, *([] if value is None else [value])])


def _chinese(match: re.Match[str]) -> str:
    if match["keep"]:
        return match[0]
    groups = match.groupdict()
    run = groups.get("whole") or match[0]
    if len(run) == 2 and _HAN_DIGITS.get(run[1]) == _HAN_DIGITS.get(run[0], -9) + 1:
        return match[0]  # 两三 is "two or three", not 23
    whole = str(_chinese_value(run))
    decimal = groups.get("decimal")
    return f"{whole}.{''.join(str(_HAN_DIGITS[char]) for char in decimal)}" if decimal else whole


def _chinese_value(run: str) -> int:
    if not any(char in _HAN_UNITS for char in run):
        return int("".join(str(_HAN_DIGITS[char]) for char in run))
    total = section = 0
    unit = 1
    digit: int | None = None
    for char in run:
        if char in _HAN_DIGITS:
            digit = _HAN_DIGITS[char]
            unit = unit if digit else 1
        elif char == "万":
            total += (section + (digit or 0) or 1) * 10000
            section, unit, digit = 0, 10000, None
        else:
            unit = _HAN_UNITS[char]
            section += (1 if digit is None else digit or 1) * unit
            digit = None
    # A last digit counts the next lower unit: 一百二 is 120, while 一百零二 is 102.
    return total + section + (digit or 0) * (unit // 10 if unit >= 100 else 1)


_DIALLED = {
    "oh": "0", "o": "0", "nought": "0", "plus": "+", "star": "*", "asterisk": "*", "hash": "#", "pound": "#",
    "加": "+", "星": "*", "星号": "*", "米字键": "*", "井": "#", "井号": "#",
}  # fmt: skip
_DIALLED |= {word: str(value) for value, word in enumerate(_SMALL.split()[:10])}
_DIALLED |= {char: str(value) for char, value in _HAN_DIGITS.items() if char != "两"}
_TIMES = {"double": 2, "triple": 3, "treble": 3, "两个": 2, "三个": 3, "四个": 4}
_DIALLED_PART = re.compile(
    "|".join(
        sorted(map(re.escape, (*_TIMES, *(word for word in _DIALLED if not word.isascii()))), key=len, reverse=True)
    )
    + r"|[a-z]+|\d+|[+*#]|[\s\-().,，、]+|."
)


def phone_number(text: str) -> str | None:
    """The number to dial that ``text`` spells, zeros first and all; ``None`` where it is not only a number.

    Digits are read one by one ("one double five", "幺三八") or as written, with "plus", "star" and "hash"; at least
    three of them make a number.
    """
    dialled, times = "", 1
    for part in _DIALLED_PART.findall(text.strip().casefold()):
        if not part.strip(" -().,，、"):
            continue
        if part in _TIMES and times == 1:
            times = _TIMES[part]
            continue
        spelt = part if part.isascii() and not part.isalpha() else _DIALLED.get(part)
        if spelt is None or (times > 1 and len(spelt) > 1):
            return None
        dialled, times = dialled + spelt * times, 1
    return dialled if times == 1 and re.fullmatch(r"\+?[\d*#]{3,15}", dialled) else None

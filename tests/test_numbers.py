"""Numbers and times as drivers say them."""

import pytest

from car_assistant.numbers import digits, parse_number, phone_number
from car_assistant.times import parse_time


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("22", 22),
        ("22.5 degrees", 22.5),
        ("-2", -2),
        ("1,200", 1200),
        ("set it to 22", 22),
        ("level three", 3),
        ("twenty two and a half", 22.5),
        ("twenty-two point five degrees", 22.5),
        ("one and a half", 1.5),
        ("half a degree", 0.5),
        ("minus five", -5),
        ("one hundred and twenty", 120),
        ("a hundred", 100),
        ("one thousand two hundred", 1200),
        ("zero", 0),
        ("fifty percent", 50),
        ("50%", 50),
        ("half", 50),
        ("halfway", 50),
        ("a quarter", 25),
        ("three quarters", 75),
        ("3/4", 75),
        ("one third", 33.3333),
        ("二十二度半", 22.5),
        ("22度半", 22.5),
        ("二十二点五", 22.5),
        ("一百零一点七", 101.7),
        ("百分之五十", 50),
        ("百分之二十五点五", 25.5),
        ("一半", 50),
        ("开一半", 50),
        ("三分之一", 33.3333),
        ("四分之三", 75),
        ("八成", 80),
        ("半度", 0.5),
        ("两度", 2),
        ("两", 2),
        ("十", 10),
        ("十六", 16),
        ("二十", 20),
        ("一百", 100),
        ("一百二", 120),
        ("一百零二", 102),
        ("一百二十", 120),
        ("两千五", 2500),
        ("一万二", 12000),
        ("二零二六", 2026),
        ("零下五度", -5),
        ("负二", -2),
        ("第三档", 3),
        ("调到26", 26),
    ],
)
def test_numbers_in_words(said: str, value: float) -> None:
    """A number is understood however it is written or spoken."""
    assert parse_number(said) == pytest.approx(value, abs=1e-4)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "warm",
        "a bit",
        "一点",
        "七点半",
        "7:30",
        "7pm",
        "half past seven",
        "20 to 22",
        "the other one",
        "十分冷",
        "两三度",
    ],
)
def test_no_number(said: str) -> None:
    """Words without one plain number, and times of day, are not guessed at."""
    assert parse_number(said) is None


@pytest.mark.parametrize(
    ("said", "low", "high", "value"),
    [
        ("max", 16, 30, 30),
        ("最大", 0, 100, 100),
        ("最高", 16, 30, 30),
        ("lowest", 16, 30, 16),
        ("最小", 0, 10, 0),
        ("half", 0, 100, 50),
        ("half", 50, 100, 50),
        ("half", 0, 10, 5),
        ("中间", 16, 30, 23),
        ("50%", 0, 30, 15),
        ("80%", 50, 100, 80),
        ("40", 16, 30, 40),
    ],
)
def test_bounds_give_meaning(said: str, low: float, high: float, value: float) -> None:
    """ "Max" and shares are read with the range of the thing they are for; a plain number stays as said."""
    assert parse_number(said, minimum=low, maximum=high) == value


def test_max_needs_a_bound() -> None:
    """Without a known range, "max" is no number."""
    assert parse_number("max") is None


@pytest.mark.parametrize(
    ("sentence", "written"),
    [
        ("set it to twenty two and a half degrees", "set it to 22.5 degrees"),
        ("close the other one", "close the other one"),
        ("把温度调到二十二度半", "把温度调到22.5度"),
        ("音量小一点", "音量小一点"),
        ("亮度百分之三十", "亮度30%"),
        ("十分钟后提醒我", "10分钟后提醒我"),
        ("一起打开", "一起打开"),
        ("下一首", "下一首"),
        ("play the last one again", "play the last one again"),
        ("一个小时后", "1个小时后"),
        ("拨打幺零零八六", "拨打10086"),
        ("三幺七号房", "317号房"),
        ("我家老幺", "我家老幺"),
        ("the right hand one", "the right hand one"),
        ("再开一丢丢", "再开一丢丢"),
        ("帘子挡一挡", "帘子挡一挡"),
        ("调成一成", "调成1成"),
        ("the passenger one all the way", "the passenger one all the way"),
    ],
)
def test_digits_in_a_sentence(sentence: str, written: str) -> None:
    """Number words become digits in place and other words keep their numerals."""
    assert digits(sentence) == written


@pytest.mark.parametrize(
    ("said", "time"),
    [
        ("half past seven", "07:30"),
        ("a quarter to eight", "07:45"),
        ("ten past six in the evening", "18:10"),
        ("five to one", "12:55"),
        ("7pm", "19:00"),
        ("7:30 pm", "19:30"),
        ("seven thirty", "07:30"),
        ("at seven thirty pm", "19:30"),
        ("seven oh five", "07:05"),
        ("seven o'clock", "07:00"),
        ("seven in the evening", "19:00"),
        ("19:30", "19:30"),
        ("at 7", "07:00"),
        ("noon", "12:00"),
        ("midnight", "00:00"),
        ("12 am", "00:00"),
        ("12 pm", "12:00"),
        ("晚上七点半", "19:30"),
        ("今晚十一点", "23:00"),
        ("二十一点", "21:00"),
        ("七点半", "07:30"),
        ("一点", "01:00"),
        ("下午三点二十", "15:20"),
        ("明天早上八点一刻", "08:15"),
        ("差五分八点", "07:55"),
        ("八点差一刻", "07:45"),
        ("八点零五", "08:05"),
        ("凌晨两点", "02:00"),
        ("中午十二点", "12:00"),
        ("中午一点", "13:00"),
        ("晚上十二点", "00:00"),
        ("half past one at night", "01:30"),
        ("夜里两点", "02:00"),
        ("at eleven tonight", "23:00"),
        ("今晚9点", "21:00"),
        ("19时30分", "19:30"),
        ("中午", "12:00"),
    ],
)
def test_times_of_day(said: str, time: str) -> None:
    """A time of day is understood in both languages and given on the 24 h clock."""
    assert parse_time(said) == time


@pytest.mark.parametrize("said", ["", "later", "20 minutes", "25:00", "七个", "in 10 minutes"])
def test_no_time(said: str) -> None:
    """What is not a time of day is not guessed at."""
    assert parse_time(said) is None


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("幺二零", "120"),
        ("幺三八零零幺三八零零零", "13800138000"),
        ("零五七一 八八", "057188"),
        ("two double oh seven", "2007"),
        ("five five five, triple one", "555111"),
        ("plus four nine 170 22", "+4917022"),
        ("star one two three hash", "*123#"),
        ("555-0199", "5550199"),
        ("", None),
        ("one two", None),
        ("double", None),
        ("double double one two", None),
        ("double 20 1", None),
        ("twenty one", None),
        ("四百", None),
        ("mum", None),
        ("1234567890123456", None),
    ],
)
def test_numbers_to_dial(said: str, number: str | None) -> None:
    """A phone number is read digit by digit, zeros and doubles with it; anything else is none."""
    assert phone_number(said) == number

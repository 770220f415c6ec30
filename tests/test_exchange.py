"""Another value for what was just set or asked."""

import pytest

from car_assistant.agent.followups.again import resolve
from car_assistant.discovery import bundled, load_pack
from car_assistant.events import Lang
from car_assistant.registry import Registry
from car_assistant.text import Replies
from car_assistant.toolkit import Call

PARAMS = {name: tool.params for name, tool in Registry([load_pack(bundled("tools"))], replies=Replies()).tools.items()}

WINDOW = Call(tool="set_window", args={"window": "passenger", "position": 100})
VOLUME = Call(tool="set_volume", args={"percent": 70})
WARM = Call(tool="set_temperature", args={"celsius": 24})
MASSAGE = Call(tool="set_seat_massage", args={"level": "high"})
LOUDER = Call(tool="change_volume", args={"by": 20})
COLOR = Call(tool="set_ambient_color", args={"color": "red"})
WEATHER = Call(tool="get_weather", args={"when": "tomorrow"})
CALENDAR = Call(tool="get_calendar", args={})
CAMERA = Call(tool="show_camera", args={"view": "rear"})
MODE = Call(tool="set_drive_mode", args={"mode": "normal"})
CRUISE = Call(tool="set_cruise_speed", args={"kmh": 100})


def follow(text: str, lang: Lang, last: Call, said: str = "") -> list[tuple[str, dict[str, object]]] | None:
    found = resolve(text, lang, [last], params=PARAMS, said=said)
    return None if found is None else [(call.tool, dict(call.args)) for call in found]


@pytest.mark.parametrize(
    ("text", "lang", "last", "args"),
    [
        ("close it halfway", "en", WINDOW, {"position": 50}),
        ("a third is enough", "en", WINDOW, {"position": 33}),
        ("only a quarter", "en", WINDOW, {"position": 25}),
        ("make that thirty percent", "en", WINDOW, {"position": 30}),
        ("关回一半", "zh", WINDOW, {"position": 50}),
        ("只要三成", "zh", WINDOW, {"position": 30}),
        ("开四分之一就行", "zh", WINDOW, {"position": 25}),
        ("关到百分之二十", "zh", WINDOW, {"position": 20}),
        ("let's say forty", "en", VOLUME, {"percent": 40}),
        ("改成三十五吧", "zh", VOLUME, {"percent": 35}),
        ("max please", "en", VOLUME, {"percent": 100}),
        ("twenty one and a half degrees", "en", WARM, {"celsius": 21.5}),
        ("换成二十二度", "zh", WARM, {"celsius": 22}),
        ("rather 23", "en", WARM, {"celsius": 23}),
        ("make it low", "en", MASSAGE, {"level": "low"}),
        ("二档就好", "zh", MASSAGE, {"level": "medium"}),
        ("put it on medium", "en", MASSAGE, {"level": "medium"}),
        ("80 kilometers per hour", "en", CRUISE, {"kmh": 80}),
        ("try orange", "en", COLOR, {"color": "orange"}),
        ("还是紫色吧", "zh", COLOR, {"color": "purple"}),
        ("the white one", "en", COLOR, {"color": "white"}),
        ("and now the left", "en", CAMERA, {"view": "left"}),
        ("右边呢？", "zh", CAMERA, {"view": "right"}),
        ("eco instead", "en", MODE, {"mode": "economy"}),
        ("and tonight?", "en", WEATHER, {"when": "tonight"}),
        ("后天怎么样？", "zh", WEATHER, {"when": "day_after"}),
        ("and what about the day after that?", "en", WEATHER, {"when": "day_after"}),
        ("那明天呢", "zh", CALENDAR, {"day": "tomorrow"}),
    ],
)
def test_a_value_alone_replaces_the_one_before(text: str, lang: Lang, last: Call, args: dict[str, object]) -> None:
    """A share, a number with its unit, a level, a color or a day is put in place of what was said before."""
    assert follow(text, lang, last) == [(last.tool, {**last.args, **args})]


def test_a_value_after_a_step_is_set() -> None:
    """ "Make it 40" after "louder" is the volume itself, not the step."""
    assert follow("make it forty", "en", LOUDER) == [("set_volume", {"percent": 40})]


@pytest.mark.parametrize(
    ("text", "lang", "last"),
    [
        ("fifty", "en", WINDOW),
        ("twenty degrees", "en", WINDOW),
        ("make it 22", "en", WINDOW),
        ("turn it up to sixty", "en", WINDOW),
        ("close it thirty percent", "en", WINDOW),
        ("half", "en", LOUDER),
        ("百度一下", "zh", WARM),
        ("half past five", "en", VOLUME),
        ("it is twenty two degrees outside", "en", WARM),
        ("is it 22 degrees?", "en", WARM),
        ("make it 45", "en", WARM),
        ("thirty percent", "en", WARM),
        ("good evening", "en", WEATHER),
        ("and in Hangzhou?", "en", WEATHER),
        ("那上海呢", "zh", WEATHER),
        ("what about the weekend?", "en", WEATHER),
        ("I feel blue", "en", COLOR),
        ("the rear light", "en", CAMERA),
        ("settings please", "en", Call(tool="open_page", args={"page": "home"})),
        ("music", "en", Call(tool="remember_preference", args={"what": "volume", "value": "loud"})),
        ("and tomorrow", "en", Call(tool="add_event", args={"title": "dentist", "time": "09:00"})),
        ("blue?", "en", COLOR),
    ],
)
def test_what_does_not_fit_is_left_to_others(text: str, lang: Lang, last: Call) -> None:
    """Other units, values out of range, bare numbers, places by name and talk replace nothing."""
    assert follow(text, lang, last) is None

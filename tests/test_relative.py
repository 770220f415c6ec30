"""More and less of what was just set."""

import pytest

from car_assistant.agent.followups.again import resolve
from car_assistant.discovery import bundled, load_pack
from car_assistant.events import Lang
from car_assistant.registry import Registry
from car_assistant.text import Replies
from car_assistant.toolkit import Call

PARAMS = {name: tool.params for name, tool in Registry([load_pack(bundled("tools"))], replies=Replies()).tools.items()}

WINDOW = Call(tool="set_window", args={"window": "rear", "position": 40})
SHUT = Call(tool="set_window", args={"position": 0})
ROOF = Call(tool="set_sunroof", args={"position": 100})
REAR_SHADE = Call(tool="set_rear_shade", args={"position": 50})
VOLUME = Call(tool="set_volume", args={"percent": 60, "channel": "navigation"})
WARM = Call(tool="set_temperature", args={"celsius": 26})
COOL = Call(tool="set_temperature", args={"celsius": 19})
HEATING = Call(tool="set_seat_heating", args={"level": "medium"})
HEATING_OFF = Call(tool="set_seat_heating", args={"level": "off"})
LUMBAR = Call(tool="set_lumbar", args={"percent": 40})
CRUISE = Call(tool="set_cruise_speed", args={"kmh": 90})
FAN = Call(tool="set_fan", args={"speed": 2})
SCREEN = Call(tool="set_screen_brightness", args={"percent": 40})


def follow(text: str, lang: Lang, last: Call, said: str = "") -> list[tuple[str, dict[str, object]]] | None:
    found = resolve(text, lang, [last], params=PARAMS, said=said)
    return None if found is None else [(call.tool, dict(call.args)) for call in found]


@pytest.mark.parametrize(
    ("text", "lang", "last", "call"),
    [
        ("just a touch more", "en", WINDOW, ("change_window", {"by": 20, "window": "rear"})),
        ("bit further, please", "en", WINDOW, None),
        ("a little bit further, please", "en", WINDOW, ("change_window", {"by": 20, "window": "rear"})),
        ("could you open them a bit more?", "en", WINDOW, ("change_window", {"by": 20, "window": "rear"})),
        ("that's not enough", "en", WINDOW, ("change_window", {"by": 20, "window": "rear"})),
        ("that's a bit too far", "en", WINDOW, ("change_window", {"by": -20, "window": "rear"})),
        ("close them a little", "en", WINDOW, ("change_window", {"by": -20, "window": "rear"})),
        ("还要一点", "zh", WINDOW, ("change_window", {"by": 20, "window": "rear"})),
        ("稍微关小一些", "zh", WINDOW, ("change_window", {"by": -20, "window": "rear"})),
        ("有点太大了", "zh", ROOF, ("change_sunroof", {"by": -20})),
        ("not that wide", "en", ROOF, ("change_sunroof", {"by": -20})),
        ("a bit more", "en", REAR_SHADE, ("set_rear_shade", {"position": 70})),
        ("少一点", "zh", REAR_SHADE, ("set_rear_shade", {"position": 30})),
        ("that's a bit too loud", "en", VOLUME, ("change_volume", {"by": -10, "channel": "navigation"})),
        ("still too quiet", "en", VOLUME, ("change_volume", {"by": 10, "channel": "navigation"})),
        ("别那么大声", "zh", VOLUME, ("change_volume", {"by": -10, "channel": "navigation"})),
        ("还不够响", "zh", VOLUME, ("change_volume", {"by": 10, "channel": "navigation"})),
        ("somewhat more", "en", WARM, ("change_temperature", {"by": 1})),
        ("hm, still not warm enough", "en", WARM, None),
        ("it's still not warm enough", "en", WARM, ("change_temperature", {"by": 1})),
        ("还是有点冷", "zh", COOL, ("change_temperature", {"by": 1})),
        ("not so cold", "en", COOL, ("change_temperature", {"by": 1})),
        ("再凉快一点", "zh", COOL, ("change_temperature", {"by": -1})),
        ("another notch", "en", HEATING, ("change_seat_heating", {"by": 1})),
        ("one level lower", "en", HEATING, ("change_seat_heating", {"by": -1})),
        ("a notch lower", "en", HEATING, ("change_seat_heating", {"by": -1})),
        ("太烫了", "zh", HEATING, ("change_seat_heating", {"by": -1})),
        ("再强一点", "zh", LUMBAR, ("change_lumbar", {"by": 20})),
        ("too hard", "en", LUMBAR, ("change_lumbar", {"by": -20})),
        ("slightly faster", "en", CRUISE, ("change_cruise_speed", {"by": 5})),
        ("有点快", "zh", CRUISE, ("change_cruise_speed", {"by": -5})),
        ("一档一档来", "zh", FAN, None),
        ("再大一档", "zh", FAN, ("change_fan", {"by": 1})),
        ("turn it down a notch", "en", FAN, ("change_fan", {"by": -1})),
        ("a little dimmer", "en", SCREEN, ("change_screen_brightness", {"by": -20})),
        ("太亮了", "zh", SCREEN, ("change_screen_brightness", {"by": -20})),
    ],
)
def test_a_set_value_goes_on_with_the_tool_that_changes_it(
    text: str, lang: Lang, last: Call, call: tuple[str, dict[str, object]] | None
) -> None:
    """After an absolute value, more and less mean a bit of the same thing at the same place; nothing odd is read."""
    assert follow(text, lang, last) == (None if call is None else [call])


@pytest.mark.parametrize(
    ("said", "by"),
    [("open the rear windows halfway", 20), ("close the rear windows halfway", -20), ("后窗关一半", -20)],
)
def test_more_goes_on_in_the_direction_that_was_said(said: str, by: int) -> None:
    """ "A bit more" after closing something half closes it further."""
    assert follow("a bit more", "en", WINDOW, said) == [("change_window", {"by": by, "window": "rear"})]


def test_several_calls_of_one_tool_go_on_together() -> None:
    """What was done in two calls is changed in two."""
    last = [Call(tool="set_window", args={"position": 50, "window": one}) for one in ("driver", "rear_left")]
    found = resolve("a bit more", "en", last, params=PARAMS)
    assert [dict(call.args) for call in found or ()] == [
        {"by": 20, "window": "driver"},
        {"by": 20, "window": "rear_left"},
    ]


@pytest.mark.parametrize(
    ("text", "lang", "last"),
    [
        ("a bit more", "en", SHUT),
        ("more", "en", HEATING_OFF),
        ("a bit more", "en", COOL),
        ("again", "en", WINDOW),
        ("再来一次", "zh", VOLUME),
        ("too loud", "en", WARM),
        ("太热了", "zh", VOLUME),
        ("warmer", "en", HEATING),
        ("still open", "en", WINDOW),
        ("higher", "en", WINDOW),
        ("more music", "en", VOLUME),
        ("is it too loud?", "en", VOLUME),
        ("it is too loud in the office", "en", VOLUME),
        ("外面太亮了", "zh", SCREEN),
        ("再多聊一会儿", "zh", VOLUME),
        ("a bit more", "en", Call(tool="set_ac", args={"on": True})),
        ("a bit more", "en", Call(tool="get_weather", args={})),
    ],
)
def test_what_has_no_plain_direction_is_left_to_others(text: str, lang: Lang, last: Call) -> None:
    """Something closed, a value that says nothing of warm or cold, another quantity, a question: no step is made."""
    assert follow(text, lang, last) is None

"""What the words leave open for the arguments of a tool, over the bundled pack."""

import pytest

from car_assistant.agent.planning.plan import Planner
from car_assistant.agent.planning.reading import open_values
from car_assistant.config import Settings
from car_assistant.console.setup import bare_session
from car_assistant.events import Seat
from car_assistant.models.base import Copied


@pytest.fixture(scope="module")
def planner() -> Planner:
    return bare_session(Settings()).agent.planner


@pytest.mark.parametrize(
    ("said", "tool", "argument", "values"),
    [
        ("turn it up by fifteen", "change_volume", "by", (15,)),
        ("turn it down by fifteen", "change_volume", "by", (-15,)),
        ("音量减小百分之二十", "change_volume", "by", (-20,)),
        ("充电上限往下压百分之十", "change_charge_limit", "by", (-10,)),
        ("close all four windows", "set_window", "position", (0,)),
        ("窗再往下放一丢丢", "change_window", "by", (20,)),
        ("四扇车窗全部打开", "set_window", "position", (100,)),
        ("open my window a third", "set_window", "position", (33.3333,)),
        ("set the volume to 130", "set_volume", "percent", (130,)),
        ("remind me in two hours to call the bank", "add_reminder", "minutes", (120,)),
        ("半小时后提醒我拿快递", "add_reminder", "minutes", (30,)),
        ("move my seat back three inches", "move_seat", "centimeters", (7.6,)),
        ("座椅往前移五毫米", "move_seat", "centimeters", (0.5,)),
        ("seat heating to level two", "set_seat_heating", "level", ("medium",)),
        ("座椅加热开三档", "set_seat_heating", "level", ("high",)),
        ("seat heating on level eight", "set_seat_heating", "level", ("8",)),
        ("make the mood light green", "set_ambient_color", "color", ("green",)),
        ("open the window of the passenger", "set_window", "window", ("passenger",)),
        ("open my window", "set_window", "window", (None,)),
        ("四扇窗统统降到底", "set_window", "window", ("all",)),
        ("driver and passenger seat cooling on medium", "set_seat_ventilation", "seat", ("front",)),
        ("前面俩座儿一起按摩", "set_seat_massage", "seat", ("front",)),
        ("车窗开一半左右吧", "set_window", "window", (None,)),
        ("二十度，后排", "set_temperature", "zone", ("rear",)),
        ("腿都伸不直", "move_seat", "centimeters", (None,)),
        ("I'm sitting too low", "move_seat", "centimeters", (None,)),
    ],
)
def test_what_is_said_is_read(
    planner: Planner, said: str, tool: str, argument: str, values: tuple[object, ...]
) -> None:
    """Numbers in other units, signs, levels, colours and places; what is out of range is kept, to be refused."""
    params = bare_session(Settings()).registry.tools[tool].params
    assert open_values(planner.knowledge, tool, params, said)[argument] == values


def test_texts_are_copied_by_the_model(planner: Planner) -> None:
    """Which words are the message, and which say whom it is for, nothing but a reader of sentences can tell."""
    params = bare_session(Settings()).registry.tools["send_message"].params
    said = "text Anna that I'm late"
    assert open_values(planner.knowledge, "send_message", params, said) == {
        "to": (Copied(words=said),),
        "text": (Copied(words=said),),
    }


@pytest.mark.parametrize(
    ("said", "tool", "values"),
    [
        ("remind me at six tonight to buy milk", "add_reminder", {"time": ("18:00",), "minutes": (None,)}),
        ("I'm starving", "find_places", {"what": ("restaurant",)}),
        ("any rain tomorrow", "get_weather", {"place": (None,)}),
        ("straight there, no stops", "remove_waypoint", {"place": ("all",)}),
    ],
)
def test_a_text_that_is_plain_is_not_asked_for(
    planner: Planner, said: str, tool: str, values: dict[str, tuple[object, ...]]
) -> None:
    """Times are read, and what sentences alike mean or leave out needs no token."""
    params = bare_session(Settings()).registry.tools[tool].params
    found = open_values(planner.knowledge, tool, params, said)
    assert {name: found[name] for name in values} == values


@pytest.mark.parametrize(
    ("said", "seat", "window"),
    [
        ("open the window behind me", "driver", "rear_left"),
        ("open the window behind me", "passenger", "rear_right"),
        ("我后面的窗户开一半", "passenger", "rear_right"),
        ("我前面的窗户关上", "rear_right", "passenger"),
    ],
)
def test_behind_me_is_seen_from_the_seat(planner: Planner, said: str, seat: Seat, window: str) -> None:
    """The same words mean other places on other seats."""
    params = bare_session(Settings()).registry.tools["set_window"].params
    assert open_values(planner.knowledge, "set_window", params, said, seat=seat)["window"] == (window,)

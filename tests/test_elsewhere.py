"""The same for another place in the car."""

import pytest

from car_assistant.agent.followups.again import resolve
from car_assistant.discovery import bundled, load_pack
from car_assistant.events import Lang
from car_assistant.registry import Registry
from car_assistant.text import Replies
from car_assistant.toolkit import Call

PARAMS = {name: tool.params for name, tool in Registry([load_pack(bundled("tools"))], replies=Replies()).tools.items()}

HALF = Call(tool="set_window", args={"window": "all", "position": 50})
MINE = Call(tool="set_window", args={"position": 100})
CLOSED = Call(tool="set_window", args={"window": "driver", "position": 0})
HEATING = Call(tool="set_seat_heating", args={"level": "high"})
READING = Call(tool="set_reading_light", args={"on": True, "seat": "rear_left"})
FOG = Call(tool="set_fog_lights", args={"on": True})
DEFROST = Call(tool="set_defrost", args={"on": True, "where": "rear"})
TEMPERATURE = Call(tool="set_temperature", args={"celsius": 21})


def follow(text: str, lang: Lang, last: Call, said: str = "") -> list[tuple[str, dict[str, object]]] | None:
    found = resolve(text, lang, [last], params=PARAMS, said=said)
    return None if found is None else [(call.tool, dict(call.args)) for call in found]


@pytest.mark.parametrize(
    ("text", "lang", "last", "args"),
    [
        ("the left rear as well", "en", MINE, {"window": "rear_left"}),
        ("do the passenger's too, please", "en", MINE, {"window": "passenger"}),
        ("and close the back ones", "en", HALF, {"window": "rear", "position": 0}),
        ("open the front ones too", "en", HALF, {"window": "front"}),
        ("the rear ones all the way", "en", HALF, {"window": "rear", "position": 100}),
        ("后排开到三成", "zh", HALF, {"window": "rear", "position": 30}),
        ("前面的全打开", "zh", HALF, {"window": "front", "position": 100}),
        ("副驾的也关上", "zh", CLOSED, {"window": "passenger"}),
        ("副驾的也打开", "zh", CLOSED, {"window": "passenger", "position": 100}),
        ("把后座的也打开", "zh", MINE, {"window": "rear"}),
        ("mine off", "en", HEATING, {"seat": "mine", "level": "off"}),
        ("turn the passenger seat off as well", "en", HEATING, {"seat": "passenger", "level": "off"}),
        ("and for me", "en", READING, {"seat": "mine"}),
        ("右后的灯也打开", "zh", READING, {"seat": "rear_right"}),
        ("the other side too", "en", READING, {"seat": "rear_right"}),
        ("and the rear fog light", "en", FOG, {"which": "rear"}),
        ("后面的也开一下", "zh", FOG, {"which": "rear"}),
        ("the front one too", "en", DEFROST, {"where": "front"}),
        ("the front defroster as well", "en", DEFROST, {"where": "front"}),
        ("same for the back", "en", TEMPERATURE, {"zone": "rear"}),
        ("大家都一样", "zh", TEMPERATURE, None),
        ("后排呢？", "zh", TEMPERATURE, {"zone": "rear"}),
        ("what about the passenger?", "en", TEMPERATURE, {"zone": "passenger"}),
    ],
)
def test_the_call_is_made_for_the_place_that_is_named(
    text: str, lang: Lang, last: Call, args: dict[str, object] | None
) -> None:
    """A place, with a verb or a share where one is said, repeats the last call there."""
    assert follow(text, lang, last) == (None if args is None else [(last.tool, {**last.args, **args})])


@pytest.mark.parametrize(
    ("text", "lang", "last"),
    [
        ("the rear door too", "en", MINE),
        ("后排的灯也打开", "zh", MINE),
        ("the front window as well", "en", FOG),
        ("the rear left too", "en", TEMPERATURE),
        ("the passenger is asleep", "en", MINE),
        ("is the passenger's open?", "en", MINE),
        ("后排有人吗", "zh", MINE),
        ("副驾开车", "zh", TEMPERATURE),
        ("me too", "en", Call(tool="play_media", args={"what": "jazz"})),
        ("what about the kids?", "en", MINE),
        ("set the whole car to twenty", "en", MINE),
    ],
)
def test_another_thing_or_talk_is_left_to_others(text: str, lang: Lang, last: Call) -> None:
    """A thing that the last tool does not work on, a place it does not know and talk repeat nothing."""
    assert follow(text, lang, last) is None

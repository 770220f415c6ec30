"""Follow-ups: "a bit more", "the passenger too"."""

import pytest

from car_assistant.agent.followups.again import of_it, resolve
from car_assistant.discovery import bundled, load_pack
from car_assistant.events import Lang
from car_assistant.registry import Registry
from car_assistant.text import Replies
from car_assistant.toolkit import Call

PARAMS = {name: tool.params for name, tool in Registry([load_pack(bundled("tools"))], replies=Replies()).tools.items()}

WARMER = Call(tool="change_temperature", args={"by": 2})
QUIETER = Call(tool="change_volume", args={"by": -10, "channel": "navigation"})
WINDOW = Call(tool="set_window", args={"window": "driver", "position": 50})
HEATING = Call(tool="set_seat_heating", args={"level": "high"})
FORWARD = Call(tool="move_seat", args={"direction": "forward"})
ROOF = Call(tool="change_sunroof", args={"by": 20})
COOLER_SEAT = Call(tool="change_seat_heating", args={"by": -1, "seat": "rear"})
LOCK = Call(tool="set_window", args={"position": 0, "window": "all"})


def follow(text: str, lang: Lang, *last: Call, seat: str = "driver") -> list[tuple[str, dict[str, object]]] | None:
    found = resolve(text, lang, last, params=PARAMS, seat=seat)
    return None if found is None else [(call.tool, dict(call.args)) for call in found]


@pytest.mark.parametrize(
    ("text", "lang", "last", "args"),
    [
        ("a bit more", "en", WARMER, {"by": 2}),
        ("More please!", "en", WARMER, {"by": 2}),
        ("again", "en", QUIETER, {"by": -10, "channel": "navigation"}),
        ("a little less", "en", WARMER, {"by": -2}),
        ("a bit lower", "en", WARMER, {"by": -2}),
        ("再来一点", "zh", WARMER, {"by": 2}),
        ("再高一点吧", "zh", WARMER, {"by": 2}),
        ("再小一点", "zh", QUIETER, {"by": -10, "channel": "navigation"}),
        ("少一点", "zh", WARMER, {"by": -2}),
        ("a bit more", "en", FORWARD, {"direction": "forward"}),
        ("a bit more", "en", ROOF, {"by": 20}),
        ("a little less", "en", ROOF, {"by": -20}),
        ("再来一点", "zh", COOLER_SEAT, {"by": -1, "seat": "rear"}),
        ("再高一点", "zh", COOLER_SEAT, {"by": 1, "seat": "rear"}),
    ],
)
def test_the_last_change_is_made_again(text: str, lang: Lang, last: Call, args: dict[str, object]) -> None:
    """After a relative change, asking for more, less, higher or lower changes the same thing again."""
    assert follow(text, lang, last) == [(last.tool, args)]


@pytest.mark.parametrize(
    ("text", "lang", "last", "args"),
    [
        ("the passenger too", "en", WINDOW, {"window": "passenger", "position": 50}),
        ("and the passenger's too, please", "en", WINDOW, {"window": "passenger", "position": 50}),
        ("the other one too", "en", WINDOW, {"window": "passenger", "position": 50}),
        ("same for the passenger", "en", HEATING, {"level": "high", "seat": "passenger"}),
        ("the same in the back", "en", HEATING, {"level": "high", "seat": "rear"}),
        ("what about the rear", "en", WARMER, {"by": 2, "zone": "rear"}),
        ("副驾也是", "zh", WINDOW, {"window": "passenger", "position": 50}),
        ("后排也一样", "zh", HEATING, {"level": "high", "seat": "rear"}),
        ("还有副驾", "zh", WARMER, {"by": 2, "zone": "passenger"}),
        ("前排也是", "zh", COOLER_SEAT, {"by": -1, "seat": "front"}),
        ("另一边也是", "zh", WINDOW, {"window": "passenger", "position": 50}),
    ],
)
def test_the_last_call_is_repeated_for_another_place(
    text: str, lang: Lang, last: Call, args: dict[str, object]
) -> None:
    """Naming only another seat repeats the last call there."""
    assert follow(text, lang, last) == [(last.tool, args)]


def test_the_other_one_is_seen_from_where_the_speaker_sits() -> None:
    """A passenger in the rear left who set their own seat means the rear right with "the other one"."""
    found = follow("the other one too", "en", HEATING, seat="rear_left")
    assert found == [("set_seat_heating", {"level": "high", "seat": "rear_right"})]


@pytest.mark.parametrize(
    ("text", "lang", "last"),
    [
        ("no, the passenger's", "en", (WINDOW,)),
        ("不对，是副驾", "zh", (WINDOW,)),
        ("a bit more", "en", (WARMER, QUIETER)),
        ("a bit more", "en", ()),
        ("a bit more music", "en", (WARMER,)),
        ("not the passenger too", "en", (WINDOW,)),
        ("is the passenger too?", "en", (WINDOW,)),
        ("the passenger is cold too", "en", (WINDOW,)),
        ("the driver too", "en", (WINDOW,)),
        ("the rear left too", "en", (WARMER,)),
        ("higher", "en", (Call(tool="change_window", args={"by": 20}),)),
        ("the other one too", "en", (LOCK,)),
        ("the passenger too", "en", (Call(tool="set_ac", args={"on": True}),)),
        ("副驾的人也是我朋友", "zh", (WINDOW,)),
    ],
)
def test_what_is_not_plain_is_left_to_others(text: str, lang: Lang, last: tuple[Call, ...]) -> None:
    """Corrections, talk, places the tool does not know and several last calls are no follow-ups."""
    assert follow(text, lang, *last) is None


COMMANDS = {
    "open the sunroof": [Call(tool="set_sunroof", args={"position": 100})],
    "turn on the radio": [Call(tool="play_radio")],
}


@pytest.mark.parametrize(
    ("text", "tool"),
    [
        ("the sunroof too", "set_sunroof"),
        ("and also the sunroof", "set_sunroof"),
        ("open the sunroof as well", "set_sunroof"),
        ("turn on the radio too", "play_radio"),
        ("the fridge too", None),
        ("that too", None),
        ("it is warm too", None),
    ],
)
def test_the_same_for_another_thing(text: str, tool: str | None) -> None:
    """Naming another thing repeats the last sentence with it, if the fast path knows that sentence."""
    found = resolve(text, "en", (WINDOW,), params=PARAMS, said="open the window", match=COMMANDS.get)
    assert [call.tool for call in found or ()] == ([] if tool is None else [tool])


def test_it_is_the_last_thing_and_another_command_is_not() -> None:
    """What goes on with the same thing is known apart from what stands for itself."""
    fan = (Call(tool="set_fan", args={"speed": 3}),)
    assert of_it("turn it up", "en", fan, params=PARAMS) == [Call(tool="change_fan", args={"by": 1})]
    assert of_it("turn up the music", "en", fan, params=PARAMS) is None
    assert of_it("the passenger too", "en", (WINDOW,), params=PARAMS) is None

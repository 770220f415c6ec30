"""Seats by voice."""

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.body.conftest import Cabin

DRIVER = "Cabin.Seat.Row1.DriverSide"
PASSENGER = "Cabin.Seat.Row1.PassengerSide"
REAR = ("Cabin.Seat.Row2.DriverSide", "Cabin.Seat.Row2.PassengerSide")


@pytest.mark.parametrize(
    ("tool", "args", "expected"),
    [
        ("set_seat_heating", {"level": "high"}, {f"{DRIVER}.HeatingCooling": 100}),
        ("set_seat_heating", {"level": "二档", "seat": "后排"}, {f"{seat}.HeatingCooling": 66 for seat in REAR}),
        ("set_seat_ventilation", {"level": 1}, {f"{DRIVER}.HeatingCooling": -33}),
        (
            "set_seat_massage",
            {"level": "medium", "seat": "passenger"},
            {f"{PASSENGER}.Massage.Level": 66, f"{PASSENGER}.Massage.Status": "ON"},
        ),
        ("move_seat", {"direction": "back"}, {f"{DRIVER}.Position": 140}),
        ("move_seat", {"direction": "forward", "centimeters": 25}, {f"{DRIVER}.Position": 0}),
        ("move_seat", {"direction": "升高", "centimeters": 3}, {f"{DRIVER}.Height": 60}),
        ("recline_seat", {"direction": "back", "degrees": 30, "seat": "副驾"}, {f"{PASSENGER}.Backrest.Recline": 50}),
        ("recline_seat", {"direction": "upright", "degrees": 90}, {f"{DRIVER}.Backrest.Recline": -10}),
        ("set_lumbar", {"percent": 60}, {f"{DRIVER}.Backrest.LumbarSupport": 60}),
    ],
)
async def test_end_state(cabin: "Cabin", tool: str, args: dict[str, Any], expected: dict[str, object]) -> None:
    """Each tool moves or warms the seat that was named."""
    await cabin.do(tool, confirmed=True, **args)
    assert cabin.changed == expected


@pytest.mark.parametrize(
    ("running", "other"),
    [("set_seat_heating", "set_seat_ventilation"), ("set_seat_ventilation", "set_seat_heating")],
)
async def test_switching_one_off_leaves_the_other(cabin: "Cabin", running: str, other: str) -> None:
    """Heating and ventilation share a signal; "ventilation off" does not stop the heating."""
    await cabin.do(running, level="high")
    assert "already off" in await cabin.say(other, level="off")
    assert not cabin.changed
    await cabin.do(other, level="low")
    assert list(cabin.changed) == [f"{DRIVER}.HeatingCooling"]


async def test_sentence_tells_how_far_the_seat_goes(cabin: "Cabin") -> None:
    """Asked for 25 cm with 12 left, it says 12, and at the end that it is the end."""
    assert await cabin.say("move_seat", direction="forward", centimeters=25) == (
        "Moving the seat forward 12 centimeters for the driver."
    )
    cabin.settle()
    assert await cabin.say("move_seat", direction="forward") == "That is as far as the seat goes for the driver."


async def test_my_seat_is_where_i_sit(cabin: "Cabin") -> None:
    """The rear left speaker warms the rear left seat."""
    assert await cabin.say("set_seat_heating", level="low", speaker="rear_left", lang="zh") == (
        "左后座座椅加热已开到低档。"
    )

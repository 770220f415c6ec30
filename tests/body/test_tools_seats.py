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
        ("change_seat_heating", {"by": 1}, {f"{DRIVER}.HeatingCooling": 33}),
        ("change_seat_heating", {"by": 2, "seat": "后排"}, {f"{seat}.HeatingCooling": 66 for seat in REAR}),
        ("change_seat_heating", {"by": -1}, {}),
        ("change_seat_ventilation", {"by": 3}, {f"{DRIVER}.HeatingCooling": -100}),
        (
            "change_seat_massage",
            {"by": 1, "seat": "passenger"},
            {f"{PASSENGER}.Massage.Level": 33, f"{PASSENGER}.Massage.Status": "ON"},
        ),
        ("change_lumbar", {"by": 20}, {f"{DRIVER}.Backrest.LumbarSupport": 50}),
        ("change_lumbar", {"by": -100, "seat": "副驾"}, {f"{PASSENGER}.Backrest.LumbarSupport": 0}),
        ("change_lumbar", {"by": 0}, {}),
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


@pytest.mark.parametrize(
    ("tool", "en", "zh"),
    [
        ("change_seat_heating", "Seat heating", "主驾座椅加热"),
        ("change_seat_ventilation", "Seat ventilation", "主驾座椅通风"),
        ("change_seat_massage", "The massage", "主驾座椅按摩"),
    ],
)
async def test_levels_go_up_and_down_and_end(cabin: "Cabin", tool: str, en: str, zh: str) -> None:
    """From off the first step is low; high and off are the ends, and said to be."""
    for by, rest in (
        (-1, "is already off for the driver."),
        (1, "is on low for the driver."),
        (0, "is already on low for the driver."),
        (1, "is on medium for the driver."),
        (3, "is on high for the driver."),
        (1, "stays on high for the driver; that is as far as it goes."),
        (-2, "is on low for the driver."),
    ):
        assert await cabin.say(tool, by=by) == f"{en} {rest}"
    for by, rest in ((3, "已开到高档。"), (1, "保持高档，不能再高了。"), (-3, "已关闭。"), (-1, "本来就关着。")):
        assert await cabin.say(tool, by=by, lang="zh") == f"{zh}{rest}"


async def test_a_strength_between_two_levels_goes_to_the_next(cabin: "Cabin") -> None:
    """Who set half by hand gets medium with one step up and low with one down."""
    cabin.set({f"{DRIVER}.HeatingCooling": 50})
    await cabin.do("change_seat_heating", by=0)
    assert not cabin.changed
    await cabin.do("change_seat_heating", by=1)
    assert cabin.changed == {f"{DRIVER}.HeatingCooling": 66}
    cabin.set({f"{DRIVER}.HeatingCooling": 50})
    await cabin.do("change_seat_heating", by=-1)
    assert cabin.changed == {f"{DRIVER}.HeatingCooling": 33}


@pytest.mark.parametrize(
    ("running", "other"),
    [("set_seat_heating", "change_seat_ventilation"), ("set_seat_ventilation", "change_seat_heating")],
)
async def test_less_of_one_leaves_the_other(cabin: "Cabin", running: str, other: str) -> None:
    """Less heating never becomes ventilation, and the other way round; more of it replaces the other."""
    await cabin.do(running, level="low")
    assert "already off" in await cabin.say(other, by=-3)
    assert not cabin.changed
    await cabin.do(running.replace("set", "change"), by=-3)
    assert cabin.changed == {f"{DRIVER}.HeatingCooling": 0}
    await cabin.do(running, level="low")
    await cabin.do(other, by=1)
    assert cabin.changed == {f"{DRIVER}.HeatingCooling": -33 if other == "change_seat_ventilation" else 33}


async def test_several_seats_change_each_from_its_own(cabin: "Cabin") -> None:
    """A step for the front keeps the difference, as far as there is room, and tells both."""
    await cabin.do("set_seat_heating", level="medium")
    assert await cabin.say("change_seat_heating", by=1, seat="front") == (
        "Seat heating is high for the driver and low for the front passenger."
    )
    assert cabin.changed == {f"{DRIVER}.HeatingCooling": 100, f"{PASSENGER}.HeatingCooling": 33}
    assert await cabin.say("change_seat_heating", by=1, seat="front", lang="zh") == "座椅加热：主驾高档和副驾中档。"
    assert cabin.changed == {f"{PASSENGER}.HeatingCooling": 66}
    assert await cabin.say("change_seat_heating", by=3, seat="front") == "Seat heating is on high for the front seats."
    await cabin.do("set_seat_heating", level="off")
    assert "off for the driver and medium for the front passenger" in (
        await cabin.say("change_seat_heating", by=-1, seat="front")
    )
    assert await cabin.say("change_seat_heating", by=-2, seat="front") == "Seat heating is off for the front seats."


async def test_lumbar_support_changes_from_where_it_is_heading(cabin: "Cabin") -> None:
    """Steps add up, each seat from its own; the end is said."""
    await cabin.do("change_lumbar", by=10)
    assert await cabin.say("change_lumbar", by=10) == "Setting lumbar support to 50 percent for the driver."
    assert await cabin.say("change_lumbar", by=60, seat="front") == (
        "Lumbar support is set to 100 percent for the driver and 90 percent for the front passenger."
    )
    assert await cabin.say("change_lumbar", by=0, seat="front", lang="zh") == "腰托设为主驾100%和副驾90%。"
    assert await cabin.say("change_lumbar", by=20) == (
        "Lumbar support stays at 100 percent for the driver; that is as far as it goes."
    )
    assert await cabin.say("change_lumbar", by=-100, seat="front", lang="zh") == "前排腰托正在调到0%。"
    assert await cabin.say("change_lumbar", by=-20, lang="zh") == "主驾腰托保持0%，不能再调了。"

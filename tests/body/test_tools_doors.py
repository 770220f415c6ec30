"""Doors, locks, lids, mirrors, wipers and horn by voice."""

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from car_assistant.events import Lang
    from tests.body.conftest import Cabin

SIDES = ("Row1.DriverSide", "Row1.PassengerSide", "Row2.DriverSide", "Row2.PassengerSide")


def doors(leaf: str, value: bool, *sides: str) -> dict[str, object]:
    return {f"Cabin.Door.{side}.{leaf}": value for side in sides or SIDES}


def lid(name: str) -> dict[str, object]:
    return {f"Body.Trunk.{name}.Position": 100, f"Body.Trunk.{name}.IsOpen": True, f"Body.Trunk.{name}.IsLocked": False}


@pytest.mark.parametrize(
    ("tool", "args", "expected"),
    [
        ("unlock_doors", {}, doors("IsLocked", False)),
        ("unlock_doors", {"door": "副驾"}, doors("IsLocked", False, SIDES[1])),
        ("lock_doors", {}, {}),
        (
            "set_door",
            {"open": True, "door": "mine"},
            doors("IsOpen", True, SIDES[0]) | doors("IsLocked", False, SIDES[0]),
        ),
        (
            "set_child_lock",
            {"on": True},
            {"Cabin.IsRearChildLockEngaged": True, **doors("IsChildLockActive", True, *SIDES[2:])},
        ),
        ("open_trunk", {}, lid("Rear")),
        ("open_frunk", {}, lid("Front")),
        ("close_trunk", {}, {}),
        ("close_frunk", {}, {}),
        (
            "set_mirrors",
            {"folded": True},
            {f"Body.Mirrors.{side}.IsFolded": True for side in ("DriverSide", "PassengerSide")},
        ),
        (
            "set_mirror_heating",
            {"on": True},
            {f"Body.Mirrors.{side}.IsHeatingOn": True for side in ("DriverSide", "PassengerSide")},
        ),
        ("set_wipers", {"mode": "快"}, {"Body.Windshield.Front.Wiping.Mode": "FAST"}),
        ("set_wipers", {"mode": "auto"}, {"Body.Windshield.Front.Wiping.Mode": "RAIN_SENSOR"}),
        ("honk", {}, {}),
        ("find_car", {}, {}),
    ],
)
async def test_end_state(cabin: "Cabin", tool: str, args: dict[str, Any], expected: dict[str, object]) -> None:
    """Each tool changes what was named; horn and flash leave nothing on."""
    await cabin.do(tool, confirmed=True, **args)
    assert cabin.changed == expected


@pytest.mark.parametrize("tool", ["unlock_doors", "open_trunk", "open_frunk"])
@pytest.mark.parametrize("lang", ["en", "zh"])
async def test_opening_and_unlocking_wait_for_a_yes(cabin: "Cabin", tool: str, lang: "Lang") -> None:
    """Nothing opens before the driver has confirmed."""
    done = await cabin.do(tool, lang=lang)
    assert done[0].outcome.status == "needs_confirmation"
    assert done[0].sentence.endswith(("?", "？"))
    assert not cabin.changed


async def test_question_names_the_door(cabin: "Cabin") -> None:
    """The driver hears which door it is about."""
    assert await cabin.say("unlock_doors", door="rear_left") == "Unlock the rear left door?"
    assert await cabin.say("unlock_doors", lang="zh") == "要解锁所有车门吗？"


async def test_doors_stay_shut_while_driving(cabin: "Cabin") -> None:
    """A yes does not open a door at speed."""
    cabin.set({"Speed": 60.0})
    done = await cabin.do("set_door", open=True, confirmed=True)
    assert (done[0].outcome.status, done[0].policy) == ("refused", "door-while-moving")
    assert not cabin.changed


async def test_child_lock_holds_the_rear_doors(cabin: "Cabin") -> None:
    """From the back a door with the child lock does not open; from the front it does."""
    await cabin.do("set_child_lock", on=True)
    done = await cabin.do("set_door", open=True, speaker="rear_left", confirmed=True)
    assert done[0].policy == "child-lock"
    await cabin.do("set_door", open=True, door="rear_left", confirmed=True)
    assert cabin.changed["Cabin.Door.Row2.DriverSide.IsOpen"] is True


async def test_open_trunk_is_closed_again(cabin: "Cabin") -> None:
    """What moves is described as moving."""
    assert await cabin.say("open_trunk", confirmed=True) == "The trunk is opening."
    cabin.settle()
    assert await cabin.say("open_trunk", confirmed=True, lang="zh") == "后备箱已经开着了。"
    assert await cabin.say("close_trunk", lang="zh") == "后备箱正在关闭。"


async def test_horn_sounds_for_a_moment(cabin: "Cabin") -> None:
    """The horn goes on and off again within the call."""
    assert await cabin.say("honk") == "Honked."
    heard = [change.new for change in cabin.car.journal if change.path.endswith("Horn.IsActive")]
    assert heard == [True, False]

"""Drive mode, regeneration, cruise control, lane assist and whole-car modes by voice."""

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.body.conftest import Cabin

CRUISE = "ADAS.CruiseControl"


@pytest.mark.parametrize(
    ("tool", "args", "expected"),
    [
        ("set_drive_mode", {"mode": "雪地模式"}, {"Powertrain.Transmission.PerformanceMode": "SNOW"}),
        ("set_drive_mode", {"mode": "eco"}, {"Powertrain.Transmission.PerformanceMode": "ECONOMY"}),
        ("set_regeneration", {"level": "强"}, {"Powertrain.Regeneration.Level": "HIGH"}),
        ("set_lane_assist", {"on": False}, {"ADAS.LaneDepartureDetection.IsEnabled": False}),
        ("set_camp_mode", {"on": True}, {"Cabin.IsCampModeActive": True}),
        ("set_pet_mode", {"on": True}, {"Cabin.IsPetModeActive": True}),
        ("set_nap_mode", {"on": True}, {"Cabin.IsNapModeActive": True}),
        ("set_sentry_mode", {"on": True}, {"Body.Security.IsSentryModeActive": True}),
    ],
)
async def test_end_state(cabin: "Cabin", tool: str, args: dict[str, Any], expected: dict[str, object]) -> None:
    """Each tool changes its own signal and nothing else."""
    await cabin.do(tool, confirmed=True, **args)
    assert cabin.changed == expected


async def test_cruise_control_holds_the_speed(cabin: "Cabin") -> None:
    """On keeps the present speed, a number sets another one, off ends it."""
    cabin.set({"Speed": 87.0})
    assert await cabin.say("set_cruise_control", on=True) == "Cruise control is on at 87 km/h."
    assert await cabin.say("set_cruise_speed", kmh=110, lang="zh") == "巡航已开启，时速110公里。"
    assert cabin.changed == {f"{CRUISE}.SpeedSet": 110}
    assert await cabin.say("set_cruise_control", on=True) == "Cruise control is already on at 110 km/h."
    await cabin.do("set_cruise_control", on=False)
    assert cabin.changed == {f"{CRUISE}.IsActive": False, f"{CRUISE}.IsEnabled": False}


async def test_cruise_speed_changes_from_what_is_set(cabin: "Cabin") -> None:
    """Steps count from the set speed, not the present one, end at 30 and 150 km/h, and the end is said."""
    cabin.set({"Speed": 87.0})
    await cabin.do("set_cruise_speed", kmh=110)
    assert await cabin.say("change_cruise_speed", by=10) == "Cruise control is on at 120 km/h."
    assert cabin.changed == {f"{CRUISE}.SpeedSet": 120}
    assert await cabin.say("change_cruise_speed", by=0) == "Cruise control is already on at 120 km/h."
    assert await cabin.say("change_cruise_speed", by=50, lang="zh") == "巡航已开启，时速150公里。"
    assert (
        await cabin.say("change_cruise_speed", by=5) == "Cruise control stays at 150 km/h; that is as far as it goes."
    )
    assert not cabin.changed
    assert await cabin.say("change_cruise_speed", by=-120, lang="zh") == "巡航已开启，时速30公里。"
    assert await cabin.say("change_cruise_speed", by=-5, lang="zh") == "巡航保持时速30公里，不能再调了。"


async def test_cruise_starts_from_the_present_speed(cabin: "Cabin") -> None:
    """With cruise control off "ten faster" turns it on ten faster than now; nothing to change turns nothing on."""
    cabin.set({"Speed": 87.0})
    assert await cabin.say("change_cruise_speed", by=0) == "Cruise control is already off."
    assert not cabin.changed
    assert await cabin.say("change_cruise_speed", by=10) == "Cruise control is on at 97 km/h."
    assert cabin.changed == {f"{CRUISE}.IsActive": True, f"{CRUISE}.IsEnabled": True, f"{CRUISE}.SpeedSet": 97}


def test_no_tool_shifts_the_gear(cabin: "Cabin") -> None:
    """The gear is never a matter of words."""
    assert not [name for name in cabin.registry.tools if "gear" in name]


async def test_mode_that_is_set_already_is_said(cabin: "Cabin") -> None:
    """Asking twice is not an error."""
    assert await cabin.say("set_drive_mode", mode="normal") == "Drive mode is already normal."
    assert await cabin.say("set_sentry_mode", on=False) == "Sentry mode is already off."

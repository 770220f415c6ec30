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


def test_no_tool_shifts_the_gear(cabin: "Cabin") -> None:
    """The gear is never a matter of words."""
    assert not [name for name in cabin.registry.tools if "gear" in name]


async def test_mode_that_is_set_already_is_said(cabin: "Cabin") -> None:
    """Asking twice is not an error."""
    assert await cabin.say("set_drive_mode", mode="normal") == "Drive mode is already normal."
    assert await cabin.say("set_sentry_mode", on=False) == "Sentry mode is already off."

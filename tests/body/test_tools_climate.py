"""Temperature, fan, AC and cabin air by voice."""

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.body.conftest import Cabin

STATION = "Cabin.HVAC.Station"
ZONES = ("Row1.Driver", "Row1.Passenger", "Row2.Driver", "Row2.Passenger")


def everywhere(leaf: str, value: object) -> dict[str, object]:
    return {f"{STATION}.{zone}.{leaf}": value for zone in ZONES}


@pytest.mark.parametrize(
    ("tool", "args", "expected"),
    [
        ("set_temperature", {"celsius": 24}, {f"{STATION}.Row1.Driver.Temperature": 24}),
        ("set_temperature", {"celsius": "二十三度半", "zone": "副驾"}, {f"{STATION}.Row1.Passenger.Temperature": 23.5}),
        ("set_temperature", {"celsius": 20, "zone": "all"}, everywhere("Temperature", 20)),
        ("change_temperature", {"by": 2}, {f"{STATION}.Row1.Driver.Temperature": 24}),
        ("change_temperature", {"by": -10}, {f"{STATION}.Row1.Driver.Temperature": 16}),
        ("set_fan", {"speed": 3}, everywhere("FanSpeed", 60)),
        ("set_fan", {"speed": 75, "zone": "driver"}, {f"{STATION}.Row1.Driver.FanSpeed": 75}),
        ("change_fan", {"by": 1}, everywhere("FanSpeed", 60)),
        ("change_fan", {"by": -5}, everywhere("FanSpeed", 20)),
        ("set_ac", {"on": False}, {"Cabin.HVAC.IsAirConditioningActive": False}),
        (
            "set_climate_power",
            {"on": False},
            {"Cabin.HVAC.IsAirConditioningActive": False, **everywhere("FanSpeed", 0)},
        ),
        ("set_auto_climate", {"on": True}, {"Cabin.HVAC.IsAutoActive": True}),
        ("set_recirculation", {"on": True}, {"Cabin.HVAC.IsRecirculationActive": True}),
        (
            "set_airflow",
            {"direction": "脚", "zone": "rear"},
            {f"{STATION}.{zone}.AirDistribution": "DOWN" for zone in ZONES[2:]},
        ),
        ("set_defrost", {"on": True, "where": "后挡"}, {"Cabin.HVAC.IsRearDefrosterActive": True}),
        ("set_climate_sync", {"on": True}, {"Cabin.HVAC.IsSyncActive": True}),
        ("set_steering_wheel_heating", {"level": "最大"}, {"Chassis.SteeringWheel.HeatingCooling": 100}),
        ("change_steering_wheel_heating", {"by": 2}, {"Chassis.SteeringWheel.HeatingCooling": 66}),
        ("change_steering_wheel_heating", {"by": -1}, {}),
        ("set_purifier", {"on": True}, {"Cabin.AirPurifier.IsOn": True}),
        ("set_fragrance", {"on": True}, {"Cabin.Fragrance.IsOn": True}),
        ("get_climate", {}, {}),
        ("get_air_quality", {}, {}),
    ],
)
async def test_end_state(cabin: "Cabin", tool: str, args: dict[str, Any], expected: dict[str, object]) -> None:
    """Each tool changes its own signals and nothing else."""
    await cabin.do(tool, confirmed=True, **args)
    assert cabin.changed == expected


@pytest.mark.parametrize("celsius", [15, 31, 72])
async def test_impossible_temperature_is_refused_with_the_range(cabin: "Cabin", celsius: float) -> None:
    """Nothing changes, and the driver hears what is possible."""
    done = await cabin.do("set_temperature", celsius=celsius)
    assert done[0].outcome.status == "refused"
    assert "16" in done[0].sentence and "30" in done[0].sentence
    assert not cabin.changed


async def test_my_temperature_is_that_of_my_seat(cabin: "Cabin") -> None:
    """Whoever speaks from the back changes the air there."""
    assert "rear right" in await cabin.say("set_temperature", celsius=24, speaker="rear_right")
    assert cabin.changed == {f"{STATION}.Row2.Passenger.Temperature": 24}


async def test_synchronised_zones_follow_the_driver(cabin: "Cabin") -> None:
    """With sync on the driver's temperature is everybody's; another zone's wish ends it."""
    await cabin.do("set_climate_sync", on=True)
    assert "whole car" in await cabin.say("set_temperature", celsius=24)
    assert cabin.changed == everywhere("Temperature", 24)
    await cabin.do("set_temperature", celsius=23, zone="passenger")
    assert cabin.changed == {f"{STATION}.Row1.Passenger.Temperature": 23, "Cabin.HVAC.IsSyncActive": False}


async def test_limit_is_said(cabin: "Cabin") -> None:
    """Nobody is told that it got warmer when it could not."""
    await cabin.do("set_temperature", celsius=30)
    assert "30 degrees is as far as it goes" in await cabin.say("change_temperature", by=2)
    assert "到头了" in await cabin.say("change_temperature", by=2, lang="zh")
    assert not cabin.changed


async def test_zones_that_differ_move_by_the_same_amount(cabin: "Cabin") -> None:
    """ "Everybody a degree warmer" keeps the differences."""
    await cabin.do("set_temperature", celsius=20)
    assert await cabin.say("change_temperature", by=1, zone="all") == "1 degree warmer for the whole car."
    assert cabin.car.read(f"{STATION}.Row1.Driver.Temperature") == 21
    assert cabin.car.read(f"{STATION}.Row2.Driver.Temperature") == 23


async def test_manual_fan_ends_automatic_climate(cabin: "Cabin") -> None:
    """Who sets the fan by hand wants it to stay there."""
    await cabin.do("set_auto_climate", on=True)
    await cabin.do("set_fan", speed=2)
    assert cabin.changed == {"Cabin.HVAC.IsAutoActive": False}


async def test_climate_off_and_on_again_blows(cabin: "Cabin") -> None:
    """After switching the system on, air comes out."""
    await cabin.do("set_climate_power", on=False)
    await cabin.do("set_climate_power", on=True)
    assert cabin.changed == {"Cabin.HVAC.IsAirConditioningActive": True, **everywhere("FanSpeed", 40)}


async def test_steering_wheel_heating_goes_by_levels(cabin: "Cabin") -> None:
    """From off the first step is low; high and off are the ends, and said to be."""
    for by, sentence in (
        (1, "Steering wheel heating is on low."),
        (0, "Steering wheel heating is already on low."),
        (3, "Steering wheel heating is on high."),
        (1, "Steering wheel heating stays on high; that is as far as it goes."),
        (-1, "Steering wheel heating is on medium."),
    ):
        assert await cabin.say("change_steering_wheel_heating", by=by) == sentence
    assert await cabin.say("change_steering_wheel_heating", by=-3, lang="zh") == "方向盘加热已关闭。"
    assert await cabin.say("change_steering_wheel_heating", by=-1, lang="zh") == "方向盘加热本来就关着。"
    await cabin.do("change_steering_wheel_heating", by=3)
    assert await cabin.say("change_steering_wheel_heating", by=1, lang="zh") == "方向盘加热保持高档，不能再高了。"


async def test_questions_are_answered_with_what_is(cabin: "Cabin") -> None:
    """Set temperature, inside temperature and dust are those of the car."""
    cabin.set({"Cabin.HVAC.AmbientAirTemperature": 31.0, "Cabin.AirQuality.PM25": 120})
    assert await cabin.say("get_climate", lang="zh") == "车内31度，主驾设定22度，空调开着，风量40%。"
    assert "poor" in await cabin.say("get_air_quality")

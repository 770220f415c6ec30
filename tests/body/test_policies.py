"""The rules about the car's body, each with a call that would break it and one that it leaves alone."""

from typing import TYPE_CHECKING, Any

import pytest

from car_assistant.registry import Done

if TYPE_CHECKING:
    from tests.body.conftest import Cabin

STATION = "Cabin.HVAC.Station"
AC = "Cabin.HVAC.IsAirConditioningActive"
FANS = {f"{STATION}.{row}.{side}.FanSpeed": 0 for row in ("Row1", "Row2") for side in ("Driver", "Passenger")}
DRIVER_WINDOW = "Cabin.Door.Row1.DriverSide.Window.Position"
REAR_WINDOW = "Cabin.Door.Row2.DriverSide.Window.Position"


def tools(done: list[Done]) -> list[str]:
    return [step.call.tool for step in done]


def ruled(done: list[Done]) -> tuple[str, str | None]:
    """How the last call ended, and by which rule."""
    return done[-1].outcome.status, done[-1].policy


@pytest.mark.parametrize(
    ("tool", "args"),
    [
        ("set_ac", {"on": True}),
        ("set_climate_power", {"on": True}),
        ("set_auto_climate", {"on": True}),
        ("set_defrost", {"on": True}),
    ],
)
async def test_ac_on_closes_open_windows(cabin: "Cabin", tool: str, args: dict[str, Any]) -> None:
    """Whatever starts the AC closes windows above 20 percent and leaves the others."""
    cabin.set({AC: False, DRIVER_WINDOW: 60, REAR_WINDOW: 20})
    done = await cabin.do(tool, **args)
    assert "also closing the driver's window" in " ".join(step.sentence for step in done)
    cabin.settle()
    assert (cabin.car.read(AC), cabin.car.read(DRIVER_WINDOW), cabin.car.read(REAR_WINDOW)) == (True, 0, 20)


async def test_ac_off_and_rear_defroster_close_nothing(cabin: "Cabin") -> None:
    """The rule is about the AC going on."""
    cabin.set({DRIVER_WINDOW: 60})
    assert tools(await cabin.do("set_ac", on=False)) == ["set_ac"]
    assert tools(await cabin.do("set_defrost", on=True, where="rear")) == ["set_defrost"]


async def test_ac_needs_the_fan(cabin: "Cabin") -> None:
    """AC without air: the fan starts at level one first; a fan that runs is left alone."""
    cabin.set({AC: False, **FANS})
    assert tools(await cabin.do("set_ac", on=True)) == ["set_fan", "set_ac"]
    assert cabin.changed == {AC: True, **dict.fromkeys(FANS, 20)}
    cabin.set({AC: False})
    assert tools(await cabin.do("set_ac", on=True)) == ["set_ac"]


async def test_fan_off_ends_ac(cabin: "Cabin") -> None:
    """With the last fan the AC goes off; with one of several it stays."""
    await cabin.do("set_fan", speed=0, zone="driver")
    assert cabin.car.read(AC) is True
    assert tools(await cabin.do("set_fan", speed=0)) == ["set_ac", "set_fan"]
    assert cabin.car.read(AC) is False


@pytest.mark.parametrize(
    ("tool", "args", "warned"),
    [
        ("set_window", {"position": 26}, True),
        ("set_window", {"position": 25}, False),
        ("change_window", {"by": 50, "window": "rear"}, True),
        ("change_window", {"by": 20}, False),
        ("set_window", {"position": 0}, False),
    ],
)
async def test_open_windows_waste_ac(cabin: "Cabin", tool: str, args: dict[str, Any], warned: bool) -> None:
    """A window beyond 25 percent with the AC on opens, with a warning."""
    done = await cabin.do(tool, **args)
    assert done[-1].outcome.status == "ok"
    assert bool(done[-1].notes) is warned
    cabin.set({AC: False, DRIVER_WINDOW: 0, REAR_WINDOW: 0})
    assert not (await cabin.do(tool, **args))[-1].notes


async def test_front_defrost_clears_the_windshield(cabin: "Cabin") -> None:
    """Fan two, air to the windshield and AC come with front defrosting; what is so already is left alone."""
    cabin.set({AC: False, f"{STATION}.Row1.Driver.FanSpeed": 20, f"{STATION}.Row1.Passenger.FanSpeed": 80})
    await cabin.do("set_defrost", on=True)
    assert cabin.changed == {
        "Cabin.HVAC.IsFrontDefrosterActive": True,
        AC: True,
        f"{STATION}.Row1.Driver.FanSpeed": 40,
        f"{STATION}.Row1.Driver.AirDistribution": "UP",
        f"{STATION}.Row1.Passenger.AirDistribution": "UP",
    }
    assert tools(await cabin.do("set_defrost", on=True)) == ["set_defrost"]
    assert tools(await cabin.do("set_defrost", on=False)) == ["set_defrost"]


@pytest.mark.parametrize(
    ("tool", "args", "apart"),
    [
        ("set_temperature", {"celsius": 26}, "4"),
        ("set_temperature", {"celsius": 25}, ""),
        ("set_temperature", {"celsius": 28, "zone": "all"}, ""),
        ("change_temperature", {"by": -3.5, "zone": "rear"}, "3.5"),
        ("change_temperature", {"by": 3}, ""),
    ],
)
async def test_zones_far_apart_are_mentioned(cabin: "Cabin", tool: str, args: dict[str, Any], apart: str) -> None:
    """More than three degrees between zones is said; three are fine, and so is everybody together."""
    notes = (await cabin.do(tool, **args))[-1].notes
    assert bool(notes) is bool(apart)
    assert all(f"{apart} degrees between" in text for text in notes)


async def test_synchronised_zones_are_never_far_apart(cabin: "Cabin") -> None:
    """With sync on one wish moves all."""
    await cabin.do("set_climate_sync", on=True)
    assert not (await cabin.do("set_temperature", celsius=28))[-1].notes


ROOF = [("set_sunroof", {"position": 50}), ("change_sunroof", {"by": 50}), ("tilt_sunroof", {"up": True})]
"""Calls that open a closed sunroof."""


@pytest.mark.parametrize(("tool", "args"), ROOF)
async def test_sunroof_opens_with_its_shade(cabin: "Cabin", tool: str, args: dict[str, Any]) -> None:
    """The shade opens first; an open one stays, and closing needs none."""
    done = await cabin.do(tool, **args)
    assert tools(done) == ["set_sunshade", tool]
    cabin.settle()
    assert cabin.car.read("Cabin.Sunroof.Shade.Position") == 100
    assert tools(await cabin.do("change_sunroof", by=-10)) == ["change_sunroof"]
    assert tools(await cabin.do("set_sunroof", position=0)) == ["set_sunroof"]


@pytest.mark.parametrize(
    ("tool", "args", "opening"),
    [
        ("set_sunshade", {"position": 0}, {"position": 50}),
        ("change_sunshade", {"by": -100}, {"by": 50}),
    ],
)
async def test_shade_closes_after_the_sunroof(
    cabin: "Cabin", tool: str, args: dict[str, Any], opening: dict[str, Any]
) -> None:
    """Under an open roof the shade does not close alone."""
    await cabin.do("set_sunroof", position=50)
    cabin.settle()
    assert tools(await cabin.do("change_sunshade", by=20)) == ["change_sunshade"]
    assert tools(await cabin.do(tool, **args)) == ["set_sunroof", tool]
    cabin.settle()
    assert (cabin.car.read("Cabin.Sunroof.Position"), cabin.car.read("Cabin.Sunroof.Shade.Position")) == (0, 0)
    assert tools(await cabin.do(tool, **opening)) == [tool]


@pytest.mark.parametrize(("tool", "args"), ROOF)
async def test_rain_is_checked_before_the_sunroof(cabin: "Cabin", tool: str, args: dict[str, Any]) -> None:
    """In the rain it asks first and moves nothing; after a yes it opens, and closing never asks."""
    cabin.set({"Body.Raindetection.Intensity": 30})
    assert ruled(await cabin.do(tool, **args)) == ("needs_confirmation", "rain_is_checked_before_the_sunroof")
    assert not cabin.changed
    await cabin.do(tool, confirmed=True, **args)
    assert cabin.changed["Cabin.Sunroof.Position"] in (50, -100)
    assert ruled(await cabin.do("change_sunroof", by=-10)) == ("ok", None)
    assert ruled(await cabin.do("set_sunroof", position=0)) == ("ok", None)


async def test_snow_is_called_snow(cabin: "Cabin") -> None:
    """The question names what falls, from the weather when the sensor is dry."""
    cabin.world.weather.override(sky="snow")
    assert await cabin.say("set_sunroof", position=50) == "It is snowing. Open the sunroof anyway?"


async def test_weather_is_checked_before_fog_lights(cabin: "Cabin") -> None:
    """In clear sight it asks; in fog it does not; off is never a question."""
    cabin.world.weather.override(sky="clear")
    assert ruled(await cabin.do("set_fog_lights", on=True)) == (
        "needs_confirmation",
        "weather_is_checked_before_fog_lights",
    )
    assert not cabin.changed
    cabin.world.weather.override(sky="fog")
    assert ruled(await cabin.do("set_fog_lights", on=True)) == ("ok", None)
    cabin.world.weather.override(sky="clear")
    assert ruled(await cabin.do("set_fog_lights", on=False)) == ("ok", None)


async def test_fog_lights_need_low_beam_and_exclude_high_beam(cabin: "Cabin") -> None:
    """Both are put right before the fog lights go on."""
    cabin.set({"Body.Lights.Beam.High.IsOn": True})
    done = await cabin.do("set_fog_lights", on=True, confirmed=True)
    assert [step.policy for step in done] == ["fog_lights_need_low_beam", "fog_lights_exclude_high_beam", None]
    assert cabin.changed == {
        "Body.Lights.LightSwitch": "BEAM",
        "Body.Lights.Beam.Low.IsOn": True,
        "Body.Lights.Beam.High.IsOn": False,
        "Body.Lights.Fog.Front.IsOn": True,
    }


@pytest.mark.parametrize(
    ("tool", "args", "rule"),
    [
        ("set_high_beam", {"on": True}, "high_beam_excludes_fog_lights"),
        ("set_headlights", {"mode": "off"}, "fog_lights_go_off_with_low_beam"),
    ],
)
async def test_fog_lights_go_off(cabin: "Cabin", tool: str, args: dict[str, Any], rule: str) -> None:
    """The high beam, and switching the low beam off, end the fog lights; without them nothing more happens."""
    assert tools(await cabin.do(tool, **args)) == [tool]
    cabin.set({"Body.Lights.Beam.High.IsOn": False, "Body.Lights.Fog.Front.IsOn": True})
    done = await cabin.do(tool, **args)
    assert done[0].policy == rule
    assert cabin.car.read("Body.Lights.Fog.Front.IsOn") is False


async def test_headlights_stay_on_in_the_dark(cabin: "Cabin") -> None:
    """Driving at night they are not switched off; by day or parked they are."""
    assert ruled(await cabin.do("set_headlights", mode="off")) == ("ok", None)
    cabin.set({"Speed": 50.0, "Exterior.LightIntensity": 5.0})
    assert ruled(await cabin.do("set_headlights", mode="parking")) == ("refused", "headlights_stay_on_in_the_dark")
    cabin.set({"Speed": 0.0})
    assert ruled(await cabin.do("set_headlights", mode="parking")) == ("ok", None)


@pytest.mark.parametrize(
    ("tool", "args"),
    [
        ("set_drive_mode", {"mode": "sport"}),
        ("unlock_doors", {}),
        ("set_child_lock", {"on": True}),
        ("open_trunk", {}),
        ("set_high_beam", {"on": True}),
        ("set_window_lock", {"on": True}),
        ("set_door", {"open": True, "door": "driver"}),
    ],
)
async def test_rear_seats_have_no_driving_rights(cabin: "Cabin", tool: str, args: dict[str, Any]) -> None:
    """From the back nobody drives, locks or opens for others; the front passenger may."""
    done = await cabin.do(tool, speaker="rear_right", confirmed=True, **args)
    assert ruled(done) == ("refused", "rear_seats_have_no_driving_rights")
    assert not cabin.changed
    assert ruled(await cabin.do(tool, speaker="passenger", confirmed=True, **args)) == ("ok", None)


async def test_opening_a_door_is_confirmed(cabin: "Cabin") -> None:
    """The door is named in the question; one's own may be opened from the back; closing needs no yes."""
    done = await cabin.do("set_door", open=True, speaker="rear_left")
    assert ruled(done) == ("needs_confirmation", "opening_a_door_is_confirmed")
    assert done[0].sentence == "Open the rear left door?"
    assert not cabin.changed
    await cabin.do("set_door", open=True, speaker="rear_left", confirmed=True)
    cabin.settle()
    assert ruled(await cabin.do("set_door", open=False, door="rear_left")) == ("ok", None)


@pytest.mark.parametrize("tool", ["open_trunk", "open_frunk"])
async def test_lids_stay_shut_while_driving(cabin: "Cabin", tool: str) -> None:
    """On the road the refusal comes at once, not after a question."""
    cabin.set({"Speed": 40.0})
    assert ruled(await cabin.do(tool)) == ("refused", "lids_stay_shut_while_driving")
    assert not cabin.changed


@pytest.mark.parametrize("tool", ["set_camp_mode", "set_pet_mode", "set_nap_mode"])
async def test_parked_modes_need_park(cabin: "Cabin", tool: str) -> None:
    """They start in P only, and end in any gear."""
    cabin.set({"Powertrain.Transmission.SelectedGear": 127})
    assert ruled(await cabin.do(tool, on=True)) == ("refused", "parked_modes_need_park")
    assert not cabin.changed
    assert ruled(await cabin.do(tool, on=False)) == ("ok", None)


@pytest.mark.parametrize(
    ("tool", "args"),
    [("set_cruise_control", {"on": True}), ("set_cruise_speed", {"kmh": 90}), ("change_cruise_speed", {"by": 10})],
)
async def test_cruise_needs_speed(cabin: "Cabin", tool: str, args: dict[str, Any]) -> None:
    """Below 30 km/h cruise control stays off; from the back seats it does at any speed."""
    cabin.set({"Speed": 29.0})
    assert ruled(await cabin.do(tool, **args)) == ("refused", "cruise_needs_speed")
    assert not cabin.changed
    cabin.set({"Speed": 31.0})
    behind = await cabin.do(tool, speaker="rear_left", **args)
    assert ruled(behind) == ("refused", "rear_seats_have_no_driving_rights")
    assert ruled(await cabin.do(tool, **args)) == ("ok", None)


async def test_driver_sits_upright_while_driving(cabin: "Cabin") -> None:
    """The driver's backrest stays up on the road; the passenger's may go down."""
    cabin.set({"Speed": 80.0})
    assert ruled(await cabin.do("recline_seat", direction="back")) == ("refused", "driver_sits_upright_while_driving")
    assert not cabin.changed
    assert ruled(await cabin.do("recline_seat", direction="back", speaker="passenger")) == ("ok", None)

"""Lights by voice."""

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.body.conftest import Cabin

SIDES = ("Row1.DriverSide", "Row1.PassengerSide", "Row2.DriverSide", "Row2.PassengerSide")


def ambient(**leaves: object) -> dict[str, object]:
    return {f"Cabin.Light.AmbientLight.{side}.{leaf}": value for side in SIDES for leaf, value in leaves.items()}


@pytest.mark.parametrize(
    ("tool", "args", "expected"),
    [
        ("set_headlights", {"mode": "大灯"}, {"Body.Lights.LightSwitch": "BEAM", "Body.Lights.Beam.Low.IsOn": True}),
        ("set_headlights", {"mode": "off"}, {"Body.Lights.LightSwitch": "OFF"}),
        ("set_high_beam", {"on": True}, {"Body.Lights.Beam.High.IsOn": True}),
        ("set_hazard_lights", {"on": True}, {"Body.Lights.Hazard.IsSignaling": True}),
        ("set_reading_light", {"on": True}, {"Cabin.Light.Spotlight.Row1.DriverSide.IsLightOn": True}),
        (
            "set_reading_light",
            {"on": True, "seat": "后排"},
            {f"Cabin.Light.Spotlight.{side}.IsLightOn": True for side in SIDES[2:]},
        ),
        ("set_dome_light", {"on": True}, {"Cabin.Light.IsDomeOn": True}),
        ("set_ambient_light", {"on": True}, ambient(IsLightOn=True)),
        ("set_ambient_color", {"color": "蓝色"}, ambient(IsLightOn=True, Color="#0000FF")),
        ("set_ambient_brightness", {"percent": 80}, ambient(IsLightOn=True, Intensity=80)),
    ],
)
async def test_end_state(cabin: "Cabin", tool: str, args: dict[str, Any], expected: dict[str, object]) -> None:
    """Each tool changes its own lights and nothing else."""
    await cabin.do(tool, confirmed=True, **args)
    assert cabin.changed == expected


async def test_fog_lights_front_on_and_all_off(cabin: "Cabin") -> None:
    """Unless said otherwise the front ones go on, and no fog light stays on."""
    cabin.world.weather.override(sky="fog")
    cabin.set({"Body.Lights.Fog.Rear.IsOn": True, "Body.Lights.Beam.Low.IsOn": True})
    assert await cabin.say("set_fog_lights", on=True) == "The front fog lights are on."
    assert cabin.changed == {"Body.Lights.Fog.Front.IsOn": True}
    assert await cabin.say("set_fog_lights", on=False, lang="zh") == "雾灯已关闭。"
    assert cabin.changed == {"Body.Lights.Fog.Front.IsOn": False, "Body.Lights.Fog.Rear.IsOn": False}


async def test_light_is_named_for_its_seat(cabin: "Cabin") -> None:
    """The sentence says whose light it is, and that it was on already."""
    assert await cabin.say("set_reading_light", on=True, speaker="rear_left") == "The rear left reading light is on."
    assert await cabin.say("set_reading_light", on=True, speaker="rear_left", lang="zh") == "左后阅读灯本来就开着。"

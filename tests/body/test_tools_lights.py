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
        ("change_ambient_brightness", {"by": 20}, ambient(IsLightOn=True, Intensity=70)),
        ("change_ambient_brightness", {"by": -20}, {}),
        ("change_ambient_brightness", {"by": 0}, {}),
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


async def test_ambient_light_changes_from_what_it_is(cabin: "Cabin") -> None:
    """Steps add up to 100 percent and down to 1, where the end is said; dimming leaves a dark light off."""
    assert await cabin.say("change_ambient_brightness", by=-20) == "The ambient light is already off."
    await cabin.do("set_ambient_brightness", percent=70)
    for by, sentence in (
        (20, "The ambient light is at 90 percent."),
        (20, "The ambient light is at 100 percent."),
        (20, "The ambient light stays at 100 percent; that is as far as it goes."),
        (0, "The ambient light is already at 100 percent."),
        (-30, "The ambient light is at 70 percent."),
    ):
        assert await cabin.say("change_ambient_brightness", by=by) == sentence
    assert await cabin.say("change_ambient_brightness", by=-100, lang="zh") == "氛围灯亮度已调到1%。"
    assert await cabin.say("change_ambient_brightness", by=-20, lang="zh") == "氛围灯亮度保持1%，不能再调了。"
    assert not cabin.changed

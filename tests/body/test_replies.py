"""What the tools of the body say: every message is spoken by something, in both languages, with all its data."""

import re
from typing import TYPE_CHECKING, Any

import pytest
from fluent.runtime import FluentBundle, FluentResource

from car_assistant.discovery import bundled

if TYPE_CHECKING:
    from car_assistant.events import Lang
    from tests.body.conftest import Cabin

FILES = (
    "_signals",
    "air",
    "climate",
    "windows",
    "doors",
    "seats",
    "lights",
    "driving",
    "screen",
    "vehicle",
    "policies",
)
TIRE = "Chassis.Axle.Row1.Wheel.Left.Tire.Pressure"
WORLD: dict[str, Any] = {"Body.Raindetection.Intensity": 40}

Step = tuple[str, dict[str, Any]] | dict[str, Any]
"""A call, or signals that the world sets."""


def on_and_off(tool: str, name: str = "on") -> list[Step]:
    return [(tool, {name: value}) for value in (True, True, False, False)]


TOUR: list[Step] = [
    ("set_temperature", {"celsius": 24}),
    ("set_temperature", {"celsius": 24}),
    ("change_temperature", {"by": 1}),
    ("change_temperature", {"by": -1}),
    ("change_temperature", {"by": 1, "zone": "all"}),
    ("change_temperature", {"by": -1, "zone": "all"}),
    ("set_temperature", {"celsius": 30}),
    ("change_temperature", {"by": 1}),
    *(
        (tool, {"level": level})
        for tool in ("set_steering_wheel_heating", "set_seat_heating", "set_seat_ventilation", "set_seat_massage")
        for level in ("high", "high", "off", "off")
    ),
    *(
        (f"change_{thing}", args)
        for thing in ("seat_heating", "seat_ventilation", "seat_massage")
        for args in ({"by": 3}, {"by": 1}, {"by": -1, "seat": "front"}, {"by": -3, "seat": "front"})
    ),
    ("change_steering_wheel_heating", {"by": 3}),
    ("change_steering_wheel_heating", {"by": 1}),
    ("set_fan", {"speed": 5}),
    ("set_fan", {"speed": 5}),
    ("change_fan", {"by": 1}),
    ("set_fan", {"speed": 0}),
    ("set_ac", {"on": True}),
    *on_and_off("set_recirculation"),
    ("set_airflow", {"direction": "feet"}),
    ("set_airflow", {"direction": "feet"}),
    ("get_climate", {}),
    ("set_window", {"position": 100}),
    ("set_window", {"position": 100}),
    ("set_window", {"position": 50}),
    ("set_window", {"position": 50}),
    ("set_ac", {"on": True}),
    ("set_window", {"position": 10}),
    ("set_window", {"position": 0}),
    ("set_window", {"position": 0, "window": "all"}),
    ("set_defrost", {"on": True}),
    ("set_ac", {"on": False}),
    ("get_climate", {}),
    {"Cabin.AirQuality.PM25": 10},
    ("get_air_quality", {}),
    {"Cabin.AirQuality.PM25": 60},
    ("get_air_quality", {}),
    {"Cabin.AirQuality.PM25": 200},
    ("get_air_quality", {}),
    *(("set_sunroof", {"position": position}) for position in (100, 100, 40, 40, 0, 0)),
    *on_and_off("tilt_sunroof", "up"),
    *(("set_sunshade", {"position": position}) for position in (100, 30, 30, 0, 0, 100, 100)),
    ("lock_doors", {}),
    ("unlock_doors", {}),
    ("unlock_doors", {}),
    ("lock_doors", {}),
    *on_and_off("set_door", "open"),
    ("open_trunk", {}),
    ("get_open_parts", {}),
    ("open_trunk", {}),
    ("close_trunk", {}),
    ("close_trunk", {}),
    ("lock_doors", {}),
    ("get_open_parts", {}),
    *on_and_off("set_mirrors", "folded"),
    *(("set_wipers", {"mode": mode}) for mode in ("fast", "fast", "off", "off")),
    ("find_car", {}),
    ("honk", {}),
    *(("move_seat", {"direction": direction}) for direction in ("forward", "back", "up", "down")),
    ("recline_seat", {"direction": "back"}),
    ("recline_seat", {"direction": "upright", "degrees": 90}),
    ("recline_seat", {"direction": "upright", "degrees": 90}),
    ("set_lumbar", {"percent": 70}),
    ("set_lumbar", {"percent": 70}),
    ("change_lumbar", {"by": 10, "seat": "front"}),
    *(("change_lumbar", {"by": 100}) for _ in range(2)),
    *(("set_headlights", {"mode": mode}) for mode in ("low_beam", "low_beam", "parking", "parking", "off", "off")),
    *(("set_headlights", {"mode": "auto"}) for _ in range(2)),
    *on_and_off("set_dome_light"),
    ("set_ambient_color", {"color": "blue"}),
    ("set_ambient_color", {"color": "blue"}),
    ("set_ambient_brightness", {"percent": 70}),
    ("set_ambient_brightness", {"percent": 70}),
    *(("change_ambient_brightness", {"by": 100}) for _ in range(2)),
    ("set_drive_mode", {"mode": "sport"}),
    ("set_drive_mode", {"mode": "sport"}),
    ("set_regeneration", {"level": "high"}),
    ("set_regeneration", {"level": "high"}),
    *on_and_off("set_cruise_control"),
    {"Speed": 60.0},
    ("get_speed", {}),
    *on_and_off("set_cruise_control"),
    *(("change_cruise_speed", {"by": 120}) for _ in range(2)),
    ("recline_seat", {"direction": "back"}),
    {"Exterior.LightIntensity": 2.0},
    ("set_headlights", {"mode": "off"}),
    {"Speed": 0.0, "Exterior.LightIntensity": 80.0},
    ("get_speed", {}),
    ("rotate_screen", {}),
    ("rotate_screen", {"orientation": "portrait"}),
    ("set_screen_brightness", {"percent": 30}),
    ("set_screen_brightness", {"percent": 30}),
    *(("set_display_mode", {"mode": mode}) for mode in ("night", "night", "day")),
    ("open_page", {"page": "media"}),
    ("open_page", {"page": "media"}),
    *(("show_camera", {"view": view}) for view in ("rear", "rear", "off", "off")),
    *(("set_units", {"temperature_unit": unit}) for unit in ("fahrenheit", "fahrenheit", "celsius", "celsius")),
    ("get_tire_pressure", {}),
    ("get_warnings", {}),
    {TIRE: 240},
    ("get_tire_pressure", {}),
    {TIRE: 180},
    ("get_tire_pressure", {}),
    ("get_warnings", {}),
    ("get_service", {}),
    {"Service.IsServiceDue": True},
    ("get_service", {}),
    ("get_trip", {}),
    ("get_temperature_outside", {}),
    ("ask_manual", {"question": "how does pet mode work, 宠物模式怎么用"}),
    ("ask_manual", {"question": "xyzzy"}),
    {"Powertrain.Transmission.SelectedGear": 127},
    ("set_camp_mode", {"on": True}),
]
"""A drive on which each message is heard at least once."""

ASKED: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("unlock_doors", {}, {}),
    ("open_trunk", {}, {}),
    ("open_frunk", {}, {}),
    ("set_door", {"open": True}, {}),
    ("set_sunroof", {"position": 50}, WORLD),
    ("set_fog_lights", {"on": True}, {}),
]
"""Calls that are answered with a question."""


def keys_of(lang: str, name: str) -> set[str]:
    """The messages of a file; fails where one is not valid Fluent."""
    file = bundled("tools") / "replies" / lang / f"{name}.ftl"
    text = file.read_text(encoding="utf-8")
    bundle = FluentBundle([lang])
    bundle.add_resource(FluentResource(text))
    keys = re.findall(r"^([a-z][\w-]*) =", text, re.MULTILINE)
    assert all(bundle.has_message(key) for key in keys), f"{file} holds a message that is not valid Fluent"
    return set(keys)


@pytest.mark.parametrize("name", FILES)
def test_both_languages_hold_the_same_messages(name: str) -> None:
    """Nobody hears a fallback because a translation was forgotten."""
    assert keys_of("en", name) == keys_of("zh", name)


@pytest.mark.parametrize("lang", ["en", "zh"])
async def test_every_message_is_spoken_with_all_its_data(
    cabin: "Cabin", lang: "Lang", monkeypatch: pytest.MonkeyPatch
) -> None:
    """A drive through all tools needs no fallback sentence and leaves no message unsaid.

    ``Cabin`` renders strictly: a missing message or variable fails here.
    """
    spoken: set[str] = set()
    render = cabin.registry.replies.render

    def listen(key: str, *rest: Any, **more: Any) -> str:
        spoken.add(key)
        return render(key, *rest, **more)

    monkeypatch.setattr(cabin.registry.replies, "render", listen)
    cabin.world.weather.override(sky="clear")
    for step in TOUR:
        if isinstance(step, dict):
            cabin.set(step)
        else:
            await cabin.do(step[0], lang=lang, confirmed=True, **step[1])
        cabin.settle()
    for tool, args, signals in ASKED:
        cabin.set({"Body.Raindetection.Intensity": 0, "Powertrain.Transmission.SelectedGear": 126, **signals})
        assert (await cabin.do(tool, lang=lang, **args))[-1].outcome.status == "needs_confirmation"
    await cabin.do("honk", lang=lang, speaker="rear_left")
    assert not {key for name in FILES for key in keys_of(lang, name)} - spoken

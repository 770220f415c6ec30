"""Screen, head-up display and cameras by voice."""

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.body.conftest import Cabin

INFO = "Cabin.Infotainment"


@pytest.mark.parametrize(
    ("tool", "args", "expected"),
    [
        ("rotate_screen", {}, {f"{INFO}.Display.Orientation": "PORTRAIT"}),
        ("rotate_screen", {"orientation": "竖屏"}, {f"{INFO}.Display.Orientation": "PORTRAIT"}),
        ("rotate_screen", {"orientation": "landscape"}, {}),
        ("set_screen_brightness", {"percent": 40}, {f"{INFO}.HMI.Brightness": 40}),
        ("set_screen_brightness", {"percent": 0}, {f"{INFO}.HMI.Brightness": 5}),
        ("change_screen_brightness", {"by": 20}, {f"{INFO}.HMI.Brightness": 90}),
        ("set_display_mode", {"mode": "dark"}, {f"{INFO}.HMI.DayNightMode": "NIGHT"}),
        ("open_page", {"page": "地图"}, {f"{INFO}.Display.Page": "NAVIGATION"}),
        ("show_camera", {"view": "倒车"}, {f"{INFO}.Display.Page": "CAMERA", f"{INFO}.Camera.View": "REAR"}),
        ("set_screen", {"on": False}, {f"{INFO}.Display.IsOn": False}),
        ("set_hud", {"on": False}, {f"{INFO}.HUD.IsOn": False}),
        ("set_units", {"temperature_unit": "华氏度"}, {f"{INFO}.HMI.TemperatureUnit": "F"}),
    ],
)
async def test_end_state(cabin: "Cabin", tool: str, args: dict[str, Any], expected: dict[str, object]) -> None:
    """Each tool changes its own signals and nothing else."""
    await cabin.do(tool, confirmed=True, **args)
    assert cabin.changed == expected


async def test_rotating_twice_is_back_again(cabin: "Cabin") -> None:
    """Without a direction the screen turns to the other one."""
    await cabin.do("rotate_screen")
    assert await cabin.say("rotate_screen", lang="zh") == "屏幕转为横屏。"


async def test_page_wakes_the_screen(cabin: "Cabin") -> None:
    """A page that is asked for can be seen."""
    await cabin.do("set_screen", on=False)
    await cabin.do("open_page", page="energy")
    assert cabin.changed == {f"{INFO}.Display.IsOn": True, f"{INFO}.Display.Page": "ENERGY"}


async def test_closing_the_camera_leaves_its_page(cabin: "Cabin") -> None:
    """After the camera the home screen is there again; another page stays."""
    await cabin.do("show_camera", view="360")
    await cabin.do("show_camera", view="off")
    assert cabin.changed == {f"{INFO}.Camera.View": "OFF", f"{INFO}.Display.Page": "HOME"}
    assert await cabin.say("show_camera", view="off") == "No camera view is open."


async def test_video_page_stays_closed_while_driving(cabin: "Cabin") -> None:
    """The vehicle refuses it, and the driver hears why."""
    cabin.set({"Speed": 50.0})
    done = await cabin.do("open_page", page="video")
    assert (done[0].outcome.status, done[0].policy) == ("refused", "video-while-moving")
    assert not cabin.changed

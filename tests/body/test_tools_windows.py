"""Windows, sunroof and shades by voice."""

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.body.conftest import Cabin

SIDES = ("Row1.DriverSide", "Row1.PassengerSide", "Row2.DriverSide", "Row2.PassengerSide")


def windows(position: int, *sides: str) -> dict[str, object]:
    """What is so once these windows have arrived; nobody but the driver's is named by default."""
    values: dict[str, object] = {}
    for side in sides or SIDES[:1]:
        values[f"Cabin.Door.{side}.Window.Position"] = position
        values[f"Cabin.Door.{side}.Window.IsOpen"] = position > 0
    return values


@pytest.mark.parametrize(
    ("tool", "args", "expected"),
    [
        ("set_window", {"position": 50}, windows(50)),
        ("set_window", {"position": "half", "window": "副驾"}, windows(50, SIDES[1])),
        ("set_window", {"position": 10, "window": "rear"}, windows(10, *SIDES[2:])),
        ("set_window", {"position": 100, "window": "all"}, windows(100, *SIDES)),
        ("change_window", {"by": 20, "window": "左后"}, windows(20, SIDES[2])),
        ("set_window", {"position": 0, "window": "all"}, {}),
        ("change_sunshade", {"by": 20}, {"Cabin.Sunroof.Shade.Position": 20}),
        ("change_sunshade", {"by": -20}, {}),
        ("change_sunroof", {"by": -20}, {}),
        ("change_sunroof", {"by": 0}, {}),
        ("set_rear_shade", {"position": 0}, {"Cabin.RearShade.Position": 0}),
        ("set_window_lock", {"on": True}, {"Cabin.IsWindowChildLockEngaged": True}),
        ("set_sunshade", {"position": 100}, {"Cabin.Sunroof.Shade.Position": 100}),
    ],
)
async def test_end_state(cabin: "Cabin", tool: str, args: dict[str, Any], expected: dict[str, object]) -> None:
    """Each tool moves what was named and nothing else."""
    await cabin.do(tool, confirmed=True, **args)
    assert cabin.changed == expected


async def test_a_moving_window_is_not_called_open(cabin: "Cabin") -> None:
    """The sentence tells what happens, not what will have happened."""
    done = await cabin.do("set_window", position=50)
    assert done[0].sentence == "Opening the driver's window to 50 percent."
    assert cabin.car.read("Cabin.Door.Row1.DriverSide.Window.Position") == 0
    assert cabin.car.target("Cabin.Door.Row1.DriverSide.Window.Position") == 50


@pytest.mark.parametrize(
    ("position", "word", "sentence"),
    [
        (30, "mine", "正在把右后车窗打开到30%。"),
        (100, "all", "正在全开所有车窗。"),
        (0, "mine", "右后车窗已经是关着的。"),
    ],
)
async def test_my_window_is_where_i_sit(cabin: "Cabin", position: int, word: str, sentence: str) -> None:
    """The rear right speaker's window is the rear right one."""
    done = await cabin.do("set_window", position=position, window=word, speaker="rear_right", lang="zh")
    assert done[0].sentence == sentence


async def test_steps_add_to_where_a_window_is_heading(cabin: "Cabin") -> None:
    """ "A bit more" twice, quickly, is two steps."""
    await cabin.do("change_window", by=20)
    await cabin.do("change_window", by=20)
    cabin.settle()
    assert cabin.car.read("Cabin.Door.Row1.DriverSide.Window.Position") == 40
    assert "Raising" in await cabin.say("change_window", by=-10)
    assert "Closing" in await cabin.say("change_window", by=-100)
    assert "already closed" in await cabin.say("change_window", by=-10)


async def test_locked_rear_windows_stay_shut(cabin: "Cabin") -> None:
    """With the lock on nobody in the back moves a window; "all windows" moves none by half."""
    await cabin.do("set_window_lock", on=True)
    done = await cabin.do("set_window", position=100, window="all", speaker="rear_left")
    assert done[0].outcome.status == "refused"
    assert done[0].policy == "rear-window-locked"
    assert not cabin.changed


async def test_sunroof_slides_and_tilts(cabin: "Cabin") -> None:
    """Open, less open, tilted, closed."""
    await cabin.do("set_sunshade", position=100)
    cabin.settle()
    for tool, args, sentence, place in (
        ("set_sunroof", {"position": 60}, "The sunroof is opening to 60 percent.", 60),
        ("set_sunroof", {"position": 20}, "The sunroof is closing to 20 percent.", 20),
        ("tilt_sunroof", {"up": True}, "The sunroof is tilting up.", -100),
        ("tilt_sunroof", {"up": False}, "The sunroof is closing.", 0),
        ("set_sunroof", {"position": 0}, "The sunroof is already closed.", 0),
    ):
        assert await cabin.say(tool, **args) == sentence
        cabin.settle()
        assert cabin.car.read("Cabin.Sunroof.Position") == place


async def test_sunroof_changes_from_where_it_is_heading(cabin: "Cabin") -> None:
    """ "A bit more" twice is two steps; it ends at both ends and tells where it goes; a tilted one counts as closed."""
    cabin.set({"Cabin.Sunroof.Shade.Position": 100})
    for by, sentence, place in (
        (20, "The sunroof is opening to 20 percent.", 20),
        (20, "The sunroof is opening to 40 percent.", 40),
        (-10, "The sunroof is closing to 30 percent.", 30),
        (0, "The sunroof is already 30 percent open.", 30),
        (100, "The sunroof is opening.", 100),
        (20, "The sunroof is already open.", 100),
        (-100, "The sunroof is closing.", 0),
        (-20, "The sunroof is already closed.", 0),
    ):
        assert await cabin.say("change_sunroof", by=by) == sentence
        assert cabin.car.target("Cabin.Sunroof.Position") == place
    for by, sentence, place in ((0, "天窗已经翘起来了。", -100), (-20, "天窗正在关闭。", 0)):
        await cabin.do("tilt_sunroof", up=True)
        assert await cabin.say("change_sunroof", by=by, lang="zh") == sentence
        assert cabin.car.target("Cabin.Sunroof.Position") == place
    await cabin.do("tilt_sunroof", up=True)
    assert await cabin.say("change_sunroof", by=20, lang="zh") == "天窗正在打开到20%。"


async def test_sunshade_changes_from_where_it_is_heading(cabin: "Cabin") -> None:
    """The shade adds its steps in both directions and stops at both ends."""
    for by, sentence in (
        (20, "Opening the sunshade to 20 percent."),
        (30, "Opening the sunshade to 50 percent."),
        (-20, "Closing the sunshade to 30 percent."),
        (0, "No need: the sunshade is already 30 percent open."),
        (-100, "Closing the sunshade."),
        (-20, "No need: the sunshade is already closed."),
    ):
        assert await cabin.say("change_sunshade", by=by) == sentence
    assert await cabin.say("change_sunshade", by=100, lang="zh") == "正在打开遮阳帘。"
    assert await cabin.say("change_sunshade", by=20, lang="zh") == "遮阳帘已经打开了。"

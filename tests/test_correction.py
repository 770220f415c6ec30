"""Tests of corrections that need no model."""

import pytest

from car_assistant.agent.followups.correction import wish_of
from car_assistant.events import Lang
from car_assistant.testing import scripted_session

WINDOW = "Vehicle.Cabin.Door.{}.Window.Position"


@pytest.mark.parametrize(
    ("text", "lang", "rest"),
    [
        ("no, the passenger's", "en", "the passenger's"),
        ("sorry, fifteen, not fifty", "en", "fifteen"),
        ("不对，我说的是副驾的", "zh", "副驾的"),
        ("open the window", "en", None),
        ("打开车窗", "zh", None),
        ("no the rear one", "en", "the rear one"),
        ("Oops, my mistake, I meant the driver's", "en", "the driver's"),
        ("too loud, I said eighteen", "en", "eighteen"),
        ("太吵了太吵了，我说的是十二", "zh", "十二"),
        ("not the fan, the seat", "en", "the seat"),
        ("搞错了，应该是后排的", "zh", "后排的"),
        ("不是王芳，是王方，方向的方", "zh", "王方"),
        ("the left one, not the right one", "en", "the left one"),
        ("no massage for me", "en", None),
        ("no more seat heating", "en", None),
        ("it's too loud in the back", "en", None),
        ("don't open it", "en", None),
        ("不要打开车窗", "zh", None),
        ("别开窗，太冷了", "zh", None),
        ("not now", "en", None),
    ],
)
def test_what_a_correction_puts_in_place(text: str, lang: Lang, rest: str | None) -> None:
    """The lead and what is denied fall away; other sentences are no corrections."""
    wish = wish_of(text, lang)
    assert (wish.new if wish else None) == rest


@pytest.mark.parametrize(
    ("first", "then"),
    [("Open the passenger's window", "no, the driver's"), ("打开副驾车窗", "不对，我说的是主驾的")],
)
async def test_the_right_window_opens_and_the_wrong_one_goes_back(first: str, then: str) -> None:
    """A corrected place takes back what was done at the other."""
    async with scripted_session(fast_path=True) as session:
        await session.turn(first)
        session.settle()
        await session.turn(then)
        session.settle()
        assert session.car.read(WINDOW.format("Row1.DriverSide")) == 100
        assert session.car.read(WINDOW.format("Row1.PassengerSide")) == 0


@pytest.mark.parametrize(
    ("first", "then"), [("Set the volume to fifty", "sorry, fifteen, not fifty"), ("音量调到五十", "不是，是十五")]
)
async def test_another_value_replaces_the_first(first: str, then: str) -> None:
    """A corrected number is set instead."""
    async with scripted_session(fast_path=True) as session:
        await session.turn(first)
        await session.turn(then)
        assert session.car.read("Vehicle.Cabin.Infotainment.Media.Volume") == 15


@pytest.mark.parametrize(("first", "then"), [("Open my window", "No, close it again"), ("打开天窗", "不对，把它关上")])
async def test_it_means_what_was_moved_last(first: str, then: str) -> None:
    """ "Close it" closes what the last sentence opened, and nothing else."""
    async with scripted_session(fast_path=True) as session:
        before = session.car.snapshot()
        await session.turn(first)
        session.settle()
        await session.turn(then)
        session.settle()
        left = session.car.diff(before, session.car.snapshot())
        assert not any(path.endswith((".Position", ".IsOpen")) and "Shade" not in path for path in left)


@pytest.mark.parametrize(
    ("first", "then", "signal", "value"),
    [
        ("Open my window halfway", "not half, all the way", WINDOW.format("Row1.DriverSide"), 100),
        ("把我的车窗打开一半", "不是一半，全打开", WINDOW.format("Row1.DriverSide"), 100),
        ("Set the temperature to 25", "no, twenty one", "Vehicle.Cabin.HVAC.Station.Row1.Driver.Temperature", 21),
        ("音量调到六十", "太大了，我说的是十六", "Vehicle.Cabin.Infotainment.Media.Volume", 16),
        ("Set the volume to 30", "wait, thirty five, not thirty", "Vehicle.Cabin.Infotainment.Media.Volume", 35),
    ],
)
async def test_a_value_is_put_right(first: str, then: str, signal: str, value: float) -> None:
    """A value that was heard or said wrong is replaced, whether or not the wrong one is named."""
    async with scripted_session(fast_path=True) as session:
        await session.turn(first)
        session.settle()
        await session.turn(then)
        session.settle()
        assert session.car.read(signal) == value


@pytest.mark.parametrize(
    ("first", "then"),
    [("Open the sunroof", "no, my window"), ("打开天窗", "不对，是车窗"), ("Open the sunroof", "my window instead")],
)
async def test_another_thing_is_opened_and_the_first_closed(first: str, then: str) -> None:
    """The last sentence is meant for another thing; what it did is taken back."""
    async with scripted_session(fast_path=True) as session:
        await session.turn(first)
        session.settle()
        await session.turn(then)
        session.settle()
        assert session.car.read("Vehicle.Cabin.Sunroof.Position") == 0
        assert session.car.read(WINDOW.format("Row1.DriverSide")) == 100


@pytest.mark.parametrize(
    ("first", "then", "name"),
    [("Call Tom", "not Tom, Lisa", "Lisa"), ("打电话给妈妈", "不是妈妈，是李敏", "李敏")],
)
async def test_somebody_else_is_called_and_the_first_no_longer_asked_about(first: str, then: str, name: str) -> None:
    """A yes after the correction calls the right person; what was done before the call stays done."""
    async with scripted_session(fast_path=True) as session:
        await session.turn("Open my window")
        session.settle()
        await session.turn(first)
        result = await session.turn(then)
        assert [done.call.args["name"] for done in result.done] == [name]
        await session.turn("yes")
        assert session.world.phone.last_dialled is not None
        assert name in (session.world.phone.last_dialled.who.en + session.world.phone.last_dialled.who.zh)
        assert session.car.read(WINDOW.format("Row1.DriverSide")) == 100


async def test_a_command_after_instead_leaves_other_things_alone() -> None:
    """ "Sport mode instead" does not close the window that was opened before."""
    async with scripted_session(fast_path=True) as session:
        await session.turn("Open my window")
        session.settle()
        await session.turn("sport mode instead")
        session.settle()
        assert session.car.read(WINDOW.format("Row1.DriverSide")) == 100
        assert session.car.read("Vehicle.Powertrain.Transmission.PerformanceMode") == "SPORT"

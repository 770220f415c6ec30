"""Tests of corrections that need no model."""

import pytest

from car_assistant.agent.correction import rest_of
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
    ],
)
def test_what_a_correction_puts_in_place(text: str, lang: Lang, rest: str | None) -> None:
    """The lead and what is denied fall away; other sentences are no corrections."""
    assert rest_of(text, lang) == rest


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

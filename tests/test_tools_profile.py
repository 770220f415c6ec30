"""Preferences remembered by voice."""

from pathlib import Path
from random import Random
from typing import Any

import pytest

import car_assistant
from car_assistant.clock import ManualClock
from car_assistant.discovery import bundled, load_pack
from car_assistant.events import Bus, Lang, Seat
from car_assistant.registry import Done, Registry
from car_assistant.text import Replies
from car_assistant.toolkit import Call, ToolContext
from car_assistant.vehicle.car import Car
from car_assistant.world.pack import build_world


class Drive:
    """A car, its world and the bundled tools, called as after a driver's yes."""

    def __init__(self) -> None:
        bus, self.clock = Bus(), ManualClock()
        self.car = Car(bus=bus, clock=self.clock)
        self.world = build_world(self.car, self.clock, bus, Random(7))
        replies = Replies(strict=True)
        replies.add_folder(Path(car_assistant.__file__).parent / "replies")
        self.registry = Registry([load_pack(bundled("tools"))], replies=replies)

    async def do(
        self, tool: str, *, lang: Lang = "en", seat: Seat = "driver", confirmed: bool = True, **args: Any
    ) -> Done:
        ctx = ToolContext(
            car=self.car,
            world=self.world,
            clock=self.clock,
            rng=Random(7),
            cause=f"turn:1@{seat}",
            seat=seat,
            lang=lang,
        )
        done = await self.registry.run(Call(tool=tool, args=args), ctx, confirmed=confirmed)
        return done[-1]


@pytest.fixture
def drive() -> Drive:
    return Drive()


async def test_a_preference_is_remembered_told_and_forgotten(drive: Drive) -> None:
    """What the speaker likes is kept, can be heard and can be deleted."""
    done = await drive.do("remember_preference", what="temperature", value="21 degrees")
    assert done.sentence == "I'll remember your temperature: 21 degrees."
    assert drive.world.profile.number("temperature") == 21
    assert (await drive.do("list_preferences", lang="zh")).sentence == "我记得您的温度21度。"
    assert (await drive.do("forget_preference", what="温度", lang="zh")).sentence == "已忘记您的温度。"
    assert (await drive.do("list_preferences")).sentence == "I haven't remembered any preferences of yours."


async def test_an_impossible_preference_is_refused(drive: Drive) -> None:
    """A temperature that the car cannot reach is not remembered."""
    done = await drive.do("remember_preference", what="temperature", value="50")
    assert done.outcome.status == "refused"
    assert drive.world.profile.preferences() == {}


async def test_forgetting_what_was_never_known_is_admitted(drive: Drive) -> None:
    """The assistant does not claim to have deleted something."""
    done = await drive.do("forget_preference", what="name")
    assert done.sentence == "I had nothing remembered about your name."


async def test_speakers_do_not_share_preferences(drive: Drive) -> None:
    """What the passenger says is the passenger's."""
    await drive.do("remember_preference", what="氛围灯颜色", value="蓝色", seat="passenger", lang="zh")
    assert drive.world.profile.get("ambient_color", "passenger") == "蓝色"
    assert drive.world.profile.get("ambient_color", "driver") is None

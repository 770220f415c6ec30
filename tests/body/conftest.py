"""Fixtures that several test modules share."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

import car_assistant
from car_assistant.discovery import bundled, load_pack
from car_assistant.events import Lang, Seat, Value
from car_assistant.registry import Done, Registry
from car_assistant.testing import make_context
from car_assistant.text import Replies
from car_assistant.toolkit import Call, ToolContext
from car_assistant.vehicle.physics import Simulation


class Cabin:
    """The starting car in the built-in world with the bundled tools; every call is a turn of its own.

    A reply that lacks a message or a value fails the test instead of falling back.
    """

    def __init__(self) -> None:
        self._base = make_context()
        self.car = self._base.car
        self.world = self._base.world
        self.clock = self._base.clock
        replies = Replies(strict=True)
        replies.add_folder(Path(car_assistant.__file__).parent / "replies")
        self.registry = Registry([load_pack(bundled("tools"))], replies=replies)
        self._turns = 0
        self._cause = ""

    async def do(
        self, tool: str, *, speaker: Seat = "driver", lang: Lang = "en", confirmed: bool = False, **args: Any
    ) -> list[Done]:
        """Make a call for the person on the seat ``speaker``; returns it with what policies put before and after."""
        self._turns += 1
        self._cause = f"turn:{self._turns}@{speaker}"
        ctx = ToolContext(
            car=self.car,
            world=self.world,
            clock=self.clock,
            rng=self._base.rng,
            cause=self._cause,
            seat=speaker,
            lang=lang,
        )
        return await self.registry.run(Call(tool=tool, args=args), ctx, confirmed=confirmed)

    async def say(self, tool: str, **args: Any) -> str:
        """What is heard of a call, notes included."""
        return said(await self.do(tool, **args))

    def set(self, values: dict[str, Value]) -> None:
        """The world sets signals."""
        for path, value in values.items():
            self.car.publish(path, value)

    def settle(self) -> None:
        """Let every moving part arrive."""
        Simulation(self.car).settle()

    @property
    def changed(self) -> dict[str, Value]:
        """What the last call changed or set going, by path without ``Vehicle.``."""
        self.settle()
        return {path.removeprefix("Vehicle."): new for path, (_, new) in self.car.changed_by(self._cause).items()}


def said(done: Sequence[Done]) -> str:
    """The sentences of several calls as one text."""
    return " ".join(part for step in done for part in (step.sentence, *step.notes) if part)


@pytest.fixture
def cabin() -> Cabin:
    """A car to talk to."""
    return Cabin()

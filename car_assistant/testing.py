"""Public doubles and builders, for this project's tests and for those of tool packs."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from random import Random

from car_assistant.clock import ManualClock
from car_assistant.discovery import bundled, load_pack
from car_assistant.errors import WeightsError
from car_assistant.events import Bus, Lang, Seat
from car_assistant.models.base import CallMade, ChatRequest, Finished, TextDelta, ToolCall
from car_assistant.models.scripted import Answer, ScriptedModel
from car_assistant.models.weights import WeightsInfo, find, load_models
from car_assistant.registry import Done, Registry
from car_assistant.session import Session, TurnResult, open_session
from car_assistant.text import Replies
from car_assistant.toolkit import Call, ToolContext
from car_assistant.vehicle.car import Car
from car_assistant.world.pack import build_world

__all__ = [
    "Answer",
    "CallMade",
    "ChatRequest",
    "Drive",
    "Finished",
    "ScriptedModel",
    "TextDelta",
    "ToolCall",
    "calls",
    "make_context",
    "scripted_session",
    "smallest_weights",
    "statuses",
]


def make_context(*, seat: Seat = "driver", lang: Lang = "en", cause: str | None = None) -> ToolContext:
    """A context with the starting car in the built-in world, for calling tools without a conversation."""
    clock = ManualClock()
    bus = Bus()
    car = Car(bus=bus, clock=clock)
    rng = Random(7)
    world = build_world(car=car, clock=clock, bus=bus, rng=rng)
    return ToolContext(
        car=car, world=world, clock=clock, rng=rng, cause=cause or f"turn:1@{seat}", seat=seat, lang=lang
    )


def scripted_session(
    *answers: Answer, packs: Sequence[Path] = (), fast_path: bool = False
) -> AbstractAsyncContextManager[Session]:
    """A session on virtual time whose model gives ``answers`` in order; without the fast path unless asked for."""
    return open_session(ScriptedModel(answers), packs=packs, fast_path=fast_path)


def calls(result: TurnResult) -> list[tuple[str, dict[str, object]]]:
    """The calls of a turn as plain pairs."""
    return [(done.call.tool, dict(done.call.args)) for done in result.done]


def statuses(result: TurnResult) -> list[str]:
    """How each call of a turn ended."""
    return [done.outcome.status for done in result.done]


def smallest_weights() -> tuple[WeightsInfo, Path] | None:
    """The smallest known model that is here."""
    for info in sorted(load_models().values(), key=lambda info: info.size):
        try:
            path = find(info)
        except WeightsError:
            continue
        if path is not None:
            return info, path
    return None


class Drive:
    """A car at home, its world and the bundled tools, without a conversation; every call is a turn of its own.

    Templates are strict: a reply with a hole in it raises. ``confirmed`` is whether calls come as after a yes.
    """

    def __init__(self, *, confirmed: bool = False) -> None:
        bus, self.clock = Bus(), ManualClock()
        self.car = Car(bus=bus, clock=self.clock)
        self.world = build_world(car=self.car, clock=self.clock, bus=bus, rng=Random(7))
        replies = Replies(strict=True)
        replies.add_folder(Path(__file__).parent / "replies")
        self.registry = Registry([load_pack(bundled("tools"))], replies=replies)
        self.turn = 0
        self._confirmed = confirmed

    async def do(
        self, tool: str, *, lang: Lang = "en", seat: Seat = "driver", confirmed: bool | None = None, **args: object
    ) -> Done:
        """Make a call; returns the last thing that was done."""
        self.turn += 1
        ctx = ToolContext(
            car=self.car,
            world=self.world,
            clock=self.clock,
            rng=Random(7),
            cause=f"turn:{self.turn}@{seat}",
            seat=seat,
            lang=lang,
        )
        yes = self._confirmed if confirmed is None else confirmed
        return (await self.registry.run(Call(tool=tool, args=args), ctx, confirmed=yes))[-1]

    @property
    def stops(self) -> list[str]:
        """English names of the route's stops, the destination last."""
        return [stop.name.en for stop in self.world.nav.stops]

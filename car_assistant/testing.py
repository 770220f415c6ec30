"""Public doubles and builders, for this project's tests and for those of tool packs."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from random import Random

from car_assistant.clock import ManualClock
from car_assistant.errors import WeightsError
from car_assistant.events import Bus, Lang, Seat
from car_assistant.models.base import CallMade, ChatRequest, Finished, TextDelta, ToolCall
from car_assistant.models.scripted import Answer, ScriptedModel
from car_assistant.models.weights import WeightsInfo, find, load_models
from car_assistant.session import Session, TurnResult, open_session
from car_assistant.toolkit import ToolContext
from car_assistant.vehicle.car import Car
from car_assistant.world.pack import build_world

__all__ = [
    "Answer",
    "CallMade",
    "ChatRequest",
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

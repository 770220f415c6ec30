"""Takes back what a turn changed, in the car and in the world. Knows nothing of words."""

from collections.abc import Mapping
from dataclasses import dataclass

from car_assistant.agent.turn import TurnRecord
from car_assistant.errors import Interlock
from car_assistant.registry import Registry
from car_assistant.vehicle.car import Car
from car_assistant.world.pack import World

KEPT = 20
"""Turns that can be taken back, newest first."""


@dataclass(frozen=True, kw_only=True)
class _Step:
    cause: str
    before: Mapping[str, object]
    after: Mapping[str, object]
    outbound: bool


class UndoStack:
    """The turns that changed something, each with the world as it was before."""

    def __init__(self, car: Car, world: World, registry: Registry) -> None:
        self._car = car
        self._world = world
        self._registry = registry
        self._steps: list[_Step] = []

    def mark(self) -> Mapping[str, object]:
        """The world as it is, to be handed to ``keep`` when the turn is over."""
        return self._world.snapshot()

    def keep(self, record: TurnRecord, before: Mapping[str, object]) -> None:
        """Remember ``record`` if it changed something."""
        if record.undone or not record.acted:
            return
        after = self._world.snapshot()
        if not self._car.commanded_by(record.cause) and not _different(before, after):
            return
        tools = self._registry.tools
        outbound = any(
            # A rule may have wanted a tool that this car does not have; that one did nothing.
            done.outcome.status == "ok" and tools[done.call.tool].spec.risk == "outbound"
            for done in record.done
        )
        self._steps.append(_Step(cause=record.cause, before=before, after=after, outbound=outbound))
        del self._steps[:-KEPT]

    def take_back(self, record: TurnRecord) -> str:
        """Undo the newest step for the turn ``record``; returns the key of the sentence to say."""
        if not self._steps:
            return "core-nothing-to-undo"
        step = self._steps.pop()
        if step.outbound:
            return "core-undo-impossible"
        record.undone = True
        self._world.restore({name: step.before[name] for name in _different(step.before, step.after)})
        try:
            self._car.undo(step.cause, by=record.cause)
        except Interlock:
            return "core-undone-partly"
        return "core-undone"

    def correct(self, cause: str, record: TurnRecord) -> None:
        """Take back what the turn with ``cause`` changed, if it changed anything, for the correction ``record``."""
        if self._steps and self._steps[-1].cause == cause:
            self.take_back(record)
            record.undone = False

    def clear(self) -> None:
        """Forget everything; nothing can be taken back."""
        self._steps.clear()


def _different(before: Mapping[str, object], after: Mapping[str, object]) -> list[str]:
    return [name for name in before if before[name] != after.get(name)]

"""Moving parts under way. Owns where each part is, where it is heading and what stands in its way.

Knows no store and no bus: ``advance`` says what moved, and the car writes it down.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from car_assistant.events import Value
from car_assistant.vehicle.catalogue import Signal

PINCH_REVERSE = 20.0
"""Percent of its travel that a part gives way after it met an obstacle while closing."""

_ROUNDING = 1e-6
"""Part of the travel by which many small steps may fall short of one large one."""


@dataclass(kw_only=True)
class Motion:
    """A part on its way; ``place`` and ``goal`` are in the signal's unit (0 and 1 for a boolean)."""

    signal: Signal
    place: float
    goal: float
    cause: str


@dataclass(frozen=True, kw_only=True)
class Obstacle:
    """What a part meets at ``at``: a ``jam`` holds it there, a ``pinch`` makes it reverse once."""

    kind: Literal["jam", "pinch"]
    at: float


@dataclass(frozen=True, kw_only=True)
class Moved:
    """What one step did to one part; ``met`` is set when it ran into an obstacle."""

    path: str
    value: Value
    cause: str
    met: Literal["jam", "pinch"] | None = None


class MovingParts:
    """Every part that travels, and every obstacle laid in its way."""

    def __init__(self) -> None:
        self._motions: dict[str, Motion] = {}
        self._obstacles: dict[str, Obstacle] = {}

    @property
    def moving(self) -> bool:
        return bool(self._motions)

    def goal(self, path: str) -> Value | None:
        """Where the part is heading; ``None`` when it stands still."""
        motion = self._motions.get(path)
        return None if motion is None else _value(motion.signal, motion.goal)

    def send(self, signal: Signal, start: Value, goal: Value, cause: str) -> None:
        """Let a part travel to ``goal``; a part under way turns round from where it is."""
        motion = self._motions.get(signal.path)
        place = motion.place if motion else float(start)
        if motion is not None or place != float(goal):
            self._motions[signal.path] = Motion(signal=signal, place=place, goal=float(goal), cause=cause)

    def drop(self, path: str) -> None:
        """Forget the motion of a part that was put elsewhere."""
        self._motions.pop(path, None)

    def motions(self) -> dict[str, Motion]:
        """Copies of all motions."""
        return {path: replace(motion) for path, motion in self._motions.items()}

    def roll_back(self, motions: Mapping[str, Motion], cause: str) -> None:
        """Take back what ``cause`` sent on its way since ``motions`` were copied; the rest goes on."""
        for path, motion in tuple(self._motions.items()):
            if motion.cause == cause:
                if path in motions:
                    motion.goal, motion.cause = motions[path].goal, motions[path].cause
                else:
                    self.drop(path)

    def lay(self, path: str, obstacle: Obstacle) -> None:
        """Put something in a part's way; it replaces what was there."""
        self._obstacles[path] = obstacle

    def take_away(self, path: str) -> None:
        """The way is free again."""
        self._obstacles.pop(path, None)

    def clear(self) -> None:
        """Everything stands still and nothing is in the way."""
        self._motions.clear()
        self._obstacles.clear()

    def advance(self, dt: float) -> list[Moved]:
        """Move every part for ``dt`` seconds."""
        return [self._step(path, motion, dt) for path, motion in tuple(self._motions.items())]

    def _step(self, path: str, motion: Motion, dt: float) -> Moved:
        signal = motion.signal
        reach = signal.span / (signal.travel_s or dt) * dt
        way = motion.goal - motion.place
        place = (
            motion.goal
            if abs(way) <= reach + _ROUNDING * signal.span
            else motion.place + (reach if way > 0 else -reach)
        )
        obstacle = self._obstacles.get(path)
        met = obstacle if obstacle and _crosses(motion.place, place, obstacle) else None
        if met is not None and met.kind == "jam":
            place = motion.goal = met.at
        elif met is not None:
            place = max(place, min(met.at, motion.place))
            motion.goal = min(signal.maximum or 1.0, place + signal.span * PINCH_REVERSE / 100)
            self.take_away(path)
        motion.place = place
        if place == motion.goal:
            self.drop(path)
        return Moved(path=path, value=_value(signal, place), cause=motion.cause, met=met.kind if met else None)


def _crosses(before: float, after: float, obstacle: Obstacle) -> bool:
    if obstacle.kind == "pinch":
        return after < before and after <= obstacle.at
    return min(before, after) <= obstacle.at <= max(before, after)


def _value(signal: Signal, place: float) -> Value:
    if signal.datatype == "boolean":
        return place > 0
    return round(place, 1) if signal.datatype in ("float", "double") else round(place)

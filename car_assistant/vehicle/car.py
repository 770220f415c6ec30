"""The car's one store of truth. Owns every signal's value, who changed it, and how to put it back.

It refuses to know time steps (``physics``), what is never done (``interlocks``), what moves together (``couplings``)
and anything about speech, models or the outside world.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from car_assistant.clock import Clock
from car_assistant.errors import Interlock, SignalError
from car_assistant.events import Bus, SignalChanged, Value
from car_assistant.vehicle import interlocks
from car_assistant.vehicle.catalogue import CATALOGUE, Signal, full_path
from car_assistant.vehicle.couplings import COMMANDS, FOLLOWS, redirect
from car_assistant.vehicle.parts import Motion, Moved, MovingParts

Values = Mapping[str, Value]
Changes = dict[str, tuple[Value, Value]]
"""Path to (old, new)."""


@dataclass(frozen=True, kw_only=True)
class Change:
    """One line of the journal."""

    at: float
    """Simulated seconds since the session started."""
    cause: str
    path: str
    old: Value
    new: Value


@dataclass(frozen=True, kw_only=True)
class _Trace:
    """What one cause did: first old values as they were, and the settings (goals of moving parts) to go back to."""

    old: dict[str, Value] = field(default_factory=dict)
    settings: dict[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Checkpoint:
    """A place to go back to when an action fails half-way; made by ``Car.checkpoint``."""

    cause: str
    journal: int
    motions: Mapping[str, Motion]
    trace: _Trace


class Car:
    """Signals by path, with or without the leading ``Vehicle.``; every change goes out on the bus."""

    def __init__(self, *, bus: Bus, clock: Clock, catalogue: Mapping[str, Signal] = CATALOGUE) -> None:
        self.bus = bus
        self.clock = clock
        self.parts = MovingParts()
        self._catalogue = catalogue
        self._values: dict[str, Value] = {path: signal.default for path, signal in catalogue.items()}
        self._journal: list[Change] = []
        self._traces: dict[str, _Trace] = {}

    # Looking

    def signal(self, path: str) -> Signal:
        """The record of a signal; ``SignalError`` with near matches when there is none."""
        found = self._catalogue.get(full_path(path))
        if found is None:
            raise SignalError(f"there is no signal {path!r}{_near(path, self._catalogue)}")
        return found

    def read(self, path: str) -> Value:
        """The present value."""
        value = self._values.get(path)
        return self._values[self.signal(path).path] if value is None else value

    def target(self, path: str) -> Value:
        """Where a moving part is heading; for everything else its value."""
        full = self.signal(path).path
        goal = self.parts.goal(full)
        return self._values[full] if goal is None else goal

    @property
    def moving(self) -> bool:
        """Whether a part (window, seat, trunk...) is on its way; says nothing of the car's own speed."""
        return self.parts.moving

    # Changing

    def actuate(self, path: str, value: Value, *, cause: str) -> Value:
        """Ask the vehicle to set an actuator; a moving part starts to travel. Returns the accepted value.

        Raises ``SignalError`` for an unknown path, a sensor, or a value that does not fit, and ``Interlock`` when the
        vehicle refuses; nothing has changed then. ``cause`` is ``turn:<n>@<seat>``, ``hmi``, ``world`` or ``physics``.
        """
        signal = self.signal(path)
        if signal.kind != "actuator":
            raise SignalError(f"{signal.path} is a {signal.kind}, which only the vehicle itself can change")
        accepted = signal.coerce(value)
        meant = redirect(signal.path, accepted)
        rule = COMMANDS.get(meant[0])
        plan = [meant, *(rule(self.read, meant[1]) if rule else ())]
        for step, goal in plan:
            interlocks.check(self.read, step, goal, cause)
        for step, goal in plan:
            self._command(step, goal, cause)
        return accepted

    def publish(self, path: str, value: Value, *, cause: str = "world") -> None:
        """State what is so: a sensor's reading, or an act of the world. No interlock; a moving part jumps there."""
        signal = self.signal(path)
        accepted = signal.coerce(value)
        if not signal.drift:
            self._trace(cause).settings.setdefault(signal.path, self.target(signal.path))
        self._put(signal.path, accepted, cause)

    def move(self, dt: float) -> Sequence[Moved]:
        """Let every part travel for ``dt`` seconds; returns what moved. Called by the simulation."""
        moved = self.parts.advance(dt)
        for part in moved:
            self._set(part.path, part.value, part.cause)
        return moved

    # Remembering

    def snapshot(self) -> Values:
        """Every value as it is now."""
        return dict(self._values)

    def restore(self, snapshot: Values, *, forget: bool = False) -> None:
        """Put every value back at once; nothing is under way or jammed afterwards.

        ``forget`` empties the journal as well, as for a car that starts anew.
        """
        self.parts.clear()
        for path, value in snapshot.items():
            self._write(self.signal(path).path, self.signal(path).coerce(value), "reset")
        if forget:
            self._journal.clear()
            self._traces.clear()

    def diff(self, before: Values, after: Values, *, drift: bool = False) -> Changes:
        """What differs between two snapshots; derived signals only when ``drift`` is true."""
        return {
            path: (before[path], after[path])
            for path, signal in self._catalogue.items()
            if before[path] != after[path] and (drift or not signal.drift)
        }

    @property
    def journal(self) -> Sequence[Change]:
        """Every change so far, oldest first, without derived signals; ``cause`` is who started it."""
        return self._journal

    def changed_by(self, cause: str) -> Changes:
        """What a cause changed: its first old value and the present one. What is as before is left out."""
        trace = self._traces.get(cause, _Trace())
        return {path: (old, self._values[path]) for path, old in trace.old.items() if old != self._values[path]}

    def commanded_by(self, cause: str) -> bool:
        """Whether ``undo`` would put something back: a part under way has not changed yet, but will."""
        trace = self._traces.get(cause, _Trace())
        return any(self.target(path) != before for path, before in trace.settings.items())

    def undo(self, cause: str, *, by: str = "undo") -> Changes:
        """Put back exactly what ``cause`` set; moving parts travel back. Returns (value now, value to come).

        ``by`` is the cause under which this is written down. What an interlock forbids is left as it is; the rest is
        put back, and then that ``Interlock`` is raised.
        """
        trace = self._traces.pop(cause, _Trace())
        refusal: Interlock | None = None
        undone: Changes = {}
        for path, before in reversed(trace.settings.items()):
            if self.target(path) == before:
                continue
            try:
                interlocks.check(self.read, path, before, by)
            except Interlock as refused:
                refusal = refusal or refused
                continue
            undone[path] = (self._values[path], before)
            self._command(path, before, by)
        if refusal is not None:
            raise refusal
        return undone

    def checkpoint(self, cause: str) -> Checkpoint:
        """The state before an action of ``cause``, for ``roll_back``."""
        trace = self._trace(cause)
        return Checkpoint(
            cause=cause,
            journal=len(self._journal),
            motions=self.parts.motions(),
            trace=_Trace(old=dict(trace.old), settings=dict(trace.settings)),
        )

    def roll_back(self, to: Checkpoint) -> None:
        """Take back at once, interlocks or not, what the checkpoint's cause did since; it leaves no trace."""
        later = self._journal[to.journal :]
        self.parts.roll_back(to.motions, to.cause)
        for change in reversed([one for one in later if one.cause == to.cause]):
            self._write(change.path, change.old, to.cause)
        self._journal[to.journal :] = [one for one in later if one.cause != to.cause]
        self._traces[to.cause] = to.trace

    # Inside

    def _command(self, path: str, goal: Value, cause: str) -> None:
        signal = self._catalogue[path]
        self._trace(cause).settings.setdefault(path, self.target(path))
        if signal.travel_s is None:
            self._set(path, goal, cause)
        else:
            self.parts.send(signal, self._values[path], goal, cause)

    def _put(self, path: str, value: Value, cause: str) -> None:
        self.parts.drop(path)
        self._set(path, value, cause)

    def _set(self, path: str, value: Value, cause: str) -> None:
        if self._write(path, value, cause) and (rule := FOLLOWS.get(path)):
            for follower, result in rule(self.read, value):
                self._put(follower, result, cause)

    def _write(self, path: str, value: Value, cause: str) -> bool:
        old = self._values[path]
        if value == old:
            return False
        self._values[path] = value
        at = self.clock.now()
        if not self._catalogue[path].drift:
            self._journal.append(Change(at=at, cause=cause, path=path, old=old, new=value))
            self._trace(cause).old.setdefault(path, old)
        self.bus.publish(SignalChanged(at=at, path=path, old=old, new=value, cause=cause))
        return True

    def _trace(self, cause: str) -> _Trace:
        return self._traces.setdefault(cause, _Trace())


def _near(path: str, catalogue: Mapping[str, Signal]) -> str:
    from difflib import get_close_matches  # costs 10 ms, and only a mistake needs it

    matches = get_close_matches(full_path(path), catalogue, n=3)
    return f"; did you mean {' or '.join(matches)}?" if matches else "; `car-assistant signals` lists them all"

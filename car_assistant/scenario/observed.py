"""What was seen and heard during a run. Owns the record of one trial; listens to the bus and judges nothing."""

from dataclasses import dataclass, field
from typing import Literal

from car_assistant.events import (
    CallEnded,
    Event,
    Heard,
    Interrupted,
    Lang,
    Notice,
    Said,
    Seat,
    SignalChanged,
    Tapped,
    Value,
)
from car_assistant.models.base import Usage
from car_assistant.scenario.matchers import SeenCall
from car_assistant.vehicle.car import Car

Lane = Literal["driver", "assistant", "tools", "signals", "screen", "world"]
LANES: tuple[Lane, ...] = ("driver", "assistant", "tools", "signals", "screen", "world")

_SCREEN = "Vehicle.Cabin.Infotainment.Display."
_MERGE_S = 1.5
"""Changes of one signal by one cause that follow each other closer than that are one movement."""


@dataclass(kw_only=True)
class Entry:
    """One line of the timeline. A movement grows while it lasts."""

    at: float
    """Simulated seconds since the start."""
    lane: Lane
    text: str
    step: str = ""
    policy: str | None = None
    until: float | None = None
    """When a movement ended."""


@dataclass(frozen=True, kw_only=True)
class Spoke:
    """Something the car said by itself."""

    at: float
    text: str
    lang: Lang


@dataclass(kw_only=True)
class Turn:
    """One utterance and what came of it."""

    number: int
    step: str
    say: str
    lang: Lang
    seat: Seat
    at: float
    calls: list[SeenCall] = field(default_factory=list)
    reply: str = ""
    reply_lang: Lang | None = None
    asks: bool = False
    interrupted: bool = False
    route: str = ""
    first_action_s: float | None = None
    first_word_s: float | None = None
    total_s: float | None = None
    requests: int = 0
    usage: Usage = field(default_factory=Usage)
    prompted: str = ""
    """The utterance as the model saw it; empty when no model was asked."""


@dataclass(kw_only=True)
class _Movement:
    entry: Entry
    first: Value
    name: str


class Observer:
    """A subscriber that keeps what scenarios look at."""

    def __init__(self, car: Car) -> None:
        self._car = car
        self.entries: list[Entry] = []
        self.turns: dict[int, Turn] = {}
        self.notices: list[Spoke] = []
        self.touched: dict[str, set[str]] = {}
        """Causes that changed a path, by path."""
        self.step = ""
        """Name of the step that acts at this moment."""
        self._moving: dict[tuple[str, str], _Movement] = {}

    def note(self, at: float, lane: Lane, text: str, *, policy: str | None = None) -> None:
        """Add a line to the timeline."""
        self.entries.append(Entry(at=at, lane=lane, text=text, step=self.step, policy=policy))

    def __call__(self, event: Event) -> None:
        match event:
            case Heard():
                self.turns[event.turn] = Turn(
                    number=event.turn, step=self.step, say=event.text, lang=event.lang, seat=event.seat, at=event.at
                )
                who = "" if event.seat == "driver" else f"({event.seat}) "
                self.note(event.at, "driver", f"{who}{event.text}")
            case CallEnded():
                self._call(event)
            case Said():
                turn = self.turns[event.turn]
                turn.reply, turn.reply_lang, turn.asks = event.text, event.lang, event.asks
                self._in_turn(event.turn, event.at, "assistant", event.text)
            case Interrupted():
                self.turns[event.turn].interrupted = True
                self._in_turn(event.turn, event.at, "assistant", "(interrupted)")
            case SignalChanged():
                self._signal(event)
            case Tapped():
                value = "" if event.value is None else f" = {event.value}"
                self.note(event.at, "driver", f"touches {event.element}{value}")
            case Notice():
                self.notices.append(Spoke(at=event.at, text=event.text, lang=event.lang))
                self.note(event.at, "assistant", f"(by itself) {event.text}")

    def calls(self) -> list[SeenCall]:
        return [call for turn in self.turns.values() for call in turn.calls]

    def _call(self, event: CallEnded) -> None:
        call = SeenCall(
            at=event.at,
            turn=event.turn,
            tool=event.tool,
            args=dict(event.args),
            outcome=event.outcome,
            policy=event.policy,
            sentence=event.reply,
        )
        self.turns[event.turn].calls.append(call)
        self._in_turn(event.turn, event.at, "tools", str(call), policy=event.policy)

    def _in_turn(self, turn: int, at: float, lane: Lane, text: str, *, policy: str | None = None) -> None:
        step = self.turns[turn].step
        self.entries.append(Entry(at=at, lane=lane, text=text, step=step, policy=policy))

    def _signal(self, event: SignalChanged) -> None:
        self.touched.setdefault(event.path, set()).add(event.cause)
        if self._car.signal(event.path).drift:
            return
        key = (event.path, event.cause)
        name = event.path.removeprefix("Vehicle.")
        movement = self._moving.get(key)
        if movement and event.at - (movement.entry.until or movement.entry.at) <= _MERGE_S:
            movement.entry.until = event.at
            movement.entry.text = f"{name} {movement.first} -> {event.new}  by {event.cause}"
            return
        lane: Lane = "screen" if event.path.startswith(_SCREEN) else "signals"
        self.note(event.at, lane, f"{name} {event.old} -> {event.new}  by {event.cause}")
        self._moving[key] = _Movement(entry=self.entries[-1], first=event.old, name=name)

"""Everything that happens, as frozen events on one bus. Owns the event types; keeps no state of the car."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal

Lang = Literal["en", "zh"]
Seat = Literal["driver", "passenger", "rear_left", "rear_right"]
Value = bool | int | float | str
"""A signal's value."""


@dataclass(frozen=True, kw_only=True)
class Event:
    """Base of all events."""

    at: float = 0.0
    """Simulated seconds since the session started."""


@dataclass(frozen=True, kw_only=True)
class Heard(Event):
    """The driver (or another seat) said something; typed and spoken input look alike."""

    turn: int
    text: str
    lang: Lang
    seat: Seat = "driver"


@dataclass(frozen=True, kw_only=True)
class CallStarted(Event):
    """A tool call passed validation and is about to run."""

    turn: int
    tool: str
    args: Mapping[str, object]


@dataclass(frozen=True, kw_only=True)
class CallEnded(Event):
    """A tool call ended; ``outcome`` is its status and ``reply`` the sentence it has for the speaker."""

    turn: int
    tool: str
    args: Mapping[str, object]
    outcome: str
    reply: str = ""
    data: Mapping[str, object] = field(default_factory=dict)
    policy: str | None = None


@dataclass(frozen=True, kw_only=True)
class Said(Event):
    """The whole reply of a turn; ``asks`` is true when it waits for an answer."""

    turn: int
    text: str
    lang: Lang
    asks: bool = False


@dataclass(frozen=True, kw_only=True)
class Interrupted(Event):
    """A turn was cut short: by barge-in, Ctrl-C or a cancelled task."""

    turn: int


@dataclass(frozen=True, kw_only=True)
class SignalChanged(Event):
    """A signal has a new value. ``cause`` says who did it: ``turn:3``, ``hmi``, ``world``, ``physics``."""

    path: str
    old: Value
    new: Value
    cause: str


@dataclass(frozen=True, kw_only=True)
class Tapped(Event):
    """A person touched the dashboard: ``element`` is a dotted name such as ``charger_card.accept``."""

    element: str
    value: Value | None = None


@dataclass(frozen=True, kw_only=True)
class Notice(Event):
    """The car speaks first: a warning, an arriving message, a guidance sentence."""

    text: str
    lang: Lang
    kind: str = "info"


class Bus:
    """Delivers each event to every subscriber, in order, at once. A subscriber must not block."""

    def __init__(self) -> None:
        self._subscribers: list[Callable[[Event], None]] = []

    def publish(self, event: Event) -> None:
        for subscriber in tuple(self._subscribers):
            subscriber(event)

    @contextmanager
    def subscribed(self, subscriber: Callable[[Event], None]) -> Iterator[None]:
        """Deliver events to ``subscriber`` for the length of a ``with`` block."""
        self._subscribers.append(subscriber)
        try:
            yield
        finally:
            self._subscribers.remove(subscriber)

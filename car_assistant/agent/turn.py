"""The record of one turn: what was heard, called, said, and how long it took. Holds no logic of the conversation."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from car_assistant.events import Heard
from car_assistant.models.base import Usage
from car_assistant.registry import Done
from car_assistant.toolkit import Call

Route = Literal["grammar", "examples", "model"]
Stopwatch = Callable[[], float]
"""Seconds from some fixed point; real time in a conversation, virtual time in a replay."""


@dataclass(frozen=True, kw_only=True)
class Timings:
    """Milliseconds from the moment the utterance was heard; ``None`` for what did not happen."""

    first_action: float | None = None
    first_word: float | None = None
    total: float = 0.0


@dataclass(kw_only=True)
class TurnRecord:
    """A turn while it runs; frozen into nothing, read by whoever asked for the turn."""

    heard: Heard
    stopwatch: Stopwatch
    route: Route = "grammar"
    done: list[Done] = field(default_factory=list)
    reply: str = ""
    asks: bool = False
    undone: bool = False
    """True when the turn took back an earlier one."""
    usage: Usage = Usage()
    rounds: int = 0
    """Requests made to the model."""
    _started: float = field(init=False)
    _first_action: float | None = None
    _first_word: float | None = None

    def __post_init__(self) -> None:
        self._started = self.stopwatch()

    @property
    def cause(self) -> str:
        """Written into the car's journal beside everything this turn changes."""
        return f"turn:{self.heard.turn}@{self.heard.seat}"

    @property
    def calls(self) -> tuple[Call, ...]:
        """What was asked of the tools, without the calls that policies added."""
        return tuple(done.call for done in self.done if not done.added)

    @property
    def acted(self) -> bool:
        return any(done.outcome.status == "ok" for done in self.done)

    def action(self) -> None:
        """Note that the first tool call starts now."""
        if self._first_action is None:
            self._first_action = self._elapsed()

    def word(self) -> None:
        """Note that the first word of the reply is known now."""
        if self._first_word is None:
            self._first_word = self._elapsed()

    def timings(self) -> Timings:
        return Timings(first_action=self._first_action, first_word=self._first_word, total=self._elapsed())

    def _elapsed(self) -> float:
        return (self.stopwatch() - self._started) * 1000

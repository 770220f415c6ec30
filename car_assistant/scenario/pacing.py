"""Lets simulated time act on a session: finely while a part moves, coarsely while nothing does.

A thirty-minute drive takes thirty minutes of steps; most of them may be a second long. Owns when to step, not what a
step does. What is about to act (words, a tap, a call) first sees the car as it is at that very moment.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from car_assistant.events import CallEnded, CallStarted, Event, Heard, Tapped
from car_assistant.session import Session

FINE_S = 0.1
COARSE_S = 1.0


class Pacer:
    """Steps a session's physics by timers of the running event loop."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._loop = asyncio.get_running_loop()
        self._last = session.clock.now()
        self._timer: asyncio.TimerHandle | None = None

    @contextmanager
    def running(self) -> Iterator[None]:
        """Step for the length of a ``with`` block."""
        with self._session.bus.subscribed(self._on_event):
            self._arm()
            try:
                yield
            finally:
                if self._timer:
                    self._timer.cancel()

    def catch_up(self) -> None:
        """Let everything happen that should have happened by now."""
        now = self._session.clock.now()
        while now - self._last > 1e-9:
            dt = min(now - self._last, COARSE_S)
            self._last += dt
            self._session.advance(dt)

    def _on_event(self, event: Event) -> None:
        if isinstance(event, Heard | CallStarted | Tapped):
            self.catch_up()
        elif isinstance(event, CallEnded) and self._session.car.moving:
            self._arm()

    def _arm(self) -> None:
        if self._timer:
            self._timer.cancel()
        delay = FINE_S if self._session.car.moving else COARSE_S
        self._timer = self._loop.call_later(delay, self._tick)

    def _tick(self) -> None:
        self.catch_up()
        self._arm()

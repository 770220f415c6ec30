"""Simulated time. Owns what "now" means; knows nothing of what happens in time.

``LoopClock`` follows the running event loop: wall time on an ordinary loop, virtual time on a
``VirtualEventLoop``. ``ManualClock`` moves only when told to, for callers that settle the car between turns.
"""

import asyncio
import selectors
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from time import monotonic
from typing import Any, Protocol

DEFAULT_START = datetime.fromisoformat("2026-03-04T10:00:00+08:00")
"""The moment at which a simulation starts when nobody says otherwise: a spring morning in the built-in city."""


class Clock(Protocol):
    """What the core may know of time."""

    def now(self) -> float:
        """Seconds of simulated time since the session started."""
        ...

    def wall(self) -> datetime:
        """The simulated date and time, with its zone."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Return after that much simulated time."""
        ...


class LoopClock:
    """Simulated time that runs with the event loop it was made on."""

    def __init__(self, start: datetime = DEFAULT_START) -> None:
        self._start = start
        self._loop = asyncio.get_running_loop()
        self._zero = self._loop.time()

    def now(self) -> float:
        return self._loop.time() - self._zero

    def wall(self) -> datetime:
        return self._start + timedelta(seconds=self.now())

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class ManualClock:
    """Simulated time that stands still until ``advance`` is called."""

    def __init__(self, start: datetime = DEFAULT_START) -> None:
        self._start = start
        self._now = 0.0

    def now(self) -> float:
        return self._now

    def wall(self) -> datetime:
        return self._start + timedelta(seconds=self._now)

    def advance(self, seconds: float) -> None:
        """Move time forward by ``seconds`` (>= 0)."""
        if seconds < 0:
            raise ValueError(f"time cannot go back by {seconds} s; pass a value >= 0")
        self._now += seconds

    async def sleep(self, seconds: float) -> None:
        self.advance(seconds)
        await asyncio.sleep(0)


class VirtualEventLoop(asyncio.SelectorEventLoop):
    """An event loop that jumps to its next timer instead of waiting for it.

    Nothing on it may depend on threads or sockets finishing "later": with no timer and nothing ready it would
    wait for ever, so that case raises instead.
    """

    def __init__(self) -> None:
        self._virtual = 0.0
        self._outside = 0
        super().__init__(_JumpingSelector(self))

    def time(self) -> float:
        return self._virtual

    def jump(self, seconds: float) -> None:
        """Move virtual time forward; called by the selector when nothing is ready."""
        self._virtual += seconds

    @contextmanager
    def real_time(self) -> Iterator[None]:
        """Let virtual time pass like real time while something outside, such as a live model, is waited for."""
        self._outside += 1
        try:
            yield
        finally:
            self._outside -= 1

    @property
    def waits_outside(self) -> bool:
        return self._outside > 0


class _JumpingSelector(selectors.SelectSelector):
    """Turns the loop's waiting time into a jump of virtual time."""

    def __init__(self, loop: VirtualEventLoop) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, Any]]:
        if self._loop.waits_outside:
            started = monotonic()
            ready = super().select(timeout)
            self._loop.jump(monotonic() - started)
            return ready
        ready = super().select(0)
        if not ready and timeout is None:
            raise RuntimeError("virtual time is stuck: every task waits and no timer is set")
        if not ready and timeout:
            self._loop.jump(timeout)
        return ready

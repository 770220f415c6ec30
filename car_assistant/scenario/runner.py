"""Plays one scenario once, on virtual time, and keeps what was seen. Judges nothing: that is ``checks``.

Each step is a task that waits for its moment and then acts; utterances take turns unless one interrupts.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from car_assistant.clock import Clock, LoopClock
from car_assistant.errors import CarAssistantError, Interlock, SignalError
from car_assistant.events import CallStarted, Event, Said, Value
from car_assistant.faults import Fault as PlannedFault
from car_assistant.models.base import ChatModel
from car_assistant.scenario.loader import Loaded
from car_assistant.scenario.metered import Metered
from car_assistant.scenario.observed import Observer, Spoke, Turn
from car_assistant.scenario.pacing import Pacer
from car_assistant.scenario.schema import Fault, Happening, Step, Variant, Weather
from car_assistant.session import Session

SETTLE_S = 60.0
"""Simulated seconds that moving parts have to arrive before the end is looked at."""

LIMIT_S = 4 * 3600.0
"""Simulated seconds after which a scenario that has not ended is stopped."""


class RunError(CarAssistantError):
    """A scenario could not be played; the engine or the scenario is at fault, not the assistant."""


@dataclass(frozen=True, kw_only=True)
class Moment:
    """The car and the conversation as they were when a step ended."""

    at: float
    values: Mapping[str, Value]
    turn: Turn | None
    notices: Sequence[Spoke]
    policies: tuple[str, ...]
    """Rules and interlocks that decided something."""


@dataclass(kw_only=True)
class Played:
    """What one run left behind."""

    observer: Observer
    before: Mapping[str, Value]
    moments: dict[int, Moment] = field(default_factory=dict)
    after: Mapping[str, Value] = field(default_factory=dict)
    ended: float = 0.0
    broken: Exception | None = None
    """What ended the run early."""


def label(step: Step, index: int) -> str:
    """How a step is called in reports."""
    return step.id or f"step {index + 1}"


def wording(step: Step, variant: int) -> Variant:
    """What is said in this variant, and by whom."""
    own = Variant(say=step.say or "", lang=step.lang, seat=step.seat)
    if variant == 0 or not step.variants:
        return own
    chosen = step.variants[variant - 1]
    return Variant(say=chosen.say, lang=chosen.lang, seat=chosen.seat or step.seat)


class _Marks:
    """The moments of a step that other steps may wait for."""

    def __init__(self) -> None:
        self.events = {name: asyncio.Event() for name in ("heard", "acted", "said", "done")}

    def on_event(self, event: Event) -> None:
        if isinstance(event, CallStarted):
            self.events["acted"].set()
        elif isinstance(event, Said):
            self.events["said"].set()

    def set_all(self) -> None:
        for event in self.events.values():
            event.set()


class Player:
    """Plays a scenario in a session of its own. Make one for each run, on the loop that runs it."""

    def __init__(
        self,
        loaded: Loaded,
        model: ChatModel,
        clock: LoopClock,
        *,
        variant: int = 0,
        packs: Sequence[Path] = (),
        live: bool = False,
    ) -> None:
        scenario = loaded.scenario
        self._loaded = loaded
        self._variant = variant
        self._steps = scenario.timeline
        self._model = Metered(model, live=live)
        self._clock: Clock = clock
        self.session = Session(
            model=self._model,
            clock=clock,
            packs=packs,
            remove=scenario.tools.remove,
            stopwatch=asyncio.get_running_loop().time,
        )
        self.session.registry.replies.strict = True
        self._set_world()
        self._observer = Observer(self.session.car)
        self._marks = [_Marks() for _ in self._steps]
        self._talking = asyncio.Lock()
        self._turn: asyncio.Task[None] | None = None
        self._pacer = Pacer(self.session)
        self._refusals: dict[int, str] = {}
        self._played = Played(observer=self._observer, before=self.session.car.snapshot())

    async def play(self) -> Played:
        """Run every step, let the car come to rest, and return what was seen."""
        with self._pacer.running(), self.session.bus.subscribed(self._observer):
            try:
                async with asyncio.timeout(LIMIT_S), asyncio.TaskGroup() as steps:
                    for index in range(len(self._steps)):
                        steps.create_task(self._step(index))
                await self._settle()
            except TimeoutError:
                self._break(RunError(f"the scenario had not ended after {LIMIT_S / 3600:g} simulated hours"))
            except ExceptionGroup as group:
                self._break(_first(group))
            self._pacer.catch_up()
        self._played.after = self.session.car.snapshot()
        self._played.ended = self._clock.now()
        return self._played

    # -- before the first step --------------------------------------------------------------------------------

    def _set_world(self) -> None:
        world = self._loaded.world
        if world.place:
            places = self.session.world.nav.resolve(world.place)
            if not places:
                raise RunError(str(self._loaded.problem(("world", "place"), f"place: no '{world.place}' in the city")))
            self.session.set("Vehicle.CurrentLocation.Latitude", places[0].point.lat)
            self.session.set("Vehicle.CurrentLocation.Longitude", places[0].point.lon)
        if world.weather:
            self._weather(world.weather)
        for path, value in world.set.items():
            self.session.set(path, value)

    def _weather(self, weather: Weather) -> None:
        self.session.world.weather.override(sky=weather.sky, temperature=weather.temperature)
        self.session.world.weather.update(self.session.car)

    # -- steps ------------------------------------------------------------------------------------------------

    async def _step(self, index: int) -> None:
        step = self._steps[index]
        await self._wait_for_moment(step, index)
        begun = len(self._observer.notices)
        self._pacer.catch_up()
        self._observer.step = label(step, index)
        for fault in step.fault:
            self._plant(fault)
        turn = await self._act(step, index)
        self._pacer.catch_up()
        self._played.moments[index] = Moment(
            at=self._clock.now(),
            values=self.session.car.snapshot(),
            turn=turn,
            notices=tuple(self._observer.notices[begun:]),
            policies=self._policies(index, turn),
        )
        self._marks[index].set_all()

    async def _wait_for_moment(self, step: Step, index: int) -> None:
        if step.at is not None:
            await self._clock.sleep(step.at - self._clock.now())
            return
        after = step.after
        if after is None:
            if index:
                await self._marks[index - 1].events["done"].wait()
            return
        other = index - 1
        if after.step is not None:
            other = next(at for at, one in enumerate(self._steps) if one.id == after.step)
        await self._marks[other].events["done" if after.event == "settled" else after.event].wait()
        if after.event == "settled":
            await self._settle()
        if after.delay:
            await self._clock.sleep(after.delay)

    async def _act(self, step: Step, index: int) -> Turn | None:
        now = self._clock.now()
        if step.say is not None:
            return await self._say(step, index)
        if step.tap is not None:
            self._tap(step.tap, index)
        elif step.signal is not None:
            for path, value in step.signal.items():
                self._observer.note(now, "world", f"{path.removeprefix('Vehicle.')} = {value}")
                self.session.set(path, value)
        elif step.message is not None:
            self._observer.note(now, "world", f"message from {step.message.sender}: {step.message.text}")
            self.session.world.phone.receive(step.message.sender, step.message.text)
        elif step.world is not None:
            self._happen(step.world)
        elif step.wait is not None:
            await self._clock.sleep(step.wait)
        return None

    def _tap(self, tap: str | Mapping[str, Value], index: int) -> None:
        try:
            if isinstance(tap, str):
                self.session.tap(tap)
                return
            for path, value in tap.items():
                self.session.tap(path, value)
        except Interlock as stop:
            self._refusals[index] = stop.rule
            self._observer.note(self._clock.now(), "signals", f"refused by {stop.rule}", policy=stop.rule)
        except SignalError as error:
            raise RunError(f"{label(self._steps[index], index)}: {error}") from error

    def _happen(self, what: Happening) -> None:
        now = self._clock.now()
        if what.weather:
            self._observer.note(now, "world", f"weather: {what.weather.sky}")
            self._weather(what.weather)
        if what.drive is not None:
            self._observer.note(now, "world", "the car drives off" if what.drive else "the car stops")
            try:
                self.session.world.nav.drive(what.drive)
            except Interlock as stop:
                raise RunError(f"the car cannot drive off: {stop}") from stop
        if what.caller:
            self._observer.note(now, "world", f"{what.caller} calls")
            self.session.world.phone.ring(what.caller)

    def _plant(self, fault: Fault) -> None:
        if fault.clear:
            self.session.faults.clear()
        elif fault.jam:
            self.session.simulation.jam(fault.jam, fault.at)
        elif fault.unjam:
            self.session.simulation.unjam(fault.unjam)
        elif fault.pinch:
            self.session.simulation.pinch(fault.pinch)
        elif fault.raise_:
            self.session.faults.add(
                PlannedFault(
                    seam="tool" if fault.tool else "model",
                    kind=fault.raise_,
                    name=fault.tool or "*",
                    nth=fault.nth,
                )
            )

    # -- talking ----------------------------------------------------------------------------------------------

    async def _say(self, step: Step, index: int) -> Turn | None:
        if step.interrupts and self._turn:
            self._turn.cancel()
        async with self._talking:
            self._observer.step = label(step, index)
            self._model.start_turn()
            marks = self._marks[index]
            task = asyncio.ensure_future(self._speak(step))
            self._turn = task
            marks.events["heard"].set()
            try:
                with self.session.bus.subscribed(marks.on_event):
                    await asyncio.wait([task])
            finally:
                task.cancel()
                self._turn = None
            turn = max(self._observer.turns.values(), key=lambda one: one.number, default=None)
            if turn:
                turn.requests, turn.usage, turn.prompted = (
                    self._model.requests,
                    self._model.usage,
                    self._model.prompted,
                )
            if not task.cancelled():
                task.result()
            return turn

    async def _speak(self, step: Step) -> None:
        words = wording(step, self._variant)
        result = await self.session.turn(words.say, seat=words.seat or "driver", lang=words.lang)
        turn = self._observer.turns[result.heard.turn]
        turn.route = result.route
        turn.total_s = result.timings.total / 1000
        turn.first_action_s = _seconds(result.timings.first_action)
        turn.first_word_s = _seconds(result.timings.first_word)

    def _policies(self, index: int, turn: Turn | None) -> tuple[str, ...]:
        decided = [call.policy for call in turn.calls if call.policy] if turn else []
        if index in self._refusals:
            decided.append(self._refusals[index])
        return tuple(dict.fromkeys(decided))

    async def _settle(self) -> None:
        limit = self._clock.now() + SETTLE_S
        self._pacer.catch_up()
        while self.session.car.moving and self._clock.now() < limit:
            await self._clock.sleep(0.1)
            self._pacer.catch_up()

    def _break(self, error: Exception) -> None:
        self._played.broken = error


def _seconds(milliseconds: float | None) -> float | None:
    return None if milliseconds is None else milliseconds / 1000


def _first(group: ExceptionGroup[Exception]) -> Exception:
    error: BaseException = group
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error if isinstance(error, Exception) else RunError(repr(error))

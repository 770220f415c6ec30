"""Puts clock, car, world, registry, model and agent together. The one path for text, voice, dashboard and scenarios.

Follow one sentence from here: ``turn`` hears it, ``agent/loop.py`` understands it, ``registry.py`` runs the calls,
a function in ``tools/`` actuates, ``vehicle/car.py`` checks and journals, ``vehicle/physics.py`` moves the window.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import perf_counter

from car_assistant.agent.dialogue import Dialogue
from car_assistant.agent.examples import load_examples
from car_assistant.agent.grammar import Grammar
from car_assistant.agent.loop import Agent
from car_assistant.agent.planning.learning import Progress
from car_assistant.agent.planning.plan import Planner
from car_assistant.agent.prompt import Prompt
from car_assistant.agent.state import StateBlock
from car_assistant.agent.turn import Route, Stopwatch, Timings, TurnRecord
from car_assistant.agent.undo import UndoStack
from car_assistant.clock import Clock, ManualClock
from car_assistant.config import cache_folder
from car_assistant.discovery import bundled, load_pack
from car_assistant.events import Bus, Heard, Lang, Notice, Seat, Tapped, Value
from car_assistant.faults import FaultPlan
from car_assistant.models.base import ChatModel, Usage
from car_assistant.registry import Done, Registry
from car_assistant.text import Replies, detect_lang, normalise
from car_assistant.toolkit import ToolContext
from car_assistant.vehicle.car import Car
from car_assistant.vehicle.physics import Simulation
from car_assistant.world.pack import World, build_world
from car_assistant.world.spoken import spoken_names

SCREEN = "Vehicle.Cabin.Infotainment.Display.Page"
TICK_S = 0.1
"""Simulated seconds between two steps of the physics while a session runs by itself."""

Changes = Mapping[str, tuple[Value, Value]]


@dataclass(frozen=True, kw_only=True)
class TurnResult:
    """What one utterance led to."""

    heard: Heard
    route: Route
    done: tuple[Done, ...]
    reply: str
    asks: bool
    """True when the assistant waits for an answer."""
    cause: str
    timings: Timings
    usage: Usage


@dataclass(frozen=True, kw_only=True)
class Saved:
    """A whole session's state, as ``Session.save`` took it."""

    car: Mapping[str, Value]
    world: Mapping[str, object]


class Session:
    """A driver, a car and an assistant. Make one with ``open_session``."""

    def __init__(
        self,
        *,
        model: ChatModel,
        clock: Clock | None = None,
        packs: Sequence[Path] = (),
        remove: Sequence[str] = (),
        rng: Random | None = None,
        stopwatch: Stopwatch = perf_counter,
        fast_path: bool = True,
    ) -> None:
        self.clock = clock or ManualClock()
        self.bus = Bus()
        self.rng = rng or Random(7)
        self.faults = FaultPlan()
        self.model = model
        self.car = Car(bus=self.bus, clock=self.clock)
        self.world: World = build_world(car=self.car, clock=self.clock, bus=self.bus, rng=self.rng)
        self.simulation = Simulation(
            self.car, route=self.world.nav, weather=self.world.weather, announce=self._announce
        )
        loaded = [load_pack(path) for path in packs or (bundled("tools"),)]
        replies = Replies()
        replies.add_folder(Path(__file__).parent / "replies")
        self.registry = Registry(loaded, replies=replies, faults=self.faults)
        self.registry.remove(*remove)
        self.dialogue = Dialogue()
        self._stopwatch = stopwatch
        self._turns = 0
        folders = [pack.path for pack in loaded]
        prompt, planner = _knowledge(self.registry, folders)
        self.undo = UndoStack(self.car, self.world, self.registry)
        self.agent = Agent(
            model=model,
            registry=self.registry,
            prompt=prompt,
            planner=planner,
            bus=self.bus,
            context=self.context,
            undo=self.undo,
            state_of=StateBlock(self.car, self.registry, folders),
            grammar=self._grammar(folders, remove) if fast_path else None,
            faults=self.faults,
            dialogue=self.dialogue,
        )

    def _grammar(self, folders: Sequence[Path], removed: Sequence[str]) -> Grammar:
        """The fast path, with the names that this world's people have."""
        grammar = Grammar(folders, names=spoken_names(self.world), cache=cache_folder() / "sentences")
        grammar.remove(removed)
        return grammar

    def _announce(self, key: str, **data: object) -> None:
        """The car itself has something to say: a jam, a finished charge."""
        lang = self.dialogue.last_lang
        text = self.registry.replies.render(key, lang, data)
        self.bus.publish(Notice(at=self.clock.now(), text=text, lang=lang, kind=key))

    def context(self, heard: Heard, cause: str) -> ToolContext:
        """What a tool sees when ``heard`` makes it run."""
        return ToolContext(
            car=self.car,
            world=self.world,
            clock=self.clock,
            rng=self.rng,
            cause=cause,
            seat=heard.seat,
            lang=heard.lang,
        )

    async def turn(self, text: str, *, seat: Seat = "driver", lang: Lang | None = None) -> TurnResult:
        """Hear ``text`` and act on it. Cancelling stops the model; what was done stays done and is remembered."""
        self._turns += 1
        said = normalise(text)
        heard = Heard(at=self.clock.now(), turn=self._turns, text=said, lang=lang or detect_lang(said), seat=seat)
        self.dialogue.last_lang = heard.lang
        self.bus.publish(heard)
        record = TurnRecord(heard=heard, stopwatch=self._stopwatch)
        await self.agent.turn(record)
        return TurnResult(
            heard=heard,
            route=record.route,
            done=tuple(record.done),
            reply=record.reply,
            asks=record.asks,
            cause=record.cause,
            timings=record.timings(),
            usage=record.usage,
        )

    def changed(self, result: TurnResult) -> Changes:
        """What a turn changed so far: first and present value by path; drift of derived signals is left out."""
        return self.car.changed_by(result.cause)

    def on_learning(self, progress: Progress) -> None:
        """Have ``progress`` hear of it when the examples have to be learned, which takes some ten seconds once."""
        self.agent.planner.told = progress

    async def warm(self) -> None:
        """Learn the examples and prepare the model for every kind of request; cheap where it was done before.

        A sentence that needs what is not learned yet waits for it.
        """
        learning = asyncio.create_task(asyncio.to_thread(self.agent.planner.prepare))
        self.agent.learning = learning
        await asyncio.shield(learning)
        for request in self.agent.prompt.prefixes(grouped=self.model.identity.many_prefixes):
            await self.model.warm(request)

    def settle(self) -> float:
        """Let every moving part arrive; returns the simulated seconds it took."""
        return self.simulation.settle()

    def set(self, path: str, value: Value) -> None:
        """The world sets a signal, as a scenario or ``--set`` asks. Raises ``SignalError``."""
        self.car.publish(path, value, cause="world")

    def tap(self, element: str, value: Value | None = None) -> None:
        """A person touches the dashboard: ``element`` is a signal path to set, by hand, with all interlocks."""
        self.bus.publish(Tapped(at=self.clock.now(), element=element, value=value))
        if value is not None:
            self.car.actuate(element, value, cause="hmi")

    @property
    def screen(self) -> str:
        """The page on the centre screen."""
        return str(self.car.read(SCREEN))

    def save(self) -> Saved:
        return Saved(car=self.car.snapshot(), world=self.world.snapshot())

    def restore(self, saved: Saved) -> None:
        """Go back to ``saved`` with an empty conversation."""
        self.car.restore(saved.car, forget=True)
        self.world.restore(saved.world)
        self.dialogue.forget()
        self.undo.clear()

    def advance(self, dt: float) -> None:
        """Let ``dt`` simulated seconds (0.05 to 1) act on the car, the phone and the calendar."""
        self.simulation.step(dt)
        self.world.phone.step()
        self.world.calendar.step()

    async def run(self) -> None:
        """Let simulated time act on the car until cancelled."""
        last = self.clock.now()
        while True:
            await self.clock.sleep(TICK_S)
            now = self.clock.now()
            self.advance(now - last)
            last = now


_KNOWLEDGE: dict[tuple[str, ...], tuple[Prompt, Planner]] = {}
"""What follows from packs and tools alone: making it takes longer than replaying a whole scenario."""


def _knowledge(registry: Registry, packs: Sequence[Path]) -> tuple[Prompt, Planner]:
    key = (*map(str, packs), *registry.tools)
    if key not in _KNOWLEDGE:
        base = load_examples(registry, packs)
        params = {name: tool.params for name, tool in registry.known.items()}
        planner = Planner(base, params, cache=cache_folder() / "learned")
        _KNOWLEDGE[key] = (Prompt(base, registry.schemas()), planner)
    return _KNOWLEDGE[key]


@asynccontextmanager
async def open_session(
    model: ChatModel,
    *,
    clock: Clock | None = None,
    packs: Sequence[Path] = (),
    live: bool = False,
    fast_path: bool = True,
    stopwatch: Stopwatch = perf_counter,
) -> AsyncIterator[Session]:
    """A session whose model is loaded and, when ``live``, whose car moves with the clock."""

    def make() -> Session:
        return Session(model=model, clock=clock, packs=packs, fast_path=fast_path, stopwatch=stopwatch)

    async with AsyncExitStack() as stack:
        # Both take a second, and the model loads on a thread of its own.
        session, _ = await asyncio.gather(asyncio.to_thread(make), stack.enter_async_context(model))
        if not live:
            yield session
            return
        async with asyncio.TaskGroup() as tasks:
            ticker = tasks.create_task(session.run())
            try:
                yield session
            finally:
                ticker.cancel()

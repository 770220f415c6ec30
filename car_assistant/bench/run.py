"""The measurement itself: who is asked what in which order. Owns no arithmetic and prints nothing.

The agents take turns sentence by sentence, so that other work on the machine slows all of them alike. A server keeps
one prompt in memory; there they take turns list by list, each warmed again before its turn.
"""

import os
import platform
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any, Protocol

from car_assistant.agent.turn import Stopwatch
from car_assistant.bench.figures import FAST, NAIVE, OURS, Row, above_floor, agent_figures, by_sentence, ratios, spread
from car_assistant.bench.meter import Answered, Metered, Rates, floor_ms, probe, rates
from car_assistant.bench.naive import NaiveAgent
from car_assistant.evaluation.corpus import Labelled
from car_assistant.evaluation.score import acted_wrongly, problems
from car_assistant.events import Lang, Seat
from car_assistant.models.base import Usage
from car_assistant.registry import Registry
from car_assistant.session import Session, TurnResult

SENTENCES = Path(__file__).parent / "sentences.jsonl"
"""What is said when no other list is given: half English, half Chinese, each with its end state."""

PROBE_EVERY = 6
"""Sentences between two looks at how fast the model is when nothing constrains it."""


class Talker(Protocol):
    """Whoever takes turns."""

    async def turn(self, text: str, *, seat: Seat, lang: Lang) -> TurnResult: ...


@dataclass(kw_only=True)
class Side:
    """One of the agents, in a car of its own."""

    name: str
    session: Session
    talker: Talker
    warm: Callable[[], Awaitable[None]]
    """Has the agent's prompt read."""
    forget: Callable[[], None] = lambda: None
    """Ends a conversation that the session does not know of."""
    shift: int = 0
    """Half lists by which it is ahead of the others."""


@dataclass(kw_only=True)
class Bench:
    """Measures. ``told`` hears of sentences done and their total."""

    model: Metered
    ours: Session
    """Without the fast path."""
    fast: Session
    """With the fast path."""
    naive: NaiveAgent
    blocks: bool
    """Whether agents take turns list by list instead of sentence by sentence."""
    told: Callable[[int, int], None] = lambda done, total: None
    stopwatch: Stopwatch = perf_counter
    warm_s: dict[str, float] = field(default_factory=dict)
    """Seconds that each agent's first warming took."""
    probes: list[Usage] = field(default_factory=list)
    _measured: list[tuple[Row, tuple[Answered, ...]]] = field(default_factory=list)

    async def run(self, labels: Sequence[Labelled], rounds: int) -> list[Row]:
        """Say every sentence to every agent, ``rounds`` times."""
        sides = self._sides()
        if not self.blocks:
            for side in sides:
                await self._warm(side)
        total = rounds * len(labels) * len(sides)
        for batch in _batches(len(labels), rounds, whole=self.blocks):
            for side in sides:
                if self.blocks:
                    await self._warm(side)
                for at in batch:
                    await self._say(side, labels[(at + side.shift * (len(labels) // 2)) % len(labels)])
                    await self._probe_at_times(side)
                    self.told(len(self._measured), total)
        speed = self.speed
        return [_with_floor(row, answers, speed) for row, answers in self._measured]

    @property
    def speed(self) -> Rates | None:
        """How fast the model reads and writes; ``None`` when the runtime tells no durations."""
        return rates(self.probes)

    def _sides(self) -> tuple[Side, ...]:
        naive = Side(
            name=NAIVE,
            session=self.naive.session,
            talker=self.naive,
            warm=self.naive.warm,
            forget=self.naive.forget,
        )
        return (
            Side(name=OURS, session=self.ours, talker=self.ours, warm=self.ours.warm),
            # Right after the other it would find the same sentence read already.
            Side(name=FAST, session=self.fast, talker=self.fast, warm=self.fast.warm, shift=1),
            naive,
        )

    async def _warm(self, side: Side) -> None:
        started = self.stopwatch()
        await side.warm()
        self.warm_s.setdefault(side.name, self.stopwatch() - started)

    async def _probe_at_times(self, side: Side) -> None:
        said = sum(row.agent == OURS for row, _ in self._measured)
        if side.name == OURS and said % PROBE_EVERY == 1 and self.model.asked is not None:
            self.probes.append(await probe(self.model, self.model.asked, len(self.probes) + 1))

    async def _say(self, side: Side, label: Labelled) -> None:
        """One sentence to a fresh car."""
        session = side.session
        start = session.save()
        side.forget()
        for path, value in label.set.items():
            session.set(path, value)
        for earlier in label.before:
            await side.talker.turn(earlier, seat=label.seat, lang=label.lang)
            session.settle()
        self.model.take()
        result = await side.talker.turn(label.say, seat=label.seat, lang=label.lang)
        session.settle()
        self._measured.append((_row(side, label, result), self.model.take()))
        session.restore(start)


def _batches(count: int, rounds: int, *, whole: bool) -> Iterator[Sequence[int]]:
    for _ in range(rounds):
        if whole:
            yield range(count)
        else:
            yield from ([at] for at in range(count))


def _row(side: Side, label: Labelled, result: TurnResult) -> Row:
    usage, timings = result.usage, result.timings
    counted = usage.cached > 0 or usage.prompt == 0
    return Row(
        id=label.id,
        say=label.say,
        agent=side.name,
        first_action=timings.first_action,
        first_word=timings.first_word,
        total=timings.total,
        prompt_tokens=usage.prompt,
        new_tokens=usage.prompt - usage.cached if counted else None,
        generated_tokens=usage.generated,
        floor=None,
        route=result.route,
        wrong=tuple(problems(label, side.session, result)),
        acted_wrongly=acted_wrongly(label, side.session, result),
        calls=tuple(f"{done.call.tool}{dict(done.call.args)} {done.outcome.status}" for done in result.done),
        reply=result.reply,
    )


def _with_floor(row: Row, answers: Sequence[Answered], speed: Rates | None) -> Row:
    if row.agent != OURS or row.first_action is None:
        return row
    return Row(**{**vars(row), "floor": floor_ms(answers, speed)})


def limited(registry: Registry, labels: Sequence[Labelled], tools: int) -> tuple[str, ...]:
    """The tools to take away so that ``tools`` are left: those that the sentences need, then the first of the pack."""
    needed = [name for label in labels for any_of in label.calls for name in any_of if name in registry.tools]
    kept = set(list(dict.fromkeys([*needed, *registry.tools]))[:tools])
    return tuple(name for name in registry.tools if name not in kept)


def report(bench: Bench, rows: Sequence[Row], *, rounds: int, threads: int | None) -> dict[str, Any]:
    """Everything that was found, as one object."""
    speed, above, found = bench.speed, above_floor(rows), ratios(rows)
    floors = spread(by_sentence(rows, OURS, "floor").values())
    shown = len(bench.ours.registry.tools)
    return {
        "machine": machine(threads),
        "model": asdict(bench.model.identity),
        "sentences": len({row.id for row in rows}),
        "rounds": rounds,
        "tools": {OURS: shown, NAIVE: shown},
        "turns": "list by list" if bench.blocks else "sentence by sentence",
        "warm_s": bench.warm_s,
        "ratios": {figure: one.median for figure, one in found.items()},
        "spread": {figure: asdict(one) for figure, one in found.items()},
        "floor": {
            "prefill_tokens_per_s": speed.prefill if speed else None,
            "decode_tokens_per_s": speed.decode if speed else None,
            "first_action_ms": asdict(floors) if floors else None,
            "ours_by_floor": asdict(above) if above else None,
        },
        "agents": {agent: agent_figures(rows, agent) for agent in (OURS, FAST, NAIVE)},
        "rows": [asdict(row) for row in rows],
    }


def machine(threads: int | None) -> dict[str, Any]:
    """What the figures were measured on. ``load`` is the average of the last minute, other work included."""
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return {
        "system": f"{platform.system()} {platform.machine()}",
        "cores": allowed,
        "threads": threads,
        "load": round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None,
    }

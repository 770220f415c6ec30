"""Runs cases: recorded, live or to be recorded, trial after trial, on a loop of virtual time. Prints nothing."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import TypeVar

from car_assistant.clock import DEFAULT_START, LoopClock, VirtualEventLoop
from car_assistant.errors import CarAssistantError, ConfigError, ModelError, PackError
from car_assistant.models.base import ChatModel
from car_assistant.models.cassette import Recording, Replay
from car_assistant.models.tape import Header, StaleTape, TapeError, TapeMiss, digest
from car_assistant.scenario.cases import Case
from car_assistant.scenario.checks import Judge
from car_assistant.scenario.loader import shown
from car_assistant.scenario.results import CaseResult, Mode, Status, TrialResult, verdict
from car_assistant.scenario.runner import Player

_T = TypeVar("_T")

_STATUS: tuple[tuple[type[Exception], Status], ...] = (
    (StaleTape, "stale"),
    (TapeError, "stale"),
    (TapeMiss, "failed"),
    (PackError, "failed"),
)
"""What an error in the middle of a run says of the case; anything else is an ``error``."""


@dataclass(kw_only=True)
class Engine:
    """Plays cases one after the other. Use it as a context manager: leaving frees models and the loop."""

    mode: Mode = "replay"
    open_model: Callable[[str], Awaitable[ChatModel]] | None = None
    """Makes a live model by its name; needed unless in replay."""
    trials: int | None = None
    """Live trials of each case; else as many as the scenario asks for."""
    digests: Mapping[str, str] = field(default_factory=dict)
    """The weights that count, by model name; a recording of others is stale."""
    _runner: asyncio.Runner = field(init=False)
    _models: dict[str, ChatModel | ModelError] = field(default_factory=dict)
    _stack: AsyncExitStack = field(default_factory=AsyncExitStack)

    def __enter__(self) -> "Engine":
        self._runner = asyncio.Runner(loop_factory=VirtualEventLoop)
        self._runner.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        loop = self._runner.get_loop()
        assert isinstance(loop, VirtualEventLoop)
        with loop.real_time():  # models end their threads, and that takes no simulated time
            try:
                self._runner.run(self._stack.aclose())
            finally:
                self._runner.close()

    def run(self, case: Case) -> CaseResult:
        """All trials of one case."""
        return self.judge(case, [self.run_trial(case, trial) for trial in self.trials_of(case)])

    def trials_of(self, case: Case) -> list[int]:
        """The numbers of a case's trials: in replay those recorded, else as many as are asked for."""
        if self.mode == "replay":
            return (case.recorded_trials() or [1])[: self.trials]
        return list(range(1, (self.trials or case.loaded.scenario.trials.runs) + 1))

    def judge(self, case: Case, trials: list[TrialResult]) -> CaseResult:
        """The verdict on a case whose trials have run."""
        scenario = case.loaded.scenario
        status, message, needed = verdict(scenario, trials)
        return CaseResult(
            scenario=scenario.scenario,
            area=scenario.area,
            path=shown(case.loaded.path),
            variant=case.variant,
            wording=case.wording,
            model=case.model,
            mode=self.mode,
            status=status,
            message=message,
            trials=tuple(trials),
            required=needed,
            tags=scenario.tags,
            command=case.command,
        )

    def run_trial(self, case: Case, trial: int) -> TrialResult:
        """Play a case once. What goes wrong is in the result; nothing is raised."""
        started = perf_counter()
        try:
            result = self._runner.run(self._play(case, trial))
        except ModelError as error:
            result = TrialResult(trial=trial, status="not_run", message=str(error))
        except CarAssistantError as error:
            stale = isinstance(error, StaleTape | TapeError)
            result = TrialResult(trial=trial, status="stale" if stale else "error", message=str(error))
        return replace(result, wall_s=perf_counter() - started)

    async def _play(self, case: Case, trial: int) -> TrialResult:
        loaded = None if self.mode == "replay" else await self._live(case.model)
        if loaded:  # a first reading of the tools may take minutes, and belongs to no turn
            stage = Player(case.loaded, loaded, LoopClock(), variant=case.variant, packs=case.packs)
            await _in_real_time(stage.session.warm())
        clock = LoopClock(case.loaded.world.now or DEFAULT_START)
        model = self._model(case, trial, clock, loaded)
        player = Player(case.loaded, model, clock, variant=case.variant, packs=case.packs, live=loaded is not None)
        played = await player.play()
        if isinstance(model, Recording) and played.broken is None:
            model.save(case.tape(trial), self._header(case, trial, model))
        broken = played.broken
        if broken is None and isinstance(model, Replay):
            broken = _unplayed(model)
        judge = Judge(case.loaded, played, player.session.car, player.session.registry)
        failures = () if broken else tuple(judge.failures())
        result = TrialResult(
            trial=trial,
            status="failed" if failures else "passed",
            failures=failures,
            diffs=tuple(judge.diffs),
            entries=tuple(played.observer.entries),
            turns=tuple(played.observer.turns.values()),
            simulated_s=played.ended,
        )
        if broken:
            verdict_on_it = _broken(trial, broken)
            result = replace(result, status=verdict_on_it.status, message=verdict_on_it.message)
        return result

    def _model(self, case: Case, trial: int, clock: LoopClock, loaded: ChatModel | None) -> ChatModel:
        if loaded:
            return Recording(loaded, clock) if self.mode == "record" else loaded
        replay = Replay(case.tape(trial), clock, name=case.model)
        if replay.tape:
            self._check_digest(replay, case.tape(trial))
        return replay

    def _check_digest(self, replay: Replay, path: Path) -> None:
        recorded = replay.identity
        wanted = self.digests.get(recorded.name, "")
        if wanted and recorded.digest and wanted != recorded.digest:
            raise StaleTape(
                f"{path.name} is stale: recorded with weights {recorded.digest[:12]} of {recorded.name}, "
                f"and models.toml has {wanted[:12]}"
            )

    async def _live(self, name: str) -> ChatModel:
        """A loaded model, kept for all cases; one that cannot be had is not tried again."""
        if self.open_model is None:
            raise ConfigError(f"mode '{self.mode}' needs a live model, and none was given")
        if name not in self._models:
            try:
                model = await _in_real_time(self.open_model(name))
                self._models[name] = await _in_real_time(self._stack.enter_async_context(model))
            except ModelError as error:
                self._models[name] = error
        kept = self._models[name]
        if isinstance(kept, ModelError):
            raise kept
        return kept

    def _header(self, case: Case, trial: int, model: ChatModel) -> Header:
        return Header(
            scenario=case.loaded.scenario.scenario,
            variant=case.variant,
            trial=trial,
            scenario_hash=digest(case.loaded.path.read_text(encoding="utf-8")),
            model=model.identity,
        )


def _unplayed(model: Replay) -> TapeMiss | None:
    try:
        model.check_end()
    except TapeMiss as miss:
        return miss
    return None


def _broken(trial: int, error: Exception) -> TrialResult:
    status: Status = next((status for kind, status in _STATUS if isinstance(error, kind)), "error")
    known = isinstance(error, CarAssistantError)
    message = str(error) if known else f"{type(error).__name__}: {error} (a bug in the engine, a tool or a policy)"
    return TrialResult(trial=trial, status=status, message=message)


async def _in_real_time(work: Awaitable[_T]) -> _T:
    loop = asyncio.get_running_loop()
    assert isinstance(loop, VirtualEventLoop)
    with loop.real_time():
        return await work

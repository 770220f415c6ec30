"""A whole run: from paths to results on disk and an exit code. The command line and tests call this."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from car_assistant.models.base import ChatModel
from car_assistant.scenario.cases import Case, cases, orphans
from car_assistant.scenario.engine import Engine
from car_assistant.scenario.loader import Problem, find
from car_assistant.scenario.results import (
    GOOD,
    CaseResult,
    Mode,
    TrialResult,
    exit_code,
    read_rows,
    summary,
    write_results,
)


@dataclass(frozen=True, kw_only=True)
class Options:
    """How to run."""

    mode: Mode = "replay"
    models: tuple[str, ...] = ()
    """Model names; in replay, all that have recordings when empty."""
    trials: int | None = None
    variant: int | None = None
    packs: tuple[Path, ...] = ()
    report: Path | None = None
    """Folder for ``results.jsonl``."""
    only_failed: bool = False
    """Run only what was not good in the ``results.jsonl`` that is already in ``report``."""
    full: bool = False
    """Nothing is left out, so a recording that no case uses is an error."""
    digests: Mapping[str, str] = field(default_factory=dict)
    open_model: Callable[[str], Awaitable[ChatModel]] | None = None


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a run came to."""

    results: tuple[CaseResult, ...]
    problems: tuple[Problem, ...]
    orphans: tuple[Path, ...] = ()

    @property
    def exit_code(self) -> int:
        """0 all passed, 1 something failed or is stale, 2 something could not be run."""
        code = exit_code(self.results, problems=len(self.problems))
        return 1 if self.orphans and code != 1 else code

    @property
    def summary(self) -> str:
        told = summary(self.results, problems=len(self.problems))
        return f"{told}, {len(self.orphans)} recordings that nothing uses" if self.orphans else told


def run(
    paths: Sequence[Path], options: Options, *, told: Callable[[CaseResult], None] = lambda result: None
) -> Outcome:
    """Run every case at or under ``paths``; ``told`` hears each result as it comes.

    Trials of one wording are interleaved over the models, so that no model gets the quiet hours alone.
    """
    found, problems = cases(paths, models=options.models, packs=options.packs, variant=options.variant)
    stray = orphans(found) if options.full and options.mode == "replay" and options.variant is None else []
    if options.only_failed and options.report:
        found = _failed_before(found, options.report)
    results: list[CaseResult] = []
    with Engine(
        mode=options.mode, open_model=options.open_model, trials=options.trials, digests=options.digests
    ) as engine:
        for _, group in groupby(found, key=lambda case: (case.loaded.path, case.variant)):
            for result in _interleaved(engine, list(group)):
                results.append(result)
                told(result)
    if options.report:
        write_results(results, options.report)
    return Outcome(results=tuple(results), problems=tuple(problems), orphans=tuple(stray))


def _interleaved(engine: Engine, group: Sequence[Case]) -> list[CaseResult]:
    """All trials of the same wording on several models: trial 1 of each, then trial 2 of each."""
    trials: list[list[TrialResult]] = [[] for _ in group]
    planned = [engine.trials_of(case) for case in group]
    for turn in range(max(map(len, planned), default=0)):
        for index, case in enumerate(group):
            if turn < len(planned[index]):
                trials[index].append(engine.run_trial(case, planned[index][turn]))
    return [engine.judge(case, done) for case, done in zip(group, trials, strict=True)]


def _failed_before(found: Sequence[Case], report: Path) -> list[Case]:
    bad = {(row["scenario"], row["variant"], row["model"]) for row in read_rows(report) if row["status"] not in GOOD}
    return [case for case in found if (case.loaded.scenario.scenario, case.variant, case.model) in bad]


async def changes(paths: Sequence[Path], *, every_s: float = 0.5) -> AsyncIterator[list[Path]]:
    """Scenario files that were saved since the last time, for as long as somebody asks. Runs in real time."""
    seen = _stamps(paths)
    while True:
        await asyncio.sleep(every_s)  # noqa: TID251 - a person edits in real time
        now = _stamps(paths)
        changed = [file for file, stamp in now.items() if seen.get(file) != stamp]
        seen = now
        if changed:
            yield changed


def _stamps(paths: Sequence[Path]) -> dict[Path, int]:
    return {file: file.stat().st_mtime_ns for file in find(paths)}

"""The commands around scenarios: run, record, gate, new, watch, export. Prints; the work is done in ``scenario``."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import get_args

from car_assistant.agent.prompt import SYSTEM
from car_assistant.config import Settings
from car_assistant.console.setup import bare_session
from car_assistant.errors import ConfigError
from car_assistant.scenario import export, gate, live, skeleton, suite
from car_assistant.scenario.loader import find, load
from car_assistant.scenario.results import GOOD, CaseResult, Mode
from car_assistant.scenario.timeline import explain


def options(
    *,
    mode: str,
    models: str,
    trials: int | None = None,
    variant: int | None = None,
    report: Path | None = None,
    only_failed: bool = False,
    full: bool = False,
    packs: Sequence[Path] = (),
) -> suite.Options:
    """The options of a run. Raises ``ConfigError`` for a mode that does not exist."""
    if mode not in get_args(Mode):
        raise ConfigError(f"--mode {mode} is unknown; allowed are {', '.join(get_args(Mode))}")
    chosen: Mode = mode  # type: ignore[assignment]
    return suite.Options(
        mode=chosen,
        models=live.chosen(models.split(","), chosen),
        trials=trials,
        variant=variant,
        packs=tuple(packs),
        report=report,
        only_failed=only_failed,
        full=full,
        digests=live.digests(),
        open_model=live.open_model,
    )


def run(paths: Sequence[Path], how: suite.Options) -> int:
    """Run scenarios, print what is not as it should be and a summary. Returns the exit code."""
    outcome = suite.run(paths, how, told=_told)
    for problem in outcome.problems:
        _print(str(problem))
    for orphan in outcome.orphans:
        _print(f"{orphan}: no scenario uses this recording; delete it")
    if how.report is not None:
        from car_assistant.scenario.report import write_report

        _print(f"report: {write_report(how.report)}")
    _print(outcome.summary)
    return outcome.exit_code


async def watch(paths: Sequence[Path], how: suite.Options) -> int:
    """Run what was saved, whenever something is saved, until interrupted."""
    _print(f"watching {len(find(paths))} scenarios; Ctrl-C ends")
    async for changed in suite.changes(paths):
        import asyncio

        await asyncio.to_thread(run, changed, replace(how, full=False))
    return 0


def check(results: Path, thresholds: Path) -> int:
    """Hold results against thresholds. Returns 0 when all are met, else 1."""
    misses = gate.gate(results, thresholds)
    for miss in misses:
        _print(miss)
    _print("all thresholds are met" if not misses else f"{len(misses)} thresholds are missed")
    return 1 if misses else 0


def new(name: str, root: Path) -> int:
    """Write a commented scenario to fill in."""
    _print(str(skeleton.new(name, root)))
    return 0


def export_sft(settings: Settings, results: Path, out: Path | None) -> int:
    """Passed turns as chat JSONL with tool calls in Qwen's format."""
    lines = export.sft(results, system=SYSTEM, tools=bare_session(settings).registry.schemas())
    if out is None:
        for line in lines:
            _print(line)
        return 0
    _print(f"{export.write_lines(lines, out)} turns written to {out}")
    return 0


def export_pipecat(paths: Sequence[Path], out: Path) -> int:
    """The part of each scenario that pipecat's own evals understand, one YAML file each."""
    for path in find(paths):
        loaded = load(path)
        made, left = export.pipecat(loaded)
        if made is None:
            _print(f"{path}: nothing in it that pipecat's evals understand")
            continue
        file = out / f"{loaded.scenario.scenario.replace('/', '-')}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(export.pipecat_yaml(made, left), encoding="utf-8")
        _print(str(file))
    return 0


def _told(result: CaseResult) -> None:
    if result.status not in GOOD:
        _print(explain(result))
    elif sys.stderr.isatty():
        sys.stderr.write(f"\r{result.scenario:60.60}")


def _print(text: str) -> None:
    print(text, flush=True)  # noqa: T201

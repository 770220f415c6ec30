"""The commands around scenarios: run, record, gate, new, watch, export. Prints; the work is done in ``scenario``."""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

from car_assistant.agent.prompt import SYSTEM
from car_assistant.config import Settings
from car_assistant.console.setup import bare_session
from car_assistant.errors import ConfigError
from car_assistant.scenario import export, gate, live, skeleton, suite
from car_assistant.scenario.loader import find, load
from car_assistant.scenario.results import GOOD, CaseResult, Mode, read_rows
from car_assistant.scenario.schema import json_schema
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
    """The options of a run. Raises ``ConfigError`` for what cannot be meant."""
    if mode not in get_args(Mode):
        raise ConfigError(f"--mode {mode} is unknown; allowed are {', '.join(get_args(Mode))}")
    if only_failed and report is None:
        raise ConfigError("--only-failed needs --report, the folder with the results of the last run")
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
    before = read_rows(how.report) if how.only_failed and how.report else []
    outcome = suite.run(paths, how, told=_told)
    for problem in outcome.problems:
        _print(str(problem))
    for orphan in outcome.orphans:
        _print(f"{orphan}: no scenario uses this recording; delete it")
    if how.report is not None:
        from car_assistant.scenario.report import write_report

        if before:
            _put_back(before, outcome.results, how.report)
        _print(f"report: {write_report(how.report)}")
    if before and not outcome.results and not outcome.problems:
        _print(f"nothing to run again: none of these cases was red in {how.report}")
        return 0
    _print(outcome.summary)
    return outcome.exit_code


def _put_back(before: Sequence[Mapping[str, Any]], again: Sequence[CaseResult], folder: Path) -> None:
    """Results of a partial run take the place of their predecessors; all others stay as they were."""
    done = {(result.scenario, result.variant, result.model) for result in again}
    kept = [row for row in before if (row["scenario"], row["variant"], row["model"]) not in done]
    lines = [json.dumps(row, ensure_ascii=False) for row in [*kept, *(result.row() for result in again)]]
    export.write_lines(lines, folder / "results.jsonl")


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
    many = "1 threshold is" if len(misses) == 1 else f"{len(misses)} thresholds are"
    _print(f"{many} missed" if misses else "all thresholds are met")
    return 1 if misses else 0


def new(name: str, root: Path) -> int:
    """Write a commented scenario to fill in, and beside the first one the schema that editors read."""
    _print(str(skeleton.new(name, root)))
    schema = root / "scenario.schema.json"
    if not schema.exists():
        schema.write_text(json_schema(), encoding="utf-8")
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

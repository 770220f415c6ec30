"""Statistics, results on disk, exit codes, and the gate that holds results against thresholds."""

import asyncio
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from car_assistant.errors import ConfigError, ModelUnavailable
from car_assistant.scenario.gate import gate
from car_assistant.scenario.results import exit_code, read_rows, summary, table
from car_assistant.scenario.suite import Options, changes, run
from car_assistant.scenario.trials import interval, lower_bound, pass_k, required
from car_assistant.testing import ScriptedModel, ToolCall

if TYPE_CHECKING:
    from tests.conftest import Bench

PASSES = "timeline:\n- {say: open the window, expect: {calls: [move_window]}}\n"
FAILS = "timeline:\n- {say: open the window, expect: {calls: [set_heat]}}\n"


@pytest.mark.parametrize(
    ("passed", "runs", "k", "expected"), [(5, 5, 5, 1.0), (4, 5, 5, 0.0), (4, 5, 1, 0.8), (3, 5, 2, 0.3), (0, 4, 1, 0)]
)
def test_pass_k_counts_the_sets_that_all_pass(passed: int, runs: int, k: int, expected: float) -> None:
    """pass^k is the share of the ways to draw k trials in which every one passed."""
    assert pass_k(passed, runs, k) == pytest.approx(expected)


def test_pass_k_of_more_trials_than_were_run_is_refused() -> None:
    """Nobody gets a figure for trials that did not happen."""
    with pytest.raises(ValueError, match=r"pass\^6 of 5/5 is not defined"):
        pass_k(5, 5, 6)


@pytest.mark.parametrize(("passed", "runs", "bound"), [(5, 5, 0.55), (20, 20, 0.86), (0, 3, 0.0), (18, 20, 0.717)])
def test_few_trials_prove_little(passed: int, runs: int, bound: float) -> None:
    """Beside every rate stands what it is at least, with 95 % confidence."""
    assert lower_bound(passed, runs) == pytest.approx(bound, abs=0.005)


def test_an_interval_holds_its_rate() -> None:
    """The two-sided interval lies around the rate, within 0 and 1, and says nothing about no trials."""
    assert interval(8, 10) == pytest.approx((0.490, 0.943), abs=0.001)
    assert interval(0, 0) == (0.0, 1.0)


def test_the_required_passes_keep_their_proportion() -> None:
    """A scenario that asks for 4 of 5 asks for 8 of 10 and for the one of 1."""
    assert [required(runs, 5, 4) for runs in (5, 10, 1, 3)] == [4, 8, 1, 3]


def test_a_run_writes_results_and_says_what_it_came_to(bench: "Bench", tmp_path: Path) -> None:
    """Passed, failed and unreadable files are counted apart; the exit code is 1 while something failed."""
    bench.write(PASSES, "a/good")
    bench.write(FAILS, "b/bad")
    bench.write(PASSES.replace("expect", "expct"), "b/broken")
    report = tmp_path / "report"
    options = Options(
        mode="live", models=("scripted",), packs=(bench.pack,), report=report, open_model=bench.open_model
    )
    outcome = run([bench.root], options)
    assert outcome.exit_code == 1
    assert outcome.summary.startswith("1 passed, 1 failed, 1 problem in files, 50.0% passed, at least 2.5%")
    rows = read_rows(report)
    assert [(row["scenario"], row["status"]) for row in rows] == [("a/good", "passed"), ("b/bad", "failed")]
    assert "expected set_heat" in rows[1]["reason"]
    assert {area: cell["scripted"].passed for area, cell in table(rows).items()} == {"a": 1, "b": 0, "all": 1}
    again = run([bench.root], Options(**{**vars(options), "only_failed": True}))
    assert [result.scenario for result in again.results] == ["b/bad"]


def test_the_exit_code_tells_failed_from_not_run(bench: "Bench", tmp_path: Path) -> None:
    """0: all passed; 1: something failed or is stale; 2: nothing failed, but something could not be run."""
    passed, failed = bench.play(PASSES), bench.play(FAILS)
    stale = bench.play(PASSES, mode="replay")
    assert exit_code([passed]) == 0
    assert exit_code([passed, failed], problems=1) == 1
    assert exit_code([passed, stale]) == 1
    assert exit_code([passed], problems=1) == 2
    assert exit_code([]) == 2
    assert run([tmp_path], Options()).exit_code == 2
    assert summary([]) == "nothing was run"


def test_a_model_that_is_not_there_leaves_cases_not_run(bench: "Bench") -> None:
    """No model, no verdict: the cases are told apart from failed ones, with the model's own sentence."""

    async def gone(name: str) -> ScriptedModel:
        raise ModelUnavailable(f"{name} is not here")

    path = bench.write(PASSES)
    options = Options(mode="live", models=("scripted",), packs=(bench.pack,), open_model=gone)
    outcome = run([path], options)
    assert [(result.status, result.message) for result in outcome.results] == [("not_run", "scripted is not here")]
    assert outcome.exit_code == 2
    nobody = run([path], Options(mode="live", models=("scripted",), packs=(bench.pack,)))
    assert "needs a live model" in nobody.results[0].message


def test_trials_are_interleaved_over_models(bench: "Bench") -> None:
    """The first trial of every model comes before the second of any."""
    bench.write(PASSES)
    order: list[str] = []

    async def noted(name: str) -> ScriptedModel:
        def script(request: object) -> ToolCall:
            order.append(name)
            return ToolCall(tool="move_window", args={"position": 50})

        return ScriptedModel(script)

    run([bench.root], Options(mode="live", models=("a", "b"), packs=(bench.pack,), trials=2, open_model=noted))
    assert order == ["a", "b", "a", "b"]


@pytest.mark.parametrize(
    ("thresholds", "complaint"),
    [
        ("[all]\npass_rate = 0.5\nmax_failed = 1\n", None),
        ("[all]\npass_rate = 0.6\n", "all, scripted: pass rate 50.0% (1/2) is below 60.0%"),
        ("[all]\nlower_bound = 0.5\n", "all, scripted: lower bound 2.5% (1/2) is below 50.0%"),
        ("[all]\nmax_failed = 0\n", "all, scripted: 1 failed, at most 0 allowed"),
        ("[area.b]\npass_rate = 1\n", "b, scripted: pass rate 0.0% (0/1) is below 100.0%"),
        ("[area.c]\npass_rate = 1\n", "c: there are no results"),
    ],
)
def test_the_gate_names_what_is_not_reached(
    bench: "Bench", tmp_path: Path, thresholds: str, complaint: str | None
) -> None:
    """Thresholds are held for all and by area, each miss with its figures."""
    bench.write(PASSES, "a/good")
    bench.write(FAILS, "b/bad")
    options = Options(
        mode="live", models=("scripted",), packs=(bench.pack,), report=tmp_path, open_model=bench.open_model
    )
    run([bench.root], options)
    limits = tmp_path / "limits.toml"
    limits.write_text(thresholds)
    assert gate(tmp_path, limits) == ([complaint] if complaint else [])


def test_a_gate_without_usable_files_is_an_error(tmp_path: Path) -> None:
    """A misspelt threshold or a missing file is not an open gate."""
    limits = tmp_path / "limits.toml"
    limits.write_text("[all]\npass_rat = 1\n")
    with pytest.raises(ConfigError, match=r"all\.pass_rat: .*; allowed: pass_rate,"):
        gate(tmp_path, limits)
    limits.write_text("")
    with pytest.raises(ConfigError, match="run 'car-assistant run PATH --report DIR' first"):
        gate(tmp_path, limits)
    (tmp_path / "results.jsonl").write_text('{"scenario": "a"\n')
    with pytest.raises(ConfigError, match=r"results.jsonl:1: not JSON"):
        gate(tmp_path, limits)


async def test_watching_tells_which_file_was_saved(bench: "Bench") -> None:
    """Whoever edits a scenario sees it run again: the changed file is named, and only that one."""
    first, second = bench.write(PASSES, "a/good"), bench.write(FAILS, "b/bad")
    watching = changes([bench.root], every_s=0.001)
    saved = asyncio.ensure_future(anext(watching))
    await asyncio.sleep(0)  # noqa: TID251 - lets the watcher look once
    second.write_text(second.read_text() + "# looked at\n")
    os.utime(second, ns=(1, 1))
    assert await saved == [second]
    assert first.exists()

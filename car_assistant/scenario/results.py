"""What came out of running scenarios: verdicts, rows for ``results.jsonl``, exit codes. Runs and draws nothing."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

from car_assistant.errors import ConfigError
from car_assistant.scenario.checks import Failure, StateDiff
from car_assistant.scenario.observed import Entry, Turn
from car_assistant.scenario.schema import Scenario
from car_assistant.scenario.trials import lower_bound, pass_k, required

Status = Literal["passed", "failed", "error", "stale", "not_run", "known_failing"]
"""``error`` is ours (engine or file), ``stale`` the recording's, ``known_failing`` failed as it should."""

Mode = Literal["replay", "record", "live"]

GOOD: tuple[Status, ...] = ("passed", "known_failing")
BROKEN: tuple[Status, ...] = ("error", "not_run")


@dataclass(frozen=True, kw_only=True)
class TrialResult:
    """One run of one case."""

    trial: int
    status: Status
    message: str = ""
    """Why it ended early, or is stale, or is an error."""
    failures: tuple[Failure, ...] = ()
    diffs: tuple[StateDiff, ...] = ()
    entries: tuple[Entry, ...] = ()
    turns: tuple[Turn, ...] = ()
    simulated_s: float = 0.0
    wall_s: float = 0.0

    @property
    def reason(self) -> str:
        """The first thing that went wrong, in one line."""
        return self.message or (self.failures[0].what if self.failures else "")


@dataclass(frozen=True, kw_only=True)
class CaseResult:
    """All trials of one scenario, variant and model."""

    scenario: str
    area: str
    path: str
    variant: int
    wording: str
    """The first thing that is said."""
    model: str
    mode: Mode
    status: Status
    message: str = ""
    trials: tuple[TrialResult, ...] = ()
    required: int = 1
    """Trials that had to pass."""
    tags: tuple[str, ...] = ()
    command: str = ""
    """What plays just this case again."""

    @property
    def passes(self) -> int:
        return sum(trial.status == "passed" for trial in self.trials)

    @property
    def bad(self) -> TrialResult | None:
        """The first trial that did not pass."""
        return next((trial for trial in self.trials if trial.status != "passed"), None)

    def properties(self) -> list[tuple[str, str]]:
        """Facts for a JUnit file."""
        runs = len(self.trials)
        facts = [
            ("scenario", self.scenario),
            ("variant", str(self.variant)),
            ("model", self.model),
            ("mode", self.mode),
            ("status", self.status),
            ("passes", f"{self.passes}/{runs}"),
        ]
        if runs > 1:
            facts.append((f"pass^{runs}", f"{pass_k(self.passes, runs, runs):.2f}"))
            facts.append(("lower_bound_95", f"{lower_bound(self.passes, runs):.2f}"))
        return [*facts, ("command", self.command)]

    def row(self) -> dict[str, Any]:
        """This result as one line of ``results.jsonl``."""
        row = asdict(self)
        row["passes"] = self.passes
        row["runs"] = len(self.trials)
        row["reason"] = self.message or (self.bad.reason if self.bad else "")
        return row


def verdict(scenario: Scenario, trials: Sequence[TrialResult]) -> tuple[Status, str, int]:
    """The case's status, a message, and how many trials had to pass."""
    needed = required(len(trials), scenario.trials.runs, scenario.trials.require)
    for status in ("error", "stale", "not_run"):
        bad = next((trial for trial in trials if trial.status == status), None)
        if bad:
            return bad.status, bad.message, needed
    passes = sum(trial.status == "passed" for trial in trials)
    if scenario.status == "active":
        return ("passed" if passes >= needed else "failed"), "", needed
    if passes >= needed:
        return "failed", f"marked as known failing ({scenario.reason}), but it passes; set 'status: active'", needed
    told = " ".join(failure.what for trial in trials for failure in trial.failures)
    told += " ".join(trial.message for trial in trials)
    if scenario.fails_with and scenario.fails_with not in told:
        return "failed", f"known to fail with '{scenario.fails_with}', but it fails in another way", needed
    return "known_failing", scenario.reason or "", needed


def exit_code(results: Iterable[CaseResult], *, problems: int = 0) -> int:
    """0 all passed, 1 something failed or is stale, 2 something could not be run."""
    seen = {result.status for result in results}
    if seen & {"failed", "stale"}:
        return 1
    return 2 if problems or seen & set(BROKEN) or not seen else 0


def summary(results: Sequence[CaseResult], *, problems: int = 0) -> str:
    """One line: how many of each, and the lower bound of the rate."""
    counts = Counter(result.status for result in results)
    told = [f"{counts[status]} {status.replace('_', ' ')}" for status in _ORDER if counts[status]]
    if problems:
        told.append(f"{problems} problem{'s' if problems > 1 else ''} in files")
    judged = counts["passed"] + counts["failed"]
    if judged:
        rate = f"{counts['passed'] / judged:.1%} passed, at least {lower_bound(counts['passed'], judged):.1%}"
        told.append(f"{rate} with 95 % confidence")
    return ", ".join(told) or "nothing was run"


_ORDER: tuple[Status, ...] = ("passed", "failed", "error", "stale", "not_run", "known_failing")


def write_results(results: Iterable[CaseResult], folder: Path) -> Path:
    """Write ``results.jsonl`` and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "results.jsonl"
    lines = [json.dumps(result.row(), ensure_ascii=False) for result in results]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a ``results.jsonl``. Raises ``ConfigError`` naming file and line."""
    file = path / "results.jsonl" if path.is_dir() else path
    if not file.exists():
        raise ConfigError(f"there is no {file}; run 'car-assistant run PATH --report DIR' first")
    rows = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise ConfigError(f"{file}:{number}: not JSON ({error.msg}); run the scenarios again") from error
        if not isinstance(row, dict) or "status" not in row or "scenario" not in row:
            raise ConfigError(f"{file}:{number}: not a result; it needs 'scenario' and 'status'")
        rows.append(row)
    return rows


@dataclass(frozen=True, kw_only=True)
class Cell:
    """How one model does in one area."""

    passed: int = 0
    judged: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)


def table(rows: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, Cell]]:
    """Area to model to cell; the area ``all`` sums up."""
    counts: dict[str, dict[str, Counter[str]]] = {}
    for row in rows:
        for area in (str(row["area"]), "all"):
            counts.setdefault(area, {}).setdefault(str(row["model"]), Counter())[str(row["status"])] += 1
    return {
        area: {
            model: Cell(passed=count["passed"], judged=count["passed"] + count["failed"], counts=dict(count))
            for model, count in models.items()
        }
        for area, models in counts.items()
    }

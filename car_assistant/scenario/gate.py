"""Holds results against thresholds that somebody agreed on. Reads both from files; runs nothing."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from car_assistant.errors import ConfigError
from car_assistant.scenario.results import Cell, read_rows, table
from car_assistant.scenario.trials import lower_bound

_Share = Annotated[float, Field(ge=0, le=1)]


class Threshold(BaseModel):
    """What a group of results must reach."""

    model_config = ConfigDict(extra="forbid")

    pass_rate: _Share | None = None
    lower_bound: _Share | None = Field(default=None, description="of the pass rate, with 95 % confidence")
    max_failed: Annotated[int, Field(ge=0)] | None = None
    max_stale: Annotated[int, Field(ge=0)] | None = None
    max_error: Annotated[int, Field(ge=0)] | None = None
    max_not_run: Annotated[int, Field(ge=0)] | None = None
    max_known_failing: Annotated[int, Field(ge=0)] | None = None
    first_action_p50_ms: Annotated[float, Field(gt=0)] | None = None
    first_action_p95_ms: Annotated[float, Field(gt=0)] | None = None


class Thresholds(BaseModel):
    """``[all]`` and ``[area.NAME]`` tables."""

    model_config = ConfigDict(extra="forbid")

    all: Threshold = Threshold()
    area: dict[str, Threshold] = Field(default_factory=dict)


def gate(results: Path, thresholds: Path) -> list[str]:
    """A sentence for each threshold that is not reached. Raises ``ConfigError`` for files that cannot be used."""
    try:
        limits = Thresholds.model_validate(tomllib.loads(thresholds.read_text(encoding="utf-8")))
    except OSError as error:
        raise ConfigError(f"{thresholds} cannot be read: {error.strerror}") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{thresholds} is not TOML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        allowed = ", ".join(Threshold.model_fields)
        where = ".".join(str(part) for part in first["loc"])
        raise ConfigError(f"{thresholds}: {where}: {first['msg']}; allowed: {allowed}") from error
    rows = read_rows(results)
    cells = table(rows)
    found = []
    for area, limit in {"all": limits.all, **limits.area}.items():
        mine = [row for row in rows if area in ("all", row["area"])]
        if not mine:
            found.append(f"{area}: there are no results")
        for model, cell in cells.get(area, {}).items():
            latencies = sorted(_first_actions(row for row in mine if row["model"] == model))
            found += [f"{area}, {model}: {what}" for what in _misses(limit, cell, latencies)]
    return found


def _misses(limit: Threshold, cell: Cell, latencies: Sequence[float]) -> Iterator[str]:
    rate = cell.passed / cell.judged if cell.judged else 0.0
    bound = lower_bound(cell.passed, cell.judged) if cell.judged else 0.0
    if limit.pass_rate is not None and rate < limit.pass_rate:
        yield f"pass rate {rate:.1%} ({cell.passed}/{cell.judged}) is below {limit.pass_rate:.1%}"
    if limit.lower_bound is not None and bound < limit.lower_bound:
        yield f"lower bound {bound:.1%} ({cell.passed}/{cell.judged}) is below {limit.lower_bound:.1%}"
    for status in ("failed", "stale", "error", "not_run", "known_failing"):
        most = getattr(limit, f"max_{status}")
        count = cell.counts.get(status, 0)
        if most is not None and count > most:
            yield f"{count} {status}, at most {most} allowed"
    for name, share in (("first_action_p50_ms", 0.5), ("first_action_p95_ms", 0.95)):
        most_ms = getattr(limit, name)
        if most_ms is not None and latencies and percentile(latencies, share) > most_ms:
            yield f"{name} is {percentile(latencies, share):.0f}, at most {most_ms:g} allowed"


def _first_actions(rows: Iterator[Mapping[str, Any]]) -> Iterator[float]:
    for row in rows:
        for trial in row.get("trials", ()):
            for turn in trial["turns"]:
                if turn["first_action_s"] is not None and turn["route"] == "model":
                    yield turn["first_action_s"] * 1000


def percentile(ordered: Sequence[float], share: float) -> float:
    """The nearest-rank percentile of values in rising order."""
    return ordered[min(len(ordered) - 1, max(0, round(share * len(ordered) + 0.5) - 1))]

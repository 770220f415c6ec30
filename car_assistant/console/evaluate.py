"""``car-assistant eval`` at the terminal: progress, the table, the comparison of two runs."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from car_assistant.config import Settings
from car_assistant.console.listings import print_table
from car_assistant.console.setup import open_car
from car_assistant.errors import ConfigError
from car_assistant.evaluation.corpus import load
from car_assistant.evaluation.run import Row, compare, evaluate, summary, write

_HEAD = ("group", "right", "accuracy", "95 % interval", "wrong actions", "no model", "action p50", "action p95")


async def evaluate_files(
    settings: Settings, files: Sequence[Path], *, out: Path | None, limit: int | None, as_json: bool
) -> int:
    """Run the utterances of ``files`` and print the table. Returns the exit code."""
    labels = load(files)
    if limit is not None:
        labels = labels[:: max(1, len(labels) // limit)][:limit]
    done: list[Row] = []

    def told(row: Row) -> None:
        done.append(row)
        if sys.stderr.isatty():
            right = sum(one["right"] for one in done)
            sys.stderr.write(f"\r{len(done)}/{len(labels)}  right {right}  ")
            sys.stderr.flush()

    async with open_car(settings, warm=True) as session:
        rows = await evaluate(session, labels, told=told)
    if sys.stderr.isatty():
        sys.stderr.write("\n")
    if out is not None:
        write(rows, out)
    table = summary(rows)
    if as_json:
        print(json.dumps(table, ensure_ascii=False))  # noqa: T201
    else:
        print_table(_HEAD, [_cells(line) for line in table])
    return 0


async def compare_files(files: Sequence[Path]) -> int:
    """Print what differs between two results. Raises ``ConfigError`` unless there are two."""
    if len(files) != 2:
        raise ConfigError(f"--compare needs two result files, got {len(files)}")
    print("\n".join(compare(*files)))  # noqa: T201
    return 0


def _cells(line: dict[str, Any]) -> tuple[str, ...]:
    return (
        line["group"],
        f"{line['right']}/{line['count']}",
        f"{line['accuracy']:.1%}",
        f"{line['low']:.1%}..{line['high']:.1%}",
        str(line["wrong_actions"]),
        f"{line['without_model']:.0%}",
        _seconds(line["first_action_p50_ms"]),
        _seconds(line["first_action_p95_ms"]),
    )


def _seconds(milliseconds: float | None) -> str:
    return "-" if milliseconds is None else f"{milliseconds / 1000:.3f} s"

"""``car-assistant eval``: every labelled utterance through the assistant, one JSON line each, and a table."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from statistics import quantiles
from typing import Any

from car_assistant.errors import ConfigError
from car_assistant.evaluation.corpus import Labelled
from car_assistant.evaluation.score import acted_wrongly, problems
from car_assistant.scenario.trials import interval
from car_assistant.session import Session

Row = Mapping[str, Any]


async def evaluate(
    session: Session, labels: Sequence[Labelled], *, told: Callable[[Row], None] = lambda row: None
) -> list[Row]:
    """Say every utterance to a fresh car; ``told`` gets each row as it is known."""
    start = session.save()
    rows: list[Row] = []
    for label in labels:
        session.restore(start)
        for path, value in label.set.items():
            session.set(path, value)
        for earlier in label.before:
            await session.turn(earlier, seat=label.seat)
            session.settle()
        result = await session.turn(label.say, seat=label.seat, lang=label.lang)
        session.settle()
        wrong = problems(label, session, result)
        row: Row = {
            "id": label.id,
            "group": label.group,
            "lang": label.lang,
            "say": label.say,
            "right": not wrong,
            "wrong": wrong,
            "acted_wrongly": acted_wrongly(label, session, result),
            "route": result.route,
            "calls": [[done.call.tool, dict(done.call.args), done.outcome.status] for done in result.done],
            "reply": result.reply,
            "first_action_ms": result.timings.first_action,
            "total_ms": result.timings.total,
            "tokens": {
                "new": result.usage.prompt - result.usage.cached,
                "cached": result.usage.cached,
                "generated": result.usage.generated,
            },
        }
        rows.append(row)
        told(row)
    return rows


def summary(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Accuracy with its 95 % interval, wrong actions, share without a model and latency, by group and in all."""
    lines = [_line("all", rows)] if rows else []
    lines += [_line(lang, _where(rows, "lang", lang)) for lang in sorted({row["lang"] for row in rows})]
    lines += [_line(group, _where(rows, "group", group)) for group in sorted({row["group"] for row in rows})]
    lines += [
        _line(f"by {route}", chosen)
        for route in ("grammar", "examples", "model")
        if (chosen := _where(rows, "route", route))
    ]
    return lines


def _where(rows: Sequence[Row], key: str, value: str) -> list[Row]:
    return [row for row in rows if row[key] == value]


def _line(name: str, rows: Sequence[Row]) -> dict[str, Any]:
    right = sum(row["right"] for row in rows)
    low, high = interval(right, len(rows))
    acted = [row["first_action_ms"] for row in rows if row["first_action_ms"] is not None]
    return {
        "group": name,
        "count": len(rows),
        "right": right,
        "accuracy": right / len(rows),
        "low": low,
        "high": high,
        "wrong_actions": sum(row["acted_wrongly"] for row in rows),
        "without_model": sum(row["route"] != "model" for row in rows) / len(rows),
        "first_action_p50_ms": _percentile(acted, 50),
        "first_action_p95_ms": _percentile(acted, 95),
    }


def _percentile(values: Iterable[float], percent: int) -> float | None:
    ordered = sorted(values)
    if not ordered:
        return None
    if len(ordered) == 1:
        return ordered[0]
    return quantiles(ordered, n=100, method="inclusive")[percent - 1]


def write(rows: Iterable[Row], file: Path) -> None:
    """One JSON line a row, atomically."""
    partial = file.with_suffix(".part")
    partial.parent.mkdir(parents=True, exist_ok=True)
    partial.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    partial.replace(file)


def compare(before: Path, after: Path) -> list[str]:
    """What changed between two runs, case by case: broken ones first."""
    old, new = _rows(before), _rows(after)
    common = [case for case in old if case in new]
    broken = [case for case in common if old[case]["right"] and not new[case]["right"]]
    mended = [case for case in common if new[case]["right"] and not old[case]["right"]]
    lines = [f"{len(common)} in both, {len(broken)} broken, {len(mended)} mended"]
    for mark, cases in (("-", broken), ("+", mended)):
        for case in cases:
            lines.append(f"{mark} {case} {new[case]['say']!r}")
            lines.append(f"    was {old[case]['calls']} {'; '.join(old[case]['wrong'])}".rstrip())
            lines.append(f"    now {new[case]['calls']} {'; '.join(new[case]['wrong'])}".rstrip())
    return lines


def _rows(file: Path) -> dict[str, Row]:
    try:
        return {row["id"]: row for row in map(json.loads, file.read_text(encoding="utf-8").splitlines())}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ConfigError(f"{file} is not a result of 'car-assistant eval' ({error!r})") from error

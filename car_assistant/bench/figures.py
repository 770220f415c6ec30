"""From measured rows to figures: medians, paired ratios with their spread, the distance from the floor. Runs nothing.

A ratio is made for each sentence, of the medians over its rounds, and only where both sides have the figure; what is
told of a ratio is the median and the middle half over the sentences.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from typing import Any

from car_assistant.scenario.trials import interval

OURS, FAST, NAIVE = "ours", "fast", "naive"
"""Our agent without its fast path, with it, and the naive agent."""

TIMES = ("first_action", "first_word", "total")
TOKENS = ("new_tokens", "generated_tokens")


@dataclass(frozen=True, kw_only=True)
class Row:
    """One sentence said to one agent. Times are in milliseconds."""

    id: str
    say: str
    agent: str
    first_action: float | None
    first_word: float | None
    total: float
    prompt_tokens: int
    new_tokens: int | None
    """Prompt tokens that had to be read; ``None`` where the runtime does not say."""
    generated_tokens: int
    floor: float | None
    """The least time to the first action; ``None`` without one, or where it is not known."""
    route: str
    wrong: tuple[str, ...]
    """What did not end as labelled."""
    acted_wrongly: bool
    calls: tuple[str, ...]
    reply: str


@dataclass(frozen=True, kw_only=True)
class Spread:
    """A median with the middle half around it."""

    median: float
    q1: float
    q3: float
    count: int


def spread(values: Iterable[float]) -> Spread | None:
    """``None`` for no values."""
    found = list(values)
    if not found:
        return None
    q1, middle, q3 = quantiles(found, n=4, method="inclusive") if len(found) > 1 else found * 3
    return Spread(median=middle, q1=q1, q3=q3, count=len(found))


def ratios(rows: Sequence[Row]) -> dict[str, Spread]:
    """Naive by ours, paired by sentence, for each figure that both have."""
    found = {}
    for figure in (*TIMES, "prompt_tokens", *TOKENS):
        naive, ours = by_sentence(rows, NAIVE, figure), by_sentence(rows, OURS, figure)
        shared = spread(naive[one] / ours[one] for one in ours if ours[one] > 0 and one in naive)
        if shared is not None:
            found[figure] = shared
    return found


def above_floor(rows: Sequence[Row]) -> Spread | None:
    """Our first action by its floor, paired by sentence."""
    acted, floors = by_sentence(rows, OURS, "first_action"), by_sentence(rows, OURS, "floor")
    return spread(acted[one] / floors[one] for one in floors if floors[one] > 0 and one in acted)


def by_sentence(rows: Sequence[Row], agent: str, figure: str) -> dict[str, float]:
    """The median of ``figure`` over the rounds of each sentence that has it."""
    values: dict[str, list[float]] = {}
    for row in rows:
        value = getattr(row, figure)
        if row.agent == agent and value is not None:
            values.setdefault(row.id, []).append(float(value))
    return {one: median(found) for one, found in values.items()}


def agent_figures(rows: Sequence[Row], agent: str) -> dict[str, Any]:
    """Latency, tokens and accuracy of one agent."""
    own = [row for row in rows if row.agent == agent]
    right = sum(not row.wrong for row in own)
    low, high = interval(right, len(own))
    figures: dict[str, Any] = {f"{figure}_ms": _times(own, figure) for figure in TIMES}
    for figure in ("prompt_tokens", *TOKENS):
        counted = [getattr(row, figure) for row in own if getattr(row, figure) is not None]
        figures[figure] = median(counted) if counted else None
    return {
        **figures,
        "right": right,
        "count": len(own),
        "accuracy": right / len(own) if own else 0.0,
        "interval": [low, high],
        "wrong_actions": sum(row.acted_wrongly for row in own),
        "without_model": sum(row.route != "model" for row in own),
    }


def _times(rows: Iterable[Row], figure: str) -> Mapping[str, float | int] | None:
    values = [value for row in rows if (value := getattr(row, figure)) is not None]
    if not values:
        return None
    worst = quantiles(values, n=20, method="inclusive")[-1] if len(values) > 1 else values[0]
    return {"p50": median(values), "p95": worst, "count": len(values)}

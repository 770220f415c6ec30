"""Whether a turn ended as labelled. End state first; words are not looked at."""

from collections.abc import Mapping

from car_assistant.evaluation.corpus import Labelled
from car_assistant.events import Value
from car_assistant.scenario.consequences import consequences
from car_assistant.scenario.matchers import mismatch
from car_assistant.session import Session, TurnResult
from car_assistant.vehicle.catalogue import full_path

_ASKED = ("ok", "pending", "needs_confirmation")


def problems(label: Labelled, session: Session, result: TurnResult) -> list[str]:
    """What is not as labelled, a sentence each; empty when the turn is right. Call it when the car has settled."""
    now = session.car.snapshot()
    found = [f"{path}: {wrong}" for path, matcher in label.expect.items() if (wrong := mismatch(matcher, now[path]))]
    found += [
        f"{path} changed from {old} to {new}, nobody asked for it"
        for path, (old, new) in session.changed(result).items()
        if not _allowed(path, label, now)
    ]
    called = {done.call.tool for done in result.done if done.outcome.status in _ASKED}
    found += [f"none of {', '.join(any_of)} was called" for any_of in label.calls if not called & set(any_of)]
    if label.asks is not None and label.asks != result.asks:
        found.append("a question was expected" if label.asks else "no question was expected")
    return found


def acted_wrongly(label: Labelled, session: Session, result: TurnResult) -> bool:
    """Whether something changed that was not asked for: worse than doing nothing."""
    now = session.car.snapshot()
    return any(
        not _allowed(path, label, now) or bool(mismatch(label.expect.get(path, new), new))
        for path, (_, new) in session.changed(result).items()
    )


def _allowed(path: str, label: Labelled, now: Mapping[str, Value]) -> bool:
    if any(path.startswith(full_path(start)) for start in label.may):
        return True
    return any(path in consequences(full_path(cause), now) for cause in (*label.expect, *label.may))

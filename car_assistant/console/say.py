"""``car-assistant say``: each utterance is one turn; the car settles before its line is printed."""

import json
from collections.abc import Callable, Mapping, Sequence

from car_assistant.console.utterances import Utterance
from car_assistant.events import Lang, Seat, Value
from car_assistant.models.base import ModelIdentity
from car_assistant.session import Session, TurnResult


def as_object(session: Session, result: TurnResult, model: ModelIdentity) -> dict[str, object]:
    """One turn as the JSON object that ``say --json`` prints. Call it when the car has settled."""
    timings = result.timings
    return {
        "say": result.heard.text,
        "lang": result.heard.lang,
        "route": result.route,
        "calls": [
            {"tool": done.call.tool, "args": dict(done.call.args), "outcome": done.outcome.status}
            for done in result.done
        ],
        "reply": result.reply,
        "changed": {path: {"from": old, "to": new} for path, (old, new) in session.changed(result).items()},
        "screen": session.screen,
        "model": {"name": model.name, "source": model.source},
        "timings_ms": {
            "first_action": _rounded(timings.first_action),
            "first_word": _rounded(timings.first_word),
            "total": _rounded(timings.total),
        },
        "tokens": {
            "prompt": result.usage.prompt,
            "cached": result.usage.cached,
            "generated": result.usage.generated,
        },
    }


async def say_all(
    session: Session,
    utterances: Sequence[Utterance],
    *,
    show: Callable[[TurnResult], None],
    settings: Mapping[str, Value],
    reset_each: bool = False,
    seat: Seat = "driver",
    lang: Lang | None = None,
) -> None:
    """Say each utterance and hand its settled result to ``show``."""
    for path, value in settings.items():
        session.set(path, value)
    start = session.save()
    for utterance in utterances:
        if reset_each:
            session.restore(start)
        for path, value in utterance.set.items():
            session.set(path, value)
        result = await session.turn(utterance.say, seat=utterance.seat or seat, lang=utterance.lang or lang)
        session.settle()
        show(result)


def show_json(session: Session) -> Callable[[TurnResult], None]:
    """Prints one object a line."""

    def show(result: TurnResult) -> None:
        print(json.dumps(as_object(session, result, session.model.identity), ensure_ascii=False), flush=True)  # noqa: T201

    return show


def show_plain(session: Session) -> Callable[[TurnResult], None]:
    """Prints what was said, called, changed and answered, for people and pipes alike."""

    def show(result: TurnResult) -> None:
        lines = [f"> {result.heard.text}"]
        for done in result.done:
            args = ", ".join(f"{name}={value}" for name, value in done.call.args.items())
            lines.append(f"  {done.call.tool}({args}) {done.outcome.status}")
        for path, (old, new) in session.changed(result).items():
            lines.append(f"  {path.removeprefix('Vehicle.')}: {old} -> {new}")
        lines.append(result.reply)
        print("\n".join(lines), flush=True)  # noqa: T201

    return show


def _rounded(milliseconds: float | None) -> float | None:
    return None if milliseconds is None else round(milliseconds, 1)

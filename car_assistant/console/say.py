"""``car-assistant say``: each utterance is one turn; the car settles before its line is printed."""

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from car_assistant.clock import ManualClock
from car_assistant.config import Settings
from car_assistant.console.setup import open_car
from car_assistant.console.utterances import Utterance, from_arguments, from_bytes, from_file
from car_assistant.console.values import parse_settings
from car_assistant.errors import ConfigError
from car_assistant.events import Lang, Seat, Value
from car_assistant.models.base import ModelIdentity
from car_assistant.session import Session, TurnResult

FEW = 4
"""Up to so many utterances the model reads the tools only when a sentence needs them, for more all at once."""


async def run(
    settings: Settings,
    texts: Sequence[str],
    *,
    file: Path | None,
    as_json: bool,
    pairs: Sequence[str],
    reset_each: bool,
) -> int:
    """The command: everything is checked first, then a model is loaded. Raises ``CarAssistantError``; returns 0."""
    utterances = _utterances(texts, file)
    start = parse_settings(pairs)
    async with open_car(settings, clock=ManualClock(), warm=len(utterances) > FEW) as session:
        await say_all(
            session,
            utterances,
            show=show_json(session) if as_json else show_plain(session),
            settings=start,
            reset_each=reset_each,
            seat=settings.seat,
            lang=settings.lang,
        )
    return 0


def _utterances(texts: Sequence[str], file: Path | None) -> list[Utterance]:
    """From the arguments, then the file, or from standard input where something is piped in."""
    utterances = [*from_arguments(texts), *(from_file(file) if file else ())]
    if not texts and not file and not sys.stdin.isatty():
        utterances = from_bytes(sys.stdin.buffer.read(), "standard input")
    if not utterances:
        raise ConfigError("nothing to say; give a sentence, a file with --file, or lines on standard input")
    return utterances


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

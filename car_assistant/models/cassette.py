"""Records a model and plays it back, at the ``ChatModel`` seam. Everything around the model runs for real.

A replay waits as long as the model took, on the clock it is given, and never asks a live model: what was not recorded
raises an error that says what changed.
"""

from collections.abc import AsyncIterator
from contextlib import aclosing
from dataclasses import asdict
from pathlib import Path
from typing import Any

from car_assistant.clock import Clock
from car_assistant.errors import CarAssistantError, ModelError, ModelStalled, ModelUnavailable
from car_assistant.models import tape as tapes
from car_assistant.models.base import (
    CallMade,
    ChatModel,
    ChatRequest,
    Finished,
    ModelEvent,
    ModelIdentity,
    TextDelta,
    ToolCall,
    Usage,
)
from car_assistant.models.tape import Exchange, Header, StaleTape, Tape, TapeMiss

_ERRORS: dict[str, type[ModelError]] = {kind.__name__: kind for kind in (ModelError, ModelStalled, ModelUnavailable)}
_PATIENCE_S = 30.0
"""Simulated seconds after which an answer that was interrupted when recorded should have been interrupted again."""


class Recording:
    """A model whose answers are kept. ``save`` writes them; a recording without any exchange is not written."""

    def __init__(self, model: ChatModel, clock: Clock) -> None:
        self._model = model
        self._clock = clock
        self.exchanges: list[Exchange] = []
        self._prompts: dict[str, dict[str, Any]] = {}

    @property
    def identity(self) -> ModelIdentity:
        return self._model.identity

    async def chat(self, request: ChatRequest) -> AsyncIterator[ModelEvent]:
        exchange = tapes.ask(request)
        self._prompts.setdefault(exchange.prompt, tapes.prompt_of(request))
        self.exchanges.append(exchange)
        asked = self._clock.now()
        ended = False
        try:
            async with aclosing(self._model.chat(request)) as stream:  # type: ignore[type-var]
                async for event in stream:
                    exchange.events.append([_ms(self._clock.now() - asked), *_row(event)])
                    ended = isinstance(event, Finished)
                    yield event
                    asked = self._clock.now()
        except ModelError as error:
            exchange.events.append([_ms(self._clock.now() - asked), "error", type(error).__name__, str(error)])
            ended = True
            raise
        finally:
            if not ended:
                exchange.events.append([_ms(self._clock.now() - asked), "cut"])

    def save(self, path: Path, header: Header) -> None:
        """Write what was recorded; without any exchange, remove what was recorded earlier."""
        if self.exchanges:
            tapes.write(path, Tape(header=header, exchanges=self.exchanges), self._prompts)
        else:
            path.unlink(missing_ok=True)

    async def warm(self, request: ChatRequest) -> None:
        await self._model.warm(request)

    async def __aenter__(self) -> "Recording":
        await self._model.__aenter__()
        return self

    async def __aexit__(self, *error: object) -> None:
        await self._model.__aexit__(*error)


class Replay:
    """A model that answers from a tape, in order. Raises ``StaleTape`` and ``TapeMiss``, never a made-up answer.

    A missing file is no error until something is asked: what is understood without a model needs no recording.
    """

    def __init__(self, path: Path, clock: Clock, *, name: str = "recorded") -> None:
        """``name`` stands for the model where there is no tape. Raises ``TapeError`` for a file that is cut."""
        self._path = path
        self._clock = clock
        self._name = name
        self.tape = tapes.read(path) if path.exists() else None
        self.played = 0

    @property
    def identity(self) -> ModelIdentity:
        return self.tape.header.model if self.tape else ModelIdentity(name=self._name, source="recorded")

    async def chat(self, request: ChatRequest) -> AsyncIterator[ModelEvent]:
        exchange = self._next(request)
        for delay_ms, *row in exchange.events:
            await self._clock.sleep(delay_ms / 1000)
            yield await self._event(row)

    def check_end(self) -> None:
        """Raise ``TapeMiss`` if something recorded was not asked for."""
        left = self.tape.exchanges[self.played :] if self.tape else ()
        if left:
            last = left[0].messages[-1] if left[0].messages else ""
            raise TapeMiss(
                f"{self._path.name}: {len(left)} recorded exchange(s) not played; the first answers {last!r}"
            )

    def _next(self, request: ChatRequest) -> Exchange:
        asked = tapes.line(request.messages[-1]) if request.messages else ""
        if self.tape is None:
            raise StaleTape(f"there is no recording {self._path}, and the model was asked {asked!r}")
        if self.played >= len(self.tape.exchanges):
            raise TapeMiss(
                f"{self._path.name}: request {self.played + 1} was not recorded ({self.played} were); it asks {asked!r}"
            )
        exchange = self.tape.exchanges[self.played]
        problem: CarAssistantError | None = tapes.difference(self._path, exchange, request)
        if problem:
            raise problem
        self.played += 1
        return exchange

    async def _event(self, row: list[Any]) -> ModelEvent:
        match row:
            case ["text", text]:
                return TextDelta(text=text)
            case ["call", tool, args]:
                return CallMade(call=ToolCall(tool=tool, args=args))
            case ["end", reason, usage]:
                return Finished(reason=reason, usage=Usage(**usage))
            case ["error", kind, message]:
                raise _ERRORS.get(kind, ModelError)(message)
            case _:
                await self._clock.sleep(_PATIENCE_S)
                raise TapeMiss(f"{self._path.name}: this answer was interrupted when recorded, and now it was not")

    async def warm(self, request: ChatRequest) -> None:
        """Nothing to prepare."""

    async def __aenter__(self) -> "Replay":
        return self

    async def __aexit__(self, *error: object) -> None:
        return None


def _row(event: ModelEvent) -> list[Any]:
    match event:
        case TextDelta(text=text):
            return ["text", text]
        case CallMade(call=call):
            return ["call", call.tool, dict(call.args)]
        case Finished(reason=reason, usage=usage):
            kept = {name: round(value, 3) for name, value in asdict(usage).items() if value}
            return ["end", reason, kept]


def _ms(seconds: float) -> int:
    return round(seconds * 1000)

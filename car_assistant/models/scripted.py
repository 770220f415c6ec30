"""A model that does what a test tells it to. Owns no intelligence."""

from collections.abc import AsyncIterator, Callable, Iterable, Sequence

from car_assistant.errors import ModelError
from car_assistant.models.base import (
    CallMade,
    ChatRequest,
    Finished,
    ModelEvent,
    ModelIdentity,
    TextDelta,
    ToolCall,
)

Answer = Sequence[ToolCall] | ToolCall | str | Exception
"""Calls, a sentence, or an error to raise."""


class ScriptedModel:
    """Answers each request by ``script``: a function of the request, or answers given out in order.

    Raises ``ModelError`` when the answers have run out. ``requests`` keeps what was asked.
    """

    def __init__(self, script: Callable[[ChatRequest], Answer] | Iterable[Answer] = ()) -> None:
        self._script = script if callable(script) else None
        self._answers = None if callable(script) else iter(script)
        self.requests: list[ChatRequest] = []

    @property
    def identity(self) -> ModelIdentity:
        return ModelIdentity(name="scripted", source="scripted")

    async def chat(self, request: ChatRequest) -> AsyncIterator[ModelEvent]:
        self.requests.append(request)
        answer = self._script(request) if self._script else next(self._answers or iter(()), None)
        if answer is None:
            raise ModelError("the scripted model has no answer left; give it one more")
        if isinstance(answer, Exception):
            raise answer
        if isinstance(answer, str):
            yield TextDelta(text=answer)
        else:
            for call in (answer,) if isinstance(answer, ToolCall) else answer:
                yield CallMade(call=call)
        yield Finished()

    async def warm(self, request: ChatRequest) -> None:
        """Nothing to prepare."""

    async def __aenter__(self) -> "ScriptedModel":
        return self

    async def __aexit__(self, *error: object) -> None:
        return None

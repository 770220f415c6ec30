"""Counts what a model is asked and what it costs, a turn at a time. Knows nothing of what the turn is about."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractContextManager, aclosing, nullcontext

from car_assistant.clock import VirtualEventLoop
from car_assistant.models.base import ChatModel, ChatRequest, Finished, ModelEvent, ModelIdentity, Usage


class Metered:
    """A model with a meter. ``live`` lets virtual time run like real time while the model thinks."""

    def __init__(self, model: ChatModel, *, live: bool = False) -> None:
        self.model = model
        self._live = live
        self.requests = 0
        self.usage = Usage()
        self.prompted = ""
        """The last utterance as the model saw it."""

    @property
    def identity(self) -> ModelIdentity:
        return self.model.identity

    def start_turn(self) -> None:
        """Count from zero."""
        self.requests, self.usage, self.prompted = 0, Usage(), ""

    async def chat(self, request: ChatRequest) -> AsyncIterator[ModelEvent]:
        self.requests += 1
        if not self.prompted:
            asked = [message.content for message in request.messages if message.role == "user"]
            self.prompted = asked[-1] if asked else ""
        async with aclosing(self.model.chat(request)) as stream:  # type: ignore[type-var]
            while True:
                try:
                    with self._time():
                        event = await anext(stream)
                except StopAsyncIteration:
                    return
                if isinstance(event, Finished):
                    self.usage += event.usage
                yield event

    async def warm(self, request: ChatRequest) -> None:
        with self._time():
            await self.model.warm(request)

    async def __aenter__(self) -> "Metered":
        """The model is loaded by whoever made it, once for many scenarios."""
        return self

    async def __aexit__(self, *error: object) -> None:
        return None

    def _time(self) -> AbstractContextManager[None]:
        loop = asyncio.get_running_loop()
        return loop.real_time() if self._live and isinstance(loop, VirtualEventLoop) else nullcontext()

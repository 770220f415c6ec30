"""Qwen through an Ollama server: native ``/api/chat``, streamed. A ``ChatModel``.

Owns how an answer is read, stopped and asked for again. What is sent is written in ``ollama_prompt.py``; the server
itself, and what its failures mean, is in ``ollama_server.py``.
"""

import asyncio
import json
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Iterator, Mapping
from contextlib import aclosing
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Self, cast

from car_assistant.errors import ModelStalled, ModelUnavailable
from car_assistant.models.base import (
    CallMade,
    ChatRequest,
    Finished,
    ModelEvent,
    ModelIdentity,
    TextDelta,
    ToolCall,
    Usage,
)
from car_assistant.models.freeform import read_calls
from car_assistant.models.ollama_prompt import PromptWriter, Style, writes_text
from car_assistant.models.ollama_server import (
    PATIENT_S,
    READ_S,
    ServerError,
    address,
    connect,
    errors,
    full_tag,
    loaded,
    look_up,
)
from car_assistant.models.syntax import NOTHING, fitted, only_answer
from car_assistant.models.thinking import ThinkFilter

if TYPE_CHECKING:
    from ollama import AsyncClient, ChatResponse

_log = logging.getLogger(__name__)

KEEP_ALIVE = "1h"
"""How long the server keeps the model loaded after a request."""

CHARS_A_TOKEN = 6.0
"""A prompt with more characters a token than this was cut by the server: English has about 4, Chinese 1.5."""


class OllamaModel:
    """A model tag on an Ollama server. Entering the context loads it there.

    ``style`` ``None`` decides by what the server says: ``compact`` for a model that runs on the processor or whose
    family writes calls as text, else ``native``. Raises ``ModelUnavailable`` when server or tag are missing.
    """

    def __init__(
        self,
        tag: str,
        *,
        host: str | None = None,
        num_ctx: int = 8192,
        style: Style | None = None,
        read_timeout_s: float = READ_S,
    ) -> None:
        self._tag = full_tag(tag)
        self._url = address(host)
        self._num_ctx = num_ctx
        self._style = style
        self._read_timeout_s = read_timeout_s
        self._client: AsyncClient | None = None
        self._identity = ModelIdentity(name=self._tag, source="ollama")
        self._warming = asyncio.Lock()
        self._writer = PromptWriter(self.style)

    @property
    def identity(self) -> ModelIdentity:
        return self._identity

    @property
    def style(self) -> Style:
        """How tools are asked for; decided by entering the context."""
        return self._style or "native"

    async def __aenter__(self) -> Self:
        self._identity, capabilities = await look_up(self._tag, self._url)
        async with connect(self._url, read_timeout_s=PATIENT_S) as server:
            with errors(self._tag, self._url):
                # An empty prompt loads the model and answers nothing.
                await server.generate(self._tag, "", options={"num_ctx": self._num_ctx}, keep_alive=KEEP_ALIVE)
        if self._style is None:
            slow = any(one.tag == self._tag and one.on_processor for one in await loaded(self._url))
            self._style = "compact" if slow or writes_text(self._tag, capabilities) else "native"
        # In the compact style the server keeps one prompt, and reading another takes a processor long.
        self._identity = replace(self._identity, many_prefixes=self.style == "native")
        self._writer = PromptWriter(self.style)
        self._client = connect(self._url, read_timeout_s=self._read_timeout_s)
        return self

    async def __aexit__(self, *error: object) -> None:
        if self._client is not None:
            await self._client.close()  # type: ignore[no-untyped-call]
            self._client = None

    async def warm(self, request: ChatRequest) -> None:
        """Let the server read the stable prefix once. A question asked meanwhile waits."""
        if self.style == "compact" and request.want == "calls":
            async with self._warming, connect(self._url, read_timeout_s=PATIENT_S) as server:
                with errors(self._tag, self._url):
                    await server.chat(**self._arguments(request, num_predict=1), stream=False)

    async def chat(self, request: ChatRequest) -> AsyncIterator[ModelEvent]:
        """Stream the answer; see ``ChatModel``. A refusal with HTTP 5xx, which comes before any event, is retried once.

        The server answers 500 when a model writes malformed tool JSON; asking again usually helps.
        """
        if only := only_answer(request):
            yield CallMade(call=only)
            yield Finished()
            return
        async with self._warming:
            pass  # a server that reads a long prefix is silent for minutes, and would be taken for stalled
        for last in (False, True):
            try:
                async with aclosing(self._answer(request)) as events:
                    async for event in events:
                        yield event
                return
            except ServerError as error:
                if last:
                    raise
                _log.info("asking again: %s", error)

    async def _answer(self, request: ChatRequest) -> AsyncGenerator[ModelEvent, None]:
        arguments = self._arguments(request, num_predict=request.max_tokens)
        reader = self._writer.reader(request)
        thoughts = ThinkFilter()
        content, spoken, called = "", 0, False
        async with aclosing(self._parts(arguments)) as parts:
            async for part in parts:
                for made in part.message.tool_calls or ():
                    called = True
                    if call := fitted(ToolCall(tool=made.function.name, args=dict(made.function.arguments)), request):
                        yield CallMade(call=call)
                piece = thoughts.feed(part.message.content or "") + (thoughts.close() if part.done else "")
                content += piece
                # A model that has nothing to say may answer with the sign for no call; nobody shall hear that.
                silent = content.strip() == NOTHING or (not part.done and NOTHING.startswith(content.strip()))
                if request.want == "words" and content[spoken:] and not silent:
                    yield TextDelta(text=content[spoken:])
                    spoken = len(content)
                for written in reader.feed(piece) if reader else ():
                    called = True
                    if call := fitted(written, request):
                        yield CallMade(call=call)
                if part.done:
                    if request.want == "calls" and not called:
                        for event in self._late(request, content.strip()):
                            yield event
                    yield self._finished(part, arguments)

    async def _parts(self, arguments: Mapping[str, Any]) -> AsyncGenerator["ChatResponse", None]:
        """The server's own pieces. Closing the generator closes the connection, and the server stops."""
        if self._client is None:
            raise ModelUnavailable("the Ollama model is not open; use it inside 'async with'")
        part = None
        with errors(self._tag, self._url):
            stream = await self._client.chat(**arguments, stream=True)
            async with aclosing(cast("AsyncGenerator[ChatResponse, None]", stream)):
                async for part in stream:
                    yield part
        if part is None or not part.done:
            raise ModelStalled("Ollama ended its answer in the middle; ask again")

    def _late(self, request: ChatRequest, content: str) -> Iterator[ModelEvent]:
        """What an answer meant that held no call where Ollama or the short syntax look for one."""
        calls = read_calls(content, request.tools) if content else []
        yield from (CallMade(call=call) for written in calls if (call := fitted(written, request)))
        if content and not calls and self.style == "native":
            yield TextDelta(text=content)

    def _finished(self, part: "ChatResponse", arguments: Mapping[str, Any]) -> Finished:
        read, generated = part.prompt_eval_count or 0, part.eval_count or 0
        characters = len(json.dumps([arguments["messages"], arguments.get("tools")], ensure_ascii=False))
        if read and characters > CHARS_A_TOKEN * read:
            _log.warning("%s read only %d tokens of a longer prompt; raise num_ctx", self._tag, read)
        usage = Usage(
            prompt=read,
            generated=generated,
            prefill_s=(part.prompt_eval_duration or 0) / 1e9,
            decode_s=(part.eval_duration or 0) / 1e9,
        )
        return Finished(reason="length" if part.done_reason == "length" else "stop", usage=usage)

    def _arguments(self, request: ChatRequest, *, num_predict: int) -> dict[str, Any]:
        return {
            "model": self._tag,
            "think": False,
            "keep_alive": KEEP_ALIVE,
            "options": {
                "num_ctx": self._num_ctx,
                "num_predict": num_predict,
                "temperature": request.temperature,
                # Ollama's default of 1.1 punishes the brackets and quotes of a second call.
                "repeat_penalty": 1.0,
            },
            **self._writer.fields(request),
        }

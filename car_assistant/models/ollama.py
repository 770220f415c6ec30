"""Qwen through an Ollama server: native ``/api/chat``, streamed. A ``ChatModel``.

Owns how a request is put to Ollama and how its answer is read; the server itself is in ``ollama_server.py``.

Two styles of asking. ``native`` hands the chosen tools to Ollama and takes its tool calls; what a model writes as
text instead is read leniently. ``compact`` lists every tool once in the short call syntax, as the embedded model does:
the prompt's beginning never changes, so Ollama's own prompt cache holds it and a CPU reads only the new words.
"""

import json
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Collection, Iterator, Mapping
from contextlib import aclosing
from typing import TYPE_CHECKING, Any, Literal, Self, cast

from car_assistant.errors import ModelStalled, ModelUnavailable
from car_assistant.models.base import (
    CallMade,
    ChatRequest,
    Finished,
    Message,
    ModelEvent,
    ModelIdentity,
    TextDelta,
    ToolCall,
    ToolSchema,
    Usage,
)
from car_assistant.models.chatml import HOW
from car_assistant.models.freeform import read_calls
from car_assistant.models.ollama_server import READ_S, ServerError, address, connect, errors, full_tag, version
from car_assistant.models.syntax import Syntax
from car_assistant.models.thinking import ThinkFilter

if TYPE_CHECKING:
    from ollama import AsyncClient, ChatResponse

_log = logging.getLogger(__name__)

Style = Literal["native", "compact"]

WARM_S = 600.0
"""Seconds of silence while a server loads a model and reads the prefix: minutes on a slow CPU, and it says nothing."""

KEEP_ALIVE = "1h"
"""How long the server keeps the model loaded after a request."""

CHARS_A_TOKEN = 6.0
"""A prompt with more characters a token than this was cut by the server: English has about 4, Chinese 1.5."""


class OllamaModel:
    """A model tag on an Ollama server. Entering the context checks that it is there.

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
        self._syntax = Syntax(())
        self._syntax_of: object = None

    @property
    def identity(self) -> ModelIdentity:
        return self._identity

    @property
    def style(self) -> Style:
        """How tools are asked for; ``native`` until the server has been asked."""
        return self._style or "native"

    async def __aenter__(self) -> Self:
        runtime = await version(self._url)
        server = connect(self._url, read_timeout_s=self._read_timeout_s)
        try:
            with errors(self._tag, self._url):
                shown = await server.show(self._tag)
                listed = {one.model: one.digest for one in (await server.list()).models}
        except BaseException:
            await server.close()  # type: ignore[no-untyped-call]
            raise
        self._client = server
        self._identity = ModelIdentity(
            name=self._tag,
            source="ollama",
            digest=listed.get(self._tag) or "",
            quantisation=(shown.details and shown.details.quantization_level) or "",
            runtime=f"ollama {runtime}",
        )
        if self._style is None and writes_text(self._tag, shown.capabilities or ()):
            self._style = "compact"
        return self

    async def __aexit__(self, *error: object) -> None:
        if self._client is not None:
            await self._client.close()  # type: ignore[no-untyped-call]
            self._client = None

    async def warm(self, request: ChatRequest) -> None:
        """Load the model, see where it runs, and let the server read the stable prefix once."""
        async with connect(self._url, read_timeout_s=WARM_S) as server:
            with errors(self._tag, self._url):
                await server.generate(self._tag, "", options={"num_ctx": self._num_ctx}, keep_alive=KEEP_ALIVE)
                if self._style is None:
                    running = (await server.ps()).models
                    on_processor = any(one.model == self._tag and not one.size_vram for one in running)
                    self._style = "compact" if on_processor else "native"
                if self._style == "compact":
                    await server.chat(**self._arguments(request, num_predict=1), stream=False)

    async def chat(self, request: ChatRequest) -> AsyncIterator[ModelEvent]:
        """Stream the answer; see ``ChatModel``. A server error before the first event is retried once.

        The server answers 500 when a model writes malformed tool JSON; asking again usually helps.
        """
        begun = False
        try:
            async with aclosing(self._answer(request)) as events:
                async for event in events:
                    begun = True
                    yield event
            return
        except ServerError as error:
            if begun:
                raise
            _log.info("asking again: %s", error)
        async with aclosing(self._answer(request)) as events:
            async for event in events:
                yield event

    async def _answer(self, request: ChatRequest) -> AsyncGenerator[ModelEvent, None]:
        arguments = self._arguments(request, num_predict=request.max_tokens)
        reader = self._syntax_for(request).reader() if self.style == "compact" and request.want == "calls" else None
        thoughts = ThinkFilter()
        content, called = "", False
        async with aclosing(self._parts(arguments)) as parts:
            async for part in parts:
                for made in part.message.tool_calls or ():
                    called = True
                    yield CallMade(call=ToolCall(tool=made.function.name, args=dict(made.function.arguments)))
                piece = thoughts.feed(part.message.content or "") + (thoughts.close() if part.done else "")
                content += piece
                if request.want == "words" and piece:
                    yield TextDelta(text=piece)
                for call in reader.feed(piece) if reader else ():
                    called = True
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
        yield from (CallMade(call=call) for call in calls)
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
        messages = (*request.examples, *request.messages)
        arguments: dict[str, Any] = {
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
        }
        if self.style == "compact":
            syntax = self._syntax_for(request)
            system = f"{request.system}\n\n# Tools\n{syntax.block()}\n\n{HOW}"
            turns = [_as_text(message, syntax) for message in messages]
        else:
            system, turns = request.system, [_as_native(message) for message in messages]
            if request.want == "calls":
                shown = [tool for tool in request.tools if request.choices is None or tool.name in request.choices]
                arguments["tools"] = [_declaration(tool) for tool in shown]
        arguments["messages"] = [{"role": "system", "content": system}, *turns]
        return arguments

    def _syntax_for(self, request: ChatRequest) -> Syntax:
        """The syntax of the request's tools: the same in every request of a session, so it is made once."""
        if self._syntax_of is not request.tools:
            self._syntax, self._syntax_of = Syntax(request.tools), request.tools
        return self._syntax


def writes_text(tag: str, capabilities: Collection[str]) -> bool:
    """Whether a model writes its calls as text. The coders never use the form that Ollama looks for."""
    return "tools" not in capabilities or "coder" in tag


def _declaration(tool: ToolSchema) -> dict[str, object]:
    return {
        "type": "function",
        "function": {"name": tool.name, "description": tool.description, "parameters": tool.parameters},
    }


def _as_native(message: Message) -> dict[str, object]:
    if message.role == "tool":
        return {"role": "tool", "content": message.content, "tool_name": message.tool}
    turn: dict[str, object] = {"role": message.role, "content": message.content}
    if message.calls:
        turn["tool_calls"] = [{"function": {"name": call.tool, "arguments": dict(call.args)}} for call in message.calls]
    return turn


def _as_text(message: Message, syntax: Syntax) -> dict[str, object]:
    if message.role == "tool":
        return {"role": "user", "content": f"Result of {message.tool}: {message.content}"}
    if message.role == "assistant" and (message.calls or not message.content):
        return {"role": "assistant", "content": syntax.write(message.calls)}
    return {"role": message.role, "content": message.content}

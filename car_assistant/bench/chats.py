"""What the naive agent talks to: the same weights in this process, or the same tag on Ollama. Knows no car.

The model in this process gets a context of its own, so that neither agent throws the other's prompt out of memory.
"""

import asyncio
import json
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, Self

from car_assistant.agent.turn import Stopwatch
from car_assistant.bench.naive import SYSTEM, Chat, Reply
from car_assistant.config import Settings
from car_assistant.errors import ModelUnavailable
from car_assistant.models.base import ChatModel, Message, Schemas, ToolCall, ToolSchema, Usage
from car_assistant.models.chatml import STOP
from car_assistant.models.embedded import EmbeddedQwen
from car_assistant.models.freeform import read_calls
from car_assistant.models.llama import Llama, keep_signal_handlers
from car_assistant.models.ollama import KEEP_ALIVE, OllamaModel
from car_assistant.models.ollama_server import address, connect, errors

if TYPE_CHECKING:
    from ollama import AsyncClient

MAX_TOKENS = 160
"""Tokens of one answer, as for our own agent."""

ROOM = 2048
"""Tokens of context beside the tools, for the conversation."""

_READ_S = 1800.0
"""Seconds of silence from a server that reads all the tools on a slow machine."""

_CHARS_A_TOKEN = 3
"""Of tool schemas; they have a little more, so the context is never too small."""

_HOW = """

# Tools

You may call one or more functions to assist with the user query.

You are provided with function signatures within <tools></tools> XML tags:
<tools>
{tools}
</tools>

For each function call, return a json object with function name and arguments within <tool_call></tool_call> XML tags:
<tool_call>
{{"name": <function-name>, "arguments": <args-json-object>}}
</tool_call>"""
"""Qwen's own words, as its chat template has them (Apache-2.0, Alibaba Cloud)."""

Progress = Callable[[int, int], None]


class EmbeddedChat:
    """The weights of an ``EmbeddedQwen`` a second time, prompted by Qwen's own chat template."""

    def __init__(
        self,
        weights: Path,
        *,
        threads: int,
        folder: Path,
        tools: Schemas,
        progress: Progress = lambda done, total: None,
        stopwatch: Stopwatch = perf_counter,
    ) -> None:
        self._weights = weights
        self._threads = threads
        self._folder = folder
        self._tools = tools
        self._progress = progress
        self._stopwatch = stopwatch
        self._system = SYSTEM + _HOW.format(tools="\n".join(_dump(declaration(tool)) for tool in tools))
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="naive")
        self._llama: Llama | None = None

    async def __aenter__(self) -> Self:
        await asyncio.get_running_loop().run_in_executor(self._worker, self._load)
        keep_signal_handlers()
        return self

    async def __aexit__(self, *error: object) -> None:
        self._worker.submit(self._unload)
        await asyncio.get_running_loop().run_in_executor(None, self._worker.shutdown)

    async def warm(self) -> None:
        await self._complete(qwen_prompt(self._system, ()), 1, self._progress)

    async def ask(self, messages: Sequence[Message]) -> Reply:
        text, first, usage = await self._complete(qwen_prompt(self._system, messages), MAX_TOKENS)
        return Reply(text=text, calls=tuple(read_calls(text, self._tools)), first_text_s=first, usage=usage)

    async def _complete(
        self, prompt: str, max_tokens: int, progress: Progress = lambda done, total: None
    ) -> tuple[str, float | None, Usage]:
        """The text, the seconds to its first piece, and what it cost."""
        if self._llama is None:
            raise ModelUnavailable("the naive agent's model is not loaded; use it inside 'async with'")
        llama, stop = self._llama, threading.Event()
        pieces: list[str] = []
        times: list[float] = []
        started = self._stopwatch()

        def heard(piece: str) -> None:
            if piece:
                pieces.append(piece)
                times.append(self._stopwatch() - started)

        def answer() -> Usage:
            timings = llama.complete(
                prompt,
                max_tokens=max_tokens,
                stop=STOP,
                on_text=heard,
                on_progress=progress,
                stopped=stop.is_set,
            )
            return Usage(
                prompt=timings.cached + timings.read,
                cached=timings.cached,
                generated=timings.generated,
                prefill_s=timings.prefill_s,
                decode_s=timings.decode_s,
            )

        try:
            usage = await asyncio.get_running_loop().run_in_executor(self._worker, answer)
        finally:
            stop.set()
        return "".join(pieces).strip(), times[0] if times else None, usage

    def _load(self) -> None:
        n_ctx = context_for(self._system)
        self._llama = Llama(self._weights, threads=self._threads, n_ctx=n_ctx, folder=self._folder)

    def _unload(self) -> None:
        self._llama = None


class OllamaChat:
    """A tag on an Ollama server, asked with ``tools=``. Calls that a model writes as text are read as well."""

    def __init__(self, tag: str, *, host: str | None, tools: Schemas, stopwatch: Stopwatch = perf_counter) -> None:
        self._tag = tag
        self._url = address(host)
        self._tools = tools
        self._declared = [declaration(tool) for tool in tools]
        self._stopwatch = stopwatch
        self._client: AsyncClient | None = None

    async def __aenter__(self) -> Self:
        self._client = await connect(self._url, read_timeout_s=_READ_S).__aenter__()
        return self

    async def __aexit__(self, *error: object) -> None:
        if self._client is not None:
            await self._client.close()  # type: ignore[no-untyped-call]
            self._client = None

    async def warm(self) -> None:
        await self._chat((), 1)

    async def ask(self, messages: Sequence[Message]) -> Reply:
        return await self._chat(messages, MAX_TOKENS)

    async def _chat(self, messages: Sequence[Message], max_tokens: int) -> Reply:
        if self._client is None:
            raise ModelUnavailable("the naive agent's server is not connected; use it inside 'async with'")
        text, first, usage = "", None, Usage()
        calls: list[ToolCall] = []
        started = self._stopwatch()
        with errors(self._tag, self._url):
            stream = await self._client.chat(
                model=self._tag,
                messages=[{"role": "system", "content": SYSTEM}, *map(_as_ollama, messages)],
                tools=self._declared,
                think=False,
                stream=True,
                keep_alive=KEEP_ALIVE,
                options={
                    "num_ctx": context_for(_dump(self._declared)),
                    "num_predict": max_tokens,
                    "temperature": 0.0,
                },
            )
            async for part in stream:
                calls += [
                    ToolCall(tool=made.function.name, args=dict(made.function.arguments))
                    for made in part.message.tool_calls or ()
                ]
                if part.message.content:
                    first = self._stopwatch() - started if first is None else first
                    text += part.message.content
                if part.done:
                    usage = Usage(
                        prompt=part.prompt_eval_count or 0,
                        generated=part.eval_count or 0,
                        prefill_s=(part.prompt_eval_duration or 0) / 1e9,
                        decode_s=(part.eval_duration or 0) / 1e9,
                    )
        found = tuple(calls) or tuple(read_calls(text, self._tools))
        return Reply(text=text.strip(), calls=found, first_text_s=first, usage=usage)


def chat_beside(
    model: ChatModel, settings: Settings, tools: Schemas, progress: Progress
) -> AbstractAsyncContextManager[Chat]:
    """A chat with the same weights as ``model``. Raises ``ModelUnavailable`` for a model that is neither of the two."""
    if isinstance(model, EmbeddedQwen):
        folder = settings.cache / "prefixes"
        return EmbeddedChat(model.weights, threads=model.threads, folder=folder, tools=tools, progress=progress)
    if isinstance(model, OllamaModel):
        return OllamaChat(model.identity.name, host=settings.ollama_host, tools=tools)
    raise ModelUnavailable(
        f"bench compares on Ollama and embedded models, not on '{model.identity.source}'; name one with --model"
    )


def context_for(tools: str) -> int:
    """Tokens of context that hold ``tools`` and a conversation."""
    return len(tools) // _CHARS_A_TOKEN + ROOM


def declaration(tool: ToolSchema) -> dict[str, Any]:
    """A tool as a chat request takes it."""
    return {
        "type": "function",
        "function": {"name": tool.name, "description": tool.description, "parameters": tool.parameters},
    }


def qwen_prompt(system: str, messages: Sequence[Message]) -> str:
    """``messages`` in Qwen's chat format; without any, the part that never changes."""
    parts = [_turn("system", system)]
    for message in messages:
        if message.role == "tool":
            parts.append(_turn("user", f"<tool_response>\n{message.content}\n</tool_response>"))
        else:
            parts.append(_turn(message.role, message.content))
    return "".join(parts) + ("<|im_start|>assistant\n" if messages else "")


def _turn(role: str, content: str) -> str:
    return f"<|im_start|>{role}\n{content}<|im_end|>\n"


def _as_ollama(message: Message) -> dict[str, Any]:
    if message.role == "tool":
        return {"role": "tool", "content": message.content, "tool_name": message.tool}
    turn: dict[str, Any] = {"role": message.role, "content": message.content}
    if message.calls and not message.content:
        turn["tool_calls"] = [{"function": {"name": call.tool, "arguments": dict(call.args)}} for call in message.calls]
    return turn


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)

"""A server that speaks Ollama's protocol on this machine, for tests. Owns no intelligence; fails when told to."""

import asyncio
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, Self

from car_assistant.models.base import ToolCall

Json = Mapping[str, object]


@dataclass(frozen=True, kw_only=True)
class Installed:
    """A model that the double has."""

    capabilities: tuple[str, ...] = ("completion", "tools")
    parameter_size: str = "4.0B"
    size_vram: int = 4_000_000_000
    """Bytes on a graphics card; 0 is a model that runs on the processor."""
    context_length: int = 8192
    loaded: bool = True


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One answer: lines of JSON, and how it ends."""

    lines: tuple[Json | str, ...] = ()
    """A text is sent as it stands, so that it may be no JSON at all."""
    status: int = 200
    ending: Literal["whole", "cut", "stall"] = "whole"
    """``cut`` closes the connection in the middle, ``stall`` goes silent until the client leaves."""


def says(*pieces: str, ending: Literal["whole", "cut", "stall"] = "whole", **last: object) -> Answer:
    """A text, in pieces; ``last`` replaces fields of the closing line."""
    return _answer([{"role": "assistant", "content": piece} for piece in pieces], ending, last)


def makes(*chunks: Iterable[ToolCall], ending: Literal["whole", "cut", "stall"] = "whole") -> Answer:
    """Tool calls; each argument is the calls of one chunk."""
    return _answer([{"role": "assistant", "content": "", "tool_calls": _calls(chunk)} for chunk in chunks], ending, {})


def fails(status: int, error: str) -> Answer:
    """An HTTP error with Ollama's kind of body."""
    return Answer(status=status, lines=({"error": error},))


@dataclass(kw_only=True)
class OllamaDouble:
    """An Ollama server. Use it as an async context manager; ``host`` is its address meanwhile."""

    models: dict[str, Installed] = field(default_factory=lambda: {"qwen3:4b-instruct": Installed()})
    answers: list[Answer] = field(default_factory=list)
    """Given to ``/api/chat`` in order; the last one again and again."""
    pulls: dict[str, Answer] = field(default_factory=dict)
    """What ``/api/pull`` says for a tag; for others it fetches them in two steps."""
    version: str = "0.24.0"
    requests: list[Json] = field(default_factory=list)
    """Bodies of the streamed ``/api/chat`` requests."""
    paths: list[str] = field(default_factory=list)
    host: str = ""
    left: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when a client went away while it was being answered."""

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.host = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        return self

    async def __aexit__(self, *error: object) -> None:
        self._server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            length = next(
                (int(line[15:]) for line in head.splitlines() if line.lower().startswith("content-length:")), 0
            )
            body = json.loads(await reader.readexactly(length) or b"{}")
            path = head.split()[1]
            self.paths.append(path)
            await self._send(reader, writer, self._respond(path, body))
        except (asyncio.IncompleteReadError, ConnectionError):
            self.left.set()
        finally:
            writer.close()

    async def _send(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, answer: Answer) -> None:
        writer.write(f"HTTP/1.1 {answer.status} -\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n".encode())
        for line in answer.lines:
            data = (line if isinstance(line, str) else json.dumps(line)).encode() + b"\n"
            writer.write(b"%x\r\n%b\r\n" % (len(data), data))
            await writer.drain()
        if answer.ending == "stall":
            await reader.read()
            self.left.set()
        elif answer.ending == "whole":
            writer.write(b"0\r\n\r\n")
            await writer.drain()

    def _respond(self, path: str, body: Json) -> Answer:
        tag = str(body.get("model", ""))
        match path.removeprefix("/api/"):
            case "version":
                return Answer(lines=({"version": self.version},))
            case "tags":
                return Answer(lines=({"models": [_listed(name, one) for name, one in self.models.items()]},))
            case "ps":
                running = [_listed(name, one) for name, one in self.models.items() if one.loaded]
                return Answer(lines=({"models": running},))
            case "pull":
                return self._pull(tag)
        if tag not in self.models:
            return fails(404, f"model '{tag}' not found")
        match path.removeprefix("/api/"):
            case "show":
                one = self.models[tag]
                return Answer(lines=({"capabilities": one.capabilities, "details": _details(one), "model_info": {}},))
            case "generate":
                return Answer(lines=({"model": tag, "response": "", "done": True},))
            case "chat" if not body.get("stream"):
                return Answer(lines=says("").lines[-1:])
            case "chat":
                self.requests.append(body)
                return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return fails(404, f"there is no {path}")

    def _pull(self, tag: str) -> Answer:
        if tag in self.pulls:
            return self.pulls[tag]
        self.models[tag] = Installed()
        steps = ({"status": "pulling", "completed": done, "total": 100} for done in (50, 100))
        return Answer(lines=(*steps, {"status": "success"}))


def _answer(messages: Iterable[Json], ending: Literal["whole", "cut", "stall"], last: Mapping[str, object]) -> Answer:
    lines: list[Json] = [{"model": "double", "message": message, "done": False} for message in messages]
    if ending == "whole":
        closing: Json = {"message": {"role": "assistant", "content": ""}, "done": True, "done_reason": "stop", **last}
        lines.append({"prompt_eval_count": 1500, "eval_count": 9, **closing})
    return Answer(lines=tuple(lines), ending=ending)


def _calls(chunk: Iterable[ToolCall]) -> list[Json]:
    return [{"function": {"name": call.tool, "arguments": dict(call.args)}} for call in chunk]


def _details(one: Installed) -> Json:
    return {"parameter_size": one.parameter_size, "quantization_level": "Q4_K_M", "family": "qwen"}


def _listed(tag: str, one: Installed) -> Json:
    return {
        "name": tag,
        "model": tag,
        "digest": "d" * 64,
        "size": 4_000_000_000,
        "size_vram": one.size_vram,
        "context_length": one.context_length,
        "details": _details(one),
    }

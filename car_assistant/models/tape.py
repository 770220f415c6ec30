"""Recordings of a model as files. Owns their form on disk and what makes two requests the same; plays nothing.

A tape is one JSONL file: a header, one line for each exchange, a last line with their number. The large parts of a
prompt (system text, tools, examples) are kept once, in ``prompts/<hash>.json`` beside the tapes that share them.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from car_assistant.errors import CarAssistantError
from car_assistant.models.base import ChatRequest, Copied, Message, ModelIdentity

FORMAT = 1
EXCERPT = 48
"""Characters shown around the first difference of two texts."""


class TapeError(CarAssistantError):
    """A recording cannot be read: it is cut short, altered or of another format."""


class StaleTape(CarAssistantError):
    """There is no recording for what is asked, or it belongs to another prompt or other weights."""


class TapeMiss(CarAssistantError):
    """The conversation went another way than the recorded one."""


@dataclass(frozen=True, kw_only=True)
class Header:
    """What a tape is a recording of."""

    scenario: str
    variant: int
    trial: int
    scenario_hash: str
    model: ModelIdentity


@dataclass(frozen=True, kw_only=True)
class Exchange:
    """One request, as its named segments, and the answer with the milliseconds before each event."""

    prompt: str
    """Hash of system, tools and examples."""
    messages: tuple[str, ...]
    options: Mapping[str, Any]
    events: list[list[Any]] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Tape:
    """A whole recording."""

    header: Header
    exchanges: Sequence[Exchange]


def digest(text: str) -> str:
    """A short hash for names and comparison."""
    return sha256(text.encode()).hexdigest()[:12]


def prompt_of(request: ChatRequest) -> dict[str, Any]:
    """The parts of a request that every request of a session shares."""
    return {
        "system": request.system,
        "tools": {
            tool.name: {"description": tool.description, "parameters": tool.parameters} for tool in request.tools
        },
        "examples": [line(message) for message in request.examples],
    }


def line(message: Message) -> str:
    """A message as one readable line."""
    calls = " ".join(f"{call.tool}({_json(call.args)})" for call in message.calls)
    name = f"{message.role}:{message.tool}" if message.tool else message.role
    return f"{name}| {' '.join(part for part in (message.content, calls) if part)}"


def ask(request: ChatRequest) -> Exchange:
    """``request`` as an exchange without an answer."""
    values = {tool: request.values[tool] for tool in sorted(request.values)}
    return Exchange(
        prompt=digest(_json(prompt_of(request))),
        messages=tuple(line(message) for message in request.messages),
        options={
            "choices": None if request.choices is None else list(request.choices),
            "values": {
                tool: {name: [_plain(one) for one in among] for name, among in args.items()}
                for tool, args in values.items()
            },
            "must_call": request.must_call,
            "max_calls": request.max_calls,
            "want": request.want,
            "max_tokens": request.max_tokens,
            "temperature": request.temperature,
        },
    )


def _plain(value: object) -> object:
    return {"copied": value.words} if isinstance(value, Copied) else value


def write(path: Path, tape: Tape, prompts: Mapping[str, Mapping[str, Any]]) -> None:
    """Save a tape and the prompts it names; a reader never sees half of one."""
    folder = prompt_folder(path)
    folder.mkdir(parents=True, exist_ok=True)
    for name, prompt in prompts.items():
        if not (folder / f"{name}.json").exists():
            _replace(folder / f"{name}.json", json.dumps(prompt, ensure_ascii=False, indent=1) + "\n")
    lines = [_json({"cassette": FORMAT, **asdict(tape.header)})]
    lines += [_json(asdict(one)) for one in tape.exchanges]
    lines.append(_json({"exchanges": len(tape.exchanges)}))
    path.parent.mkdir(parents=True, exist_ok=True)
    _replace(path, "\n".join(lines) + "\n")


def read(path: Path) -> Tape:
    """Load a tape. Raises ``TapeError`` with file and line for one that is cut or altered."""
    rows = []
    for number, text in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1):
        try:
            rows.append(json.loads(text))
        except json.JSONDecodeError as error:
            raise TapeError(
                f"{path}:{number}: the recording is cut or altered ({error.msg}); record it again"
            ) from error
    if not rows or not isinstance(rows[0], dict) or rows[0].get("cassette") != FORMAT:
        raise TapeError(f"{path}:1: not a recording of format {FORMAT}; record it again")
    if rows[-1] != {"exchanges": len(rows) - 2}:
        raise TapeError(f"{path}:{len(rows)}: the recording ends too early; record it again")
    try:
        given = dict(rows[0])
        del given["cassette"]
        header = Header(**{**given, "model": ModelIdentity(**given["model"])})
        exchanges = [Exchange(**{**row, "messages": tuple(row["messages"])}) for row in rows[1:-1]]
    except (TypeError, KeyError) as error:
        raise TapeError(f"{path}: the recording has other fields than format {FORMAT}; record it again") from error
    return Tape(header=header, exchanges=exchanges)


def prompt_folder(tape: Path) -> Path:
    """Where the prompts of a tape at ``<model>/<area>/.../<name>.jsonl`` are: in ``<model>/prompts``."""
    for folder in tape.parents:
        if folder.parent.name == "_cassettes":
            return folder / "prompts"
    return tape.parent / "prompts"


def difference(path: Path, old: Exchange, request: ChatRequest) -> CarAssistantError | None:
    """Why ``request`` is not the recorded one: ``StaleTape`` for another prompt, ``TapeMiss`` for other words."""
    new = ask(request)
    if new.prompt != old.prompt:
        return StaleTape(f"{path.name} is stale: {_prompt_change(path, old.prompt, prompt_of(request))}")
    if new.messages != old.messages:
        return TapeMiss(f"{path.name}: `messages` changed: {_messages_change(old.messages, new.messages)}")
    if new.options != old.options:
        return StaleTape(f"{path.name} is stale: `options` changed: {_options_change(old.options, new.options)}")
    return None


def _prompt_change(path: Path, name: str, new: Mapping[str, Any]) -> str:
    file = prompt_folder(path) / f"{name}.json"
    try:
        old = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, json.JSONDecodeError):
        return f"its prompt {file} is missing or cut"
    if old["system"] != new["system"]:
        return f"`system` changed: {excerpt(old['system'], new['system'])}"
    if old["tools"] != new["tools"]:
        return f"`tools` changed: {_tools_change(old['tools'], new['tools'])}"
    return f"`examples` changed: {_messages_change(old['examples'], new['examples'])}"


def _tools_change(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    told = [f"{name} is new" for name in new if name not in old]
    told += [f"{name} is gone" for name in old if name not in new]
    for name in (name for name in new if name in old):
        for part in ("description", "parameters"):
            before, after = old[name][part], new[name][part]
            if before != after:
                words = [text if isinstance(text, str) else _json(text) for text in (before, after)]
                told.append(f"{part} of {name}: {excerpt(*words)}")
    more = f" and {len(told) - 3} more" if len(told) > 3 else ""
    return "; ".join(told[:3]) + more if told else "their order"


def _messages_change(old: Sequence[str], new: Sequence[str]) -> str:
    for index, (before, after) in enumerate(zip(old, new, strict=False), start=1):
        if before != after:
            return f"message {index}: {excerpt(before, after)}"
    longer = new if len(new) > len(old) else old
    what = "added" if len(new) > len(old) else "missing"
    return f"message {min(len(old), len(new)) + 1} {what}: {longer[min(len(old), len(new))][: 2 * EXCERPT]!r}"


def _options_change(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    told = []
    for name in new:
        before, after = old.get(name), new[name]
        if before == after:
            continue
        if isinstance(before, list) and isinstance(after, list):
            changes = [f"-{one}" for one in before if one not in after] + [
                f"+{one}" for one in after if one not in before
            ]
            told.append(f"{name} {' '.join(changes) or 'in another order'}")
        else:
            told.append(f"{name} was {before!r}, is {after!r}")
    return "; ".join(told)


def excerpt(old: str, new: str) -> str:
    """The first difference of two texts, with a little of what stands around it."""
    same = 0
    while same < min(len(old), len(new)) and old[same] == new[same]:
        same += 1
    start = max(0, same - EXCERPT // 3)
    before, after = (f"{'...' if start else ''}{text[start : start + EXCERPT]}" for text in (old, new))
    return f"was {before!r}, is {after!r}"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _replace(path: Path, text: str) -> None:
    part = path.with_name(f"{path.name}.part")
    part.write_text(text, encoding="utf-8")
    part.replace(path)

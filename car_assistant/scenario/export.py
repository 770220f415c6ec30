"""Scenarios and results for other tools: training data in Qwen's chat format, and pipecat's own evals.

Writes text; runs nothing. What the other side cannot express is left out and named.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from car_assistant.models.base import Schemas
from car_assistant.scenario.loader import Loaded
from car_assistant.scenario.results import read_rows
from car_assistant.scenario.schema import Expect, Step


def sft(results: Path, *, system: str, tools: Schemas) -> Iterator[str]:
    """Passed turns as JSONL for fine-tuning: each with the turns before it, calls and results as Qwen writes them."""
    functions = [
        {
            "type": "function",
            "function": {"name": tool.name, "description": tool.description, "parameters": tool.parameters},
        }
        for tool in tools
    ]
    for row in read_rows(results):
        trial = next((trial for trial in row["trials"] if trial["status"] == "passed"), None)
        if row["status"] != "passed" or trial is None:
            continue
        messages: list[dict[str, str]] = [{"role": "system", "content": system}]
        for turn in trial["turns"]:
            if turn["interrupted"]:
                break  # what comes after depends on words that were never finished
            messages += _messages(turn)
            yield json.dumps(
                {
                    "messages": messages,
                    "tools": functions,
                    "scenario": row["scenario"],
                    "variant": row["variant"],
                    "model": row["model"],
                },
                ensure_ascii=False,
            )


def _messages(turn: Mapping[str, Any]) -> list[dict[str, str]]:
    """One turn as Qwen's chat template renders it: calls in ``<tool_call>``, results in ``<tool_response>``."""
    messages = [{"role": "user", "content": turn["prompted"] or turn["say"]}]
    if turn["calls"]:
        calls = [json.dumps({"name": c["tool"], "arguments": c["args"]}, ensure_ascii=False) for c in turn["calls"]]
        messages.append({"role": "assistant", "content": "\n".join(f"<tool_call>\n{c}\n</tool_call>" for c in calls)})
        told = [json.dumps({"outcome": c["outcome"], "said": c["sentence"]}, ensure_ascii=False) for c in turn["calls"]]
        messages.append({"role": "user", "content": "\n".join(f"<tool_response>\n{t}\n</tool_response>" for t in told)})
    messages.append({"role": "assistant", "content": turn["reply"]})
    return messages


def pipecat(loaded: Loaded) -> tuple[dict[str, Any] | None, list[str]]:
    """A scenario as pipecat's evals read it, and what had to be left out; ``None`` where nothing can be kept.

    Only utterances of the driver, their calls with plain arguments, one required word and the turn's time survive.
    """
    left: list[str] = []
    turns: list[dict[str, Any]] = []
    scenario = loaded.scenario
    if scenario.world.set or loaded.world.set or scenario.tools.remove:
        left.append("world and tools: the bot starts as it is")
    for index, step in enumerate(scenario.timeline):
        name = step.id or f"step {index + 1}"
        if step.say is None:
            left.append(f"{name}: {step.kind}")
            continue
        if step.fault or step.seat != "driver" or step.at is not None:
            left.append(f"{name}: fault, seat or at")
        turns.append(_turn(step, name, left))
    if scenario.final.state or scenario.final.others:
        left.append("final: pipecat's evals do not see the car")
    if not any("expect" in turn for turn in turns):
        return None, left
    return {"name": re.sub(r"[^a-z0-9]+", "_", scenario.scenario), "turns": turns}, left


def _turn(step: Step, name: str, left: list[str]) -> dict[str, Any]:
    turn: dict[str, Any] = {"user": step.say}
    if step.interrupts and step.after:
        turn["send_after"] = {"event": "llm_started", "delay_ms": round(step.after.delay * 1000)}
    expected = list(_expected(step.expect, name, left)) if step.expect else []
    if expected:
        turn["expect"] = expected
    return turn


def _expected(expect: Expect, name: str, left: list[str]) -> Iterator[dict[str, Any]]:
    calls = [
        {"name": call.tool, "args": plain} if (plain := _plain(call.args)) else {"name": call.tool}
        for call in (*(expect.calls or ()), *expect.in_order)
    ]
    budget = {"within_ms": round(expect.within.turn * 1000)} if expect.within and expect.within.turn else {}
    if calls:
        yield {"event": "function_call", "calls": calls, **budget}
    if expect.reply:
        words = [*expect.reply.mentions_all, *(expect.reply.mentions if len(expect.reply.mentions) == 1 else ())]
        contains = {"text_contains": words[0]} if words else {}
        yield {"event": "response", **contains, **budget}
    if expect.never or expect.state or expect.screen or expect.policy or expect.notice:
        left.append(f"{name}: never, state, screen, policy or notice")


def _plain(args: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in args.items() if not isinstance(value, Mapping)}


def pipecat_yaml(scenario: Mapping[str, Any], left: Sequence[str]) -> str:
    """The exported scenario as a file's text, with what was left out in a comment. JSON is YAML."""
    notes = "".join(f"# left out: {what}\n" for what in left)
    return f"{notes}{json.dumps(scenario, ensure_ascii=False, indent=2)}\n"


def write_lines(lines: Iterable[str], path: Path) -> int:
    """Write lines to ``path``; returns how many."""
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for line in lines:
            file.write(f"{line}\n")
            count += 1
    return count

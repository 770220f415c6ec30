"""Scenarios and results for other tools, and the skeleton of a new scenario."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from car_assistant.errors import ConfigError
from car_assistant.models.base import ToolSchema
from car_assistant.scenario.cases import cases
from car_assistant.scenario.export import pipecat, pipecat_yaml, sft
from car_assistant.scenario.loader import load
from car_assistant.scenario.results import write_results
from car_assistant.scenario.skeleton import new

if TYPE_CHECKING:
    from tests.conftest import Bench

TOOL = ToolSchema(name="move_window", description="Move a window.", parameters={"type": "object", "properties": {}})


def test_passed_turns_become_training_data_in_qwens_format(bench: "Bench", tmp_path: Path) -> None:
    """Each passed turn is a line: the turns before it, the calls in <tool_call>, the reply; no failed ones."""
    good = bench.play("timeline:\n- say: open the window\n- {say: make it warm, expect: {calls: [set_heat]}}\n")
    bad = bench.play("timeline:\n- {say: open the window, expect: {calls: []}}\n")
    lines = [json.loads(line) for line in sft(write_results([good, bad], tmp_path), system="You are...", tools=[TOOL])]
    assert [line["scenario"] for line in lines] == ["area/drive", "area/drive"]
    assert [message["role"] for message in lines[0]["messages"]] == ["system", "user", "assistant", "user", "assistant"]
    call = lines[0]["messages"][2]["content"]
    assert call == '<tool_call>\n{"name": "move_window", "arguments": {"position": 50}}\n</tool_call>'
    assert lines[0]["messages"][3]["content"].startswith("<tool_response>\n{")
    assert lines[0]["messages"][-1]["content"] == "The window is moving to 50 percent."
    assert lines[1]["messages"][:5] == lines[0]["messages"]
    assert lines[0]["tools"][0]["function"]["name"] == "move_window"


def test_what_pipecat_understands_is_exported_and_the_rest_is_named(bench: "Bench") -> None:
    """Utterances, calls with plain arguments and one word of the reply survive; what does not is listed."""
    path = bench.write(
        """
        timeline:
        - say: open the window
          expect:
            calls: [{tool: move_window, args: {position: {gte: 40}, side: driver}}]
            reply: {mentions: [window]}
            never: [set_heat]
            within: {turn: 2s}
        - wait: 5s
        final: {others: unchanged}
        """
    )
    scenario, left = pipecat(load(path))
    assert scenario == {
        "name": "area_drive",
        "turns": [
            {
                "user": "open the window",
                "expect": [
                    {
                        "event": "function_call",
                        "calls": [{"name": "move_window", "args": {"side": "driver"}}],
                        "within_ms": 2000,
                    },
                    {"event": "response", "text_contains": "window", "within_ms": 2000},
                ],
            }
        ],
    }
    assert left == [
        "step 1: never, state, screen, policy or notice",
        "step 2: wait",
        "final: pipecat's evals do not see the car",
    ]
    assert pipecat_yaml(scenario, left).startswith("# left out: step 1: never")


def test_a_scenario_without_words_is_nothing_for_pipecat(bench: "Bench") -> None:
    """Where nothing can be checked from outside, nothing is exported."""
    path = bench.write("timeline:\n- {wait: 1s, expect: {state: {Speed: 0}}}\n")
    assert pipecat(load(path))[0] is None


def test_a_new_scenario_is_a_good_one(tmp_path: Path) -> None:
    """The skeleton loads as it is, against the bundled tools, and shows where to go on."""
    path = new("climate/first-try", tmp_path / "scenarios")
    found, problems = cases([path])
    assert problems == []
    assert [case.wording for case in found] == ["Set the temperature to 24 degrees", "把温度调到24度"]
    assert "$schema=../scenario.schema.json" in path.read_text(encoding="utf-8")
    with pytest.raises(ConfigError, match="exists already"):
        new("climate/first-try", tmp_path / "scenarios")
    with pytest.raises(ConfigError, match="write area/name"):
        new("First Try", tmp_path)

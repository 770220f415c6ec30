"""Tests of what a model is shown."""

from pathlib import Path

import pytest

from car_assistant.agent.prompt import load_examples
from car_assistant.discovery import bundled
from car_assistant.errors import PackError
from car_assistant.testing import ScriptedModel, ToolCall, scripted_session
from car_assistant.toolkit import Call


async def test_every_worked_example_is_a_valid_call() -> None:
    """What the model is taught can be run as it stands."""
    async with scripted_session() as session:
        messages = load_examples(bundled("tools"))
        made = [call for message in messages for call in message.calls]
        assert len(made) >= 8
        for call in made:
            checked = session.registry.check(Call(tool=call.tool, args=call.args))
            assert dict(checked.args) == dict(call.args)


def test_a_bad_example_names_the_file(tmp_path: Path) -> None:
    """A pack author learns which file holds an example that is none."""
    (tmp_path / "examples.yaml").write_text("- say: hello\n", encoding="utf-8")
    with pytest.raises(PackError, match=r"examples\.yaml"):
        load_examples(tmp_path)


async def test_the_beginning_of_a_prompt_never_changes() -> None:
    """System, tools and examples stay the same from turn to turn, so that a model's cache holds them."""
    answers = [ToolCall(tool="set_ac", args={"on": False}), ToolCall(tool="honk")]
    async with scripted_session(*answers) as session:
        assert isinstance(session.model, ScriptedModel)
        await session.turn("it is too loud, no cold air please")
        session.set("Vehicle.Speed", 50.0)
        await session.turn("make some noise", seat="rear_left")
        one, two = session.model.requests
        prefix = session.agent.prompt.prefix()
        assert (one.system, one.tools, one.examples) == (two.system, two.tools, two.examples)
        assert (one.system, one.tools, one.examples) == (prefix.system, prefix.tools, prefix.examples)
        assert two.messages[: len(one.messages)] == one.messages
        assert "rear_left" in two.messages[-1].content

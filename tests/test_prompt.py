"""Tests of what a model is shown."""

from pathlib import Path

import pytest

from car_assistant.agent.examples import load_examples
from car_assistant.discovery import bundled
from car_assistant.errors import PackError
from car_assistant.testing import ScriptedModel, scripted_session
from car_assistant.toolkit import Call


async def test_every_worked_example_is_a_valid_call() -> None:
    """What the model is taught can be run as it stands, and every group teaches in both languages."""
    async with scripted_session() as session:
        base = load_examples(session.registry, [bundled("tools")])
        written = [example for example in base.examples if example.shown]
        for example in written:
            for call in example.calls:
                checked = session.registry.check(Call(tool=call.tool, args=call.args))
                assert dict(checked.args) == dict(call.args), example.say
        for name, group in base.groups.items():
            shown = [example.say for example in written if example.group == name]
            assert len(shown) >= 8, name
            assert any(said.isascii() for said in shown), name
            assert any(not said.isascii() for said in shown), name
            assert name == "chat" or group.tools, name


@pytest.mark.parametrize("line", ["hello", "hello => set_fan(", "=> none()"])
async def test_a_bad_example_names_file_and_line(tmp_path: Path, line: str) -> None:
    """A pack author learns where an example is that is none."""
    (tmp_path / "examples").mkdir()
    (tmp_path / "examples" / "odd.txt").write_text(f"# areas: climate\n{line}\n", encoding="utf-8")
    async with scripted_session() as session:
        with pytest.raises(PackError, match=r"odd\.txt:2"):
            load_examples(session.registry, [tmp_path])


async def test_the_beginning_of_a_prompt_never_changes() -> None:
    """Within a group system, tools and examples stay the same, so that a model's cache holds them."""
    async with scripted_session([], "no", [], "no") as session:
        assert isinstance(session.model, ScriptedModel)
        await session.turn("the cold air blows far too strong at us")
        session.set("Vehicle.Speed", 50.0)
        await session.turn("make it a good deal warmer back here", seat="rear_left")
        one, two = (request for request in session.model.requests if request.want == "calls")
        prefixes = session.agent.prompt.prefixes(grouped=True)
        assert (one.system, one.tools, one.examples) == (two.system, two.tools, two.examples)
        assert any((one.system, one.tools, one.examples) == (p.system, p.tools, p.examples) for p in prefixes)
        assert "rear_left" in two.messages[-1].content

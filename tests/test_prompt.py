"""Tests of what a model is shown."""

from pathlib import Path

import pytest

from car_assistant.agent.examples import load_examples
from car_assistant.discovery import bundled
from car_assistant.errors import PackError
from car_assistant.models.syntax import read_call
from car_assistant.testing import ScriptedModel, scripted_session
from car_assistant.toolkit import Call


async def test_every_worked_example_is_a_valid_call() -> None:
    """What packs teach can be run as it stands, and every group shows examples in both languages."""
    async with scripted_session() as session:
        schemas = {schema.name: schema for schema in session.registry.schemas()}
        for file in sorted((bundled("tools") / "examples").glob("*.txt")):
            shown = []
            for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
                if line.startswith("#") or not line.strip():
                    continue
                say, _, written = line.removeprefix("* ").rpartition(" => ")
                shown += [say] if line.startswith("* ") else []
                for part in written.split("; ") if written != "none()" else ():
                    call = read_call(part, schemas)
                    assert call is not None, f"{file.name}:{number}"
                    checked = session.registry.check(Call(tool=call.tool, args=call.args))
                    assert dict(checked.args) == dict(call.args), f"{file.name}:{number}"
            assert len(shown) >= 8, file.name
            assert any(said.isascii() for said in shown), file.name
            assert any(not said.isascii() for said in shown), file.name


async def test_every_tool_belongs_to_a_group_with_examples() -> None:
    """No tool of the bundled pack is left without worked examples of its group."""
    async with scripted_session() as session:
        base = load_examples(session.registry, [bundled("tools")])
        taught = {tool for example in base.examples for tool in example.tools}
        assert taught == set(session.registry.tools)
        assert all(group.examples for group in base.groups.values())


@pytest.mark.parametrize("line", ["hello", "hello => set_fan(", "* hello => set_fan(3", "=> none()"])
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

"""The worked examples of a pack: groups of tools, and what is shown beside them."""

from pathlib import Path

import pytest

from car_assistant.agent.examples import load_examples
from car_assistant.config import Settings
from car_assistant.console.setup import bare_session
from car_assistant.errors import PackError
from car_assistant.models.base import Message, ToolCall
from car_assistant.registry import Registry

AIR = """\
# areas: windows, climate
* open my window halfway => set_window(position=50)
* tell me a joke => none()
cooler and the trunk => set_temperature(celsius=19); open_trunk()
* cooler, and open the trunk => set_temperature(celsius=19); open_trunk()
"""


@pytest.fixture
def registry() -> Registry:
    return bare_session(Settings()).registry


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A pack whose examples know one group."""
    (tmp_path / "examples").mkdir()
    (tmp_path / "examples" / "air.txt").write_text(AIR, encoding="utf-8")
    return tmp_path


def test_a_group_shows_its_marked_lines_and_every_tool_in_them(registry: Registry, pack: Path) -> None:
    """Marked lines become messages in the order of the file; a tool of another area comes along with its line."""
    group = load_examples(registry, [pack]).groups["air"]
    assert group.examples[:4] == (
        Message(role="user", content="open my window halfway"),
        Message(role="assistant", calls=(ToolCall(tool="set_window", args={"position": 50}),)),
        Message(role="user", content="tell me a joke"),
        Message(role="assistant"),
    )
    assert len(group.examples) == 6
    names = {schema.name for schema in group.tools}
    assert {"set_window", "set_temperature", "open_trunk"} <= names
    assert "close_trunk" not in names


def test_areas_without_a_file_are_groups_of_their_own(registry: Registry, pack: Path) -> None:
    """A tool belongs to a group even where nobody wrote examples: those beside its function lead to it."""
    base = load_examples(registry, [pack])
    assert base.home["set_window"] == "air"
    assert base.home["close_trunk"] == registry.tools["close_trunk"].spec.area
    assert {tool for group in base.groups.values() for tool in (one.name for one in group.tools)} == set(registry.tools)
    assert any(example.tools == ("close_trunk",) for example in base.examples)


def test_lines_with_a_tool_that_was_taken_away_are_left_out(registry: Registry, pack: Path) -> None:
    """A model is not shown what this car cannot do, and the rest of the pack still loads."""
    registry.remove("set_temperature")
    base = load_examples(registry, [pack])
    assert all("set_temperature" not in example.tools for example in base.examples)
    assert len(base.groups["air"].examples) == 4


def test_a_file_says_whose_group_it_is(registry: Registry, pack: Path) -> None:
    """A file without its first line ends in one sentence with file and line."""
    (pack / "examples" / "air.txt").write_text("open it => set_window(position=100)\n", encoding="utf-8")
    with pytest.raises(PackError, match=r"air\.txt:1: must start with '# areas:'"):
        load_examples(registry, [pack])

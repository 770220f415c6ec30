"""Tests of tool packs: the bundled one and anybody's own."""

from pathlib import Path

import pytest

from car_assistant.discovery import bundled, load_pack
from car_assistant.errors import PackError, ToolError
from car_assistant.registry import Registry
from car_assistant.text import Replies
from car_assistant.toolkit import Call

TOOL = '''
from car_assistant.toolkit import Outcome, ToolContext, ok, tool
from ._words import WORD

@tool(area="kitchen", risk="read", en=("make tea",), zh=("泡茶",))
def {name}(ctx: ToolContext) -> Outcome:
    """Make tea."""
    return ok(WORD)
'''


def write_pack(folder: Path, **files: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "_words.py").write_text("WORD = 'tea'\n", encoding="utf-8")
    for name, text in files.items():
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    return folder


def test_the_bundled_pack_has_the_whole_car() -> None:
    """At least seventy tools, each with example sentences in both languages and a description for the model."""
    registry = Registry([load_pack(bundled("tools"))], replies=Replies())
    assert len(registry.tools) >= 70
    for tool in registry.tools.values():
        assert tool.summary.endswith(".")
        assert all(len(tool.spec.examples[lang]) >= 3 for lang in ("en", "zh")), tool.spec.name


def test_ones_own_pack_works_with_relative_imports(tmp_path: Path) -> None:
    """A folder with Python files is a pack; two packs of the same shape do not get into each other's way."""
    one = load_pack(write_pack(tmp_path / "one", tea=TOOL.format(name="make_tea")))
    two = load_pack(write_pack(tmp_path / "two", tea=TOOL.format(name="brew_tea")))
    assert [spec.name for spec in (*one.tools, *two.tools)] == ["make_tea", "brew_tea"]
    assert load_pack(tmp_path / "one").tools == one.tools


@pytest.mark.parametrize(
    ("text", "word"),
    [("def broken(:\n", "SyntaxError"), ("import nowhere_at_all\n", "nowhere_at_all"), ("X = 1\n", "no function")],
)
def test_a_pack_that_cannot_be_loaded_names_the_file(tmp_path: Path, text: str, word: str) -> None:
    """The error says which file and why, in a sentence."""
    with pytest.raises(PackError, match=word):
        load_pack(write_pack(tmp_path / "pack", bad=text))


def test_the_same_tool_twice_is_refused(tmp_path: Path) -> None:
    """Two tools of one name in a pack are a mistake, not a matter of luck."""
    text = TOOL.format(name="make_tea")
    with pytest.raises(PackError, match="twice"):
        load_pack(write_pack(tmp_path / "pack", a=text, b=text))


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    """A wrong path is told."""
    with pytest.raises(PackError, match="nowhere"):
        load_pack(tmp_path / "nowhere")


def test_an_unknown_tool_has_near_names() -> None:
    """A call of a tool that is not there says which one may have been meant; a removed tool is not there."""
    registry = Registry([load_pack(bundled("tools"))], replies=Replies())
    with pytest.raises(ToolError, match="set_window"):
        registry.check(Call(tool="set_windows"))
    registry.remove("set_window")
    with pytest.raises(ToolError, match="no tool 'set_window'"):
        registry.check(Call(tool="set_window"))

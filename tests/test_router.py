"""Tests of the ranking of tools."""

import pytest

from car_assistant.agent.examples import Example
from car_assistant.agent.router import Router

TEXTS = {
    "set_window": ["open my window halfway", "let some air in", "把车窗打开一半", "关窗"],
    "set_temperature": ["set it to 22 degrees", "make it warmer in here", "温度调到22度", "我好冷"],
    "start_route": ["take me home", "navigate to the airport", "导航去机场", "回家"],
}

EXAMPLES = [Example(say=say, tools=(tool,), group=tool) for tool, lines in TEXTS.items() for say in lines]


@pytest.mark.parametrize(
    ("said", "tool"),
    [
        ("please open the windows", "set_window"),
        ("I'd like it warmer", "set_temperature"),
        ("we want to go to the airport", "start_route"),
        ("车窗开大一点", "set_window"),
        ("有点冷", "set_temperature"),
        ("去机场怎么走", "start_route"),
    ],
)
def test_the_meant_tool_comes_first(said: str, tool: str) -> None:
    """Sentences that are not among the examples still find their tool, in both languages."""
    assert Router(EXAMPLES).rank(said).tools[0] == tool


def test_words_nobody_taught_find_nothing() -> None:
    """An utterance without any known word has no ranking, rather than an arbitrary one."""
    ranking = Router(EXAMPLES).rank("xyzzy")
    assert ranking.tools == ()
    assert ranking.nearest == 0

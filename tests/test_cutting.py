"""Where utterances may be cut, with borders learned from a few sentences."""

import pytest

from car_assistant.agent.planning.cutting import LIKELY, Borders, joined, pieces

TAUGHT = [
    *("lights off", "lights on", "radio off", "radio on", "fan off", "turn the fan off", "turn the radio off") * 3,
    *("close the windows", "close my window", "turn on the light", "turn on the radio", "turn it on") * 3,
    *("打开空调", "打开收音机", "空调关掉", "音乐关掉", "音乐大点", "风量三档", "座椅加热打开") * 3,
]


@pytest.fixture(scope="module")
def borders() -> Borders:
    return Borders.learn([pieces(said) for said in TAUGHT])


@pytest.mark.parametrize(
    ("said", "cut"),
    [
        ("lights off radio on", ["lights off", "radio on"]),
        ("close the windows turn on the light", ["close the windows", "turn on the light"]),
        ("空调关掉音乐大点", ["空调关掉", "音乐大点"]),
        ("turn the radio off", ["turn the radio off"]),
        ("座椅加热打开", ["座椅加热打开"]),
        ("打开空调", ["打开空调"]),
    ],
)
def test_commands_that_nothing_stands_between_are_cut(borders: Borders, said: str, cut: list[str]) -> None:
    """Words that often end a command before words that often begin one; a verb keeps what it is about."""
    assert [piece.text for piece in pieces(said, borders)] == cut


def test_without_borders_only_what_is_written_cuts() -> None:
    """Marks, joining words and Chinese verbs need no lesson."""
    assert [piece.text for piece in pieces("lights off radio on")] == ["lights off radio on"]
    assert [piece.joint for piece in pieces("lights off, radio on and go home")] == ["", "mark", "word"]
    assert [piece.joint for piece in pieces("打开空调播放音乐")] == ["", "verb"]


def test_a_bare_cut_says_how_likely_it_is(borders: Borders) -> None:
    """Its odds are those by which it was found."""
    first, second = pieces("lights off radio on", borders)
    assert first.joint == ""
    assert second.joint == "bare"
    assert LIKELY < second.odds < 0


def test_pieces_become_one_text_again(borders: Borders) -> None:
    """With a space, or nothing in Chinese, where nothing was written, else with a comma."""
    assert joined(pieces("lights off radio on, fan off", borders)) == "lights off radio on, fan off"
    assert joined(pieces("空调关掉音乐大点", borders)) == "空调关掉音乐大点"
    assert joined(pieces("开窗然后关灯")) == "开窗，关灯"


def test_nothing_taught_is_no_error() -> None:
    """A pack without examples has no borders to know."""
    assert [piece.text for piece in pieces("lights off radio on", Borders.learn([]))] == ["lights off radio on"]

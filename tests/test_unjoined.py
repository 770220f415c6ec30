"""Plain commands that follow each other with nothing between, with templates that know a few sentences."""

import pytest

from car_assistant.agent.planning.cutting import pieces
from car_assistant.agent.planning.judging import Judged
from car_assistant.agent.planning.unjoined import unjoined

PLAIN = {
    "close sunroof": "roof",
    "close all windows": "window",
    "lock doors": "lock",
    "关大灯": "light",
    "锁车": "lock",
}
PLAIN |= {"heat my seat": "seat", "massage": "massage", "massage me": "massage"}


def judge(text: str) -> Judged:
    """Only what is plain is a command; of more, the first counts."""
    tool = next((tool for words, tool in PLAIN.items() if text.startswith(words)), "other")
    return Judged(tool, 1.4 if text in PLAIN else -0.5, nothing=0.0, worded=1.0)


@pytest.mark.parametrize(
    ("said", "commands"),
    [
        ("close sunroof close all windows lock doors", ["close sunroof", "close all windows", "lock doors"]),
        ("关大灯锁车", ["关大灯", "锁车"]),
        ("lock doors", ["lock doors"]),
        ("heat my seat on high", ["heat my seat on high"]),
        ("close all windows because of granny", ["close all windows because of granny"]),
        ("massage me massage", ["massage me massage"]),
    ],
)
def test_a_plain_command_ends_where_another_begins(said: str, commands: list[str]) -> None:
    """Details, reasons and a word said twice are no other command."""
    assert [piece.text for piece in unjoined(pieces(said), PLAIN.__contains__, judge)] == commands


def test_an_endless_row_is_not_searched() -> None:
    """Hostile input costs no time: nothing of it is even looked up but the whole."""
    asked: list[str] = []

    def plain(text: str) -> bool:
        asked.append(text)
        return False

    said = "关大灯锁车" * 200
    assert [piece.text for piece in unjoined(pieces(said), plain, judge)] == [said]
    assert asked == [said]

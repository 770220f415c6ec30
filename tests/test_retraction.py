"""Words that take back what was done."""

import pytest

from car_assistant.agent.dialogue import understand
from car_assistant.agent.followups.retraction import undoes
from car_assistant.toolkit import Call

WINDOWS = (Call(tool="set_window", args={"position": 50, "window": "all"}),)


@pytest.mark.parametrize(
    "said",
    [
        "put everything back how it was",
        "oh no, undo that please",
        "could you change it back?",
        "set it back to what it was before",
        "take back what you just did",
        "go back to how it was",
        "make it like before",
        "revert the last change",
        "弄回去",
        "帮我调回来",
        "还是变回原来那样吧",
        "恢复成刚才的样子",
        "把刚才的操作撤销",
        "算了，改回去吧",
        "跟刚才一样",
    ],
)
def test_the_last_change_is_taken_back(said: str) -> None:
    """However it is put, wanting things as they were is an undo."""
    assert understand(said) == "undo"


@pytest.mark.parametrize(
    "said",
    ["take it", "go back", "turn it back on", "put it on the back seat", "change it back to blue", "move it back",
     "back to the hotel", "回去", "回家", "恢复播放", "改回蓝色", "把座椅往后调", "reverse camera"],
)  # fmt: skip
def test_going_back_somewhere_is_no_undo(said: str) -> None:
    """What names where to, or something else, takes nothing back."""
    assert understand(said) != "undo"


@pytest.mark.parametrize(
    ("said", "last", "meant"),
    [
        ("undo that thing with the windows", WINDOWS, True),
        ("put the windows back how they were", WINDOWS, True),
        ("把车窗恢复原样", WINDOWS, True),
        ("撤销车窗的操作", WINDOWS, True),
        ("undo the temperature change", WINDOWS, False),
        ("把温度调回去", WINDOWS, False),
        ("undo the windows", (), False),
        ("undo my shirt", WINDOWS, False),
        ("move my seat back", (Call(tool="move_seat", args={"direction": "forward"}),), False),
        ("undo the weather", (Call(tool="get_weather", args={}),), False),
    ],
)
def test_a_thing_that_is_named_must_be_the_one_that_was_changed(said: str, last: tuple[Call, ...], meant: bool) -> None:
    """ "Undo the windows" takes back the last turn only if that turn moved windows."""
    assert undoes(said, last) is meant

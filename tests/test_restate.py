"""The last sentence again, with other words in it."""

from collections.abc import Sequence

import pytest

from car_assistant.agent.followups.restate import restated
from car_assistant.events import Lang
from car_assistant.toolkit import Call

SENTENCES = {
    "open the sunroof": "set_sunroof",
    "open the trunk": "open_trunk",
    "open the door": "set_door",
    "open the trunk please": "open_trunk",
    "please open the door": "set_door",
    "打开天窗": "set_sunroof",
    "打开车窗": "set_window",
}


def read(text: str) -> Sequence[Call] | None:
    return [Call(tool=SENTENCES[text])] if text in SENTENCES else None


@pytest.mark.parametrize(
    ("new", "old", "said", "lang", "tool"),
    [
        ("the sunroof", None, "open the door", "en", "set_sunroof"),
        ("trunk", "door", "open the door", "en", "open_trunk"),
        ("the trunk", "the door", "open the door", "en", "open_trunk"),
        ("天窗", None, "打开车窗", "zh", "set_sunroof"),
        ("天窗", "车窗", "打开车窗", "zh", "set_sunroof"),
        ("the trunk", "the boot", "open the door", "en", None),
        ("please", None, "open the door now", "en", None),
        ("it", None, "open the door", "en", None),
        ("the fridge", None, "open the door", "en", None),
        ("the trunk", None, "open the door " * 9, "en", None),
    ],
)
def test_a_sentence_that_is_understood_in_one_way_is_said_again(
    new: str, old: str | None, said: str, lang: Lang, tool: str | None
) -> None:
    """Words take the place of those they fit; what is not understood, or adds nothing, is not guessed at."""
    found = restated(new, old, said, lang, read)
    assert found == (None if tool is None else [Call(tool=tool)])


def test_two_readings_are_none() -> None:
    """Where the new words fit in two ways with two meanings, neither is taken."""

    def both(text: str) -> Sequence[Call] | None:
        return [Call(tool="a" if text.startswith("x") else "b")] if "x" in text.split() else None

    assert restated("x", None, "one two three", "en", both) is None

"""Where commands are cut, with a judge that knows a few words; the bundled pack's own cuts are in ``test_plan.py``."""

import pytest

from car_assistant.agent.planning.cutting import pieces
from car_assistant.agent.planning.forbidding import permitted
from car_assistant.agent.planning.judging import Judged
from car_assistant.agent.planning.segments import segments
from car_assistant.agent.planning.sharing import spread

DEVICES = ("window", "light", "radio", "level", "窗", "灯", "广播", "档")


def judge(text: str) -> Judged:
    """One device is a clear command, two are a muddle, none is none."""
    named = [device for device in DEVICES if device in text]
    margin = {0: -1.0, 1: 0.5}.get(len(named), -0.5)
    return Judged(named[0] if named else "", margin, nothing=-1.0 if named else 0.5)


@pytest.mark.parametrize(
    ("said", "commands"),
    [
        ("open the window", ["open the window"]),
        ("open the window and switch on the light", ["open the window", "switch on the light"]),
        ("打开窗户然后关灯", ["打开窗户", "关灯"]),
        ("把窗户打开关闭灯光", ["把窗户打开", "关闭灯光"]),
        ("把灯给我关掉吧", ["把灯给我关掉吧"]),
        ("close the window, it's so loud", ["close the window, it's so loud"]),
        ("nice day, isn't it", []),
        ("switch on the light, level two", ["switch on the light"]),
        ("开灯，三档", ["开灯"]),
        ("turn the window and the light off", ["turn the window off", "turn the light off"]),
        ("车窗和大灯都关掉", ["车窗都关掉", "大灯都关掉"]),
    ],
)
def test_each_command_is_found_once(said: str, commands: list[str]) -> None:
    """Joined, shared and bare verbs; what is no command is left out."""
    assert segments(said, judge) == commands


def test_a_remark_beside_a_command_is_its_reason() -> None:
    """What is worded as a remark is no second command, though alone it would be a wish."""

    def deaf(text: str) -> Judged:
        return judge(text)._replace(margin=0.1) if "so loud" in text else judge(text)

    def hearing(text: str) -> Judged:
        return deaf(text)._replace(worded=-0.6 if "so loud" in text else 0.8)

    said = "open the window, the radio is so loud"
    assert segments(said, deaf) == ["open the window", "the radio is so loud"]
    assert segments(said, hearing) == ["open the window"]
    assert segments("the radio is so loud", hearing) == ["the radio is so loud"]


@pytest.mark.parametrize(
    "said", ["set it to 22.5", "up by one and a half", "two hundred and ten", "1,200 metres", "把后备箱打开"]
)
def test_numbers_and_plain_commands_are_not_cut(said: str) -> None:
    """A decimal point is no full stop, and "and" may belong to a number."""
    assert [piece.text for piece in pieces(said)] == [said]


def test_an_utterance_without_end_is_cut_a_few_times_only() -> None:
    """Hostile input costs no time."""
    assert len(pieces("open and " * 500)) <= 7


@pytest.mark.parametrize(
    ("said", "commands"),
    [
        ("close the windows, lights and radio", ["close the windows", "close the lights", "close the radio"]),
        ("关闭车窗、大灯、广播", ["关闭车窗", "关闭大灯", "关闭广播"]),
        ("close the windows, the radio off", ["close the windows", "the radio off"]),
    ],
)
def test_a_verb_holds_for_the_things_after_it(said: str, commands: list[str]) -> None:
    """Each thing is a command with the verb of the first; what has a word of its own for it keeps that."""
    assert segments(said, judge) == commands


def test_what_is_forbidden_is_left_out_with_its_reasons() -> None:
    """ "Don't open the window, it's cold" asks for nothing; beside it another wish may stand."""

    def judge_wishes(text: str) -> Judged:
        if text.startswith("don't"):
            return Judged("", 0.5, 0.5, -1.0)
        return judge(text)._replace(worded=-0.5 if "is" in text else 0.5)

    assert permitted("don't open the window, the light is on", judge_wishes) == ""
    assert permitted("don't open the window, switch on the light", judge_wishes) == "switch on the light"
    assert permitted("switch on the light", judge_wishes) == "switch on the light"


@pytest.mark.parametrize("said", ["open the window", "play rock and roll", "前后都打开", "call Tom and say hello"])
def test_one_thing_is_not_spread(said: str) -> None:
    """Only a verb that two things share is said twice."""
    assert spread(said) == []

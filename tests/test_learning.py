"""Tests of the text classifier."""

from pathlib import Path

import pytest

from car_assistant.agent.examples import Example
from car_assistant.agent.planning.knowledge import NOTHING, learn, topic
from car_assistant.agent.planning.learning import Classifier, terms
from car_assistant.arguments import Param

TEXTS = {
    "set_window": ["open my window halfway", "let some air in", "把车窗打开一半", "关窗"],
    "set_temperature": ["set it to 22 degrees", "make it warmer in here", "温度调到22度", "我好冷"],
    "start_route": ["take me home", "navigate to the airport", "导航去机场", "回家"],
    NOTHING: ["how are you", "tell me a joke", "你好", "讲个笑话"],
}
LESSONS = [
    Example(say=say, tools=() if tool == NOTHING else (tool,), group=tool)
    for tool, lines in TEXTS.items()
    for say in lines
]


@pytest.mark.parametrize(
    ("said", "tool"),
    [
        ("please open the windows", "set_window"),
        ("I'd like it warmer", "set_temperature"),
        ("we want to go to the airport", "start_route"),
        ("车窗开大一点", "set_window"),
        ("有点冷", "set_temperature"),
        ("去机场怎么走", "start_route"),
        ("a joke please", NOTHING),
    ],
)
def test_the_meant_tool_comes_first(said: str, tool: str) -> None:
    """Sentences that are not among the lessons still find their tool, in both languages."""
    assert next(iter(learn(LESSONS, {}).scores(said))) == tool


def test_what_was_taught_is_known_with_a_margin() -> None:
    """Every lesson is on the right side of its own class, and of no other one."""
    sentences = [(terms(say), label) for label, lines in TEXTS.items() for say in lines]
    classifier = Classifier.train([words for words, _ in sentences], [label for _, label in sentences])
    for words, label in sentences:
        assert [name for name, margin in classifier.scores(words).items() if margin > 0] == [label]


def test_number_words_and_digits_are_one() -> None:
    """Who says "twenty two" and who types "22" mean the same."""
    assert terms("set it to twenty two") == terms("Set it to 22")
    assert "#" in terms("二十二度")


def test_what_was_learned_is_kept_and_learned_anew_from_other_lessons(tmp_path: Path) -> None:
    """A second start reads the file, one lesson more makes another, and a broken file is replaced."""
    first = learn(LESSONS, {}, tmp_path)
    (file,) = tmp_path.iterdir()
    written = file.stat().st_mtime_ns
    again = learn(LESSONS, {}, tmp_path)
    assert file.stat().st_mtime_ns == written
    assert list(again.scores("open the window")) == list(first.scores("open the window"))
    learn([*LESSONS, Example(say="hurry up", tools=("start_route",), group="start_route")], {}, tmp_path)
    assert len(list(tmp_path.iterdir())) == 2
    file.write_bytes(b"half a fi")
    assert list(learn(LESSONS, {}, tmp_path).scores("open the window")) == list(first.scores("open the window"))


def test_a_word_means_something_for_each_tool() -> None:
    """ "Down" opens a window and closes a blind, though both are learned as one argument."""
    position = Param(name="position", kind="choice", choices=("open", "closed"))
    taught = {"set_window": {"up": "closed", "down": "open"}, "set_blind": {"up": "open", "down": "closed"}}
    lessons = [
        Example(say=f"{noun} {word}{end}", tools=(tool,), group=tool, written=f'{tool}(position="{value}")')
        for tool, noun in (("set_window", "window"), ("set_blind", "blind"))
        for word, value in taught[tool].items()
        for end in ("", " please", " now")
    ]
    known = learn(lessons, {tool: {"position": position} for tool in taught})
    for tool, words in taught.items():
        for word, value in words.items():
            assert next(iter(known.value_scores(topic("position", position), tool, word))) == value


def test_remarks_are_told_from_commands(tmp_path: Path) -> None:
    """What stands beside a command in the lessons is a remark, in words that no lesson has together too."""
    told = ["it's so loud", "it's too dark", "the kids are asleep", "外面太吵了", "孩子睡着了"]
    asked = ["close the window", "turn on the lights", "play some music", "关上车窗", "打开车灯"]
    tools = ["set_window", "set_lights", "play", "set_window", "set_lights"]
    beside = [
        Example(say=f"{one}, {two}", tools=(tool,), group=tool)
        for asking, tool in zip(asked, tools, strict=True)
        for telling in told
        for one, two in ((asking, telling), (telling, asking))
    ]
    plain = [Example(say=say, tools=(tool,), group=tool) for say, tool in zip(asked, tools, strict=True)]
    for known in (learn([*plain, *beside], {}, tmp_path), learn([*plain, *beside], {}, tmp_path)):
        assert known.worded("close the lights") > 0 > known.worded("the kids are too loud")
        assert known.worded("关上车灯") > 0 > known.worded("外面太吵")
    assert learn(LESSONS, {}).worded("close the lights") == 0


def test_words_that_no_lesson_has_ask_for_nothing() -> None:
    """Noise moves nothing, and a pack without any example is no error."""
    assert list(learn(LESSONS, {}).scores("xyzzy qwrt")) == [NOTHING]
    assert list(learn([], {}).scores("open the window")) == [NOTHING]

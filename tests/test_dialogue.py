"""Tests of what outlives a turn."""

import pytest

from car_assistant.agent.dialogue import Dialogue, Exchange, Question, understand
from car_assistant.text import Name
from car_assistant.toolkit import Call

ANNAS = (Name("Anna Schmidt", "安娜·施密特"), Name("Anna Keller", "安娜·凯勒"))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("yes", "yes"),
        ("Yes, please.", "yes"),
        ("yeah do it", "yes"),
        ("OK, send it!", "yes"),
        ("确认", "yes"),
        ("好的，发吧", "yes"),
        ("嗯，可以", "yes"),
        ("no", "no"),
        ("No, cancel that.", "no"),
        ("never mind", "no"),
        ("取消", "no"),
        ("不用了，谢谢", "no"),
        ("算了吧", "no"),
        ("不，别发", "no"),
        ("不，不要发", "no"),
        ("OK打吧", "yes"),
        ("还是撤销吧", "undo"),
        ("undo that", "undo"),
        ("Put it back the way it was.", "undo"),
        ("撤销", "undo"),
        ("恢复原来的", "undo"),
        ("say that again", "repeat"),
        ("再说一遍", "repeat"),
        ("no windows open please", None),
        ("yes open the trunk", None),
        ("取消导航", None),
        ("cancel the route", None),
        ("stop the music", None),
        ("打开车窗", None),
        ("好冷", None),
        ("要下雨了吗", None),
        ("不要打开后备箱", None),
        ("", None),
    ],
)
def test_short_answers_are_understood_as_a_whole(said: str, meant: str | None) -> None:
    """Yes, no, undo and repeat need no model, and a command that merely starts alike is not one of them."""
    assert understand(said) == meant


@pytest.mark.parametrize(
    ("said", "picked"),
    [
        ("Anna Keller", 1),
        ("Keller please", 1),
        ("施密特", 0),
        ("the first one", 0),
        ("the second", 1),
        ("第二个", 1),
        ("2", 1),
        ("最后一个", None),
        ("Anna", None),
        ("turn up the music", None),
        ("not Schmidt, Keller", 1),
        ("not the Schmidt one", 1),
        ("不是凯勒", 0),
        ("不是凯勒，是施密特", 0),
        ("Keller, not Schmidt", 1),
        ("not Anna", None),
        ("不要了", None),
    ],
)
def test_a_choice_is_picked_by_name_or_place(said: str, picked: int | None) -> None:
    """An answer picks one choice when it can mean only one."""
    question = Question(call=Call(tool="call_contact"), asked_at=0, seat="driver", argument="name", choices=ANNAS)
    expected = None if picked is None else ANNAS[picked]
    assert question.pick(said) == expected


def test_a_pending_question_expires() -> None:
    """A yes that comes much too late confirms nothing."""
    dialogue = Dialogue()
    dialogue.questions.append(Question(call=Call(tool="open_trunk"), asked_at=0, seat="driver"))
    assert dialogue.question(now=59) is not None
    assert dialogue.question(now=61) is None
    assert dialogue.question(now=10) is None


def test_history_within_budget_drops_old_turns_whole() -> None:
    """However long a conversation grows, what the model sees of it stays small and starts with what was said."""
    dialogue = Dialogue()
    for turn in range(50):
        call = Call(tool="set_fan", args={"speed": turn})
        dialogue.remember(Exchange(at=turn, text=f"fan to {turn}", calls=(call,), reply="ok"), budget=300)
    history = dialogue.history(now=50)
    assert 2 <= len(history) <= 30
    assert history[0].role == "user"
    assert history[-1].calls[0].args == {"speed": 49}
    assert dialogue.history(now=10_000) == ()


def test_a_question_about_a_corrected_call_is_dropped() -> None:
    """Once "not Tom, Lisa" was said, a yes can no longer mean Tom."""
    dialogue = Dialogue()
    tom, trunk = Call(tool="call_contact", args={"name": "Tom"}), Call(tool="open_trunk")
    dialogue.questions += [Question(call=call, asked_at=0, seat="driver") for call in (tom, trunk)]
    assert dialogue.drop_questions([tom])
    assert [question.call for question in dialogue.questions] == [trunk]
    assert not dialogue.drop_questions([tom])

"""Rules about people, calls and the calendar: each is broken here on purpose."""

from dataclasses import replace
from typing import Any

import pytest

from car_assistant.registry import Done
from car_assistant.testing import Drive
from car_assistant.text import Name


@pytest.fixture
def drive() -> Drive:
    return Drive(confirmed=True)


STATE = "Cabin.Infotainment.Phone.CallState"


async def ask(drive: Drive, tool: str, **args: Any) -> Done:
    """A call as it first comes from the driver, not yet confirmed; it must never have an effect."""
    before = (drive.car.snapshot(), drive.world.snapshot())
    done = await drive.do(tool, confirmed=False, **args)
    assert (drive.car.snapshot(), drive.world.snapshot()) == before
    return done


@pytest.mark.parametrize(
    ("tool", "argument", "rest"),
    [("send_message", "to", {"text": "hi"}), ("send_email", "to", {"text": "hi"}), ("call_contact", "name", {})],
)
async def test_one_person_is_meant(drive: Drive, tool: str, argument: str, rest: dict[str, Any]) -> None:
    """Of two Annas the driver chooses, somebody unknown gets nothing, and a yes does not help."""
    anna: dict[str, Any] = {**rest, argument: "Anna"}
    both = await ask(drive, tool, **anna)
    assert (both.outcome.status, both.policy) == ("pending", "one_person_is_meant")
    assert both.outcome.data["choices"] == (Name("Anna Schmidt", "安娜·施密特"), Name("Anna Keller", "安娜·凯勒"))
    assert both.outcome.data["argument"] == argument
    bob: dict[str, Any] = {**rest, argument: "Bob"}
    nobody = await ask(drive, tool, **bob)
    assert (nobody.policy, nobody.sentence) == ("one_person_is_meant", "There is no Bob in your contacts.")
    forced = await drive.do(tool, confirmed=True, **anna)
    assert (forced.outcome.status, forced.policy) == ("pending", "one_person_is_meant")
    assert drive.world.phone.call is None
    assert drive.world.phone.state.sent == drive.world.phone.state.sent_emails == ()


async def test_a_name_that_nearly_fits_is_suggested(drive: Drive) -> None:
    """A misheard name is not replaced, the nearest is named."""
    done = await ask(drive, "send_message", to="Anna Shmidt", text="hi")
    assert done.sentence == "There is no Anna Shmidt in your contacts. The nearest is Anna Schmidt."


@pytest.mark.parametrize(
    ("tool", "args", "rule", "en", "zh"),
    [
        (
            "send_message",
            {"to": "老婆", "text": "late"},
            "message_is_repeated",
            'Send "late" to Fang Wang?',
            "要给王芳发送“late”吗？",
        ),
        (
            "send_email",
            {"to": "boss", "text": "late"},
            "email_is_repeated",
            'E-mail "late" to Wei Zhang?',
            "要给张伟发邮件“late”吗？",
        ),
        (
            "reply_message",
            {"text": "ok"},
            "reply_names_its_reader",
            'Reply "ok" to Fang Wang?',
            "要回复王芳“ok”吗？",
        ),
        ("call_contact", {"name": "Ben"}, "call_is_repeated", "Call Ben Carter?", "要呼叫本·卡特吗？"),
        (
            "call_contact",
            {"name": "张伟", "number": "公司"},
            "call_is_repeated",
            "Call Wei Zhang on the work number?",
            "要拨打张伟的工作电话吗？",
        ),
        ("dial_number", {"number": "555 0199"}, "only_numbers_are_dialled", "Dial 5550199?", "要拨打5550199吗？"),
        ("redial", {}, "redial_names_its_person", "Call Ben Carter?", "要呼叫本·卡特吗？"),
        (
            "delete_event",
            {"title": "dentist"},
            "one_event_is_meant",
            "Delete Dentist, tomorrow at 08:30?",
            "要删除明天08:30的看牙医吗？",
        ),
    ],
)
async def test_what_goes_out_is_repeated_in_full(
    drive: Drive, tool: str, args: dict[str, Any], rule: str, en: str, zh: str
) -> None:
    """Before anything leaves the car or is deleted, the driver hears exactly what and to whom."""
    asked = await ask(drive, tool, lang="en", **args)
    assert (asked.outcome.status, asked.policy, asked.sentence) == ("needs_confirmation", rule, en)
    assert (await ask(drive, tool, lang="zh", **args)).sentence == zh


@pytest.mark.parametrize(
    ("tool", "args", "rule", "sentence"),
    [
        ("send_email", {"to": "grandma", "text": "hi"}, "email_is_repeated", "There is no e-mail address for Grandma."),
        (
            "call_contact",
            {"name": "Ben", "number": "work"},
            "call_is_repeated",
            "There is no work number for Ben Carter.",
        ),
        ("dial_number", {"number": "my cousin"}, "only_numbers_are_dialled", "my cousin is not a phone number."),
        ("delete_event", {"title": "swimming"}, "one_event_is_meant", "There is no swimming in your calendar."),
    ],
)
async def test_what_cannot_be_done_is_not_offered(
    drive: Drive, tool: str, args: dict[str, Any], rule: str, sentence: str
) -> None:
    """The driver is not asked to confirm something that would fail."""
    done = await ask(drive, tool, **args)
    assert (done.outcome.status, done.policy, done.sentence) == ("refused", rule, sentence)


async def test_an_empty_phone_has_nobody_to_answer_or_redial(drive: Drive) -> None:
    """Without messages and calls there is nothing to reply to and nothing to redial."""
    drive.world.phone.state = replace(drive.world.phone.state, inbox=(), log=())
    assert (await ask(drive, "reply_message", text="ok")).sentence == "There is no message to reply to."
    assert (await ask(drive, "redial")).sentence == "No number has been dialled yet."


@pytest.mark.parametrize(
    ("tool", "args"), [("call_contact", {"name": "Ben"}), ("dial_number", {"number": "10086"}), ("redial", {})]
)
async def test_one_call_at_a_time(drive: Drive, tool: str, args: dict[str, Any]) -> None:
    """During a call nobody else is called."""
    drive.world.phone.ring("Tom")
    await drive.do("answer_call")
    done = await ask(drive, tool, **args)
    assert (done.policy, done.sentence) == ("one_call_at_a_time", "There is already a call with Tom Fischer.")
    assert drive.car.read(STATE) == "ACTIVE"


async def test_one_event_is_meant(drive: Drive) -> None:
    """Of two meetings the driver chooses, and choosing one is then enough."""
    both = await ask(drive, "delete_event", lang="zh", title="会议")
    assert both.sentence == "您指的是哪一个：项目会议和柏林团队视频会议？"
    chosen = await ask(drive, "delete_event", lang="zh", title="项目会议")
    assert chosen.outcome.status == "needs_confirmation"

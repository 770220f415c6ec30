"""Phone calls by voice."""

import pytest

from car_assistant.events import Lang
from car_assistant.testing import Drive


@pytest.fixture
def drive() -> Drive:
    return Drive(confirmed=True)


STATE = "Cabin.Infotainment.Phone.CallState"
PARTNER = "Cabin.Infotainment.Phone.CallPartner"
QUIET = "Cabin.Infotainment.Phone.IsDoNotDisturbActive"


@pytest.mark.parametrize(
    ("name", "number", "dialled"),
    [
        ("Anna Schmidt", None, "555-0112"),
        ("Anna Schmidt", "office", "555-0113"),
        ("本", "家里", "555-0125"),
        ("doctor", None, "555-0123"),
        ("妈妈", "mobile", "555-0101"),
    ],
)
async def test_a_call_goes_to_the_number_meant(drive: Drive, name: str, number: str | None, dialled: str) -> None:
    """A name and a kind of number in either language dial the right number."""
    done = await drive.do("call_contact", name=name, number=number)
    assert done.outcome.status == "ok"
    assert drive.car.read(STATE) == "DIALING"
    assert drive.world.phone.call is not None and drive.world.phone.call.number == dialled


async def test_a_number_can_be_dialled_and_redialled(drive: Drive) -> None:
    """A number said with blanks is dialled; redial calls the same again."""
    await drive.do("dial_number", number="555 01 99")
    assert drive.car.read(PARTNER) == "5550199"
    await drive.do("hang_up")
    await drive.do("redial")
    assert (drive.car.read(STATE), drive.car.read(PARTNER)) == ("DIALING", "5550199")


@pytest.mark.parametrize(
    ("tool", "state", "sentence"),
    [
        ("answer_call", "ACTIVE", "You are talking to Tom Fischer."),
        ("decline_call", "IDLE", "The call from Tom Fischer is declined."),
        ("hang_up", "IDLE", "The call with Tom Fischer is over."),
    ],
)
async def test_an_incoming_call_is_taken_or_refused(drive: Drive, tool: str, state: str, sentence: str) -> None:
    """The driver decides what happens to a ringing call, and hears with whom."""
    drive.world.phone.ring("Tom")
    done = await drive.do(tool)
    assert (drive.car.read(STATE), done.sentence) == (state, sentence)


@pytest.mark.parametrize("tool", ["answer_call", "decline_call", "hang_up"])
@pytest.mark.parametrize("lang", ["en", "zh"])
async def test_without_a_call_nothing_is_claimed(drive: Drive, tool: str, lang: Lang) -> None:
    """With nobody on the line the driver hears so, and nothing changes."""
    before = drive.car.snapshot()
    assert (await drive.do(tool, lang=lang)).outcome.status == "refused"
    assert drive.car.snapshot() == before


async def test_an_active_call_can_be_ended_but_not_answered(drive: Drive) -> None:
    """Answering is for ringing calls, hanging up for all."""
    drive.world.phone.ring("Tom")
    await drive.do("answer_call")
    assert (await drive.do("answer_call")).outcome.status == "refused"
    assert (await drive.do("hang_up")).outcome.status == "ok"


async def test_missed_calls_are_told_once(drive: Drive) -> None:
    """Missed calls are told with their callers, and then no longer counted."""
    done = await drive.do("get_missed_calls")
    assert done.sentence == "You missed 2 calls, from Wei Zhang and Anna Keller."
    assert drive.car.read("Cabin.Infotainment.Phone.MissedCalls") == 0
    assert (await drive.do("get_missed_calls", lang="zh")).sentence == "没有未接来电。"


async def test_a_contact_is_told_with_all_numbers(drive: Drive) -> None:
    """Looking somebody up says the numbers and calls nobody."""
    done = await drive.do("find_contact", lang="zh", name="李明")
    assert done.sentence == "李明：手机555-0116和工作电话555-0117。"
    assert drive.car.read(STATE) == "IDLE"


async def test_of_namesakes_the_driver_hears_the_choice(drive: Drive) -> None:
    """Looking up Anna asks which of the two is meant."""
    done = await drive.do("find_contact", name="Anna")
    assert done.outcome.status == "pending"
    assert done.sentence == "Which Anna: Anna Schmidt and Anna Keller?"


async def test_do_not_disturb_is_switched(drive: Drive) -> None:
    """Do-not-disturb goes on and off, and says when it was so already."""
    assert (await drive.do("set_do_not_disturb", on=True)).sentence == "Do not disturb is on."
    assert drive.car.read(QUIET) is True
    assert "already" in (await drive.do("set_do_not_disturb", on=True)).sentence
    assert (await drive.do("set_do_not_disturb", on=False, lang="zh")).sentence == "勿扰模式已关闭。"
    assert drive.car.read(QUIET) is False

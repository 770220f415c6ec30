"""Messages and e-mails, read and sent by voice."""

import pytest

from car_assistant.events import Lang
from car_assistant.testing import Drive


@pytest.fixture
def drive() -> Drive:
    return Drive(confirmed=True)


UNREAD = "Cabin.Infotainment.Phone.UnreadMessages"


async def test_new_messages_are_read_once_with_their_senders(drive: Drive) -> None:
    """New messages are read aloud, counted as read, and not read again."""
    done = await drive.do("read_messages")
    assert all(part in done.sentence for part in ("Anna Schmidt: I'm at the station", "Ming Li:", "Fang Wang:"))
    assert drive.car.read(UNREAD) == 0
    again = await drive.do("read_messages")
    assert again.sentence == "You have no new messages."


async def test_only_a_few_messages_are_read_in_one_breath(drive: Drive) -> None:
    """With many new messages the driver hears three, and how many are left."""
    for number in range(3):
        drive.world.phone.receive("Tom", f"message {number}")
    done = await drive.do("read_messages")
    assert done.sentence.endswith("There are 3 more messages.")
    assert drive.car.read(UNREAD) == 3


@pytest.mark.parametrize(("sender", "part"), [("Lisa", "The slides"), ("my wife", "牛奶"), ("Anna", "at the station")])
async def test_the_last_message_of_a_named_sender_is_read_even_if_it_was_heard(
    drive: Drive, sender: str, part: str
) -> None:
    """Who is named is read, new or not, and only that sender."""
    done = await drive.do("read_messages", sender=sender)
    assert part in done.sentence
    assert len(done.sentence) < 90


@pytest.mark.parametrize(
    ("sender", "lang", "sentence"),
    [("Ben", "en", "There is no message from Ben Carter."), ("鲍勃", "zh", "没有鲍勃的消息。")],
)
async def test_nothing_is_made_up_for_who_has_not_written(drive: Drive, sender: str, lang: Lang, sentence: str) -> None:
    """Without a message the driver hears so."""
    assert (await drive.do("read_messages", lang=lang, sender=sender)).sentence == sentence


@pytest.mark.parametrize("to", ["my wife", "老婆", "Fang Wang", "王芳"])
async def test_a_message_goes_to_the_person_meant(drive: Drive, to: str) -> None:
    """However the driver names somebody, the message goes to that person's mobile, word for word."""
    done = await drive.do("send_message", to=to, text="我晚点到 :)")
    assert done.outcome.status == "ok"
    sent = drive.world.phone.state.sent[-1]
    assert (sent.to.en, sent.address, sent.text) == ("Fang Wang", "555-0104", "我晚点到 :)")


async def test_a_reply_goes_to_who_was_read_last(drive: Drive) -> None:
    """After reading a message, a reply goes to its sender, even if another message has come in since."""
    await drive.do("read_messages", sender="Lisa")
    drive.world.phone.receive("Tom", "hello")
    done = await drive.do("reply_message", lang="zh", text="好的")
    assert done.sentence == "已回复丽莎·布朗：“好的”"
    assert drive.world.phone.state.sent[-1].to.en == "Lisa Brown"


async def test_a_reply_without_reading_goes_to_the_newest_message(drive: Drive) -> None:
    """A message that was only announced can be answered as well."""
    drive.world.phone.receive("Tom", "hello")
    await drive.do("reply_message", text="hi")
    assert drive.world.phone.state.sent[-1].to.en == "Tom Fischer"


async def test_new_e_mails_are_read_once(drive: Drive) -> None:
    """New e-mails are read with sender, subject and words, in the language of the driver."""
    done = await drive.do("read_emails", lang="zh")
    assert "张伟，第二季度预算：" in done.sentence and "柏林" in done.sentence
    assert (await drive.do("read_emails")).sentence == "You have no new e-mails."


async def test_an_e_mail_goes_to_the_address_of_the_person(drive: Drive) -> None:
    """An e-mail reaches the address in the phone book; who has none cannot get one."""
    await drive.do("send_email", to="boss", text="Figures come tomorrow")
    assert drive.world.phone.state.sent_emails[-1].address == "wei.zhang@example.com"
    refused = await drive.do("send_email", to="grandma", text="hello")
    assert (refused.outcome.status, len(drive.world.phone.state.sent_emails)) == ("refused", 1)

"""Text messages and e-mails as values, and what lies in the mailbox at the start. Sends and reads nothing."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from car_assistant.text import Name


@dataclass(frozen=True, kw_only=True)
class TextMessage:
    """A message that came in."""

    id: int
    sender: Name
    text: str
    at: datetime
    read: bool = False


@dataclass(frozen=True, kw_only=True)
class Email:
    """An e-mail that came in."""

    id: int
    sender: Name
    subject: Name
    text: Name
    at: datetime
    read: bool = False


@dataclass(frozen=True, kw_only=True)
class Sent:
    """A message or an e-mail that went out."""

    to: Name
    address: str
    """The phone number or e-mail address it went to."""
    text: str
    at: datetime


_MESSAGES: tuple[tuple[Name, str, int, bool], ...] = (
    (Name("Tom Fischer", "汤姆·费舍尔"), "Great match last night! Same place next week?", 2160, True),
    (Name("Mum", "妈妈"), "周末回家吃饭吗？我包饺子。", 1500, True),
    (Name("Teacher Liu", "刘老师"), "家长会改到周五下午四点，请准时参加。", 1290, True),
    (Name("Lisa Brown", "丽莎·布朗"), "The slides are in the shared folder now.", 960, True),
    (Name("Xiaoyu", "小雨"), "妈妈的生日礼物你买了吗？", 190, True),
    (Name("Anna Schmidt", "安娜·施密特"), "I'm at the station, can you pick me up at six?", 42, False),
    (Name("Ming Li", "李明"), "下午三点的会改到四楼会议室。", 25, False),
    (Name("Fang Wang", "王芳"), "下班路上帮我买点牛奶和水果。", 8, False),
)
"""Sender, words, age in minutes, already read; oldest first."""

_EMAILS: tuple[tuple[Name, Name, Name, int, bool], ...] = (
    (
        Name("Emma Wilson", "艾玛·威尔逊"),
        Name("Housewarming on Saturday", "周六的乔迁聚会"),
        Name("We start at seven. Bring nothing but good mood.", "七点开始，人来就好，什么都不用带。"),
        2800,
        True,
    ),
    (
        Name("Property Office", "物业"),
        Name("Garage closed on Thursday", "周四车库关闭"),
        Name("The floor is being painted; please park outside until noon.", "地面刷漆，请在中午前把车停在外面。"),
        1400,
        True,
    ),
    (
        Name("Wei Zhang", "张伟"),
        Name("Budget for the second quarter", "第二季度预算"),
        Name("Please send me your figures by Thursday noon.", "请在周四中午前把你那部分数字发给我。"),
        130,
        False,
    ),
    (
        Name("Lisa Brown", "丽莎·布朗"),
        Name("Visit of the Berlin team", "柏林团队来访"),
        Name("They land on Friday at ten. Could you meet them?", "他们周五十点落地，你能去接一下吗？"),
        35,
        False,
    ),
)
"""Sender, subject, words, age in minutes, already read; oldest first."""


def first_messages(start: datetime) -> tuple[TextMessage, ...]:
    """The inbox at the start of the simulation, oldest first."""
    return tuple(
        TextMessage(id=number, sender=sender, text=text, at=start - timedelta(minutes=age), read=read)
        for number, (sender, text, age, read) in enumerate(_MESSAGES, start=1)
    )


def first_emails(start: datetime) -> tuple[Email, ...]:
    """The e-mails at the start of the simulation, oldest first."""
    return tuple(
        Email(id=number, sender=sender, subject=subject, text=text, at=start - timedelta(minutes=age), read=read)
        for number, (sender, subject, text, age, read) in enumerate(_EMAILS, start=1)
    )

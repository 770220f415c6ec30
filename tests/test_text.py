"""Languages, clean input and spoken replies."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from car_assistant.errors import PackError
from car_assistant.text import MAX_SENTENCE, Name, Replies, detect_lang, normalise

EN = """
# a comment
-car = the car
window-set = {$seat}'s window is opening to {$position} percent.
doors = { $locked ->
    [true] The doors are locked.
   *[false] The doors are unlocked.
}
messages = { $count ->
    [0] No new messages.
    [one] One new message from {$people}.
   *[other] {$count} new messages from {$people}.
}
where = You find it in {-car}: {hint}
hint = look below the seat.
temperature = It is {$value} degrees.
arrival = You arrive at {$time}.
broken = { $x ->
"""
ZH = """
-car = 车
window-set = {$seat}车窗正在打开到{$position}%。
doors = { $locked ->
    [true] 车门已锁。
   *[false] 车门未锁。
}
messages = { $count ->
    [0] 没有新消息。
   *[other] {$people}发来{$count}条新消息。
}
where = 在{-car}里：{hint}
hint = 看座椅下面。
temperature = {$value}度。
arrival = {$time}到达。
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for lang, text in (("en", EN), ("zh", ZH)):
        (tmp_path / lang).mkdir()
        (tmp_path / lang / "all.ftl").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def replies(folder: Path) -> Replies:
    replies = Replies(strict=True)
    replies.add_folder(folder)
    return replies


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("open my window", "en"),
        ("打开车窗", "zh"),
        ("navigate to 海棠市", "en"),
        ("导航去 Starbucks", "zh"),
        ("Anna 的电话", "zh"),
        ("call 王芳", "en"),
        ("send a message to 李明 saying 我晚点到", "en"),
        ("给Anna发消息说I'm late", "zh"),
        ('play "青花瓷"', "en"),
        ("播放《Yellow》", "zh"),
        ("把 AC 打开", "zh"),
        ("volume 大一点", "zh"),
        ("please open the 天窗", "en"),
        ("AC off", "en"),
        ("撤销", "zh"),
        ("《青花瓷》", "zh"),
    ],
)
def test_language_of_a_sentence(text: str, lang: str) -> None:
    """A sentence is answered in the language of its grammar, whatever language the names in it have."""
    assert detect_lang(text) == lang


def test_language_without_words() -> None:
    """A bare number keeps the language of the conversation."""
    assert detect_lang("22", default="zh") == "zh"
    assert detect_lang("22") == "en"


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("  open \t the\nwindow ", "open the window"),
        ("空调２２．５度", "空调22.5度"),
        ("ＯＰＥＮ！", "OPEN!"),
        ("op\u200ben\x00 it\x1b", "open it"),
        ("caf\udce9", "caf"),
        ("", ""),
    ],
)
def test_normalise(raw: str, clean: str) -> None:
    """Odd widths, invisible characters and bytes that are no text do not reach the rest of the program."""
    assert normalise(raw) == clean


def test_a_very_long_sentence_is_cut() -> None:
    """Ten thousand characters are read as a sentence of bounded length."""
    assert len(normalise("ok " * 10_000)) <= MAX_SENTENCE


@pytest.mark.parametrize(
    ("key", "data", "en", "zh"),
    [
        (
            "window-set",
            {"seat": Name("The driver", "主驾"), "position": 50},
            "The driver's window is opening to 50 percent.",
            "主驾车窗正在打开到50%。",
        ),
        ("doors", {"locked": True}, "The doors are locked.", "车门已锁。"),
        ("doors", {"locked": False}, "The doors are unlocked.", "车门未锁。"),
        ("messages", {"count": 0, "people": ()}, "No new messages.", "没有新消息。"),
        (
            "messages",
            {"count": 1, "people": (Name("Anna", "安娜"),)},
            "One new message from Anna.",
            "安娜发来1条新消息。",
        ),
        (
            "messages",
            {"count": 1234, "people": (Name("Anna", "安娜"), "Ben", Name("Ming Li", "李明"))},
            "1234 new messages from Anna, Ben and Ming Li.",
            "安娜、Ben和李明发来1234条新消息。",
        ),
        (
            "where",
            {},
            "You find it in the car: look below the seat.",
            "在车里：看座椅下面。",
        ),
        ("temperature", {"value": 22.0}, "It is 22 degrees.", "22度。"),
        ("temperature", {"value": 22.50}, "It is 22.5 degrees.", "22.5度。"),
        ("temperature", {"value": -0.1 - 0.2}, "It is -0.3 degrees.", "-0.3度。"),
        ("arrival", {"time": datetime(2026, 3, 4, 19, 5, tzinfo=UTC)}, "You arrive at 19:05.", "19:05到达。"),
    ],
)
def test_replies(replies: Replies, key: str, data: dict[str, object], en: str, zh: str) -> None:
    """Every kind of value is spoken the way the language does it."""
    assert replies.render(key, "en", data) == en
    assert replies.render(key, "zh", data) == zh


@pytest.mark.parametrize(
    ("key", "data"), [("nothing", {}), ("broken", {}), ("window-set", {"seat": "driver"}), ("-car", {})]
)
def test_a_bad_reply_is_named_in_tests_and_survived_by_drivers(
    folder: Path, replies: Replies, key: str, data: dict[str, object]
) -> None:
    """A missing key or value is an error that names it for authors, and a plain sentence for the driver."""
    with pytest.raises(PackError, match=key):
        replies.render(key, "en", data)
    for_drivers = Replies()
    for_drivers.add_folder(folder)
    assert for_drivers.render(key, "en", data) == "Done."
    assert for_drivers.render(key, "zh", data, status="failed") == "抱歉，没有成功。"


def test_problems_are_listed(replies: Replies) -> None:
    """An author gets every broken or one-sided message in one list."""
    assert replies.problems() == [
        "reply 'broken' (en) is not valid Fluent",
        "reply 'broken' exists in one language only",
    ]


def test_variables_of_a_message(replies: Replies) -> None:
    """A test can ask which data a message needs."""
    assert replies.variables("messages", "zh") == {"count", "people"}


def test_later_folders_win(replies: Replies, tmp_path: Path) -> None:
    """A pack added later may say the same thing in its own words."""
    other = tmp_path / "other"
    for lang in ("en", "zh"):
        (other / lang).mkdir(parents=True)
        (other / lang / "x.ftl").write_text("hint = elsewhere\n", encoding="utf-8")
    replies.add_folder(other)
    assert replies.render("where", "en", {}) == "You find it in the car: elsewhere"


def test_a_folder_needs_both_languages(tmp_path: Path) -> None:
    """A pack without Chinese replies is refused when it is loaded, with the folder named."""
    (tmp_path / "en").mkdir()
    with pytest.raises(PackError, match="zh"):
        Replies().add_folder(tmp_path)

"""The fast path: what it understands, and above all what it leaves alone."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from random import Random
from types import FrameType
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]
from hassil import expression as kinds
from hassil.intents import Intents, RangeSlotList, TextSlotList
from hassil.util import merge_dict

from car_assistant.agent.grammar import Grammar
from car_assistant.clock import ManualClock
from car_assistant.discovery import bundled, load_pack
from car_assistant.errors import PackError
from car_assistant.events import Bus, Lang
from car_assistant.registry import Registry
from car_assistant.text import Replies
from car_assistant.toolkit import Call
from car_assistant.vehicle.car import Car
from car_assistant.world.pack import build_world
from car_assistant.world.spoken import spoken_names

PACK = bundled("tools")
SAMPLES = 8
"""Ways of saying each sentence that are tried; each alternative is taken at least once where so many suffice."""

MOST_CALLS = 200_000
"""Python calls that the search for one utterance may make: six times the worst of today, far below an explosion."""

FEW_CALLS = 3000
"""Python calls for what is turned away unread."""

_NUMBERS = {
    "celsius": "22.5",
    "cabin_celsius": "22",
    "kmh": "80",
    "fan_level": "3",
    "levels_up": "2",
    "levels_down": "2",
}


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry([load_pack(PACK)], replies=Replies())


@pytest.fixture(scope="module")
def names() -> Mapping[str, tuple[str, ...]]:
    clock, bus = ManualClock(), Bus()
    return spoken_names(build_world(car=Car(bus=bus, clock=clock), clock=clock, bus=bus, rng=Random(7)))


@pytest.fixture(scope="module")
def grammar(names: Mapping[str, tuple[str, ...]], tmp_path_factory: pytest.TempPathFactory) -> Grammar:
    return Grammar([PACK], names=names, cache=tmp_path_factory.mktemp("grammar"))


Said = Mapping[Lang, list[tuple[str, str, Mapping[str, Any]]]]
"""For each language: a tool, words for it, and arguments that must come of them."""


class Speaker:
    """Says a template in many ways, taking each time the alternatives that were said least."""

    def __init__(self, intents: Intents, names: Mapping[str, tuple[str, ...]]) -> None:
        self._intents, self._names = intents, names
        self._said: Counter[tuple[int, int]] = Counter()
        self._rng = Random(3)
        self.local: Mapping[str, Any] = {}

    def say(self, item: Any) -> str:
        match item:
            case kinds.TextChunk():
                return str(item.text)
            case kinds.Alternative():
                return self.say(self._least(item.items))
            case kinds.Sequence():
                return "".join(self.say(part) for part in item.items)
            case kinds.RuleReference():
                rule = self.local.get(item.rule_name) or self._intents.expansion_rules[item.rule_name]
                return self.say(rule.expression)
            case kinds.ListReference():
                return self._value(item.list_name)
        raise AssertionError(f"a sentence uses {item}")

    def _value(self, name: str) -> str:
        values = self._intents.slot_lists.get(name)
        match values:
            case None:
                chinese = self._intents.language == "zh"
                return self._rng.choice([word for word in self._names[name] if word.isascii() != chinese])
            case RangeSlotList():
                return _NUMBERS.get(name, "60" if values.stop >= 100 else "3")
            case TextSlotList():
                return self.say(self._least(values.values).text_in)
        raise AssertionError(f"list {name} is neither words nor numbers")

    def _least(self, items: list[Any]) -> Any:
        chosen = min(range(len(items)), key=lambda at: (self._said[id(items), at], self._rng.random()))
        self._said[id(items), chosen] += 1
        return items[chosen]


@pytest.fixture(scope="module")
def said(names: Mapping[str, tuple[str, ...]]) -> Said:
    return {"en": list(sentences("en", names)), "zh": list(sentences("zh", names))}


def sentences(lang: Lang, names: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Every sentence of the pack in several ways: its tool, the words, the arguments that must come of it."""
    merged: dict[str, Any] = {"intents": {}}
    for file in sorted((PACK / "sentences" / lang).glob("*.yaml")):
        merge_dict(merged, yaml.load(file.read_text(encoding="utf-8").replace("[s]", ""), yaml.CSafeLoader))
    merged["language"] = lang
    intents = Intents.from_dict(merged)
    speaker = Speaker(intents, names)
    for tool, intent in intents.intents.items():
        for data in intent.data:
            speaker.local = data.expansion_rules
            mark = "?" if (data.metadata or {}).get("question") else ""
            for sentence in data.sentences:
                for words in {" ".join(speaker.say(sentence.expression).split()) for _ in range(SAMPLES)}:
                    yield tool, words + mark, data.slots


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_sentence_lands_on_a_valid_call(lang: Lang, grammar: Grammar, registry: Registry, said: Said) -> None:
    """Whatever the pack says it understands is one call of that tool which the registry accepts."""
    wrong = []
    for tool, words, slots in said[lang]:
        calls = grammar.match(words, lang)
        if calls is None or [call.tool for call in calls] != [tool] or not slots.items() <= calls[0].args.items():
            wrong.append((tool, words, calls))
        else:
            registry.check(calls[0])
    assert wrong == []


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_no_sentence_sends_it_round_in_circles(lang: Lang, grammar: Grammar, said: Said) -> None:
    """Sentences in pairs, and with something unknown behind, take a bounded search: counted in calls, not in time."""
    texts = [words for _, words, _ in said[lang]][::10]
    joint = "，然后" if lang == "zh" else " and "
    texts += [f"{one}{joint}{two}" for one, two in zip(texts, reversed(texts), strict=True)]
    texts += [f"{one} xylophone" for one in texts]
    grammar.match(texts[0], lang)  # reads the templates
    assert max(_calls_made(partial(grammar.match, words, lang)) for words in texts) < MOST_CALLS


def _calls_made(work: Callable[[], object]) -> int:
    """Python functions entered by ``work``."""
    entered = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal entered
        entered += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return entered


PLAIN: list[tuple[str, str, dict[str, object]]] = [
    ("open the window", "set_window", {"position": 100}),
    ("Could you please open my window?", "set_window", {"position": 100}),
    ("roll down all the windows", "set_window", {"position": 100, "window": "all"}),
    ("close the rear windows please", "set_window", {"position": 0, "window": "rear"}),
    ("open the driver's window halfway", "set_window", {"position": 50, "window": "driver"}),
    ("open the passenger window to thirty percent", "set_window", {"position": 30, "window": "passenger"}),
    ("open my window a bit", "change_window", {"by": 20}),
    ("close the sunroof", "set_sunroof", {"position": 0}),
    ("open the sunshade", "set_sunshade", {"position": 100}),
    ("set the temperature to twenty two and a half degrees", "set_temperature", {"celsius": 22.5}),
    ("set the passenger temperature to 24", "set_temperature", {"celsius": 24, "zone": "passenger"}),
    ("set the temperature to 100 degrees", "set_temperature", {"celsius": 100}),
    ("two degrees warmer", "change_temperature", {"by": 2}),
    ("a bit cooler please", "change_temperature", {"by": -1}),
    ("I'm freezing", "change_temperature", {"by": 2}),
    ("it's too hot in here", "change_temperature", {"by": -2}),
    ("fan to level three", "set_fan", {"speed": 3}),
    ("turn the fan off", "set_fan", {"speed": 0}),
    ("turn the AC off", "set_ac", {"on": False}),
    ("turn on the rear defroster", "set_defrost", {"on": True, "where": "rear"}),
    ("set the driver's seat heating to high", "set_seat_heating", {"level": "high", "seat": "driver"}),
    ("turn on the seat heating for the passenger", "set_seat_heating", {"level": "medium", "seat": "passenger"}),
    ("move my seat back a little", "move_seat", {"direction": "back"}),
    ("heat the steering wheel", "set_steering_wheel_heating", {"level": "medium"}),
    ("lock the doors", "lock_doors", {"door": "all"}),
    ("open the trunk", "open_trunk", {}),
    ("fold the mirrors", "set_mirrors", {"folded": True}),
    ("wipers to automatic", "set_wipers", {"mode": "auto"}),
    ("set ambient light to blue", "set_ambient_color", {"color": "blue"}),
    ("turn off the high beam", "set_high_beam", {"on": False}),
    ("volume to half", "set_volume", {"percent": 50}),
    ("turn the volume down to 20", "set_volume", {"percent": 20}),
    ("make it a bit louder", "change_volume", {"by": 10}),
    ("unmute", "mute", {"on": False}),
    ("skip this song", "next_track", {}),
    ("play some jazz", "play_media", {"what": "jazz"}),
    ("play Weightless City", "play_media", {"what": "Weightless City"}),
    ("call mum", "call_contact", {"name": "Mum"}),
    ("take me home", "start_route", {"destination": "home"}),
    ("navigate to Haitang Museum", "start_route", {"destination": "Haitang Museum"}),
    ("stop navigation", "stop_route", {}),
    ("when will we arrive?", "get_eta", {}),
    ("how much battery is left?", "get_battery", {}),
    ("set the charge limit to eighty percent", "set_charge_limit", {"percent": 80}),
    ("switch to sport mode", "set_drive_mode", {"mode": "sport"}),
    ("rotate the screen to portrait", "rotate_screen", {"orientation": "portrait"}),
    ("show the rear camera", "show_camera", {"view": "rear"}),
    ("what's the weather tomorrow?", "get_weather", {"when": "tomorrow"}),
    ("can you tell me what time it is?", "get_time", {}),
    ("raise the charge limit by ten percent", "change_charge_limit", {"by": 10}),
    ("lower the charge limit a bit", "change_charge_limit", {"by": -10}),
    ("set the cruise ten faster", "change_cruise_speed", {"by": 10}),
    ("cruise a bit slower please", "change_cruise_speed", {"by": -5}),
    ("raise the cruise speed to 110", "set_cruise_speed", {"kmh": 110}),
    ("open the sunroof a bit more", "change_sunroof", {"by": 20}),
    ("close the sunroof by thirty percent", "change_sunroof", {"by": -30}),
    ("close the sunshade a little", "change_sunshade", {"by": -20}),
    ("turn my seat heating down a notch", "change_seat_heating", {"by": -1}),
    ("turn the passenger seat heating up two levels", "change_seat_heating", {"by": 2, "seat": "passenger"}),
    ("turn up the seat ventilation for the passenger", "change_seat_ventilation", {"by": 1, "seat": "passenger"}),
    ("make the massage a bit gentler", "change_seat_massage", {"by": -1}),
    ("more support for my lower back", "change_lumbar", {"by": 20}),
    ("make the ambient light a bit brighter", "change_ambient_brightness", {"by": 20}),
    ("dim the mood light", "change_ambient_brightness", {"by": -20}),
    ("turn the steering wheel heating down", "change_steering_wheel_heating", {"by": -1}),
    ("turn up the ventilation", "change_fan", {"by": 1}),
    ("打开车窗", "set_window", {"position": 100}),
    ("请帮我把主驾车窗打开一半", "set_window", {"position": 50, "window": "driver"}),
    ("把窗户都关上", "set_window", {"position": 0, "window": "all"}),
    ("把车窗开到百分之三十", "set_window", {"position": 30}),
    ("后排车窗关小一点", "change_window", {"by": -20, "window": "rear"}),
    ("天窗开一半", "set_sunroof", {"position": 50}),
    ("能打开车窗吗？", "set_window", {"position": 100}),
    ("能不能把温度调到二十二度半", "set_temperature", {"celsius": 22.5}),
    ("副驾温度调到24度", "set_temperature", {"celsius": 24, "zone": "passenger"}),
    ("温度高两度", "change_temperature", {"by": 2}),
    ("温度再低一点", "change_temperature", {"by": -1}),
    ("有点冷", "change_temperature", {"by": 2}),
    ("太热了", "change_temperature", {"by": -2}),
    ("风量开到三档", "set_fan", {"speed": 3}),
    ("风小一点", "change_fan", {"by": -1}),
    ("把空调关了", "set_ac", {"on": False}),
    ("主驾座椅加热开到最大", "set_seat_heating", {"level": "high", "seat": "driver"}),
    ("打开后备箱", "open_trunk", {}),
    ("锁车", "lock_doors", {}),
    ("大声一点", "change_volume", {"by": 10}),
    ("小点声", "change_volume", {"by": -10}),
    ("音量调到一半", "set_volume", {"percent": 50}),
    ("下一首", "next_track", {}),
    ("给李明打电话", "call_contact", {"name": "李明"}),
    ("导航回家", "start_route", {"destination": "家"}),
    ("还有多久到？", "get_eta", {}),
    ("切换到运动模式", "set_drive_mode", {"mode": "sport"}),
    ("氛围灯调成蓝色", "set_ambient_color", {"color": "blue"}),
    ("屏幕转成竖屏", "rotate_screen", {"orientation": "portrait"}),
    ("胎压多少", "get_tire_pressure", {}),
    ("明天天气怎么样", "get_weather", {"when": "tomorrow"}),
    ("关闭哨兵模式", "set_sentry_mode", {"on": False}),
    ("充电上限提高百分之十", "change_charge_limit", {"by": 10}),
    ("巡航加十公里", "change_cruise_speed", {"by": 10}),
    ("定速巡航慢一点", "change_cruise_speed", {"by": -5}),
    ("天窗再开大一点", "change_sunroof", {"by": 20}),
    ("天窗再关百分之三十", "change_sunroof", {"by": -30}),
    ("遮阳帘拉上一点", "change_sunshade", {"by": -20}),
    ("座椅加热调低一档", "change_seat_heating", {"by": -1}),
    ("座椅加热调高", "change_seat_heating", {"by": 1}),
    ("座椅加热调到高", "set_seat_heating", {"level": "high"}),
    ("座椅加热调二档", "set_seat_heating", {"level": "medium"}),
    ("副驾座椅通风大一点", "change_seat_ventilation", {"by": 1, "seat": "passenger"}),
    ("按摩轻一点", "change_seat_massage", {"by": -1}),
    ("腰托再加百分之二十", "change_lumbar", {"by": 20}),
    ("氛围灯亮一点", "change_ambient_brightness", {"by": 20}),
    ("方向盘加热调低一档", "change_steering_wheel_heating", {"by": -1}),
    ("主驾驶座热一点", "change_temperature", {"by": 1, "zone": "driver"}),
    ("放点电子音乐", "play_media", {"what": "电子"}),
]


def language(text: str) -> Lang:
    return "en" if text.isascii() else "zh"


def pairs(calls: list[Call] | None) -> list[tuple[str, dict[str, object]]] | None:
    return None if calls is None else [(call.tool, dict(call.args)) for call in calls]


@pytest.mark.parametrize(("text", "tool", "args"), PLAIN)
def test_a_plain_command_is_understood(text: str, tool: str, args: dict[str, object], grammar: Grammar) -> None:
    """Commands as people say them become the call they mean."""
    assert pairs(grammar.match(text, language(text))) == [(tool, args)]


@pytest.mark.parametrize(
    ("text", "calls"),
    [
        ("open the window and turn on the AC", [("set_window", {"position": 100}), ("set_ac", {"on": True})]),
        ("open the window close the sunroof", [("set_window", {"position": 100}), ("set_sunroof", {"position": 0})]),
        (
            "close the windows and the sunroof",
            [("set_window", {"position": 0, "window": "all"}), ("set_sunroof", {"position": 0})],
        ),
        (
            "turn on the seat heating and the steering wheel heating",
            [("set_seat_heating", {"level": "medium"}), ("set_steering_wheel_heating", {"level": "medium"})],
        ),
        (
            "turn the AC and the air purifier off",
            [("set_ac", {"on": False}), ("set_purifier", {"on": False})],
        ),
        (
            "set the temperature to 21, the fan to level 2 and then play some music",
            [("set_temperature", {"celsius": 21}), ("set_fan", {"speed": 2}), ("play_media", {})],
        ),
        (
            "Could you close the sunroof, take me home and turn the volume down?",
            [
                ("set_sunroof", {"position": 0}),
                ("start_route", {"destination": "home"}),
                ("change_volume", {"by": -10}),
            ],
        ),
        (
            "关闭所有车窗关闭天窗",
            [("set_window", {"position": 0, "window": "all"}), ("set_sunroof", {"position": 0})],
        ),
        (
            "打开天窗和主驾车窗",
            [("set_sunroof", {"position": 100}), ("set_window", {"position": 100, "window": "driver"})],
        ),
        ("打开空调温度调到22度", [("set_ac", {"on": True}), ("set_temperature", {"celsius": 22})]),
        (
            "把主驾车窗和天窗打开",
            [("set_window", {"position": 100, "window": "driver"}), ("set_sunroof", {"position": 100})],
        ),
        ("先把空调关了，然后打开车窗", [("set_ac", {"on": False}), ("set_window", {"position": 100})]),
        (
            "打开座椅加热再把音量调小一点，顺便导航回家",
            [
                ("set_seat_heating", {"level": "medium"}),
                ("change_volume", {"by": -10}),
                ("start_route", {"destination": "家"}),
            ],
        ),
    ],
)
def test_several_commands_in_one_breath(
    text: str, calls: list[tuple[str, dict[str, object]]], grammar: Grammar
) -> None:
    """With and without connecting words, and with one verb for several things."""
    assert pairs(grammar.match(text, language(text))) == calls


@pytest.mark.parametrize(
    "text",
    [
        "don't open the trunk",
        "do not turn on the AC",
        "please don't call mum",
        "never open the trunk",
        "open the windows except mine",
        "open all windows but the driver's",
        "open the window and don't close it",
        "should I open the window",
        "should I open the window?",
        "open the window?",
        "did you close the windows?",
        "why did you open the window",
        "can I open the sunroof",
        "how do I open the trunk",
        "tell me how to turn on the fog lights",
        "what if I turned the heating on",
        "what happens when I open the sunroof",
        "my wife said open the window",
        'he said "open the window"',
        "I turned on the AC",
        "I would never open the trunk while driving",
        "I want to open a restaurant",
        "open the window when we arrive",
        "open the window in ten minutes",
        "open the window if it gets warm",
        "no, the passenger's",
        "actually, the sunroof",
        "open the garage door",
        "turn on the oven",
        "open the fridge and the window",
        "open the window and the fridge",
        "set the water heater to 50 degrees",
        "turn on the lights",
        "turn everything off",
        "turn it up",
        "raise the cruise speed 110",
        "raise the charge limit 80",
        "make my seat cooler",
        "加热高一点",
        "set it to 22",
        "open",
        "turn on",
        "close the window and",
        "it's cold outside",
        "my coffee is too hot",
        "I'm cold but don't touch the heating",
        "I'm freezing, turn on the seat heating",
        "the kids are not cold",
        "two degrees",
        "call me later",
        "navigate to nowhere in particular",
        "play the flute",
        "stop it",
        "",
        "?",
        "别打开后备箱",
        "不要开窗",
        "先别关空调",
        "不用打开天窗",
        "要不要打开车窗",
        "打开车窗吗",
        "是不是该开空调了",
        "为什么打开空调",
        "怎么打开后备箱",
        "如果打开天窗会怎样",
        "打开车窗会不会冷",
        "我刚才打开了车窗",
        "车窗打开了",
        "空调开了",
        "我老婆说打开车窗",
        "他说“打开车窗”",
        "热水器水温再小一点",
        "打开热水器",
        "打开冰箱和车窗",
        "不对，是副驾",
        "我不冷",
        "外面有点冷",
        "孩子不热",
        "太热了，打开空调",
        "等会儿打开空调",
        "十分钟后打开空调",
        "打开",
        "打开车窗然后",
        "打电话",
        "再高一点",
    ],
)
def test_what_is_not_fully_understood_moves_nothing(text: str, grammar: Grammar) -> None:
    """Negations, questions, reports, conditions, unknown things and half sentences are the model's."""
    assert grammar.match(text, language(text)) is None


@pytest.mark.parametrize("text", ["open the window " * 600, "打开车窗" * 2500, "a" * 10_000, "and " * 60, ", " * 100])
def test_long_texts_are_turned_away_at_once(text: str, grammar: Grammar) -> None:
    """A text far longer than a command is not searched at all."""
    grammar.match("open the window", "en")
    found: list[object] = []
    assert _calls_made(lambda: found.append(grammar.match(text, language(text)))) < FEW_CALLS
    assert found == [None]


@pytest.mark.parametrize("text", ["氛围灯蓝色亮度五十", "ambient light blue, brightness fifty", "亮度五十，打开空调"])
def test_a_bare_brightness_beside_other_words_is_not_the_screens(text: str, grammar: Grammar) -> None:
    """It may be that of what was named before; alone it is the screen's."""
    assert grammar.match(text, language(text)) is None
    assert pairs(grammar.match("亮度五十", "zh")) == [("set_screen_brightness", {"percent": 50})]
    assert grammar.match("亮度五十", "zh", beside=True) is None


@pytest.mark.parametrize("text", ["put down the rear blind", "rear blind down", "后遮阳帘放下", "把后遮阳帘放下来"])
def test_the_rear_blind_goes_down_to_shade(text: str, grammar: Grammar) -> None:
    """Nobody says so to let the sun in."""
    assert pairs(grammar.match(text, language(text))) == [("set_rear_shade", {"position": 0})]


def test_tools_taken_away_vanish() -> None:
    """A car without a sunroof does not understand commands for it, alone or beside others."""
    grammar = Grammar([PACK])
    grammar.remove(["set_sunroof"])
    assert grammar.match("open the sunroof", "en") is None
    assert grammar.match("open the window and the sunroof", "en") is None
    assert pairs(grammar.match("open the window", "en")) == [("set_window", {"position": 100})]


def test_the_compiled_form_is_kept_and_a_broken_one_is_made_again(tmp_path: Path) -> None:
    """The second start reads what the first one wrote; a damaged file costs time, nothing else."""
    Grammar([PACK], cache=tmp_path).load("en")
    [kept] = tmp_path.iterdir()
    written = kept.stat().st_mtime_ns
    again = Grammar([PACK], cache=tmp_path)
    assert pairs(again.match("mute", "en")) == [("mute", {"on": True})]
    assert kept.stat().st_mtime_ns == written
    kept.write_text('{"leaves": [', encoding="utf-8")
    assert pairs(Grammar([PACK], cache=tmp_path).match("mute", "en")) == [("mute", {"on": True})]


def write(folder: Path, name: str, text: str) -> None:
    place = folder / "sentences" / "en"
    place.mkdir(parents=True, exist_ok=True)
    (place / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("intents: [", "not a sentence file"),
        ("language: en\nintents:\n  honk:\n    data:\n      - sentences: ['honk <loud>']\n", "<loud>"),
        ("language: en\nintents:\n  honk:\n    data:\n      - sentences: ['[honk]']\n", "can be empty"),
        (
            "language: en\nlists: {any: {wildcard: true}}\nintents: {honk: {data: [{sentences: ['honk {any}']}]}}\n",
            "wildcard",
        ),
    ],
)
def test_a_bad_sentence_file_is_named(text: str, problem: str, tmp_path: Path) -> None:
    """Who writes a pack is told what is wrong with a sentence."""
    write(tmp_path, "bad.yaml", text)
    with pytest.raises(PackError, match=problem):
        Grammar([tmp_path]).load("en")


def test_two_files_may_not_define_the_same_rule(tmp_path: Path) -> None:
    """A rule that another file would overwrite silently is refused."""
    for name in ("a.yaml", "b.yaml"):
        write(tmp_path, name, "language: en\nintents: {}\nexpansion_rules: {thing: horn}\n")
    with pytest.raises(PackError, match=r"b\.yaml defines thing again"):
        Grammar([tmp_path]).load("en")


def test_a_second_pack_adds_its_sentences(tmp_path: Path) -> None:
    """A car maker's pack is understood beside the bundled one."""
    write(
        tmp_path,
        "wave.yaml",
        "language: en\nintents:\n  wave:\n    data:\n      - sentences: ['wave (goodbye|hello)']\n",
    )
    grammar = Grammar([PACK, tmp_path])
    assert pairs(grammar.match("please wave goodbye and open the window", "en")) == [
        ("wave", {}),
        ("set_window", {"position": 100}),
    ]

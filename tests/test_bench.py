"""Tests of the bench: what it calls a ratio and a floor, how its plain agent works, what it prints."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from car_assistant.bench.chats import EmbeddedChat, OllamaChat, chat_beside, declaration, qwen_prompt
from car_assistant.bench.command import show
from car_assistant.bench.figures import FAST, NAIVE, OURS, Row, above_floor, agent_figures, ratios, spread
from car_assistant.bench.meter import Answered, Metered, Rates, floor_ms, probe, rates
from car_assistant.bench.naive import NaiveAgent, Reply
from car_assistant.bench.run import SENTENCES, Bench, limited, report
from car_assistant.config import Settings
from car_assistant.console.setup import bare_session
from car_assistant.errors import ModelError, ModelUnavailable
from car_assistant.evaluation.corpus import Labelled, load
from car_assistant.models.base import Message, ToolCall, Usage
from car_assistant.models.ollama_double import OllamaDouble, makes, says
from car_assistant.session import Session
from car_assistant.testing import Answer, ScriptedModel, calls

QWEN = "qwen3:4b-instruct"
WINDOW = "Vehicle.Cabin.Door.Row1.DriverSide.Window.Position"
FAN = "Vehicle.Cabin.HVAC.Station.Row1.Driver.FanSpeed"
HALF = ToolCall(tool="set_window", args={"position": 50})
SHUT = ToolCall(tool="set_window", args={"position": 0})
SPEED = Rates(prefill=100.0, decode=20.0)
ROW = Row(
    id="one",
    say="open it",
    agent=OURS,
    first_action=1000.0,
    first_word=1100.0,
    total=1200.0,
    prompt_tokens=1000,
    new_tokens=20,
    generated_tokens=10,
    floor=800.0,
    route="model",
    wrong=(),
    acted_wrongly=False,
    calls=(),
    reply="",
)


class Watch:
    """A stopwatch that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@dataclass
class ScriptedChat:
    """A naive agent's model: gives ``replies`` in order, each after ``takes`` seconds on ``watch``."""

    replies: Iterator[Reply | Exception]
    watch: Watch = field(default_factory=Watch)
    takes: float = 2.0
    asked: list[Sequence[Message]] = field(default_factory=list)
    warmed: int = 0

    async def warm(self) -> None:
        self.warmed += 1
        self.watch.now += 60.0

    async def ask(self, messages: Sequence[Message]) -> Reply:
        self.asked.append(messages)
        self.watch.now += self.takes
        reply = next(self.replies)
        if isinstance(reply, Exception):
            raise reply
        return reply


def wants(*made: ToolCall) -> Reply:
    return Reply(text="", calls=made, usage=Usage(prompt=9000, cached=8900, generated=30))


def tells(text: str, after: float = 0.5) -> Reply:
    return Reply(text=text, first_text_s=after, usage=Usage(prompt=9100, cached=9000, generated=12))


def naive(*replies: Reply | Exception, takes: float = 2.0) -> tuple[NaiveAgent, ScriptedChat]:
    chat = ScriptedChat(iter(replies), takes=takes)
    return NaiveAgent(Session(model=ScriptedModel()), chat, stopwatch=chat.watch), chat


# -- the naive agent --------------------------------------------------------------------------------------------


async def test_the_naive_agent_acts_and_lets_the_model_tell() -> None:
    """Its calls run in the same car; the result goes back, and the first word is the model's second answer."""
    agent, chat = naive(wants(HALF), tells("Your window is half open."))
    result = await agent.turn("open my window halfway")
    agent.session.settle()
    assert agent.session.changed(result)[WINDOW] == (0, 50)
    assert result.reply == "Your window is half open."
    assert (result.timings.first_action, result.timings.first_word, result.timings.total) == (2000, 2500, 4000)
    assert result.usage.generated == 42
    sent_back = chat.asked[1][-1]
    assert sent_back.role == "tool"
    assert sent_back.content.startswith("ok: ")


async def test_a_naive_turn_without_a_call_is_words_alone() -> None:
    """Talk has no first action."""
    agent, chat = naive(tells("I have never been there."))
    result = await agent.turn("have you been to the sea?")
    assert (result.timings.first_action, result.timings.first_word, result.done) == (None, 500, ())
    assert len(chat.asked) == 1


async def test_a_wrong_call_of_the_naive_agent_goes_back_as_an_error() -> None:
    """The model may mend a call that nobody understands; the attempt counts as its first action."""
    agent, chat = naive(wants(ToolCall(tool="open_widow")), wants(HALF), tells("Done."))
    result = await agent.turn("open my window halfway")
    assert chat.asked[1][-1].content.startswith("error: there is no tool 'open_widow'")
    assert calls(result) == [("set_window", {"position": 50})]
    assert result.timings.first_action == 2000


async def test_a_call_that_the_naive_agent_repeats_runs_once() -> None:
    """Where the model answers results with the same call again, the turn ends with that answer."""
    again = Reply(text='{"name": "set_window"}', calls=(HALF,), first_text_s=0.25)
    agent, chat = naive(wants(HALF, HALF), again)
    result = await agent.turn("open my window halfway")
    assert len(result.done) == 1
    assert len(chat.asked) == 2
    assert (result.reply, result.timings.first_word) == (again.text, 2250)


async def test_a_naive_agent_that_goes_on_calling_is_stopped() -> None:
    """Three answers in a turn, as many as our own agent asks for."""
    agent, chat = naive(wants(HALF), wants(SHUT), wants(ToolCall(tool="set_sunroof", args={"position": 0})))
    assert len((await agent.turn("everything")).done) == 3
    assert len(chat.asked) == 3


async def test_a_failing_model_ends_a_naive_turn_with_what_was_done() -> None:
    """The measurement goes on, and the sentence keeps its end state."""
    agent, _ = naive(wants(HALF), ModelError("the server went away"))
    result = await agent.turn("open my window halfway")
    assert "went away" in result.reply
    assert len(result.done) == 1


async def test_a_naive_conversation_goes_on_until_it_is_forgotten() -> None:
    """A follow-up sees what was said before; the next sentence of the list does not."""
    agent, chat = naive(tells("Hello."), tells("Bye."), tells("Hello."))
    await agent.turn("hello")
    await agent.turn("bye")
    assert [message.content for message in chat.asked[1]] == ["hello", "Hello.", "bye"]
    agent.forget()
    await agent.turn("hello")
    assert len(chat.asked[2]) == 1


# -- how it asks a model ----------------------------------------------------------------------------------------


def test_the_naive_prompt_is_qwens_own() -> None:
    """Tools stand in the system turn, results in the user's, and the answer is begun only when something was said."""
    said = (
        Message(role="user", content="open"),
        Message(role="assistant", content='{"name": "set_window"}', calls=(HALF,)),
        Message(role="tool", tool="set_window", content="ok"),
    )
    prompt = qwen_prompt("You help.", said)
    assert prompt.startswith("<|im_start|>system\nYou help.<|im_end|>\n<|im_start|>user\nopen<|im_end|>\n")
    assert '<|im_start|>assistant\n{"name": "set_window"}<|im_end|>' in prompt
    assert prompt.endswith("<tool_response>\nok\n</tool_response><|im_end|>\n<|im_start|>assistant\n")
    assert prompt.startswith(qwen_prompt("You help.", ()))


async def test_on_ollama_every_tool_is_in_the_request() -> None:
    """The server gets all the tools and enough context for them, and its calls come back."""
    tools = bare_session(Settings()).registry.schemas()
    answers = [makes([HALF]), says("Half ", "open.")]
    async with OllamaDouble(answers=answers) as double, OllamaChat(QWEN, host=double.host, tools=tools) as chat:
        first = await chat.ask([Message(role="user", content="open my window")])
        second = await chat.ask(
            [Message(role="assistant", calls=first.calls), Message(role="tool", tool="set_window", content="ok")]
        )
    assert first.calls == (HALF,)
    assert (second.text, second.calls, second.usage.generated) == ("Half open.", (), 9)
    asked = json.loads(json.dumps(double.requests[0]))
    assert len(asked["tools"]) == len(tools)
    assert asked["options"]["num_ctx"] > 12_000
    roles = [message["role"] for message in json.loads(json.dumps(double.requests[1]))["messages"]]
    assert roles == ["system", "assistant", "tool"]


async def test_calls_that_ollama_leaves_in_the_text_are_read() -> None:
    """A coder that writes bare JSON is not counted as silent."""
    tools = bare_session(Settings()).registry.schemas()
    answers = [says('{"name": "set_window", "arguments": {"position": 50}}')]
    async with OllamaDouble(answers=answers) as double, OllamaChat(QWEN, host=double.host, tools=tools) as chat:
        assert (await chat.ask([Message(role="user", content="open")])).calls == (HALF,)


def test_only_real_models_can_be_compared() -> None:
    """A double has no second context to put a naive agent in; the message says what to do."""
    with pytest.raises(ModelUnavailable, match="--model"):
        chat_beside(ScriptedModel(), Settings(), (), lambda done, total: None)


async def test_an_embedded_chat_that_is_not_open_says_so(tmp_path: Path) -> None:
    """The way out stands in the message."""
    chat = EmbeddedChat(tmp_path / "none.gguf", threads=1, folder=tmp_path, tools=())
    with pytest.raises(ModelUnavailable, match="async with"):
        await chat.ask([Message(role="user", content="open")])


def test_a_declaration_is_what_a_chat_request_takes() -> None:
    """Name, description and the whole schema of the arguments."""
    schema = bare_session(Settings()).registry.tools["set_window"].schema
    declared = declaration(schema)
    assert declared["type"] == "function"
    assert declared["function"]["parameters"] == schema.parameters


# -- arithmetic -------------------------------------------------------------------------------------------------


def test_a_ratio_is_paired_by_sentence() -> None:
    """Each sentence is compared with itself; one that only one side acted on makes no ratio."""
    rows = [
        *(replace(ROW, id=one, first_action=value) for one, value in (("a", 1000.0), ("b", 500.0), ("c", None))),
        *(
            replace(ROW, id=one, agent=NAIVE, first_action=value)
            for one, value in (("a", 4000.0), ("b", 3000.0), ("c", 9000.0))
        ),
    ]
    found = ratios(rows)["first_action"]
    assert (found.median, found.q1, found.q3, found.count) == (5.0, 4.5, 5.5, 2)
    assert ratios(rows)["generated_tokens"].median == 1.0


def test_rounds_of_a_sentence_count_once() -> None:
    """One slow round out of three does not make a ratio of its own."""
    ours = [replace(ROW, total=total) for total in (1000.0, 9000.0, 1100.0)]
    theirs = [replace(ROW, agent=NAIVE, total=total) for total in (3300.0, 3300.0, 3300.0)]
    found = ratios([*ours, *theirs])["total"]
    assert (found.median, found.count) == (3.0, 1)


def test_no_values_have_no_spread() -> None:
    """Nothing is made up where nothing was measured."""
    assert spread([]) is None
    assert ratios([ROW]) == {}
    one = spread([2.0])
    assert one is not None
    assert (one.q1, one.median, one.q3) == (2.0, 2.0, 2.0)


def test_the_figures_of_an_agent() -> None:
    """Times as p50 and p95, tokens as medians, accuracy with its interval."""
    rows = [
        replace(ROW, id=str(at), first_action=float(at), wrong=("no",) if at == 1 else (), acted_wrongly=at == 1)
        for at in range(1, 22)
    ]
    figures = agent_figures(rows, OURS)
    assert figures["first_action_ms"] == {"p50": 11.0, "p95": 20.0, "count": 21}
    assert (figures["right"], figures["count"], figures["wrong_actions"]) == (20, 21, 1)
    assert figures["interval"][0] < 20 / 21 < figures["interval"][1]
    assert agent_figures(rows, FAST)["first_action_ms"] is None


CALLED = Answered(calls=(HALF,), usage=Usage(prompt=4050, cached=4000, generated=10))
SILENT = Answered(calls=(), usage=Usage(prompt=4100, cached=4050, generated=4))


@pytest.mark.parametrize(
    ("answers", "speed", "expected"),
    [
        ([CALLED], SPEED, 1000.0),
        ([SILENT, CALLED], SPEED, 1700.0),
        ([CALLED, SILENT], SPEED, 1000.0),
        ([replace(CALLED, calls=(HALF, HALF))], SPEED, 742.0),
        (
            [replace(CALLED, usage=Usage(prompt=4050, generated=10, prefill_s=0.3))],
            Rates(prefill=None, decode=20.0),
            800.0,
        ),
        ([SILENT], SPEED, None),
        ([CALLED], None, None),
    ],
    ids=[
        "one call",
        "after a silent answer",
        "only up to the call",
        "first of two",
        "uncounted",
        "no call",
        "no rates",
    ],
)
def test_the_floor(answers: list[Answered], speed: Rates | None, expected: float | None) -> None:
    """New prompt tokens by the reading rate, and what was written up to the first call by the writing rate."""
    found = floor_ms(answers, speed)
    assert found == (None if expected is None else pytest.approx(expected, rel=0.02))


def test_ours_is_compared_with_its_floor() -> None:
    """Paired by sentence like the other ratios."""
    found = above_floor([ROW, replace(ROW, id="two", floor=500.0), replace(ROW, id="three", floor=None)])
    assert found is not None
    assert (found.median, found.count) == (1.625, 2)


def test_rates_are_medians_of_the_probes() -> None:
    """One probe under other load does not move them; without durations there are none."""
    probes = [Usage(prompt=4100, cached=4000, generated=40, prefill_s=s, decode_s=2 * s) for s in (1.0, 1.0, 9.0)]
    assert rates(probes) == Rates(prefill=100.0, decode=20.0)
    assert rates([replace(one, cached=0) for one in probes]) == Rates(prefill=None, decode=20.0)
    assert rates([Usage(prompt=10, generated=3)]) is None


# -- the whole ----------------------------------------------------------------------------------------------------


def car(model: Metered, watch: Watch) -> Session:
    return Session(model=model, fast_path=False, stopwatch=watch)


def slow(watch: Watch, seconds: float, answer: Answer) -> Callable[[object], Answer]:
    """A model that takes ``seconds`` for every answer."""

    def script(request: object) -> Answer:
        watch.now += seconds
        return answer

    return script


LABELS = [
    Labelled(
        id="half",
        group="plain",
        say="window to fifty percent",
        lang="en",
        expect={WINDOW: 50},
        calls=(("set_window",),),
    ),
    Labelled(id="fan", group="plain", say="the fan to sixty", lang="en", expect={FAN: 60}),
]


@pytest.mark.parametrize("blocks", [False, True])
async def test_the_bench_measures_both_in_one_run(blocks: bool) -> None:
    """One object with ratios, floor, accuracy and machine; naive by ours is what the stopwatch says."""
    watch = Watch()
    model = Metered(ScriptedModel(slow(watch, 1.0, HALF)))
    chat = ScriptedChat(iter([wants(HALF), tells("Half open.")] * 4), watch=watch, takes=3.0)
    told: list[tuple[int, int]] = []
    bench = Bench(
        model=model,
        ours=car(model, watch),
        fast=car(model, watch),
        naive=NaiveAgent(car(model, watch), chat, stopwatch=watch),
        blocks=blocks,
        told=lambda done, total: told.append((done, total)),
        stopwatch=watch,
    )
    rows = await bench.run(LABELS, rounds=2)
    found = json.loads(json.dumps(report(bench, rows, rounds=2, threads=2)))
    assert found["ratios"]["first_action"] == 3.0
    assert found["ratios"]["first_word"] == 3.5
    assert found["spread"]["total"]["median"] == 6.0
    assert found["warm_s"]["naive"] == 60.0
    assert chat.warmed == (2 if blocks else 1)
    assert (found["sentences"], found["rounds"], len(found["rows"])) == (2, 2, 12)
    assert {agent: figures["right"] for agent, figures in found["agents"].items()} == {OURS: 2, FAST: 2, NAIVE: 2}
    assert found["agents"][OURS]["count"] == 4
    assert found["machine"]["threads"] == 2
    assert found["floor"]["ours_by_floor"] is None
    assert told[-1] == (12, 12)
    order = [row["agent"] for row in found["rows"][:4]]
    assert order == ([OURS, OURS, FAST, FAST] if blocks else [OURS, FAST, NAIVE, OURS])
    said = {agent: next(row["id"] for row in found["rows"] if row["agent"] == agent) for agent in (OURS, FAST, NAIVE)}
    assert said == {OURS: "half", FAST: "fan", NAIVE: "half"}, "a prompt read a moment ago would flatter the second"


async def test_every_sentence_meets_a_fresh_car() -> None:
    """What one sentence did is not there for the next one, on either side."""
    watch = Watch()
    model = Metered(ScriptedModel(slow(watch, 1.0, HALF)))
    agent = NaiveAgent(car(model, watch), ScriptedChat(iter([wants(HALF), tells("Done.")] * 2)), stopwatch=watch)
    bench = Bench(model=model, ours=car(model, watch), fast=car(model, watch), naive=agent, blocks=False)
    await bench.run([LABELS[0], LABELS[0].model_copy(update={"id": "again"})], rounds=1)
    assert [session.car.read(WINDOW) for session in (bench.ours, bench.fast, agent.session)] == [0, 0, 0]


async def test_the_table_is_plain_when_piped(capsys: pytest.CaptureFixture[str]) -> None:
    """Tabs and sentences, with the ratios and without control characters."""
    watch = Watch()
    model = Metered(ScriptedModel(slow(watch, 1.0, HALF)))
    chat = ScriptedChat(iter([wants(HALF), tells("Done.")]), watch=watch)
    agent = NaiveAgent(car(model, watch), chat, stopwatch=watch)
    bench = Bench(model=model, ours=car(model, watch), fast=car(model, watch), naive=agent, blocks=False)
    show(report(bench, await bench.run(LABELS[:1], rounds=1), rounds=1, threads=None))
    printed = capsys.readouterr().out
    assert "naive\t1/1" in printed
    assert "first action\t2.00" in printed
    assert "\x1b" not in printed


async def test_a_metered_model_changes_nothing() -> None:
    """It passes answers on and knows what each one called."""
    model = Metered(ScriptedModel([HALF, "words"]))
    session = Session(model=model, fast_path=False)
    assert calls(await session.turn("open my window halfway")) == [("set_window", {"position": 50})]
    assert [answer.calls for answer in model.take()] == [(HALF,)]
    assert model.take() == ()
    assert model.asked is not None
    await probe(model, model.asked, 1)
    assert model.identity.name == "scripted"


def test_fewer_tools_keep_those_that_the_sentences_need() -> None:
    """A list of sentences can still be answered with as many tools as it names."""
    registry = bare_session(Settings()).registry
    removed = limited(registry, LABELS, 10)
    kept = set(registry.tools) - set(removed)
    assert len(kept) == 10
    assert "set_window" in kept


def test_the_built_in_sentences_can_all_be_answered() -> None:
    """Both languages, every end state a signal of the car, every named tool one of the pack."""
    labels = load([SENTENCES])
    tools = bare_session(Settings()).registry.tools
    assert len(labels) >= 20
    assert abs(sum(label.lang == "en" for label in labels) - len(labels) / 2) <= 1
    assert {name for label in labels for any_of in label.calls for name in any_of} <= set(tools)
    assert sum(not label.calls for label in labels) >= 2

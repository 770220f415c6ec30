"""Tests of one turn, from words to a car whose state is what was said."""

import asyncio
from pathlib import Path

import pytest

from car_assistant.errors import ModelError, ModelStalled, ModelUnavailable
from car_assistant.events import Event, Interrupted, Said
from car_assistant.models.base import ChatRequest
from car_assistant.session import Session, open_session
from car_assistant.testing import ScriptedModel, ToolCall, calls, scripted_session, statuses

ROUGH = Path(__file__).parent / "packs" / "rough"
FAN = "Vehicle.Cabin.HVAC.Station.Row1.Driver.FanSpeed"
TEMPERATURE = "Vehicle.Cabin.HVAC.Station.Row1.Driver.Temperature"
HAZARD = "Vehicle.Body.Lights.Hazard.IsSignaling"


def heat(celsius: object, zone: str = "driver") -> ToolCall:
    return ToolCall(tool="set_temperature", args={"zone": zone, "celsius": celsius})


async def test_a_call_of_the_model_moves_the_car_and_is_told() -> None:
    """The reply comes from the tool's own sentence, without a second round."""
    async with scripted_session(heat("23 degrees")) as session:
        result = await session.turn("make it 23")
        assert session.changed(result) == {TEMPERATURE: (22.0, 23.0)}
        assert "23" in result.reply
        assert len(session.model.requests) == 1  # type: ignore[attr-defined]


async def test_the_reply_is_in_the_language_of_the_sentence() -> None:
    """Chinese is answered in Chinese."""
    async with scripted_session(heat(23)) as session:
        assert "23" in (reply := (await session.turn("温度调到二十三度")).reply)
        assert "度" in reply


async def test_several_calls_in_one_answer_all_run_once() -> None:
    """Two different calls run in order; the same call said twice runs once."""
    async with scripted_session([heat(23), heat(24, "passenger"), heat(23)]) as session:
        result = await session.turn("me 23, her 24")
        assert [args["celsius"] for _, args in calls(result)] == [23.0, 24.0]
        assert len(session.changed(result)) == 2


@pytest.mark.parametrize("wrong", [ToolCall(tool="set_temprature", args={}), heat("tropical"), heat(20, "roof")])
async def test_a_call_that_cannot_be_understood_goes_back_once(wrong: ToolCall) -> None:
    """The model is told what was wrong and may mend it."""
    async with scripted_session(wrong, heat(20)) as session:
        result = await session.turn("make it 20")
        assert session.car.read(TEMPERATURE) == 20
        told = session.model.requests[1].messages[-1]  # type: ignore[attr-defined]
        assert told.role == "tool"
        assert told.content.startswith("error:")
        assert result.done


async def test_a_model_that_errs_again_ends_in_a_sentence() -> None:
    """After one repair nothing more is tried, nothing has changed and something is said."""
    wrong = ToolCall(tool="fly", args={})
    async with scripted_session(wrong, wrong, "") as session:
        before = session.car.snapshot()
        result = await session.turn("fly to the moon")
        assert result.reply
        assert session.car.diff(before, session.car.snapshot()) == {}


async def test_endless_calling_is_stopped() -> None:
    """A model that calls for ever is cut off."""
    endless = [heat(16 + 0.5 * step) for step in range(28)]
    async with scripted_session(endless) as session:
        assert len((await session.turn("warmer, warmer")).done) == 12


@pytest.mark.parametrize("answer", ["", [], "I have opened the trunk for you.", "Your range is 412 km."])
async def test_nothing_is_claimed_that_was_not_done(answer: str) -> None:
    """An empty or lying answer becomes a true sentence, and the car stays as it was."""
    async with scripted_session([], answer) as session:
        before = session.car.snapshot()
        result = await session.turn("do something odd")
        assert result.reply == "I can't help with that. The car was not changed."
        assert session.car.diff(before, session.car.snapshot()) == {}


async def test_small_talk_is_the_models_own() -> None:
    """A harmless sentence of the model is spoken as it is."""
    async with scripted_session("Hello there, nice to hear you!") as session:
        assert (await session.turn("hi")).reply == "Hello there, nice to hear you!"


@pytest.mark.parametrize(
    ("errors", "word"),
    [
        ([ModelUnavailable("gone")], "language model"),
        ([ModelError("odd")], "another way"),
        ([ModelStalled("slow"), ModelStalled("slow")], "another way"),
    ],
)
async def test_every_failure_of_the_model_ends_in_a_sentence(errors: list[Exception], word: str) -> None:
    """The driver hears what is the matter; no error escapes."""
    async with scripted_session(*errors) as session:
        assert word in (await session.turn("make it 20")).reply


async def test_a_stall_is_tried_once_more() -> None:
    """One stalled answer costs a retry, not the turn."""
    async with scripted_session(ModelStalled("slow"), heat(20)) as session:
        await session.turn("make it 20")
        assert session.car.read(TEMPERATURE) == 20


@pytest.mark.parametrize(("tool", "said"), [("open_then_raise", "open it and fail"), ("hang", "hang around")])
async def test_a_tool_that_breaks_leaves_the_car_as_it_was(tool: str, said: str) -> None:
    """A tool that raises or hangs half-way is undone, and the reply says that nothing was changed."""
    async with scripted_session(ToolCall(tool=tool), packs=[ROUGH]) as session:
        before = session.car.snapshot()
        result = await session.turn(said)
        session.settle()
        assert statuses(result) == ["failed"]
        assert "Nothing was changed" in result.reply
        assert session.car.diff(before, session.car.snapshot()) == {}
        assert session.changed(result) == {}


async def test_a_result_without_a_sentence_is_put_into_words_once() -> None:
    """Where a tool brings data and no sentence, the model tells it; a number that no result holds is not spoken."""
    async with scripted_session(ToolCall(tool="count_sheep"), "There are 5 sheep.", packs=[ROUGH]) as session:
        assert (await session.turn("how many sheep")).reply == "There are 5 sheep."
    async with scripted_session(ToolCall(tool="count_sheep"), "There are 700 sheep.", packs=[ROUGH]) as session:
        assert "700" not in (await session.turn("how many sheep")).reply


async def test_a_number_out_of_range_is_refused_with_the_range() -> None:
    """The driver hears what is possible; nothing changes."""
    async with scripted_session(heat(40)) as session:
        result = await session.turn("make it forty degrees")
        assert statuses(result) == ["refused"]
        assert "16" in result.reply
        assert "30" in result.reply
        assert session.car.read(TEMPERATURE) == 22


async def test_a_careful_call_waits_for_a_yes() -> None:
    """Nothing moves before the yes, and the yes needs no model."""
    async with scripted_session(ToolCall(tool="open_hatch"), packs=[ROUGH]) as session:
        asked = await session.turn("open the hatch")
        session.settle()
        assert asked.asks
        assert session.car.read("Body.Trunk.Rear.IsOpen") is False
        answered = await session.turn("yes please")
        session.settle()
        assert answered.route == "grammar"
        assert session.car.read("Body.Trunk.Rear.IsOpen") is True


async def test_a_no_drops_the_question() -> None:
    """After a no, a later yes confirms nothing."""
    async with scripted_session(ToolCall(tool="open_hatch"), packs=[ROUGH]) as session:
        await session.turn("open the hatch")
        await session.turn("取消")
        await session.turn("yes")
        session.settle()
        assert session.car.read("Body.Trunk.Rear.IsOpen") is False


async def test_undo_puts_back_exactly_what_the_last_turn_changed() -> None:
    """Undo takes back the newest change, then the one before; by-standers stay."""
    async with scripted_session(heat(25), heat(18, "passenger")) as session:
        await session.turn("25 for me")
        await session.turn("18 for her")
        session.set("Vehicle.Speed", 30.0)
        undone = await session.turn("undo that")
        assert list(session.changed(undone).values()) == [(18.0, 22.0)]
        assert session.car.read(TEMPERATURE) == 25
        await session.turn("撤销")
        assert session.car.read(TEMPERATURE) == 22
        assert session.car.read("Vehicle.Speed") == 30
        assert "nothing to undo" in (await session.turn("undo", lang="en")).reply


async def test_a_cancelled_turn_keeps_what_was_done_and_tells_it() -> None:
    """A turn cut short while the model goes on leaves a journal that undo understands."""
    gate = asyncio.Event()

    class Slow(ScriptedModel):
        async def chat(self, request: ChatRequest):  # type: ignore[no-untyped-def]
            async for event in super().chat(request):
                yield event
                gate.set()
                await asyncio.Event().wait()

    async with open_session(Slow([heat(26)]), fast_path=False) as session:
        heard: list[Event] = []
        with session.bus.subscribed(heard.append):
            turn = asyncio.ensure_future(session.turn("make it 26"))
            await gate.wait()
            turn.cancel()
            with pytest.raises(asyncio.CancelledError):
                await turn
        assert session.car.read(TEMPERATURE) == 26
        assert any(isinstance(event, Interrupted) for event in heard)
        assert not any(isinstance(event, Said) for event in heard)
        await session.turn("undo that")
        assert session.car.read(TEMPERATURE) == 22


@pytest.mark.parametrize("text", ["x" * 10_000, "开" * 10_000, "\x00\x01", "   ", "\udcff open"])
async def test_strange_input_ends_in_a_sentence(text: str) -> None:
    """Very long, empty and undecodable sentences are answered, and nothing changes."""
    async with scripted_session([], "") as session:
        before = session.car.snapshot()
        assert (await session.turn(text)).reply
        assert session.car.diff(before, session.car.snapshot()) == {}


async def test_the_speaker_of_another_seat_is_known() -> None:
    """What a rear passenger says reaches the tools with their seat."""
    async with scripted_session(ToolCall(tool="set_window", args={"position": 50})) as session:
        result = await session.turn("open my window halfway", seat="rear_left")
        session.settle()
        assert "Vehicle.Cabin.Door.Row2.DriverSide.Window.Position" in session.changed(result)


async def test_a_correction_leaves_alone_what_an_earlier_turn_did() -> None:
    """Only what the corrected turn changed is taken back; it may have changed nothing at all."""
    async with open_session(ScriptedModel()) as session:
        await session.turn("open the sunroof")
        session.settle()
        await session.turn("close my window")
        await session.turn("no, the passenger's")
        session.settle()
        assert session.car.read("Vehicle.Cabin.Sunroof.Position") == 100


async def test_a_correction_takes_back_what_went_to_the_wrong_place() -> None:
    """The driver's window closes again when the passenger's was meant."""
    async with open_session(ScriptedModel()) as session:
        await session.turn("open my window")
        session.settle()
        await session.turn("no, the passenger's")
        session.settle()
        assert session.car.read("Vehicle.Cabin.Door.Row1.DriverSide.Window.Position") == 0
        assert session.car.read("Vehicle.Cabin.Door.Row1.PassengerSide.Window.Position") == 100


async def test_a_rule_that_wants_a_missing_tool_breaks_nothing() -> None:
    """The car has no way to turn the air; what else was wanted is done, and said."""
    session = Session(model=ScriptedModel(), remove=("set_airflow",))
    result = await session.turn("turn on the front defroster")
    assert "set_defrost" in [name for name, _ in calls(result)]
    assert result.reply

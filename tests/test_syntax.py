"""The short call syntax: what is listed, what the grammar lets through, how calls are read back."""

from dataclasses import replace

import pytest

from car_assistant.models.base import ChatRequest, JsonObject, ToolCall, ToolSchema, Values
from car_assistant.models.freeform import read_calls
from car_assistant.models.syntax import Syntax, fitted, only_answer

SEATS = ["mine", "driver", "passenger", "rear", "all"]


def schema(name: str, required: tuple[str, ...] = (), **properties: JsonObject) -> ToolSchema:
    return ToolSchema(
        name=name,
        description=f"Does {name}.",
        parameters={"type": "object", "properties": properties, "required": list(required)},
    )


TOOLS = (
    schema(
        "set_window",
        ("position",),
        window={"type": "string", "enum": SEATS, "description": "which window"},
        position={"type": "integer", "minimum": 0, "maximum": 100, "description": "percent open (0..100)"},
    ),
    schema("set_heating", ("on",), on={"type": "boolean"}, seat={"type": "string", "enum": SEATS}),
    schema("change_temperature", ("by",), by={"type": "number", "minimum": -10, "maximum": 10, "multipleOf": 0.5}),
    schema("play", title={"type": "string"}, artist={"type": "string"}),
    schema("next_track"),
)
SYNTAX = Syntax(TOOLS)


def test_each_tool_is_one_line_with_required_arguments_first_and_shared_values_named_once() -> None:
    """A hundred tools stay short enough for a small model to read."""
    lines = SYNTAX.block().splitlines()
    assert lines[0] == "WINDOW = mine|driver|passenger|rear|all # which window"
    assert lines[1] == "set_window(position: 0..100, window?: WINDOW) # Does set_window; position: percent open"
    assert lines[2].startswith("set_heating(on: bool, seat?: WINDOW)")
    assert len(lines) == 1 + len(TOOLS)


CALLS = [
    ("set_window(position=50)", ToolCall(tool="set_window", args={"position": 50})),
    (
        'set_window(position=0, window="all")',
        ToolCall(tool="set_window", args={"position": 0, "window": "all"}),
    ),
    ("set_heating(on=true)", ToolCall(tool="set_heating", args={"on": True})),
    ("change_temperature(by=-2.5)", ToolCall(tool="change_temperature", args={"by": -2.5})),
    ('play(title="稻香 (live)")', ToolCall(tool="play", args={"title": "稻香 (live)"})),
    ("next_track()", ToolCall(tool="next_track")),
]


@pytest.mark.parametrize(("written", "call"), CALLS)
def test_what_is_written_reads_back_as_the_same_call(written: str, call: ToolCall) -> None:
    """The model sees past calls exactly as it is to write new ones."""
    assert SYNTAX.write([call]) == written
    assert list(SYNTAX.reader().feed(written)) == [call]


def test_a_call_is_known_as_soon_as_its_bracket_closes() -> None:
    """The first action does not wait for the second."""
    reader = SYNTAX.reader()
    pieces = ["set_win", "dow(pos", "ition=5", "0)", "\nplay(title", '="a) b', '")']
    counts = [len(list(reader.feed(piece))) for piece in pieces]
    assert counts == [0, 0, 0, 1, 0, 0, 1]


def test_no_call_is_as_easy_as_a_call_and_yields_none() -> None:
    """An utterance that asks for nothing moves nothing."""
    assert SYNTAX.write([]) == "none()"
    assert list(SYNTAX.reader().feed("none()")) == []


def test_quotes_in_a_text_do_not_break_the_syntax() -> None:
    """Whatever was said can be shown as a past call."""
    written = SYNTAX.write([ToolCall(tool="play", args={"title": 'the "best" \\ of'})])
    assert [call.tool for call in SYNTAX.reader().feed(written)] == ["play"]


def test_the_grammar_holds_only_the_choices() -> None:
    """Tools that cannot matter for an utterance cannot be called by it."""
    grammar = SYNTAX.grammar(("next_track", "unknown"))
    assert "next_track(" in grammar
    assert "set_window(" not in grammar
    assert "none()" in grammar


def test_without_any_choice_only_nothing_can_be_answered() -> None:
    """An empty choice is not everything."""
    assert SYNTAX.grammar(()) == 'root ::= "none()"'


FREE = [
    ('{"name": "set_window", "arguments": {"position": 50}}', 1),
    ('Sure!\n```json\n{"name": "set_window", "arguments": {"position": 50}}\n```\nDone.', 1),
    ('{{"name": "set_window", "arguments": {"position": 50}}}', 1),
    ('{{"name": "set_window", "arguments": {{"position": 50}}}}', 1),
    ('<tool_call>\n{"name": "set_window", "arguments": {"position": 50}}\n</tool_call>', 1),
    (
        (
            '[{"name": "set_window", "parameters": {"position": 50}},'
            ' {"tool": "set_window", "args": "{\\"position\\": 50}"}]'
        ),
        2,
    ),
    ('{"function": {"name": "set_window", "arguments": {"position": 50}}}', 1),
    ('{"tool_calls": [{"type": "function", "function": {"name": "set_window", "arguments": {"position": 50}}}]}', 1),
    ("I will call set_window(position=50) for you (really).", 1),
    ("set_window(50)", 1),
]


@pytest.mark.parametrize(("text", "count"), FREE)
def test_calls_are_found_in_what_a_model_writes_freely(text: str, count: int) -> None:
    """A model whose server sees no call in its answer still moves the window."""
    assert read_calls(text, TOOLS) == [ToolCall(tool="set_window", args={"position": 50})] * count


@pytest.mark.parametrize(
    "text",
    ["", "The window is open.", '{"name": "none"}', '{"position": 50}', '{"name": "set_window", "argu', "say (hello)"],
)
def test_talk_is_not_taken_for_a_call(text: str) -> None:
    """Broken or missing calls move nothing."""
    assert read_calls(text, TOOLS) == []


def test_the_grammar_holds_only_the_open_values() -> None:
    """What the words made plain is not the model's to change; what may be left out still may."""
    one = SYNTAX.grammar(("set_window",), values={"set_window": {"position": (50,), "window": (None,)}}, must_call=True)
    assert '"set_window(" ("position=50") ")"' in one
    assert "window=" not in one
    two = SYNTAX.grammar(("set_window",), values={"set_window": {"position": (0, 50), "window": (None, "rear")}})
    assert '("position=0" | "position=50") (", " ("window=\\"rear\\""))? ")"' in two
    free = SYNTAX.grammar(("play",), values={"play": {"title": (None,)}})
    assert "title=" not in free
    assert '"artist="' in free


NARROW = ChatRequest(
    system="",
    tools=TOOLS,
    choices=("set_window",),
    values={"set_window": {"position": (50,), "window": (None,)}},
    must_call=True,
    max_calls=1,
)


def test_a_request_with_one_answer_needs_no_model() -> None:
    """One tool, one value for each argument, one call that must be made: there is nothing to decide."""
    assert only_answer(NARROW) == ToolCall(tool="set_window", args={"position": 50})


@pytest.mark.parametrize(
    "change",
    [
        {"must_call": False},
        {"max_calls": 2},
        {"want": "words"},
        {"choices": ("set_window", "next_track")},
        {"choices": None},
        {"choices": ("unknown",)},
        {"values": {"set_window": {"position": (0, 50), "window": (None,)}}},
        {"values": {"set_window": {"position": (50,)}}},
        {"values": {}},
    ],
)
def test_whatever_is_open_is_the_models_to_decide(change: dict[str, object]) -> None:
    """A second tool, a second value, a free text or the choice to do nothing: the model is asked."""
    assert only_answer(replace(NARROW, **change)) is None  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("made", "kept"),
    [
        (("set_window", {"position": 100}), ("set_window", {"position": 50})),
        (("set_window", {"position": 50, "window": "all"}), ("set_window", {"position": 50})),
        (("next_track", {}), ("set_window", {"position": 50})),
    ],
)
def test_what_no_grammar_held_is_brought_within_the_open_values(
    made: tuple[str, dict[str, object]], kept: tuple[str, dict[str, object]]
) -> None:
    """A server without a grammar moves what was meant, too."""
    assert fitted(ToolCall(tool=made[0], args=made[1]), NARROW) == ToolCall(tool=kept[0], args=kept[1])


def test_a_call_that_is_no_choice_is_dropped_where_nothing_may_be_right() -> None:
    """Among several tools, or where nothing need be done, a stray call moves nothing."""
    request = replace(NARROW, must_call=False)
    assert fitted(ToolCall(tool="next_track"), request) is None
    assert fitted(ToolCall(tool="play", args={"title": "x"}), replace(NARROW, choices=None)) is not None


@pytest.mark.parametrize(
    ("tool", "values", "text", "rest"),
    [
        (
            "set_window",
            {"position": (0, 50), "window": ("rear",)},
            "set_window(",
            '("position=0" | "position=50") ", "',
        ),
        ("set_window", {"position": (50,)}, "set_window(position=50", '", "'),
        ("say", {}, 'say(words="', r'[^"'),
        ("say", {"loud": (True,)}, 'say(words="', '", " ("loud=true")'),
        ("next_track", {}, "next_track(", '")"'),
    ],
)
def test_what_must_be_written_is_not_left_to_write(tool: str, values: Values, text: str, rest: str) -> None:
    """The model goes on where its choice begins; each token that it need not write is a tenth of a second."""
    say = schema("say", ("words",), words={"type": "string"}, loud={"type": "boolean"})
    tools = (*TOOLS, say)
    opening = Syntax(tools).opening(replace(NARROW, tools=tools, choices=(tool,), values={tool: values}))
    assert opening is not None
    assert opening.text == text
    assert opening.grammar.startswith("root ::= ")
    assert rest in opening.grammar
    assert opening.grammar.endswith('")"')


def test_nothing_is_begun_where_the_model_may_choose() -> None:
    """Two tools, or none at all: the first word is the model's."""
    assert SYNTAX.opening(replace(NARROW, choices=("set_window", "play"))) is None
    assert SYNTAX.opening(replace(NARROW, must_call=False)) is None

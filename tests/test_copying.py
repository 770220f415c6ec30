"""What a model may copy from an utterance: the rules, walked here as a grammar would walk them."""

import re

import pytest

from car_assistant.models.base import ChatRequest, Copied, ToolCall, ToolSchema
from car_assistant.models.copying import MOST_WORDS, stretch_rules
from car_assistant.models.syntax import Syntax, fitted, only_answer

SEND = ToolSchema(
    name="send_message",
    description="Send.",
    parameters={
        "type": "object",
        "properties": {"to": {"type": "string"}, "text": {"type": "string"}},
        "required": ["to", "text"],
    },
)


def stretches(words: str) -> set[str]:
    """Everything that the rules for ``words`` let through."""
    rules = stretch_rules(words, "said")

    def ends(rule: str) -> set[str]:
        word, _, rest = rules[rule].partition('" ')
        start = word.strip('"')
        if not rest:
            return {start}
        between = re.match(r'\("(.*)" ', rest)
        following = re.search(r"saidw\d+", rest)
        assert following is not None
        return {start, *(start + (between[1] if between else "") + more for more in ends(following[0]))}

    return {text for rule in rules["said"].split(" | ") for text in ends(rule)}


@pytest.mark.parametrize(
    ("words", "some", "none"),
    [
        ("text Anna I'm late", {"Anna", "I'm late", "text Anna I'm late"}, {"Ann", "late Anna", "m late", ""}),
        ("stop at Joe's, then home", {"Joe's", "home", "Joe's, then home"}, {"Joe's,"}),
        ("给妈妈发消息说我到了", {"妈妈", "我到了"}, {"妈我"}),
        ("导航去 Starbucks", {"Starbucks", "去 Starbucks"}, {"Star"}),
        ("radio 98.5 please", {"98.5"}, {"98"}),
    ],
)
def test_runs_of_whole_words_can_be_copied(words: str, some: set[str], none: set[str]) -> None:
    """No word is cut, none left out between two, and marks at the ends stay away."""
    found = stretches(words)
    assert some <= found
    assert not none & found


@pytest.mark.parametrize("words", ["", "...", '"'])
def test_where_no_word_is_any_text_may_be_written(words: str) -> None:
    """A grammar without an answer would stop the model for good."""
    assert stretch_rules(words, "said") == {}
    values = {"send_message": {"to": (Copied(words=words),)}}
    assert "said0 ::= [^" in Syntax((SEND,)).grammar(values=values)


def test_endless_words_cost_a_bounded_grammar() -> None:
    """Hostile input makes no grammar that a runtime would choke on."""
    assert len(stretch_rules("ha " * 5000, "said")) == MOST_WORDS + 1


def test_a_text_is_copied_or_one_of_the_usual() -> None:
    """What sentences alike mean without saying it stands beside what can be copied; both arguments share the rules."""
    said = Copied(words="tell her I'm late")
    grammar = Syntax((SEND,)).grammar(values={"send_message": {"to": ("home", said), "text": (said,)}}, must_call=True)
    assert 't0 ::= "send_message(" "to=" "\\"" (home' not in grammar
    assert '"to=" "\\"" ("home" | said0) "\\""' in grammar
    assert grammar.count("said0 ::=") == 1


def request(**values: tuple[object, ...]) -> ChatRequest:
    return ChatRequest(
        system="",
        tools=(SEND,),
        choices=("send_message",),
        values={"send_message": values},
        must_call=True,
        max_calls=1,
    )


def test_the_beginning_of_a_copied_text_need_not_be_written() -> None:
    """The quote is open already when the model takes over."""
    said = Copied(words="text Anna hello")
    opening = Syntax((SEND,)).opening(request(to=("Anna",), text=(said,)))
    assert opening is not None
    assert opening.text == 'send_message(to="Anna", text="'
    assert opening.grammar.splitlines()[0] == 'root ::= (said0) "\\"" ")"'


def test_what_is_to_be_copied_is_no_answer_yet() -> None:
    """Which of the words are meant is the model's to say; a value that it wrote stays."""
    open_text = request(to=("Anna",), text=(Copied(words="text Anna hello"),))
    assert only_answer(open_text) is None
    assert only_answer(request(to=("Anna",), text=("hello",))) is not None
    wrote = ToolCall(tool="send_message", args={"to": "Ann", "text": "hello"})
    assert fitted(wrote, open_text) == ToolCall(tool="send_message", args={"to": "Anna", "text": "hello"})

"""Texts that a model copies from what was said instead of telling them anew: names, places, messages.

Owns the grammar rules of the stretches of an utterance. A small model that may write anything says "家" for "home".
"""

import json
import re
from collections.abc import Iterable, Mapping

from car_assistant.models.base import Copied, Values

MOST_WORDS = 120
"""Words of an utterance, or Chinese characters, from which is copied; what follows belongs to the last one."""

_WORD = re.compile(r"[\u4e00-\u9fff]|[^\W\u4e00-\u9fff](?:[^\s\"\\，。！？；：、,!?;]*[^\W\u4e00-\u9fff])?[+#%°]?")


def sources(values: Iterable[Values]) -> dict[str, str]:
    """A name for the rule of each utterance that ``values`` copy from, by its words."""
    said = [one.words for given in values for among in given.values() for one in among if isinstance(one, Copied)]
    return {words: f"said{number}" for number, words in enumerate(dict.fromkeys(said))}


def stretch_rules(words: str, name: str) -> Mapping[str, str]:
    """GBNF rules: ``name`` is any run of whole words of ``words``, written as there. Empty where there is no word."""
    found = list(_WORD.finditer(words))[:MOST_WORDS]
    if not found:
        return {}
    rules = {name: " | ".join(f"{name}w{at}" for at in range(len(found)))}
    for at, word in enumerate(found):
        rules[f"{name}w{at}"] = literal(word[0])
        if at + 1 < len(found):
            between = words[word.end() : found[at + 1].start()]
            follows = f"({literal(between)} {name}w{at + 1})?" if between else f"{name}w{at + 1}?"
            rules[f"{name}w{at}"] += f" {follows}"
    return rules


def literal(text: str) -> str:
    """``text`` in a GBNF grammar."""
    return json.dumps(text, ensure_ascii=False)

"""Finds people in a phone book by name, part of a name, relation or sound. Owns no people and changes nothing."""

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from car_assistant.text import Name
from car_assistant.world.people import SYLLABLES, Contact

_LEADING = re.compile(r"^(?:(?:my|the|our|to|dear)\s+|我的|我们的|咱们的|我们|咱们|我(?=.))")
_TITLES = re.compile(r"\b(?:doctor|dr)\b")


def find(contacts: Sequence[Contact], who: str) -> tuple[Contact, ...]:
    """Everybody whom ``who`` may mean: none, one or several.

    The strictest reading that finds somebody wins: the whole name, then a relation, then the sound of the whole
    name, then a part of a name.
    """
    plain = _fold(who)
    if not plain:
        return ()
    sound = _sound(plain)
    readings = (
        lambda contact: plain in _full_names(contact),
        lambda contact: plain in map(_fold, contact.relations),
        lambda contact: bool(sound) and sound == contact.pinyin.replace(" ", ""),
        lambda contact: _is_part(plain, contact),
    )
    for reading in readings:
        found = tuple(contact for contact in contacts if reading(contact))
        if found:
            return found
    return ()


def near(contacts: Sequence[Contact], who: str, limit: int = 2) -> tuple[Name, ...]:
    """Names that look like ``who``, for "did you mean"."""
    plain = _fold(who)
    spellings: dict[str, Name] = {}
    for contact in contacts:
        for word in (*_full_names(contact), *_words(contact.name.en)):
            spellings.setdefault(word, contact.name)
    close = get_close_matches(plain, spellings, n=limit * 2, cutoff=0.6)
    return tuple(dict.fromkeys(spellings[word] for word in close))[:limit]


def _full_names(contact: Contact) -> set[str]:
    words = _words(contact.name.en)
    zh = _fold(contact.name.zh)
    return {" ".join(words), " ".join(reversed(words)), zh, zh.replace(" ", "")}


def _is_part(plain: str, contact: Contact) -> bool:
    words = _words(contact.name.en)
    asked = plain.split()
    if all(word in words for word in asked):
        return True
    zh = _fold(contact.name.zh).replace(" ", "")
    heard = plain.replace(" ", "")
    return bool(re.search(r"[\u4e00-\u9fff]", heard)) and (heard in zh or (len(zh) > 1 and zh in heard))


def _words(name: str) -> list[str]:
    return _fold(name).split()


def _sound(plain: str) -> str:
    """``plain`` as toneless pinyin without spaces; empty when a character is not in the table."""
    return "".join(_syllables(plain.replace(" ", "")))


def _syllables(text: str) -> Iterable[str]:
    spelt = [SYLLABLES.get(char, char if char.isascii() else "") for char in text]
    return spelt if all(spelt) else ()


def _fold(text: str) -> str:
    """Lower case, without punctuation, possessives and words such as "my"."""
    text = re.sub(r"['’]s\b", "", text.casefold())
    text = re.sub(r"[^\w\u4e00-\u9fff]+", " ", text).strip()
    text = _TITLES.sub("dr", text) if " " in text else text
    return _LEADING.sub("", text).strip()

"""Tests of speech with the real worker process."""

import wave

import pytest

from car_assistant.events import Lang
from car_assistant.voice.speaker import Speaker, SpeechError


@pytest.fixture
async def speaker():  # type: ignore[no-untyped-def]
    async with Speaker() as one:
        try:
            await one.synthesise("ready", "en")
        except SpeechError as error:
            pytest.skip(str(error))
        yield one


@pytest.mark.parametrize(("text", "lang"), [("The window is opening.", "en"), ("车窗正在打开。", "zh")])
async def test_a_reply_becomes_sound(speaker: Speaker, text: str, lang: Lang) -> None:
    """A reply in either language becomes a WAV file of plausible length."""
    path = await speaker.synthesise(text, lang)
    with wave.open(str(path)) as sound:
        assert 0.5 < sound.getnframes() / sound.getframerate() < 8


async def test_speech_goes_on_after_it_was_stopped(speaker: Speaker) -> None:
    """Stopping kills the worker, and the next reply is spoken all the same."""
    await speaker.stop()
    assert (await speaker.synthesise("Here again.", "en")).exists()

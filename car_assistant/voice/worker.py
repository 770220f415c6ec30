"""Turns text into WAV files with pyttsx3, in a process of its own. Reads one JSON object a line, answers with one.

pyttsx3's espeak driver cannot be stopped in mid-sentence and may end its process without a word, so it never runs in
the process of the conversation: whoever wants silence kills this one.

In: ``{"text": ..., "lang": "en"|"zh", "path": ...}``. Out: ``{"path": ...}`` or ``{"error": ...}``.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

VOICES = {"en": ("en-us", "en", "gmw/en-US"), "zh": ("cmn-latn-pinyin", "cmn", "zh")}
"""Parts of the voice id to look for, best first. With Hanzi the pinyin voice reads better than the plain one."""


def main() -> None:
    answers, sys.stdout = sys.stdout, sys.stderr  # pyttsx3 prints where the answers go
    engine = _engine()
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            _say(engine, asked["text"], asked["lang"], Path(asked["path"]))
            answer = {"path": asked["path"]}
        except Exception as error:  # noqa: BLE001 - a driver may raise anything; the conversation must hear of it
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), file=answers, flush=True)


def _engine() -> Any:
    _bundled_espeak()
    import pyttsx3

    return pyttsx3.init()


def _bundled_espeak() -> None:
    """Use espeakng-loader's library where it is installed and the system has none of its own."""
    try:
        import espeakng_loader
    except ImportError:
        return
    import ctypes

    os.environ["ESPEAK_DATA_PATH"] = espeakng_loader.get_data_path()
    ctypes.CDLL(espeakng_loader.get_library_path())


def _say(engine: Any, text: str, lang: str, path: Path) -> None:
    voice = _voice(engine, lang)
    if voice:
        engine.setProperty("voice", voice)
    engine.save_to_file(text, str(path))
    engine.runAndWait()
    if not path.exists() or path.stat().st_size <= 44:  # a WAV header without sound
        raise RuntimeError("the speech engine wrote no sound")


def _voice(engine: Any, lang: str) -> str | None:
    ids = [voice.id for voice in engine.getProperty("voices")]
    for part in VOICES.get(lang, ()):
        for voice in ids:
            if voice.rsplit("/", 1)[-1].lower() == part or voice.lower() == part:
                return str(voice)
    return next((str(voice) for part in VOICES.get(lang, ()) for voice in ids if part in voice.lower()), None)


if __name__ == "__main__":
    main()

"""``car-assistant models``: what could answer here, and how to get it. Chooses nothing."""

import asyncio

from car_assistant.config import Settings
from car_assistant.console.listings import print_json, print_table
from car_assistant.console.progress import Reporter
from car_assistant.errors import ModelError, WeightsError
from car_assistant.models.choose import best, pull_tag
from car_assistant.models.ollama_server import Offer, offers
from car_assistant.models.weights import WeightsInfo, fetch, find, load_models, named


async def list_models(settings: Settings, *, as_json: bool) -> int:
    """Print every known model: the embedded ones, then those of a reachable Ollama."""
    rows = [await asyncio.to_thread(_embedded, info, settings) for info in load_models().values()]
    try:
        found = await offers(settings.ollama_host)
    except ModelError as error:
        found, missing = [], str(error)
    else:
        missing = ""
    rows += [_on_ollama(offer, best(found)) for offer in found]
    if as_json:
        print_json(rows)
        return 0
    print_table(("model", "side", "size", "state"), [tuple(row.values())[:4] for row in rows])
    if missing:
        Reporter().tell(missing)
    return 0


async def pull(settings: Settings, name: str | None) -> int:
    """Fetch weights, or let Ollama fetch what is written ``ollama:TAG``.

    Raises ``WeightsError`` or ``ModelError`` with the way out.
    """
    reporter = Reporter()
    side, _, rest = (name or "").partition(":")
    if side == "ollama" and rest:
        await pull_tag(settings, rest, reporter.progress)
        reporter.tell(f"Ollama has {rest}")
        return 0
    info = named((rest if side == "embedded" else name) or None)
    path = await fetch(
        info,
        lambda done, total, source: reporter.progress(done, total, f"fetching {info.name} from {source}"),
        cache=settings.cache,
    )
    reporter.tell(f"{info.name} is whole, at {path}")
    return 0


def _embedded(info: WeightsInfo, settings: Settings) -> dict[str, object]:
    path = None
    try:
        path = find(info, file=settings.weights, cache=settings.cache)
        state = "here" if path else f"can be fetched: car-assistant models pull {info.name}"
    except WeightsError as error:
        state = str(error)
    return {
        "model": info.name,
        "side": "embedded",
        "size": f"{info.size / 1e9:.1f} GB",
        "state": state,
        "file": str(path) if path else None,
        "quantisation": info.quantisation,
        "licence": info.licence,
    }


def _on_ollama(offer: Offer, chosen: str | None) -> dict[str, object]:
    can = ", ".join(offer.capabilities)
    return {
        "model": f"ollama:{offer.tag}",
        "side": "ollama",
        "size": f"{offer.billions:.1f} B parameters",
        "state": f"{can}; chosen when none is named" if offer.tag == chosen else can,
        "file": None,
        "quantisation": None,
        "licence": None,
    }

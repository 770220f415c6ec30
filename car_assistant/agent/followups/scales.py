"""Words for more and less of what a tool sets: loud and quiet, bright and dark. Owns words; decides nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from car_assistant.events import Lang

BIT = (
    r"(?:(?:just |only |still |yet |even )*(?:(?:a|one|another) (?:(?:little|tiny|wee) )?"
    r"(?:bit|touch|tad|notch|step|level|little|smidge|hair)|a little|slightly|somewhat|some|even|still)? ?)?"
)
DO = r"(?:(?:make|turn|put|bring|set|take|move|have|go|give) ?(?:it|that|them|this)? )?"
"""Patterns for "a bit" and for "make it", both of which may be missing."""


@dataclass(frozen=True, kw_only=True)
class Scale:
    """Words for more and less of one quantity, and the tools that have it."""

    tools: str
    """A pattern for their names."""
    up: Mapping[Lang, str]
    down: Mapping[Lang, str]
    more: str = ""
    """English comparatives of ``up``; Chinese compares with the plain word."""
    less: str = ""


SCALES = (
    Scale(
        tools=r"^(?!.*(?:window|sunroof|shade))",
        up={"en": "high|big|large", "zh": "高|大|多"},
        down={"en": "low|small|little", "zh": "低|小|少"},
        more="higher|up|bigger",
        less="lower|down|smaller",
    ),
    Scale(
        tools="window|sunroof|shade",
        up={"en": "wide|far open|wide open|open", "zh": "大|宽"},
        down={"en": "narrow|closed", "zh": "小|窄"},
        more="wider|wider open|more open|further open",
        less="narrower|less open|more closed|further closed",
    ),
    Scale(
        tools="volume",
        up={"en": "loud|noisy", "zh": "响|吵|大声"},
        down={"en": "quiet|soft", "zh": "轻|小声|安静"},
        more="louder",
        less="quieter|softer",
    ),
    Scale(
        tools="temperature",
        up={"en": "warm|hot", "zh": "热|暖|暖和|烫"},
        down={"en": "cold|cool|chilly", "zh": "冷|凉|凉快"},
        more="warmer|hotter",
        less="cooler|colder",
    ),
    Scale(
        # "Too cold" and "warmer" may mean the air; the seat itself is only ever too hot.
        tools="heating",
        up={"en": "warm|hot|strong", "zh": "烫|强"},
        down={"en": "weak", "zh": "弱"},
        more="hotter|stronger",
        less="weaker",
    ),
    Scale(
        tools="brightness",
        up={"en": "bright", "zh": "亮|刺眼"},
        down={"en": "dark|dim", "zh": "暗|黑"},
        more="brighter",
        less="darker|dimmer",
    ),
    Scale(
        tools="cruise_speed|fan",
        up={"en": "fast", "zh": "快"},
        down={"en": "slow", "zh": "慢"},
        more="faster|quicker",
        less="slower",
    ),
    Scale(
        tools="massage|lumbar|ventilation|fan",
        up={"en": "strong|hard|firm|intense", "zh": "强|重|硬|用力"},
        down={"en": "weak|soft|gentle", "zh": "弱|轻|软"},
        more="stronger|harder|firmer",
        less="weaker|softer|gentler|lighter",
    ),
)


def wishes(plain: str, compared: str, lang: Lang) -> Sequence[str]:
    """Patterns for wanting more of a quantity."""
    if lang == "en":
        return (
            rf"{DO}{BIT}(?:{compared})(?: {BIT.rstrip()})?(?: again)?",
            rf"(?:(?:it's|that's|it is|that is) )?(?:still )?not (?:quite )?(?:{plain}) enough(?: yet)?",
        )
    some = r"(?:一?点(?:点|儿)?|一?些|一档|一格|一级)"
    return (
        rf"(?:还是?|再|更|稍微|再稍微|还要|还要再)?(?:调|弄|开|放|变)?(?:更)?(?:{plain}){some}",
        rf"(?:再|更|还要)(?:{plain})",
        rf"(?:还|还是)?不够(?:{plain})",
    )


def complaints(plain: str, lang: Lang) -> Sequence[str]:
    """Patterns for there being too much of a quantity."""
    if lang == "en":
        return (
            (
                r"(?:(?:it's|that's|it is|that is|this is) )?(?:(?:still|a (?:little )?bit|a little|slightly|way|far|"
                rf"much|now|just|again) )*too (?:{plain})(?: now| for me| again)?"
            ),
            rf"(?:no )?not (?:quite )?(?:so|that|as|this) (?:{plain})(?: though)?",
            rf"(?:it's |i'm |we're |it is )?still (?:quite |pretty |very |really |rather )?(?!open|wide)(?:{plain})",
        )
    return (
        rf"(?:现在|这|这样)?(?:还|还是|又)?(?:有点|有些)?(?:太|过于)(?:{plain})(?:了(?:一?点)?)?",
        rf"(?:还|还是)?(?:有点|有些)(?:{plain})了?",
        rf"(?:没|不要|不用|别|用不着)(?:有)?(?:必要)?(?:那么|这么|太|调那么|开那么)(?:{plain})",
        rf"(?:{plain})了(?:一?点|点儿)?",
        rf"(?:我)?(?:还|还是|仍然|依然)(?:很|好|挺|觉得)?(?:{plain})",
    )

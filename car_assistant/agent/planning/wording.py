"""What a stretch of an utterance is by its form: a remark, the beginning of a message, a courtesy, a filler.

Knows words, no tool and no lesson.
"""

import re

REMARK = re.compile(
    r"^(?:(?:because|since|cause|as) )?(?:it(?:['’]s| is| feels| smells| gets| looks)|that['’]s|"
    r"there(?:['’]s| is| are)|i(?:['’]m| am| can['’]t| cannot| can (?:hardly|barely)| feel| hate|['’]ve)|"
    r"we(?:['’]re| are| can['’]t)|my \w+(?:['’]s| is| are| hurts?)|(?:the|this) (?:\w+ ){1,3}(?:is|are|was)|"
    r"he|she|they|someone|somebody|everyone|everybody|nobody)\b"
    r"(?!.*\b(?:want|need|like|please|should|could|would|turn|open|close|set|put)\b)|"
    r"^(?=.*(?:太|好|有点|真|这么|那么|快|都|了|着|得|不))"
    r"(?!.*(?:打|[关调把放播导给帮设换切停挂接锁读发找取提回去走暂继]|开(?!车)))[\u4e00-\u9fff]+$",
    re.IGNORECASE,
)
"""Sentences that tell how things are: beside a command, its reason; alone, a wish in other words."""

TELLS = re.compile(
    r"(?:please |and |then |just )*(?:(?:text|tell|message|email|write|reply|answer|ask|remind)\b|let \w+ know\b)|"
    r"(?:请|帮我|再|顺便)*(?:告诉|提醒|回复|通知|(?:给|跟)\w{1,5}?(?:发|说|回))",
    re.IGNORECASE,
)
"""Beginnings of messages: what they tell is worded as a remark, they are none."""

COURTESY = re.compile(
    r"(?:(?:many |no )?thanks?(?: you| a lot| so much| very much| then)?|cheers|please|sorry|excuse me|"
    r"(?:good|great|nice|lovely)(?: one)?|honey|darling|dear|love|sweetheart|mate|buddy|(?:hey )?car|亲爱的|宝贝|"
    r"谢谢|谢了|多谢|谢谢你|麻烦(?:你|了)|辛苦(?:你|了)|劳驾|拜托|不好意思|你好)[了啦啊呀哈你您 ]*[.!。！]*",
    re.IGNORECASE,
)
"""Words that only are polite: they tell nothing of what is wanted."""

FILLER = re.compile(
    r"(?:right|ok(?:ay)?|well|so|now|hey|look|yeah|yes|no|oh|ah|u[hm]+|er+m*|hm+|please|"
    r"嗯+|哎+|喂|欸|诶|那个|好[的吧]?|对|行|"
    r"(?:on |at |the )*(?:level|stage|setting|notch) \w+|"
    r"(?:on |at |the )*(?:lowest|highest|full|max(?:imum)?|high|low|medium|strongest|weakest)"
    r"(?: (?:level|power|setting|strength|heat|blast|whack|one))?|"
    r"all the way(?: (?:up|down|open|closed|in|out))?|"
    r"[开用要来]?到?(?:最?[高中低大小强弱]|[一二两三四五1-5])那?[档挡级](?:[就吧呗]|就行|就好|就够了?)?|最[大强高低小弱]的?)"
    r"[ .!！]*",
    re.IGNORECASE,
)
"""Fillers and bare levels: never a command beside others. Alone, "right" may well be one."""

_MESSAGE = re.compile(
    r"\b(?:text|message|e-?mail|note)\b|发.{0,4}(?:消息|信息|微信|短信|邮件)|(?:消息|微信|短信|邮件)给", re.IGNORECASE
)
_SAYS = re.compile(
    r"(?:saying|say|telling|tell (?:him|her|them)|that|with the words)\b|就?说|告诉[他她]|内容", re.IGNORECASE
)


def goes_on_telling(first: str, second: str) -> bool:
    """Whether ``second`` is what the message of ``first`` says: "send Anna a message, tell her I'm late"."""
    return _MESSAGE.search(first) is not None and _SAYS.match(second) is not None

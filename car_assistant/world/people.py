"""The people in the built-in phone book, as data. Owns names, numbers and relations; looks nobody up.

Everybody is invented; numbers and addresses lead nowhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from car_assistant.text import Name

NumberKind = Literal["mobile", "work", "home"]


@dataclass(frozen=True, kw_only=True)
class Contact:
    """Somebody in the phone book."""

    key: str
    name: Name
    numbers: Mapping[NumberKind, str]
    """In the order in which they are tried when nobody says which."""
    email: str = ""
    pinyin: str = ""
    """The Chinese name without tones, one word a character; empty where the Chinese name is a transcription."""
    relations: tuple[str, ...] = field(default=())
    """What the driver may call this person, in both languages."""

    def number(self, kind: NumberKind | None = None) -> str | None:
        """The number of that kind, or without a kind the first; ``None`` where there is none."""
        return next(iter(self.numbers.values()), None) if kind is None else self.numbers.get(kind)


def _contact(
    en: str,
    zh: str,
    *,
    mobile: str = "",
    work: str = "",
    home: str = "",
    mail: bool = True,
    pinyin: str = "",
    called: str = "",
) -> Contact:
    key = en.lower().replace(".", "").replace(" ", "_")
    numbers: dict[NumberKind, str] = {}
    if mobile:
        numbers["mobile"] = f"555-{mobile}"
    if home:
        numbers["home"] = f"555-{home}"
    if work:
        numbers["work"] = f"555-{work}"
    return Contact(
        key=key,
        name=Name(en, zh),
        numbers=numbers,
        email=f"{key.replace('_', '.')}@example.com" if mail else "",
        pinyin=pinyin,
        relations=tuple(word.strip() for word in called.split(",") if word),
    )


CONTACTS: tuple[Contact, ...] = (
    _contact(
        "Mum",
        "妈妈",
        mobile="0101",
        home="0102",
        pinyin="ma ma",
        called="mom, mama, mommy, mother, 妈, 老妈, 母亲, 我妈",
    ),
    _contact(
        "Dad", "爸爸", mobile="0103", home="0102", pinyin="ba ba", called="daddy, papa, father, 爸, 老爸, 父亲, 我爸"
    ),
    _contact(
        "Fang Wang",
        "王芳",
        mobile="0104",
        work="0105",
        pinyin="wang fang",
        called="wife, darling, honey, 老婆, 妻子, 太太, 爱人, 媳妇, 夫人",
    ),
    _contact("Grandma", "奶奶", home="0106", mail=False, pinyin="nai nai", called="granny, grandmother, nan, 祖母"),
    _contact("Lele", "乐乐", mobile="0107", mail=False, pinyin="le le", called="son, boy, 儿子"),
    _contact("Duoduo", "朵朵", mobile="0108", mail=False, pinyin="duo duo", called="daughter, girl, 女儿, 闺女"),
    _contact("Xiaoyu", "小雨", mobile="0109", work="0110", pinyin="xiao yu", called="sister, 妹妹, 妹"),
    _contact("Xiaojun", "小军", mobile="0111", pinyin="xiao jun", called="brother, 弟弟, 弟"),
    _contact("Anna Schmidt", "安娜·施密特", mobile="0112", work="0113"),
    _contact("Anna Keller", "安娜·凯勒", mobile="0114", home="0115"),
    _contact("Ming Li", "李明", mobile="0116", work="0117", pinyin="li ming"),
    _contact("Min Li", "李敏", mobile="0118", pinyin="li min"),
    _contact(
        "Wei Zhang",
        "张伟",
        mobile="0119",
        work="0120",
        pinyin="zhang wei",
        called="boss, manager, chief, 老板, 领导, 经理, 上司, 张总",
    ),
    _contact(
        "Na Chen", "陈娜", mobile="0121", work="0122", pinyin="chen na", called="assistant, secretary, 助理, 秘书"
    ),
    _contact("Dr. Chen", "陈医生", work="0123", pinyin="chen yi sheng", called="doctor, physician, 医生, 大夫, 陈大夫"),
    _contact("Ben Carter", "本·卡特", mobile="0124", home="0125", called="best friend"),
    _contact("Lisa Brown", "丽莎·布朗", mobile="0126", work="0127"),
    _contact("Tom Fischer", "汤姆·费舍尔", mobile="0128"),
    _contact("Emma Wilson", "艾玛·威尔逊", mobile="0129", home="0130"),
    _contact("James Miller", "詹姆斯·米勒", mobile="0131", work="0132"),
    _contact("Sophie Martin", "索菲·马丁", home="0133", mobile="0134", called="neighbour, neighbor, 邻居"),
    _contact("Oliver Green", "奥利弗·格林", mobile="0135"),
    _contact("Tao Sun", "孙涛", mobile="0136", pinyin="sun tao", called="哥们"),
    _contact("Jing Zhou", "周静", mobile="0137", work="0138", pinyin="zhou jing"),
    _contact("Qiang Wu", "吴强", mobile="0139", pinyin="wu qiang", called="landlord, 房东"),
    _contact("Hui Xu", "徐慧", mobile="0140", home="0141", pinyin="xu hui", called="mother-in-law, 丈母娘, 岳母"),
    _contact("Teacher Liu", "刘老师", work="0142", pinyin="liu lao shi", called="teacher, class teacher, 老师, 班主任"),
    _contact(
        "Master Zhao",
        "赵师傅",
        mobile="0143",
        work="0144",
        mail=False,
        pinyin="zhao shi fu",
        called="mechanic, garage, workshop, repair shop, 修车师傅, 修车店, 维修师傅",
    ),
    _contact(
        "Property Office",
        "物业",
        work="0145",
        mail=False,
        pinyin="wu ye",
        called="property management, caretaker, 物业公司, 物业管理",
    ),
    _contact(
        "Roadside Assistance",
        "道路救援",
        work="0146",
        mail=False,
        pinyin="dao lu jiu yuan",
        called="breakdown service, tow truck, 救援, 拖车",
    ),
)

SYLLABLES: Mapping[str, str] = {
    character: syllable
    for syllable, characters in {
        "an": "安",
        "ba": "爸",
        "chen": "陈晨辰沉",
        "dao": "道",
        "duo": "朵多",
        "fang": "芳方放房",
        "fu": "傅付夫",
        "hui": "慧惠会辉",
        "jing": "静晶京敬婧",
        "jiu": "救",
        "jun": "军君俊均",
        "lao": "老",
        "le": "乐",
        "li": "李里丽莉黎",
        "liu": "刘留柳",
        "lu": "路",
        "ma": "妈马",
        "min": "敏民闽",
        "ming": "明名鸣铭",
        "na": "娜那纳",
        "nai": "奶",
        "qiang": "强墙",
        "sheng": "生",
        "shi": "师施",
        "sun": "孙笋",
        "tao": "涛陶桃滔",
        "wang": "王汪旺",
        "wei": "伟威维卫",
        "wu": "吴武物五",
        "xiao": "小晓",
        "xu": "徐许",
        "ye": "业",
        "yi": "医",
        "yu": "雨语宇玉",
        "yuan": "援",
        "zhang": "张章",
        "zhao": "赵照",
        "zhou": "周洲舟",
    }.items()
    for character in characters
}
"""Characters of the names above and others that sound alike, so that a name written as it was heard is found."""

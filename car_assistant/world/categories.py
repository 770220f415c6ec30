"""What people call kinds of places, in both languages. Owns the words only; ``search.py`` uses them."""

from collections.abc import Mapping
from dataclasses import dataclass

from car_assistant.text import Name


@dataclass(frozen=True)
class Category:
    """A kind of place: how it is spoken, and the words that mean it."""

    name: Name
    words: tuple[str, ...]


def _parse(table: str) -> dict[str, Category]:
    found = {}
    for row in table.strip().splitlines():
        tag, en, zh, words = (cell.strip() for cell in row.split("|"))
        found[tag] = Category(Name(en, zh), (tag, en.casefold(), zh, *(word.strip() for word in words.split(","))))
    return found


CATEGORIES: Mapping[str, Category] = _parse("""
restaurant | restaurant | 餐厅 | chinese food, food, eat, dinner, lunch, something to eat, 饭店, 吃饭, 吃的, 餐馆, 中餐
sichuan | Sichuan restaurant | 川菜馆 | sichuan food, spicy food, something spicy, szechuan, 川菜, 四川菜, 辣的
hotpot | hotpot restaurant | 火锅店 | hot pot, hotpot, 火锅, 涮肉, 涮羊肉
cantonese | Cantonese restaurant | 粤菜馆 | cantonese food, dim sum, 粤菜, 广东菜, 早茶
noodles | noodle restaurant | 面馆 | noodles, noodle shop, noodle place, 面条, 拉面店, 牛肉面, 吃面
dumplings | dumpling restaurant | 饺子馆 | dumplings, dumpling, 饺子, 小笼包, 包子
seafood | seafood restaurant | 海鲜餐厅 | seafood, fish restaurant, 海鲜, 海鲜店
barbecue | barbecue restaurant | 烧烤店 | barbecue, bbq, skewers, 烧烤, 烤串, 撸串
vegetarian | vegetarian restaurant | 素食餐厅 | vegetarian, vegan, vegetarian food, vegan restaurant, 素食, 素菜, 素菜馆
muslim | halal restaurant | 清真餐厅 | halal, halal food, muslim food, 清真
northeastern | northeastern restaurant | 东北菜馆 | dongbei food, 东北菜
hunan | Hunan restaurant | 湘菜馆 | hunan food, 湘菜, 湖南菜
local | local restaurant | 本地菜馆 | local food, local cuisine, 本地菜, 本帮菜, 当地菜
japanese | Japanese restaurant | 日本料理店 | japanese, sushi, ramen, japanese food, 日料, 日本料理, 寿司, 日本菜
korean | Korean restaurant | 韩国餐厅 | korean, korean food, 韩餐, 韩国料理, 韩国烤肉, 韩国菜
thai | Thai restaurant | 泰国餐厅 | thai, thai food, 泰国菜
vietnamese | Vietnamese restaurant | 越南餐厅 | vietnamese, pho, 越南菜, 河粉
indian | Indian restaurant | 印度餐厅 | indian, indian food, curry, 印度菜, 咖喱
italian | Italian restaurant | 意大利餐厅 | italian, italian food, pasta, 意大利菜, 意餐, 意面
pizza | pizza place | 披萨店 | pizza, pizzeria, 披萨, 比萨
french | French restaurant | 法国餐厅 | french, french food, 法国菜, 法餐
german | German restaurant | 德国餐厅 | german, german food, 德国菜
spanish | Spanish restaurant | 西班牙餐厅 | spanish, tapas, 西班牙菜
mexican | Mexican restaurant | 墨西哥餐厅 | mexican, tacos, 墨西哥菜
steak | steakhouse | 牛排馆 | steak, 牛排, 西餐
burger | burger place | 汉堡店 | burger, burgers, hamburger, 汉堡
fastfood | fast food restaurant | 快餐店 | fast food, quick bite, 快餐
chicken | fried chicken place | 炸鸡店 | fried chicken, chicken, 炸鸡
coffee | coffee shop | 咖啡店 | coffee, cafe, café, coffee place, espresso, latte, 咖啡, 咖啡馆, 咖啡厅, 喝咖啡
tea | tea house | 茶馆 | tea, milk tea, bubble tea, 奶茶, 茶, 喝茶, 奶茶店
bakery | bakery | 面包店 | bread, cake, cakes, pastry, 面包, 蛋糕, 蛋糕店
bar | bar | 酒吧 | pub, beer, drinks, 喝酒
supermarket | supermarket | 超市 | groceries, grocery, grocery store, 买菜, 菜市场, 商超
convenience | convenience store | 便利店 | corner shop, kiosk, 小卖部
hospital | hospital | 医院 | emergency room, 看病, 急诊
clinic | clinic | 诊所 | doctor, 看医生
eye | eye clinic | 眼科诊所 | optician, 眼科
dental | dental clinic | 口腔诊所 | dentist, 牙医, 牙科, 看牙
vet | animal hospital | 宠物医院 | vet, veterinarian, 兽医
pharmacy | pharmacy | 药店 | chemist, drugstore, medicine, drug store, 药房, 买药, 大药房
school | school | 学校 | primary school, middle school, 小学, 中学
kindergarten | kindergarten | 幼儿园 | nursery, 托儿所
university | university | 大学 | college, campus, 高校, 学院
park | park | 公园 | garden, playground, 散步的地方
museum | museum | 博物馆 | gallery, exhibition, 美术馆, 展览
hotel | hotel | 酒店 | place to sleep, place to stay, motel, inn, 宾馆, 旅馆, 住宿, 住的地方
mall | shopping mall | 商场 | mall, shopping centre, shopping center, shops, 购物中心, 购物, 逛街
airport | airport | 机场 | flights, terminal, 飞机场
railway | railway station | 火车站 | train station, station, 高铁站, 车站
bus | bus station | 汽车站 | coach station, 客运站, 长途汽车站
ferry | ferry terminal | 码头 | ferry, 轮渡, 客运码头
cinema | cinema | 电影院 | movie theater, movie theatre, movies, movie, film, 影院, 看电影, 影城
gym | gym | 健身房 | fitness, workout, swimming pool, yoga, 健身, 游泳馆, 运动馆
bank | bank | 银行 | atm, cash, cash machine, 取款机, 取钱, 提款机
carwash | car wash | 洗车店 | carwash, wash the car, wash my car, 洗车, 洗车行
parking | car park | 停车场 | parking, parking lot, parking space, parking garage, 停车, 停车位, 车位
toilet | toilet | 洗手间 | toilets, restroom, bathroom, washroom, loo, 厕所, 公厕, 卫生间, 上厕所
campsite | campsite | 营地 | camping, camp, camping site, campground, 露营, 露营地, 野营
beach | beach | 海滩 | seaside, sea, 沙滩, 海边
lake | lake | 湖 | lakeside, 湖边
office | office building | 写字楼 | office, tower, 办公楼, 大厦
garage | garage | 汽修店 | repair shop, car repair, workshop, mechanic, service centre, tyre shop, 修车, 汽修, 修理厂
police | police station | 派出所 | police, 公安局, 警察局, 警察
library | library | 图书馆 | 看书的地方
stadium | stadium | 体育场 | arena, sports ground, 体育馆
zoo | zoo | 动物园 | animals
aquarium | aquarium | 水族馆 | ocean park, 海洋馆, 海洋公园
attraction | sight | 景点 | sights, attraction, attractions, sightseeing, tourist attraction, 旅游景点, 好玩的地方, 名胜
theatre | theatre | 剧院 | theater, concert, opera, 剧场, 音乐厅
bookshop | bookshop | 书店 | books, bookstore, 买书
post | post office | 邮局 | mail, parcel, 寄信, 寄快递
charger | charging station | 充电站 | charging, charge, 充电桩, 充电, 充电点
fast | fast charging station | 快充站 | fast charger, fast charging, 快充, 快充桩
super | supercharging station | 超级充电站 | supercharger, super charger, 超充, 超充站
residence | residential area | 小区 | apartments, 住宅
""")
"""Categories by the tag that places carry."""

_FILLERS_EN = frozenset(
    "a an the any some nearest closest nearby near here me close by next find good best to of open now place places "
    "around us in this city somewhere another my cheap cheapest".split()
)
_FILLERS_ZH = (
    "最近的",
    "附近的",
    "离我最近的",
    "附近",
    "最近",
    "一家",
    "一个",
    "一些",
    "哪里有",
    "哪儿有",
    "好吃的",
    "的地方",
    "好的",
    "的",
)


def bare(text: str) -> str:
    """``text`` in lower case without the words that say "the nearest ..."."""
    folded = text.casefold().strip(" .,!?。，！？'\"")
    words = [word for word in folded.split() if word not in _FILLERS_EN]
    kept = " ".join(words) or folded
    for filler in _FILLERS_ZH:
        if len(kept) > len(filler):
            kept = kept.replace(filler, "")
    return kept


_BY_WORD = {form: tag for tag, kind in CATEGORIES.items() for word in kind.words for form in (word, bare(word))}


def category_of(text: str) -> str | None:
    """The tag of the category that ``text`` names, such as ``coffee`` for "the nearest café"; None for a name."""
    kept = bare(text)
    for form in (
        kept,
        kept.removesuffix("s"),
        kept.removesuffix("es"),
        kept.removesuffix("店"),
        kept.removesuffix("馆"),
    ):
        if form in _BY_WORD:
            return _BY_WORD[form]
    singular = " ".join(word.removesuffix("s") for word in kept.split())
    return _BY_WORD.get(singular) or _BY_WORD.get(kept.replace("ies", "y"))

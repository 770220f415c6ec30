"""What can be played, as data: tracks, playlists, podcasts, radio stations. All of it is invented; plays nothing."""

from dataclasses import dataclass

from car_assistant.text import Name


@dataclass(frozen=True, kw_only=True)
class Track:
    """A song or an episode of a podcast."""

    title: Name
    artist: Name
    album: Name
    genre: str


@dataclass(frozen=True, kw_only=True)
class Playlist:
    """Tracks in an order, under a name."""

    name: Name
    tracks: tuple[Track, ...]


@dataclass(frozen=True, kw_only=True)
class Station:
    """A radio station."""

    name: Name
    mhz: float
    """Frequency on FM."""
    words: tuple[str, ...]
    """What kind of station it is, in both languages."""


GENRES: dict[str, tuple[str, ...]] = {
    "pop": ("pop", "pop music", "流行", "流行歌", "流行音乐"),
    "rock": ("rock", "rock music", "摇滚", "摇滚乐"),
    "jazz": ("jazz", "jazz music", "爵士", "爵士乐", "smooth jazz"),
    "classical": (
        "classical",
        "classic",
        "classical music",
        "古典",
        "古典乐",
        "古典音乐",
        "piano",
        "钢琴",
        "钢琴曲",
        "轻音乐",
    ),
    "folk": ("folk", "folk music", "民谣"),
    "electronic": ("electronic", "dance", "techno", "electronic music", "电子", "电子乐", "电子音乐", "舞曲"),
    "children": ("children", "kids", "nursery rhymes", "children's songs", "kids songs", "儿歌", "童谣"),
    "mandopop": ("chinese", "mandarin", "mandopop", "chinese music", "华语", "国语", "中文歌", "华语流行"),
    "podcast": ("podcast", "podcasts", "播客"),
}
"""Kinds of music and the words for them."""


def _album(genre: str, artist: Name, album: Name, *titles: tuple[str, str]) -> tuple[Track, ...]:
    return tuple(Track(title=Name(en, zh), artist=artist, album=album, genre=genre) for en, zh in titles)


TRACKS: tuple[Track, ...] = (
    *_album(
        "pop",
        Name("Paper Lanterns", "纸灯笼乐队"),
        Name("Postcards", "明信片"),
        ("Paper Moon Road", "纸月亮公路"),
        ("Second Cup of Coffee", "第二杯咖啡"),
        ("Window Seat", "靠窗的座位"),
        ("Tomorrow's Umbrella", "明天的雨伞"),
        ("Yellow Bicycle", "黄色自行车"),
        ("Slow Elevator", "慢电梯"),
    ),
    *_album(
        "rock",
        Name("Velvet Otters", "丝绒水獭"),
        Name("Loud River", "喧闹的河"),
        ("Thunder on Tuesday", "星期二的雷"),
        ("Gravel and Gold", "碎石与金"),
        ("Engine of Rain", "雨的引擎"),
        ("No Brakes Downhill", "下坡不刹车"),
        ("Last Exit North", "北方最后出口"),
    ),
    *_album(
        "electronic",
        Name("Circuit Garden", "电路花园"),
        Name("Night Shift", "夜班"),
        ("Neon Rain Check", "霓虹雨"),
        ("Glass Highway", "玻璃公路"),
        ("Low Orbit", "低轨道"),
        ("Midnight Charger", "午夜充电站"),
        ("Signal Lost", "信号丢失"),
    ),
    *_album(
        "jazz",
        Name("Blue Kettle Trio", "蓝水壶三重奏"),
        Name("Steam", "蒸汽"),
        ("Rain on the Kettle", "壶上的雨"),
        ("Seven Steps to the Tram", "走七步到电车"),
        ("Lazy Harbour", "慵懒的港湾"),
        ("After the Market", "散市之后"),
        ("Two Spoons", "两把勺子"),
    ),
    *_album(
        "classical",
        Name("Haitang Chamber Orchestra", "海棠室内乐团"),
        Name("Four Small Gardens", "四座小花园"),
        ("Garden in March", "三月花园"),
        ("Garden in June", "六月花园"),
        ("Garden in September", "九月花园"),
        ("Garden in December", "十二月花园"),
        ("Evening Piano", "黄昏钢琴"),
    ),
    *_album(
        "folk",
        Name("Qingshi Lane", "青石巷"),
        Name("Old Street", "老街"),
        ("Letter from the South", "南方来信"),
        ("The Ferryman's Lamp", "渡船的灯"),
        ("Osmanthus Rain", "桂花雨"),
        ("Home by the Bridge", "桥边的家"),
        ("Tea Gone Cold", "凉了的茶"),
    ),
    *_album(
        "mandopop",
        Name("Cats on Clouds", "云上的猫"),
        Name("Weightless", "失重"),
        ("Weightless City", "失重城市"),
        ("See You at the Corner", "街角见"),
        ("Summer on Speaker", "夏天公放"),
        ("Your Playlist", "你的歌单"),
        ("Sunday Lasts", "星期天很长"),
    ),
    *_album(
        "mandopop",
        Name("North Shore Band", "北岸乐队"),
        Name("Lighthouse", "灯塔"),
        ("Lighthouse", "灯塔"),
        ("Against the Wind", "逆风而行"),
        ("Train at Five", "五点的火车"),
        ("Stars over the Ring Road", "环路上的星星"),
        ("Not Going Home Yet", "先不回家"),
    ),
    *_album(
        "children",
        Name("Bouncing Turnips", "蹦蹦萝卜"),
        Name("Hop Along", "一起跳"),
        ("Ten Sleepy Ducks", "十只瞌睡鸭"),
        ("The Bus Goes Up the Hill", "公交车爬山坡"),
        ("Little Turnip", "小萝卜"),
        ("Brush Your Teeth", "刷牙歌"),
        ("Good Night, Moon Rabbit", "晚安月兔"),
    ),
    *_album(
        "podcast",
        Name("The Charging Hour", "充电一小时"),
        Name("The Charging Hour", "充电一小时"),
        ("Why Batteries Dislike the Cold", "电池为什么怕冷"),
        ("A Thousand Kilometres in a Day", "一天一千公里"),
    ),
    *_album(
        "podcast",
        Name("Morning Ledger", "早间账本"),
        Name("Morning Ledger", "早间账本"),
        ("The Price of a Bowl of Noodles", "一碗面的价格"),
        ("Who Owns the Night Bus", "夜班车属于谁"),
    ),
    *_album(
        "podcast",
        Name("Bedtime for Robots", "机器人睡前故事"),
        Name("Bedtime for Robots", "机器人睡前故事"),
        ("The Vacuum That Went to Sea", "出海的吸尘器"),
        ("The Lift That Was Afraid of Heights", "恐高的电梯"),
    ),
)


def _every(*genres: str) -> tuple[Track, ...]:
    return tuple(track for track in TRACKS if track.genre in genres)


PLAYLISTS: tuple[Playlist, ...] = (
    Playlist(name=Name("Daily Drive", "每日推荐"), tracks=tuple(t for t in TRACKS if t.genre != "podcast")[::4]),
    Playlist(name=Name("Road Trip", "自驾之旅"), tracks=_every("rock", "pop")[::2]),
    Playlist(name=Name("Calm Evening", "安静的夜晚"), tracks=_every("jazz", "classical")[::2]),
    Playlist(name=Name("Favourites", "我喜欢的音乐"), tracks=_every("pop", "mandopop", "folk")[1::3]),
    Playlist(name=Name("Family Trip", "全家出游"), tracks=_every("children", "pop")[::2]),
    Playlist(name=Name("Night Ride", "夜行"), tracks=_every("electronic")),
    Playlist(name=Name("Wake Up", "提神醒脑"), tracks=_every("rock", "electronic")[1::2]),
    Playlist(name=Name("Sleep", "助眠"), tracks=_every("classical")),
)
"""The first one is what plays when nobody says what."""

STATIONS: tuple[Station, ...] = (
    Station(name=Name("Haitang Traffic Radio", "海棠交通广播"), mhz=103.9, words=("traffic", "交通", "路况")),
    Station(name=Name("Haitang News Radio", "海棠新闻广播"), mhz=90.9, words=("news", "新闻")),
    Station(name=Name("Haitang Music Radio", "海棠音乐广播"), mhz=97.4, words=("music", "音乐")),
    Station(name=Name("Classic FM Haitang", "海棠经典音乐"), mhz=94.7, words=("classic", "classical", "经典", "古典")),
    Station(name=Name("Story Radio", "故事广播"), mhz=107.2, words=("story", "stories", "故事")),
    Station(name=Name("City Life Radio", "都市生活广播"), mhz=89.9, words=("life", "city", "生活", "都市")),
    Station(name=Name("Sports Hour", "体育之声"), mhz=102.5, words=("sport", "sports", "体育")),
    Station(name=Name("Harbour Jazz", "港湾爵士"), mhz=99.6, words=("jazz", "爵士")),
    Station(name=Name("Economy Radio", "经济之声"), mhz=98.1, words=("economy", "business", "finance", "经济", "财经")),
    Station(name=Name("Radio Global", "环球广播"), mhz=88.7, words=("english", "international", "英语", "国际")),
)

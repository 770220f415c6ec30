"""Names of the built-in city's roads and districts, and its outlying spots, as tables."""

from collections.abc import Mapping

from car_assistant.text import Name


def _names(table: str) -> tuple[Name, ...]:
    pairs = (entry.strip().rsplit(" ", 1) for entry in table.replace("\n", " ").split(",") if entry.strip())
    return tuple(Name(en, zh) for en, zh in pairs)


ROAD_NAMES = _names("""
Nanhu Road 南湖路, Tide Road 潮汐路, Nanyuan Road 南园路, Willow Road 柳荫路,
Fishery Road 渔业路, Exhibition Road 会展路, Peach Garden Road 桃园路, Jianshe Road 建设路,
Heping Road 和平路, Songshan Road 松山路, Xinhua Road 新华路, Qianjin Road 前进路,
Renmin Road 人民路, Zhongshan Road 中山路, Wenhua Road 文化路, Yonghe Road 永和路,
Guangming Road 光明路, Yingbin Road 迎宾路, Chaoyang Road 朝阳路, Software Road 软件路,
Innovation Road 创新路, Station Road 车站路, Railway Road 铁路路, North Gate Road 北门路,
Beiyuan Road 北园路, Foothill Road 山麓路
""")
"""The roads from west to east, the southernmost first."""

AVENUE_NAMES = _names("""
West Garden Street 西园街, Orchard Street 果园街, College Avenue 学院大道, University Street 大学街,
Library Street 书院街, Riverbank Street 河岸街, Plum Street 梅花街, West Lake Avenue 西湖大道,
Temple Street 寺前街, Station Street 站前街, Well Street 古井街, Hospital Street 医院街,
Haitang Avenue 海棠大道, Jiefang Street 解放街, Theatre Street 剧院街, Bank Street 银行街,
Garden Street 花园街, Century Avenue 世纪大道, Science Street 科学街, Cloud Street 云谷街,
Expo Street 博览街, Shipyard Street 船厂街, Harbour Avenue 港湾大道, Lighthouse Street 灯塔街,
Ferry Street 轮渡街
""")
"""The streets from south to north, the westernmost first."""

DISTRICTS: Mapping[str, Name] = {
    "middle-middle": Name("Old Town", "老城区"),
    "north-middle": Name("North Gate", "北门区"),
    "south-middle": Name("South Lake", "南湖区"),
    "middle-west": Name("West Garden", "西园区"),
    "middle-east": Name("Harbour", "港湾区"),
    "north-west": Name("Pine Hill", "松山区"),
    "north-east": Name("High-tech Zone", "高新区"),
    "south-west": Name("University Town", "大学城"),
    "south-east": Name("New Town", "新城区"),
    "lake": Name("Crane Lake", "鹤湖区"),
    "airport": Name("Airport", "空港区"),
    "coast": Name("Golden Sand Coast", "金沙海岸"),
    "hill": Name("North Hill", "北山区"),
}
"""Weather differs by district."""

OUTLYING: Mapping[str, tuple[float, float, str]] = {
    "lake0": (-8200, 1200, "lake"),
    "lake1": (-13600, 3000, "lake"),
    "lake2": (-18800, 5400, "lake"),
    "lake": (-23500, 7600, "lake"),
    "airport0": (8600, -900, "airport"),
    "airport1": (12400, -1900, "airport"),
    "airport": (15800, -2600, "airport"),
    "coast0": (1600, -8300, "coast"),
    "coast": (5200, -12200, "coast"),
    "beach": (9800, -14300, "coast"),
    "hill0": (-700, 8400, "hill"),
    "hill1": (-2600, 11600, "hill"),
    "hill": (-3300, 14900, "hill"),
}
"""Junctions out of town: metres east and north of the centre, and their district."""

SPURS: tuple[tuple[Name, int, tuple[str, ...]], ...] = (
    (Name("Crane Lake Road", "鹤湖公路"), 23, ("lake0", "lake1", "lake2", "lake")),
    (Name("Airport Expressway", "机场高速"), 47, ("airport0", "airport1", "airport")),
    (Name("Coast Road", "滨海公路"), 37, ("coast0", "coast", "beach")),
    (Name("North Hill Road", "北山公路"), 13, ("hill0", "hill1", "hill")),
)
"""Roads out of town: name, the ring junction they leave from, and the outlying junctions they pass."""

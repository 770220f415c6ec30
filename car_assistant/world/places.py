"""The named places of the built-in city, as tables. Owns names and categories; knows no coordinates of its own.

A row is ``tags | English | Chinese [| spot]``. The first tag is the category, the rest narrow it (a cuisine).
A spot is ``grid:column,row``, ``ring:index`` or the name of an outlying end of a road; without one the city
chooses a junction by the row's name, the same every time.
"""

PLACES = """
residence home | Willow Court | 柳岸小区 | grid:5,11
residence | Plum Blossom Garden | 梅花苑 | grid:15,5
residence | Harbour View Apartments | 海景公寓 | grid:21,12
office work | Haitang Software Park | 海棠软件园 | grid:19,20
office | Sunrise Tower | 旭日大厦 | grid:14,14
office | Century Plaza | 世纪广场写字楼
office | Harbour Trade Centre | 港湾贸易中心
office | Cloud Valley | 云谷科技园
office | Jade Tower | 翡翠大厦
office | City Hall | 市政府 | grid:12,14
office | Exhibition Centre | 会展中心 | grid:20,6
restaurant sichuan | Old Pepper House | 老胡椒川菜馆
restaurant sichuan | Red Lantern Sichuan | 红灯笼川菜
restaurant sichuan | Numb and Merry | 麻乐坊
restaurant hotpot | Nine Palaces Hotpot | 九宫格火锅
restaurant hotpot | Mountain City Hotpot | 山城火锅
restaurant hotpot | Little Copper Pot | 小铜锅涮肉
restaurant cantonese | Golden Swallow | 金燕粤菜馆
restaurant cantonese | Morning Tea House | 早茶楼
restaurant cantonese | Pearl Bay Kitchen | 珍珠湾厨房
restaurant noodles | Lanzhou Beef Noodles | 兰州牛肉面
restaurant noodles | Third Uncle's Noodles | 三叔面馆
restaurant noodles | Knife and Bowl | 刀削面大王
restaurant dumplings | Grandma's Dumplings | 外婆饺子馆
restaurant dumplings | Steamer Basket | 小笼包铺
restaurant seafood | Fisherman's Table | 渔家小院
restaurant seafood | Tide Seafood | 潮汐海鲜
restaurant seafood | Blue Crab | 蓝蟹海鲜酒楼
restaurant barbecue | Charcoal Brothers | 炭火兄弟烧烤
restaurant barbecue | Night Market Skewers | 夜市烤串
restaurant barbecue | Grassland Lamb | 草原烤全羊
restaurant vegetarian | Bamboo Leaf Vegetarian | 竹叶素食
restaurant vegetarian | Green Lotus | 青莲素食馆
restaurant muslim | Silk Road Kitchen | 丝路清真餐厅
restaurant muslim | Crescent Noodles | 新月清真面馆
restaurant northeastern | Snow Village | 雪乡东北菜
restaurant hunan | Chilli Garden | 椒园湘菜
restaurant hunan | Dongting Kitchen | 洞庭湘菜馆
restaurant local | Haitang Old Town Kitchen | 海棠老城厨房
restaurant local | Stone Bridge Inn | 石桥酒家
restaurant local | Grandfather's Courtyard | 爷爷的院子
restaurant japanese | Sakura Sushi | 樱花寿司
restaurant japanese | Ramen Taro | 太郎拉面
restaurant japanese | Moon Izakaya | 月见居酒屋
restaurant korean | Seoul Table | 首尔餐桌
restaurant korean | Han River Grill | 汉江烤肉
restaurant thai | Lotus Thai | 莲花泰国菜
restaurant vietnamese | Saigon Bowl | 西贡河粉
restaurant indian | Spice Palace | 香料宫印度菜
restaurant italian | Trattoria Luna | 月亮意大利餐厅
restaurant italian pizza | Napoli Corner | 拿波里披萨
restaurant pizza | Happy Slice Pizza | 开心披萨
restaurant french | Le Petit Port | 小港法餐厅
restaurant german | Bavaria House | 巴伐利亚餐厅
restaurant spanish | Casa Sol | 太阳西班牙餐厅
restaurant mexican | Cactus Cantina | 仙人掌墨西哥餐厅
restaurant steak | Prime Steakhouse | 臻选牛排馆
restaurant burger fastfood | Burger Lane | 汉堡小巷
restaurant burger fastfood | Speedy Burger | 快跑汉堡
restaurant chicken fastfood | Crispy Rooster | 脆皮鸡快餐
coffee | Morning Bean Coffee Renmin Road | 晨豆咖啡人民路店 | grid:13,12
coffee | Morning Bean Coffee Science Park | 晨豆咖啡科技园店 | grid:18,19
coffee | Morning Bean Coffee Railway Station | 晨豆咖啡火车站店 | grid:9,21
coffee | Blue Whale Coffee Harbour | 蓝鲸咖啡港湾店 | grid:22,13
coffee | Blue Whale Coffee South Lake | 蓝鲸咖啡南湖店 | grid:12,3
coffee | Blue Whale Coffee University | 蓝鲸咖啡大学城店 | grid:4,4
coffee | Corner Roastery | 街角烘焙咖啡
coffee | Paper Crane Coffee | 纸鹤咖啡
coffee | Slow Hour Coffee | 慢时光咖啡
coffee | Lighthouse Coffee | 灯塔咖啡
coffee | Attic Coffee | 阁楼咖啡 | grid:6,12
coffee | Second Cup Lab | 第二杯实验室
tea | Cloud Tea House | 云雾茶馆
tea | Jasmine Milk Tea | 茉莉奶茶
tea | Lake Breeze Tea | 湖风茶社
tea | Bubble Day | 泡泡日奶茶
bakery | Wheat Field Bakery | 麦田面包房
bakery | Little Oven | 小烤箱烘焙
bakery | Bonjour Bakery | 你好面包店
bakery | Sweet Harbour Cakes | 甜港蛋糕
bar | Anchor Bar | 船锚酒吧
bar | Jazz Cellar | 爵士地窖
bar | Craft Hops | 精酿时光
supermarket | Everyday Supermarket West Garden | 天天超市西园店 | grid:6,10
supermarket | Everyday Supermarket Old Town | 天天超市老城店 | grid:12,11
supermarket | Everyday Supermarket New Town | 天天超市新城店 | grid:19,5
supermarket | Harvest Market | 丰收超市
supermarket | Green Basket | 绿篮子生鲜
supermarket | Family Choice | 家选超市
supermarket | Ocean Hypermarket | 大洋大卖场
supermarket | Fresh Port | 鲜港市场
supermarket | Neighbour Market | 邻里菜市场
convenience | Corner 24 | 街角24便利店
convenience | Quick Shop Renmin Road | 快客便利人民路店
convenience | Quick Shop Software Road | 快客便利软件路店
convenience | Little Owl Store | 小猫头鹰便利店
convenience | Sunny Store | 阳光便利店
hospital | Haitang First People's Hospital | 海棠市第一人民医院 | grid:11,13
hospital | Haitang Children's Hospital | 海棠市儿童医院
hospital | Harbour General Hospital | 港湾综合医院
hospital | Traditional Medicine Hospital | 海棠市中医院
hospital | South Lake Hospital | 南湖医院
clinic eye | Bright Eye Clinic | 明亮眼科诊所
clinic dental | Smile Dental Clinic | 微笑口腔诊所
vet | Kind Paws Animal Hospital | 爱宠动物医院
pharmacy | Benevolence Pharmacy Old Town | 仁心大药房老城店 | grid:11,12
pharmacy | Benevolence Pharmacy West Garden | 仁心大药房西园店 | grid:5,12
pharmacy | Benevolence Pharmacy Harbour | 仁心大药房港湾店 | grid:22,11
pharmacy | Evergreen Pharmacy | 常青药店
pharmacy | Health Spring Pharmacy | 康泉药房
pharmacy | Night Bell Pharmacy | 夜铃二十四小时药房
pharmacy | Good Neighbour Pharmacy | 好邻居药店
pharmacy | Hundred Herbs Pharmacy | 百草堂药店
school | Experimental Primary School | 实验小学
school | Willow Primary School | 柳岸小学 | grid:4,11
school | Haitang No. 1 Middle School | 海棠一中
school | Haitang No. 3 Middle School | 海棠三中
school | Foreign Language School | 外国语学校
kindergarten | Little Star Kindergarten | 小星星幼儿园
university | Haitang University | 海棠大学 | grid:3,4
university | Ocean Institute | 海洋学院 | grid:5,3
park | People's Park | 人民公园 | grid:12,13
park | West Garden Park | 西园公园
park | Harbour Park | 港湾公园
park | South Lake Park | 南湖公园 | grid:12,2
park | Crabapple Botanical Garden | 海棠植物园
park | Pine Hill Park | 松山公园
park | Children's Park | 儿童公园
park | Sports Park | 体育公园
park | North Hill Forest Park | 北山森林公园 | hill
museum | Haitang Museum | 海棠博物馆 | grid:13,14
museum | Maritime Museum | 航海博物馆 | grid:22,14
museum | Art Gallery | 海棠美术馆
museum | Science Museum | 科技馆
museum | Porcelain Museum | 瓷器博物馆
museum | Planetarium | 天文馆
hotel | Grand Harbour Hotel | 港湾大酒店
hotel | Crabapple Hotel | 海棠宾馆
hotel | Lakeside Hotel | 湖畔酒店
hotel | Station Inn | 车站旅馆 | grid:8,21
hotel | Sky Hotel | 云天酒店
hotel | Old Town Guesthouse | 老城客栈
hotel | Garden Hotel | 花园酒店
hotel | Sea Breeze Resort | 海风度假村 | beach
hotel | Budget Stay | 简宿酒店
hotel | Business Express Hotel | 商务快捷酒店
hotel | Runway Hotel | 空港酒店 | airport
mall | Galaxy Mall | 银河购物中心
mall | Harbour City Mall | 港汇广场
mall | Central Plaza Mall | 中央广场商城 | grid:13,13
mall | South Lake Outlets | 南湖奥特莱斯
mall | Rainbow Mall | 彩虹城
mall | Moonlight Plaza | 月光广场
mall | Family Home Centre | 家居生活广场
airport | Haitang International Airport | 海棠国际机场 | airport
railway | Haitang Railway Station | 海棠火车站 | grid:9,22
railway | Haitang South Railway Station | 海棠南站 | grid:14,1
bus | Central Bus Station | 汽车客运中心站
ferry | Haitang Ferry Terminal | 海棠客运码头 | grid:24,12
cinema | Starlight Cinema | 星光影院
cinema | Galaxy Cinema | 银河影城
cinema | Moonlight Cinema | 月光电影院
cinema | Old Reel Cinema | 老胶片电影院
cinema | Giant Screen Cinema | 巨幕影城
gym | Iron Gym | 铁人健身房
gym | Blue Lane Swimming Pool | 蓝道游泳馆
gym | Lotus Yoga | 莲花瑜伽
gym | Smash Badminton Hall | 扣杀羽毛球馆
gym | City Fitness | 城市健身中心
bank | Haitang Bank Old Town | 海棠银行老城支行
bank | Haitang Bank Harbour | 海棠银行港湾支行
bank | Haitang Bank High-tech Zone | 海棠银行高新区支行
bank | Ocean Bank | 大洋银行
bank | Merchants' Trust | 商诚银行
bank | Farmers' Savings Bank | 农储银行
carwash | Sparkle Car Wash | 闪亮洗车
carwash | Bubble Car Wash | 泡泡洗车行
carwash | Mirror Finish Car Wash | 镜面洗车美容
carwash | Quick Rinse | 快洗自助洗车
parking | People's Square Parking | 人民广场停车场 | grid:13,12
parking | Central Plaza Garage | 中央广场地下停车场
parking | Railway Station Parking | 火车站停车场 | grid:9,22
parking | Airport Long Stay Parking | 机场长期停车场 | airport
parking | Harbour Parking | 港湾停车场
parking | Hospital Parking | 医院停车楼
parking | Old Town Gate Parking | 老城门停车场
parking | University Parking | 大学城停车场
parking | Beach Parking | 海滩停车场 | beach
toilet | People's Park Toilets | 人民公园公厕
toilet | Harbour Promenade Toilets | 港湾步道公厕
toilet | Old Town Gate Toilets | 老城门公厕
toilet | West Ring Service Area | 西环服务区 | ring:25
toilet | East Ring Service Area | 东环服务区 | ring:1
toilet | South Lake Toilets | 南湖公厕
campsite | Lakeside Camp | 湖畔营地 | lake
campsite | Pine Hill Camp | 松山营地 | hill
beach | Golden Sand Beach | 金沙滩 | beach
beach | Shell Bay | 贝壳湾 | coast
lake | Crane Lake | 鹤湖 | lake
lake | South Lake | 南湖 | grid:11,2
garage | Honest Wrench Garage | 诚信汽修
garage | Electric Car Service Centre | 电动汽车服务中心
garage | Tyre Doctor | 轮胎医生
police | Old Town Police Station | 老城派出所
police | Harbour Police Station | 港湾派出所
police | Traffic Police Office | 交警大队
library | Haitang Library | 海棠图书馆
library | Harbour Library | 港湾图书馆
library | University Library | 大学城图书馆
stadium | Haitang Stadium | 海棠体育场
stadium | Ice Arena | 冰上运动馆
zoo attraction | Haitang Zoo | 海棠动物园
attraction | Old Town Gate | 老城门
attraction | Lighthouse Point | 灯塔角 | coast
attraction | Cloud Temple | 云居寺 | hill
aquarium attraction | Ocean World | 海洋世界
theatre | Grand Theatre | 海棠大剧院
theatre | Little Stage | 小舞台剧场
theatre | Concert Hall | 海棠音乐厅
bookshop | Ink and Paper Books | 墨与纸书店
bookshop | Night Owl Books | 夜读书房
bookshop | Haitang Book City | 海棠书城
post | Central Post Office | 中心邮局
post | Harbour Post Office | 港湾邮局
"""

CHARGERS = """
People's Square Charging | 人民广场充电站 | 120 | CCS GBT | 8 | 1.58 | 0-24 | grid:13,11
West Garden Charging | 西园充电站 | 60 | CCS GBT | 6 | 1.32 | 0-24 | grid:6,11
Willow Court Slow Charging | 柳岸小区慢充站 | 7 | Type2 GBT | 10 | 0.68 | 0-24 | grid:4,12
Software Park Charging | 软件园充电站 | 60 | CCS GBT | 12 | 1.20 | 0-24 | grid:19,20
Harbour Supercharge | 港湾超级充电站 | 250 | CCS GBT | 6 | 1.98 | 0-24 | grid:22,12
Central Plaza Underground Charging | 中央广场地下充电站 | 60 | CCS GBT Type2 | 14 | 1.66 | 7-23 | grid:13,13
Railway Station Charging | 火车站充电站 | 120 | CCS GBT | 10 | 1.52 | 0-24 | grid:9,22
South Station Charging | 南站充电站 | 120 | CCS GBT | 8 | 1.48 | 0-24 | grid:14,1
Airport Supercharge | 机场超级充电站 | 250 | CCS GBT | 12 | 2.10 | 0-24 | airport
Lakeside Camp Charging | 湖畔营地充电桩 | 22 | Type2 GBT | 4 | 1.10 | 6-22 | lake
Crane Lake Fast Charging | 鹤湖快充站 | 90 | CCS GBT | 4 | 1.70 | 0-24 | lake1
Golden Sand Charging | 金沙滩充电站 | 60 | CCS GBT | 6 | 1.62 | 6-22 | beach
Coast Road Fast Charging | 滨海公路快充站 | 150 | CCS GBT | 6 | 1.82 | 0-24 | coast
Forest Park Charging | 森林公园充电站 | 30 | GBT | 4 | 1.25 | 6-20 | hill
East Ring Supercharge | 东环超级充电站 | 250 | CCS GBT | 8 | 2.05 | 0-24 | ring:1
North Ring Fast Charging | 北环快充站 | 180 | CCS GBT | 8 | 1.88 | 0-24 | ring:13
West Ring Fast Charging | 西环快充站 | 180 | CCS GBT | 8 | 1.88 | 0-24 | ring:25
South Ring Fast Charging | 南环快充站 | 150 | CCS GBT | 6 | 1.80 | 0-24 | ring:37
University Charging | 大学城充电站 | 60 | CCS GBT | 8 | 1.18 | 6-23 | grid:4,5
South Lake Charging | 南湖充电站 | 90 | CCS GBT | 6 | 1.45 | 0-24 | grid:12,4
New Town Charging | 新城充电站 | 120 | CCS GBT | 8 | 1.50 | 0-24 | grid:19,6
Exhibition Centre Charging | 会展中心充电站 | 120 | CCS GBT | 16 | 1.55 | 7-22 | grid:20,6
First Hospital Charging | 第一医院充电站 | 30 | GBT Type2 | 6 | 1.20 | 0-24 | grid:11,14
City Hall Charging | 市政府充电站 | 60 | GBT | 6 | 1.05 | 7-20 | grid:12,15
Galaxy Mall Charging | 银河购物中心充电站 | 60 | CCS GBT | 10 | 1.60 | 9-22
Rainbow Mall Charging | 彩虹城充电站 | 60 | CCS GBT | 8 | 1.60 | 9-22
Outlets Charging | 奥特莱斯充电站 | 120 | CCS GBT | 8 | 1.64 | 9-22
Old Town Gate Charging | 老城门充电站 | 30 | GBT | 4 | 1.15 | 0-24
Pine Hill Charging | 松山充电站 | 60 | CCS GBT | 4 | 1.30 | 0-24
Stadium Charging | 体育场充电站 | 90 | CCS GBT | 10 | 1.40 | 0-24
Ferry Terminal Charging | 客运码头充电站 | 60 | CCS GBT | 6 | 1.44 | 6-22 | grid:24,12
Science Museum Charging | 科技馆充电站 | 22 | Type2 GBT | 6 | 0.98 | 8-20
Green Basket Charging | 绿篮子充电点 | 11 | Type2 | 2 | 0.90 | 8-22
Sky Hotel Charging | 云天酒店充电点 | 22 | Type2 | 4 | 1.00 | 0-24
North Gate Fast Charging | 北门快充站 | 180 | CCS GBT | 6 | 1.78 | 0-24 | grid:12,23
Cloud Valley Charging | 云谷充电站 | 120 | CCS GBT | 10 | 1.46 | 0-24
"""

HOURS = {
    "restaurant": (10, 22),
    "coffee": (7, 22),
    "tea": (9, 22),
    "bakery": (7, 21),
    "bar": (17, 26),
    "supermarket": (8, 22),
    "pharmacy": (8, 21),
    "park": (5, 23),
    "museum": (9, 17),
    "mall": (10, 22),
    "cinema": (10, 25),
    "gym": (7, 23),
    "bank": (9, 17),
    "carwash": (8, 20),
    "garage": (8, 18),
    "library": (9, 21),
    "stadium": (8, 22),
    "attraction": (9, 18),
    "theatre": (13, 23),
    "bookshop": (9, 22),
    "post": (9, 17),
}
"""Opening and closing hour; a closing hour above 24 is past midnight. Categories not named never close."""

ALWAYS_OPEN = frozenset({"Night Bell Pharmacy", "Night Market Skewers", "Speedy Burger"})
"""Places that never close although others of their category do."""

"""The owner's manual of the simulated car, as data: what an entry is about and what it says. Matches nothing."""

from dataclasses import dataclass

from car_assistant.text import Name


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One answer."""

    topics: tuple[str, ...]
    """Words of which the question must name one; lower case, both languages."""
    about: tuple[str, ...]
    """Words that make this entry likelier than others on the same topic."""
    answer: Name


def _entry(topics: str, about: str, en: str, zh: str) -> Entry:
    return Entry(topics=tuple(topics.split("|")), about=tuple(filter(None, about.split("|"))), answer=Name(en, zh))


ENTRIES: tuple[Entry, ...] = (
    _entry(
        "tyre pressure|tire pressure|air pressure|胎压|轮胎气压",
        "recommend|how much|correct|should|多少|标准|合适",
        "Cold tyres take 250 kilopascals, that is 2.5 bar, front and rear.",
        "冷胎标准胎压前后都是250千帕，也就是2.5巴。",
    ),
    _entry(
        "tyre|tire|轮胎|胎压",
        "warning|light|lamp|symbol|警告|灯|报警",
        "The tyre symbol means that a tyre has lost pressure. Stop when it is safe, check all four and top up.",
        "胎压灯亮表示有轮胎气压不足，请在安全处停车，检查四个轮胎并补气。",
    ),
    _entry(
        "flat tyre|flat tire|puncture|spare|repair kit|爆胎|扎胎|备胎|补胎",
        "change|kit|换|补",
        "There is no spare wheel. The repair kit lies under the trunk floor; drive at most 80 afterwards.",
        "本车没有备胎。后备箱地板下有补胎液和充气泵，补好后时速不要超过80公里。",
    ),
    _entry(
        "rotate the tyre|rotate tires|tyre rotation|轮胎换位|换位",
        "when|often|多久",
        "Swap the tyres between the axles every 10,000 kilometres.",
        "每行驶一万公里做一次前后轮胎换位。",
    ),
    _entry(
        "charge port|charging port|charging flap|charge flap|充电口|充电盖",
        "open|where|打开|怎么开|在哪",
        "The charging port is at the rear right. Press its flap while the car is unlocked, or ask me to open it.",
        "充电口在右后侧。车辆解锁后按压盖板即可打开，也可以让我来开。",
    ),
    _entry(
        "cable|plug|充电枪|充电线",
        "stuck|release|remove|unplug|拔|卡",
        "If the cable is stuck, stop charging and unlock the car; a pull cord behind the trunk lining frees it.",
        "充电枪拔不出来时，先停止充电并解锁车辆；后备箱右侧内饰后有应急拉绳。",
    ),
    _entry(
        "fast charge|fast charger|fast charging|dc charging|rapid charging|快充|直流",
        "how|long|power|battery|harm|多久|功率|伤",
        "Fast charging from 10 to 80 percent takes about half an hour; it slows down above 80 percent.",
        "快充从10%到80%大约需要半小时，超过80%后会变慢。",
    ),
    _entry(
        "charge at home|home charging|wallbox|ac charging|slow charging|家用充电|慢充|充电桩",
        "how|long|power|多久|功率",
        "At home the car charges with up to 11 kilowatts; an empty battery is full after about eight hours.",
        "家用交流充电最高11千瓦，从空到满大约八小时。",
    ),
    _entry(
        "charge limit|battery health|battery life|充电上限|电池寿命|电池健康",
        "daily|every day|best|每天|日常|建议",
        "For daily driving charge to 80 percent; go to 100 percent only right before a long trip.",
        "日常用车建议充到80%，只在长途出发前充到100%。",
    ),
    _entry(
        "winter|cold weather|冬天|冬季|低温",
        "range|battery|charge|续航|电池|充电",
        "Cold lowers the range by up to a third. Preheat while plugged in and use seat heating before cabin heating.",
        "低温会让续航减少最多三分之一。请在插枪时预热，并优先使用座椅加热。",
    ),
    _entry(
        "regeneration|regenerative|recuperation|brake energy|能量回收|动能回收",
        "level|how|what|档|强",
        "Regeneration brakes with the motor and charges the battery. It has three levels: low, standard and high.",
        "能量回收用电机制动并给电池充电，有低、标准、高三档。",
    ),
    _entry(
        "v2l|vehicle to load|discharge|outlet|socket|外放电|对外放电|放电",
        "how|use|power|怎么|功率",
        "Put the adapter into the charging port and switch V2L on. It stops at the battery floor that you set.",
        "把放电枪插入充电口再打开对外放电，电量降到您设定的下限时自动停止。",
    ),
    _entry(
        "drive mode|driving mode|sport mode|eco mode|economy mode|驾驶模式|运动模式|经济模式",
        "which|difference|what|区别|哪些",
        "There are five drive modes: normal, sport, economy, snow and rain.",
        "驾驶模式有五种：标准、运动、经济、雪地和雨天。",
    ),
    _entry(
        "snow|icy|slippery|雪地|结冰|路滑",
        "drive|mode|开|模式",
        "On snow choose snow mode and low regeneration; the pedal then answers more gently.",
        "雪地请用雪地模式并把能量回收调低，加速会更柔和。",
    ),
    _entry(
        "washer|washer fluid|玻璃水",
        "fill|refill|where|加|在哪",
        "Washer fluid goes in under the frunk cover, at the blue cap; the tank holds four litres.",
        "玻璃水在前备箱盖下的蓝色盖口加注，容量四升。",
    ),
    _entry(
        "wiper|雨刮|雨刷",
        "replace|change|blade|换|更换",
        "Put the wipers in service position with the car in park, lift the arm and press the clip to free the blade.",
        "在P档把雨刮设到维修位置，抬起雨刮臂，按下卡扣即可取下雨刮片。",
    ),
    _entry(
        "key|key fob|钥匙",
        "battery|empty|dead|电池|没电",
        "The key takes a CR2032 cell. When empty, hold it to the B pillar to unlock and to the cup holder to start.",
        "钥匙使用CR2032电池。钥匙没电时贴近B柱解锁，放在杯架处启动。",
    ),
    _entry(
        "12v|12 volt|low voltage battery|小电瓶|蓄电池|电瓶",
        "dead|empty|jump|没电|搭电",
        "With an empty 12 volt battery open the frunk with the mechanical key and connect a booster to the red post.",
        "小电瓶没电时，用机械钥匙打开前备箱，把应急电源接到红色接线柱。",
    ),
    _entry(
        "isofix|child seat|baby seat|儿童座椅|安全座椅",
        "install|fit|where|安装|装|在哪",
        "ISOFIX points are on both outer rear seats; use a rearward-facing seat in front only with the airbag off.",
        "后排两侧有ISOFIX接口；副驾安装后向座椅前必须关闭气囊。",
    ),
    _entry(
        "child lock|儿童锁",
        "how|what|怎么|作用",
        "The child lock keeps the rear doors and rear windows from being opened from inside. Ask me to switch it.",
        "儿童锁启用后，后排车门和车窗不能从里面打开，可以让我开关。",
    ),
    _entry(
        "airbag|安全气囊|气囊",
        "passenger|off|light|副驾|关|灯",
        "The passenger airbag is switched with the key at the side of the dashboard; a lamp shows when it is off.",
        "副驾气囊用仪表台侧面的钥匙开关切换，关闭时指示灯会亮。",
    ),
    _entry(
        "seat belt|seatbelt|安全带",
        "warning|chime|beep|提醒|响",
        "The belt chime sounds above 20 kilometres an hour while someone sits unbelted.",
        "有人未系安全带且车速超过20公里时会持续提示。",
    ),
    _entry(
        "pinch|anti-trap|防夹",
        "window|roof|reset|车窗|天窗|复位",
        "A closing window or roof that meets something goes back. To reset it, hold its switch closed five seconds.",
        "车窗或天窗关闭时遇到阻力会自动回退。复位方法：按住关闭键五秒。",
    ),
    _entry(
        "frunk|front trunk|hood|bonnet|前备箱|引擎盖|前盖",
        "open|打开|怎么开",
        "The frunk opens only while the car stands: ask me, or use the button on the key twice.",
        "前备箱只能在停车时打开：可以让我开，或按两次钥匙按键。",
    ),
    _entry(
        "trunk|tailgate|boot|后备箱|尾门",
        "by hand|emergency|manual|height|手动|应急|高度",
        "To set the height, stop the tailgate by hand and hold its button three seconds. Inside is a glowing handle.",
        "设置尾门高度：手动停在所需位置，长按按键三秒。车内侧有夜光应急拉手。",
    ),
    _entry(
        "defrost|demist|fogged|misted|除霜|除雾|起雾",
        "window|windshield|how|玻璃|怎么",
        "For a misted windshield switch on the front defroster: it takes the AC, a stronger fan and air to the glass.",
        "前挡起雾请开启前除霜，会同时打开空调、加大风量并吹向玻璃。",
    ),
    _entry(
        "cabin filter|air filter|空调滤芯|滤芯",
        "replace|change|often|更换|多久",
        "Change the cabin filter once a year or every 20,000 kilometres; it sits behind the glove box.",
        "空调滤芯每年或每两万公里更换一次，位于手套箱后面。",
    ),
    _entry(
        "purifier|pm2.5|净化器|空气净化",
        "how|what|怎么|多少",
        "The purifier filters fine dust; below 35 micrograms of PM2.5 the air counts as good.",
        "空气净化器过滤细颗粒物，PM2.5低于35微克为优。",
    ),
    _entry(
        "automatic light|auto light|headlight|大灯|自动灯光",
        "auto|sensor|自动|感应",
        "In automatic position the low beam follows the light sensor; the stalk still overrules it.",
        "自动模式下近光灯随光线感应开关，拨杆仍可手动控制。",
    ),
    _entry(
        "fog light|fog lamp|雾灯",
        "when|use|allowed|什么时候|使用",
        "Use fog lights only with the low beam on and when you see less than 50 metres.",
        "雾灯需与近光灯同时使用，能见度低于50米时才开。",
    ),
    _entry(
        "bluetooth|pair my|pairing|蓝牙|配对",
        "phone|connect|手机|连接",
        "Open the phone page, choose add device and confirm the code on your phone.",
        "打开电话页面，选择添加设备，在手机上确认配对码。",
    ),
    _entry(
        "update|upgrade|software|升级|软件|更新",
        "install|how|long|安装|怎么|多久",
        "Updates come over the air. Installing takes about 40 minutes; the car must be parked and cannot be driven.",
        "软件通过网络更新，安装约四十分钟，期间车辆必须驻车且不能行驶。",
    ),
    _entry(
        "frozen|restart the screen|reboot|black screen|死机|黑屏|重启",
        "screen|display|屏幕|中控",
        "Hold both steering wheel scroll buttons for ten seconds; the screen restarts and driving goes on.",
        "同时按住方向盘两个滚轮十秒，屏幕会重启，不影响行驶。",
    ),
    _entry(
        "rotate|portrait|landscape|旋转|横屏|竖屏",
        "screen|display|屏幕",
        "The centre screen turns between landscape and portrait: use its button or ask me.",
        "中控屏可在横屏和竖屏之间旋转，用屏幕按钮或让我来转。",
    ),
    _entry(
        "tow|trailer|拖车|拖挂|牵引",
        "hook|transport|eye|钩|拖",
        "The car may only be carried on a flatbed. It is not approved for pulling a trailer.",
        "本车只能用平板车运输，也不允许拖挂车。",
    ),
    _entry(
        "car wash|wash the car|washing|洗车",
        "mode|how|怎么|注意",
        "Before a car wash close windows and roof, fold the mirrors and switch the wipers off.",
        "洗车前请关好车窗和天窗，折叠后视镜并关闭雨刮。",
    ),
    _entry(
        "red light|red lamp|red warning|yellow light|warning light|warning lamp|红灯|红色|黄色|警告灯|故障灯",
        "mean|what|dashboard|什么意思|仪表",
        "Red means stop as soon as it is safe; yellow means drive on gently and have the car checked soon.",
        "红色表示请尽快安全停车，黄色表示可缓慢行驶并尽快检查。",
    ),
    _entry(
        "service interval|maintenance|inspection|service due|保养|年检",
        "when|often|多久|什么时候",
        "Service is due every 20,000 kilometres or every two years, whichever comes first.",
        "每两万公里或两年保养一次，以先到者为准。",
    ),
    _entry(
        "brake fluid|刹车油|制动液",
        "change|often|更换|多久",
        "Have the brake fluid changed every two years.",
        "制动液每两年更换一次。",
    ),
    _entry(
        "coolant|冷却液|防冻液",
        "change|fill|often|更换|加",
        "The coolant lasts four years. Do not open the cap yourself: the high-voltage battery shares the circuit.",
        "冷却液四年更换一次。请勿自行打开盖子，它与高压电池共用回路。",
    ),
    _entry(
        "pet mode|宠物模式",
        "how|what|怎么|什么",
        "Pet mode keeps the cabin at its temperature after you leave and says so on the screen.",
        "宠物模式在您离开后保持车内温度，并在屏幕上提示路人。",
    ),
    _entry(
        "camp mode|camping|露营模式|露营",
        "how|what|怎么|什么",
        "Camp mode keeps climate, lights and sockets on while the car is parked, down to the battery floor.",
        "露营模式在驻车时保持空调、灯光和供电，直到电量下限。",
    ),
    _entry(
        "sentry|guard mode|哨兵",
        "how|what|power|怎么|耗电",
        "Sentry mode watches the parked car with its cameras and uses about one percent of charge in two hours.",
        "哨兵模式用摄像头看护停放的车辆，大约两小时耗电1%。",
    ),
    _entry(
        "wading|deep water|flooded|涉水|积水",
        "deep|how|多深|能",
        "Drive through water up to 30 centimetres deep at walking pace, never deeper.",
        "涉水深度不要超过30厘米，并以步行速度通过。",
    ),
    _entry(
        "roof load|roof rack|roof box|车顶|行李架",
        "weight|heavy|多重|载重",
        "The roof carries 75 kilograms, rack included.",
        "车顶最多承重75公斤，包括行李架。",
    ),
)

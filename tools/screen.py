"""The screen, the head-up display and the cameras. Owns how they are asked for; video while driving is an interlock."""

from collections.abc import Mapping

from car_assistant.toolkit import Aliases, Annotated, Field, Literal, Name, Outcome, ToolContext, ok, tool

from ._signals import clamp, number, switch

ORIENTATION = "Cabin.Infotainment.Display.Orientation"
PAGE = "Cabin.Infotainment.Display.Page"
SCREEN_ON = "Cabin.Infotainment.Display.IsOn"
BRIGHTNESS = "Cabin.Infotainment.HMI.Brightness"
DAY_NIGHT = "Cabin.Infotainment.HMI.DayNightMode"
CAMERA = "Cabin.Infotainment.Camera.View"
UNIT = "Cabin.Infotainment.HMI.TemperatureUnit"

DARKEST = 5
"""Percent; below it nobody could read the screen to make it brighter again."""

PageArg = Annotated[
    Literal[
        "home",
        "navigation",
        "media",
        "climate",
        "energy",
        "phone",
        "messages",
        "calendar",
        "camera",
        "settings",
        "vehicle",
        "weather",
        "karaoke",
        "video",
    ],
    Aliases(
        {
            "home": ("main", "home screen", "start", "desktop", "主页", "首页", "桌面", "主界面"),
            "navigation": ("map", "nav", "maps", "route", "导航", "地图"),
            "media": ("music", "radio", "player", "媒体", "音乐", "音乐界面", "多媒体"),
            "climate": ("ac", "air conditioning", "hvac", "空调", "空调界面"),
            "energy": ("battery", "charging", "power", "range", "能耗", "电量", "充电", "能源", "电池"),
            "phone": ("calls", "dialer", "电话", "拨号", "通话"),
            "messages": ("inbox", "mail", "sms", "消息", "短信", "信息", "邮件"),
            "calendar": ("schedule", "appointments", "日历", "日程"),
            "camera": ("cameras", "摄像头", "影像", "相机"),
            "settings": ("setup", "preferences", "设置", "系统设置"),
            "vehicle": ("car", "car status", "tires", "车辆", "车况", "车辆状态"),
            "weather": ("forecast", "天气", "天气界面"),
            "karaoke": ("sing", "唱歌", "K歌", "卡拉OK"),
            "video": ("movie", "videos", "film", "视频", "电影"),
        }
    ),
]

_PAGE_NAMES: Mapping[str, Name] = {
    "home": Name("the home screen", "主页"),
    "navigation": Name("the map", "导航"),
    "media": Name("media", "音乐"),
    "climate": Name("climate", "空调"),
    "energy": Name("energy", "能源"),
    "phone": Name("the phone", "电话"),
    "messages": Name("messages", "消息"),
    "calendar": Name("the calendar", "日历"),
    "camera": Name("the cameras", "影像"),
    "settings": Name("settings", "设置"),
    "vehicle": Name("the vehicle page", "车辆"),
    "weather": Name("the weather", "天气"),
    "karaoke": Name("karaoke", "K歌"),
    "video": Name("video", "视频"),
}

_VIEW_NAMES: Mapping[str, Name] = {
    "front": Name("the front camera", "前方影像"),
    "rear": Name("the rear camera", "倒车影像"),
    "left": Name("the left camera", "左侧影像"),
    "right": Name("the right camera", "右侧影像"),
    "around": Name("the surround view", "全景影像"),
}

PercentArg = Annotated[int, Field(ge=0, le=100, description="percent 0 to 100")]


@tool(
    area="screen",
    risk="reversible",
    en=("rotate the screen", "turn the display to portrait", "screen in landscape", "flip the screen upright"),
    zh=("旋转屏幕", "屏幕转成竖屏", "切换横屏", "把屏幕竖起来"),
)
def rotate_screen(
    ctx: ToolContext,
    *,
    orientation: Annotated[
        Literal["landscape", "portrait"],
        Aliases(
            {
                "landscape": ("horizontal", "wide", "横", "横屏", "横向", "横过来"),
                "portrait": ("vertical", "upright", "tall", "竖", "竖屏", "竖向", "竖过来", "竖起来"),
            }
        ),
    ]
    | None = None,
) -> Outcome:
    """Rotate the screen.

    Without an orientation it turns to the other one.
    """
    now = str(ctx.read(ORIENTATION))
    wanted = orientation.upper() if orientation else "PORTRAIT" if now == "LANDSCAPE" else "LANDSCAPE"
    if wanted == now:
        return ok("screen-orientation-already", orientation=wanted.lower())
    ctx.actuate(ORIENTATION, wanted)
    return ok("screen-orientation", orientation=wanted.lower())


@tool(
    area="screen",
    risk="reversible",
    en=("screen brightness to 50", "set the display to full brightness", "dim the screen to 20 percent"),
    zh=("屏幕亮度调到50", "屏幕调到最亮", "屏幕亮度20%"),
)
def set_screen_brightness(ctx: ToolContext, *, percent: PercentArg) -> Outcome:
    """Set the screen's brightness.

    Five percent at least, so that it stays readable.
    """
    return _brightness(ctx, percent)


@tool(
    area="screen",
    risk="reversible",
    en=(
        "screen brighter",
        "the display is blinding me",
        "make the screen a bit darker",
        "I can hardly read the screen",
    ),
    zh=("屏幕亮一点", "屏幕太刺眼了", "屏幕暗一点", "屏幕看不清"),
)
def change_screen_brightness(
    ctx: ToolContext,
    *,
    by: Annotated[int, Field(ge=-100, le=100, description="percent: 20 brighter, -20 darker")],
) -> Outcome:
    """Make the screen brighter or darker."""
    return _brightness(ctx, round(number(ctx, BRIGHTNESS)) + by)


def _brightness(ctx: ToolContext, percent: int) -> Outcome:
    wanted = round(clamp(percent, DARKEST, 100))
    if number(ctx, BRIGHTNESS) == wanted:
        return ok("screen-brightness-already", percent=wanted)
    ctx.actuate(BRIGHTNESS, wanted)
    return ok("screen-brightness", percent=wanted)


@tool(
    area="screen",
    risk="reversible",
    en=("night mode on the screen", "dark mode", "switch to day display", "light theme"),
    zh=("屏幕夜间模式", "深色模式", "切换到白天模式", "浅色主题"),
)
def set_display_mode(
    ctx: ToolContext,
    *,
    mode: Annotated[
        Literal["day", "night"],
        Aliases(
            {
                "day": ("light", "bright", "白天", "日间", "浅色", "白天模式", "日间模式"),
                "night": ("dark", "夜间", "夜晚", "黑夜", "深色", "夜间模式", "暗色"),
            }
        ),
    ],
) -> Outcome:
    """Set the display to day or night colours."""
    if ctx.read(DAY_NIGHT) == mode.upper():
        return ok("screen-mode-already", mode=mode)
    ctx.actuate(DAY_NIGHT, mode.upper())
    return ok("screen-mode", mode=mode)


@tool(
    area="screen",
    risk="reversible",
    en=("show me the map", "open settings", "go to the home screen", "bring up the energy page", "show the calendar"),
    zh=("打开地图", "打开设置", "回到主页", "看一下能耗页面", "打开日历界面"),
)
def open_page(ctx: ToolContext, *, page: PageArg) -> Outcome:
    """Open a page on the screen."""
    name = _PAGE_NAMES[page]
    if ctx.read(PAGE) == page.upper() and ctx.read(SCREEN_ON):
        return ok("screen-page-already", page=name)
    _show(ctx, page.upper())
    return ok("screen-page", page=name)


def _show(ctx: ToolContext, page: str) -> None:
    ctx.actuate(PAGE, page)
    if not ctx.read(SCREEN_ON):
        ctx.actuate(SCREEN_ON, True)


@tool(
    area="screen",
    risk="reversible",
    en=("show the rear camera", "what's behind me", "surround view", "left camera", "close the camera"),
    zh=("打开倒车影像", "看看后面", "打开全景影像", "左侧摄像头", "关闭影像"),
)
def show_camera(
    ctx: ToolContext,
    *,
    view: Annotated[
        Literal["front", "rear", "left", "right", "around", "off"],
        Aliases(
            {
                "front": ("ahead", "前", "前面", "前方", "前视"),
                "rear": ("back", "behind", "reverse", "reversing", "后", "后面", "后方", "倒车", "后视"),
                "left": ("left side", "左", "左边", "左侧", "左面"),
                "right": ("right side", "右", "右边", "右侧", "右面"),
                "around": ("360", "surround", "all", "bird's eye", "top", "全景", "环视", "四周", "360度", "周围"),
                "off": ("none", "close", "hide", "关", "关闭", "关掉", "退出"),
            }
        ),
    ],
) -> Outcome:
    """Show a camera, or close it with off."""
    if view == "off":
        if ctx.read(CAMERA) == "OFF":
            return ok("screen-camera-off-already")
        ctx.actuate(CAMERA, "OFF")
        if ctx.read(PAGE) == "CAMERA":
            ctx.actuate(PAGE, "HOME")
        return ok("screen-camera-off")
    if ctx.read(CAMERA) == view.upper() and ctx.read(PAGE) == "CAMERA":
        return ok("screen-camera-already", view=_VIEW_NAMES[view])
    ctx.actuate(CAMERA, view.upper())
    _show(ctx, "CAMERA")
    return ok("screen-camera", view=_VIEW_NAMES[view])


@tool(
    area="screen",
    risk="reversible",
    en=("turn the screen off", "wake up the display", "black screen please", "screen on"),
    zh=("关闭屏幕", "打开屏幕", "熄屏", "屏幕亮起来"),
)
def set_screen(ctx: ToolContext, *, on: bool) -> Outcome:
    """Turn the screen on or off."""
    return switch(ctx, Name("The screen is", "屏幕"), on, [SCREEN_ON])


@tool(
    area="screen",
    risk="reversible",
    en=("head-up display on", "turn off the HUD", "show my speed on the windshield"),
    zh=("打开抬头显示", "关闭HUD", "把车速投到挡风玻璃上"),
)
def set_hud(ctx: ToolContext, *, on: bool) -> Outcome:
    """Turn the head-up display on or off."""
    return switch(ctx, Name("The head-up display is", "抬头显示"), on, ["Cabin.Infotainment.HUD.IsOn"])


@tool(
    area="screen",
    risk="reversible",
    en=("show temperatures in Fahrenheit", "switch to Celsius", "use Fahrenheit on the display"),
    zh=("温度用华氏度显示", "切换成摄氏度", "屏幕温度单位换成摄氏"),
)
def set_units(
    ctx: ToolContext,
    *,
    temperature_unit: Annotated[
        Literal["celsius", "fahrenheit"],
        Aliases({"celsius": ("c", "°c", "摄氏", "摄氏度"), "fahrenheit": ("f", "°f", "华氏", "华氏度")}),
    ],
) -> Outcome:
    """Set the display's temperature unit.

    Speech stays in degrees Celsius.
    """
    value = temperature_unit[0].upper()
    already = "-already" if ctx.read(UNIT) == value else ""
    if not already:
        ctx.actuate(UNIT, value)
    return ok(f"screen-units{already}", unit=temperature_unit)

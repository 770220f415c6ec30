screen-orientation = { $orientation ->
    [portrait] 屏幕转为竖屏。
   *[landscape] 屏幕转为横屏。
}
screen-orientation-already = { $orientation ->
    [portrait] 屏幕已经是竖屏了。
   *[landscape] 屏幕已经是横屏了。
}
screen-brightness = 屏幕亮度已调到{ $percent }%。
screen-brightness-already = 屏幕亮度本来就是{ $percent }%。
screen-mode = { $mode ->
    [night] 屏幕已切到夜间模式。
   *[day] 屏幕已切到白天模式。
}
screen-mode-already = { $mode ->
    [night] 屏幕已经是夜间模式。
   *[day] 屏幕已经是白天模式。
}
screen-page = 已打开{ $page }页面。
screen-page-already = 现在就是{ $page }页面。
screen-camera = 已打开{ $view }。
screen-camera-already = { $view }已经打开了。
screen-camera-off = 影像已关闭。
screen-camera-off-already = 现在没有打开影像。
screen-units = { $unit ->
    [celsius] 屏幕已改为摄氏度显示。
   *[fahrenheit] 屏幕已改为华氏度显示。
}
screen-units-already = { $unit ->
    [celsius] 屏幕本来就用摄氏度显示。
   *[fahrenheit] 屏幕本来就用华氏度显示。
}

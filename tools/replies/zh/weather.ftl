weather-unknown-place = 没有{ $place }的天气信息。
weather-now = { $place }现在{ $sky }，{ $celsius }度，风速每小时{ $wind }公里。
weather-forecast = { $place }{ $when }{ $sky }，{ $low }到{ $high }度{ $wet ->
    [yes] ，记得带伞。
   *[no] 。
}
weather-along-route = 沿途没有雨，{ $place }{ $arrival }，{ $celsius }度。
weather-along-route-wet = 沿途有{ $sky }，{ $place }{ $arrival }，{ $celsius }度。

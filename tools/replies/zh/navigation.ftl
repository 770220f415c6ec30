navigation-unknown-place = 我在附近没有找到{ $what }。
navigation-which = 您指的是哪一个：{ $choices }？
navigation-found = { $count ->
    [1] 找到一个：{ $places }。
   *[other] 找到{ $count }个：{ $places }。
}
navigation-none-found = 没有找到合适的{ $what }。
navigation-none-along = 沿途没有找到{ $what }。
navigation-no-route = 当前没有正在进行的导航。
navigation-already-there = 您已经在{ $place }了。
navigation-started = 开始导航去{ $place }：全程{ $distance }，约{ $time }，预计{ $arrival }到达。
navigation-stopped = 导航已结束。
navigation-stopped-already = 现在没有在导航。
navigation-waypoint-added = 已添加途经点{ $stop }，多花{ $extra }，预计{ $arrival }到达{ $place }。
navigation-waypoint-already = { $place }已经在路线上了。
navigation-too-many-stops = 一条路线最多{ $maximum }个停靠点。
navigation-no-waypoints = 这条路线没有途经点。
navigation-not-a-waypoint = { $what }不在途经点里，途经点有{ $stops }。
navigation-waypoint-removed = 已去掉途经点{ $stops }，预计{ $arrival }到达{ $place }。
navigation-replaced = 目的地已改为{ $place }：全程{ $distance }，约{ $time }，预计{ $arrival }到达。
navigation-preference = 以后按{ $preference }的路线规划。
navigation-preference-route = 已改走{ $preference }的路线去{ $place }：{ $distance }，预计{ $arrival }到达。
navigation-eta = 距离{ $place }还有{ $distance }，约{ $time }，预计{ $arrival }到达，届时电量{ $charge }%。
navigation-route = { $count ->
    [0] 去{ $place }全程{ $distance }，主要走{ $road }，约{ $time }，没有途经点。
   *[other] 去{ $place }全程{ $distance }，主要走{ $road }，约{ $time }，途经{ $stops }。
}{ $toll ->
    [0] {""}
   *[other] 过路费{ $toll }元。
}
navigation-traffic-slow = { $roads }行驶缓慢。
navigation-traffic-busy = 现在是高峰时段，主干道比较慢。
navigation-traffic-clear = 附近路况畅通。
navigation-traffic-route-slow = 路线上{ $roads }行驶缓慢。
navigation-traffic-route-busy = 现在是高峰时段，路线上没有异常拥堵。
navigation-traffic-route-clear = 您的路线畅通。
navigation-next-turn = 前方{ $distance }{ $instruction }。
navigation-muted = 导航播报已静音。
navigation-muted-already = 导航播报本来就是静音的。
navigation-unmuted = 导航播报已恢复。
navigation-unmuted-already = 导航播报本来就开着。
navigation-location = 我们在{ $district }的{ $road }。

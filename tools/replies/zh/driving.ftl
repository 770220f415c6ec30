driving-mode = 驾驶模式已切换为{ $mode }。
driving-mode-already = 驾驶模式本来就是{ $mode }。
driving-regeneration = 动能回收已设为{ $level }。
driving-regeneration-already = 动能回收本来就是{ $level }。
driving-cruise-on = 巡航已开启，时速{ $kmh }公里。
driving-cruise-on-already = 巡航本来就开着，时速{ $kmh }公里。
driving-cruise-off = 巡航已关闭。
driving-cruise-off-already = 巡航本来就关着。

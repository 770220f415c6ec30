# 车辆自身拒绝的操作，以及车辆主动报告的情况。

interlock-door-while-moving = 现在车速{ $speed }公里，行驶中不能开车门。
interlock-trunk-while-moving = 行驶中不能打开后备箱。
interlock-hood-while-moving = 行驶中不能打开前盖。
interlock-mirrors-while-moving = 行驶中不能折叠后视镜。
interlock-video-while-moving = 视频和K歌只能在停车时使用。
interlock-gear-needs-standstill = 现在车速{ $speed }公里，请先停车再换挡。
interlock-rear-window-locked = 主驾已锁定后排车窗。
interlock-child-lock = 儿童锁已开启，后排不能打开这扇车门。
interlock-charging-needs-cable = 还没有插充电枪。
interlock-flap-while-moving = 行驶中不能打开充电口盖。
interlock-v2l-floor = 电量还有{ $charge }%，对外放电到{ $floor }%就会停止。
interlock-drive-while-charging = 请先拔下充电枪再起步。

notice-jam = { vehicle-part }卡住了。
notice-pinch = 碰到了障碍物，{ vehicle-part }已退回一点。
notice-charged = 充电完成，电量{ $charge }%。
notice-v2l-stopped = 电量已到{ $floor }%，对外放电已停止。

vehicle-part = { $part ->
    [window] { vehicle-seat }车窗
    [shade] 遮阳帘
    [sunroof] 天窗
    [trunk] 后备箱
    [hood] 前盖
    [door] { vehicle-seat }车门
    [seat] { vehicle-seat }座椅
    [mirror] 后视镜
   *[part] 部件
}
vehicle-seat = { $seat ->
    [passenger] 副驾
    [rear_left] 左后
    [rear_right] 右后
   *[driver] 主驾
}

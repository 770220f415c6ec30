# What the vehicle itself refuses, and what it reports.

interlock-door-while-moving = I can't open a door while we're driving at { $speed } km/h.
interlock-trunk-while-moving = The trunk stays closed while we're driving.
interlock-hood-while-moving = The hood stays closed while we're driving.
interlock-mirrors-while-moving = The mirrors can't be folded while we're driving.
interlock-video-while-moving = Video and karaoke only work while we're parked.
interlock-gear-needs-standstill = We have to stop first: we're doing { $speed } km/h.
interlock-rear-window-locked = The driver has locked the rear window controls.
interlock-child-lock = The child lock is on, so this door can't be opened from the back.
interlock-charging-needs-cable = There's no charging cable plugged in.
interlock-flap-while-moving = The charging flap stays closed while we're driving.
interlock-v2l-floor = The battery is at { $charge } percent, and power for appliances stops at { $floor } percent.
interlock-drive-while-charging = Please unplug the charging cable before driving off.

notice-jam = { vehicle-part } is stuck.
notice-pinch = { vehicle-part } met something and has moved back a little.
notice-charged = Charging is finished at { $charge } percent.
notice-v2l-stopped = Power for appliances is off: the battery has reached { $floor } percent.

vehicle-part = { $part ->
    [window] { vehicle-seat } window
    [shade] A sunshade
    [sunroof] The sunroof
    [trunk] The trunk
    [hood] The hood
    [door] { vehicle-seat } door
    [seat] { vehicle-seat } seat
    [mirror] A mirror
   *[part] A part
}
vehicle-seat = { $seat ->
    [passenger] The passenger's
    [rear_left] The rear left
    [rear_right] The rear right
   *[driver] The driver's
}

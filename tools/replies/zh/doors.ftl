doors-locked = { $doors }已上锁。
doors-unlocked = { $doors }已解锁。
doors-locked-already = { $doors }本来就锁着。
doors-unlocked-already = { $doors }本来就没锁。
doors-opening = 正在打开{ $doors }。
doors-closing = 正在关闭{ $doors }。
doors-open-already = { $doors }已经开着了。
doors-closed-already = { $doors }已经是关着的。
lid-opening = { $lid }正在打开。
lid-closing = { $lid }正在关闭。
lid-open-already = { $lid }已经开着了。
lid-closed-already = { $lid }已经是关着的。
mirrors-folding = 后视镜正在折叠。
mirrors-unfolding = 后视镜正在展开。
mirrors-folded-already = 后视镜已经折叠了。
mirrors-unfolded-already = 后视镜已经是展开的。
wipers-set = 雨刮已调到{ $mode }。
wipers-set-already = 雨刮本来就是{ $mode }。
wipers-off = 雨刮已{ $mode }。
wipers-off-already = 雨刮本来就是{ $mode }的。
car-found = 已鸣笛并闪灯。
horn-sounded = 已鸣笛。
confirm-unlock_doors = { $door ->
    [driver] 要解锁主驾车门吗？
    [passenger] 要解锁副驾车门吗？
    [rear_left] 要解锁左后车门吗？
    [rear_right] 要解锁右后车门吗？
    [front] 要解锁前排车门吗？
    [rear] 要解锁后排车门吗？
    [mine] 要解锁您的车门吗？
   *[all] 要解锁所有车门吗？
}
confirm-open_trunk = 要打开后备箱吗？
confirm-open_frunk = 要打开前备箱吗？

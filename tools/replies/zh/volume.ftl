volume-set = { $channel }音量为{ $percent }%。
volume-louder = { $channel }音量已调大到{ $percent }%。
volume-quieter = { $channel }音量已调小到{ $percent }%。
volume-limit = { $channel }音量保持{ $percent }%，不能再调了。
volume-muted = 已静音。
volume-unmuted = 已取消静音。
volume-muted-already = 已经是静音了。
volume-unmuted-already = 本来就没有静音。

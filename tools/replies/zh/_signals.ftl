switch-on = { $thing }已打开。
switch-off = { $thing }已关闭。
switch-on-already = { $thing }本来就开着。
switch-off-already = { $thing }本来就关着。

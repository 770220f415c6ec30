switch-on = { $thing } on.
switch-off = { $thing } off.
switch-on-already = { $thing } already on.
switch-off-already = { $thing } already off.

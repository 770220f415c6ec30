volume-set = The { $channel } volume is at { $percent } percent.
volume-louder = Louder: { $channel } at { $percent } percent.
volume-quieter = Quieter: { $channel } at { $percent } percent.
volume-limit = The { $channel } volume stays at { $percent } percent; that is as far as it goes.
volume-muted = The sound is muted.
volume-unmuted = The sound is back on.
volume-muted-already = The sound is already muted.
volume-unmuted-already = The sound is already on.

seats-heating-set = Seat heating is on { $level } for { $who }.
seats-heating-set-already = Seat heating is already on { $level } for { $who }.
seats-heating-off = Seat heating is off for { $who }.
seats-heating-off-already = Seat heating is already off for { $who }.
seats-heating-limit = Seat heating stays on { $level } for { $who }; that is as far as it goes.
seats-heating-each = Seat heating is { $levels }.
seats-ventilation-set = Seat ventilation is on { $level } for { $who }.
seats-ventilation-set-already = Seat ventilation is already on { $level } for { $who }.
seats-ventilation-off = Seat ventilation is off for { $who }.
seats-ventilation-off-already = Seat ventilation is already off for { $who }.
seats-ventilation-limit = Seat ventilation stays on { $level } for { $who }; that is as far as it goes.
seats-ventilation-each = Seat ventilation is { $levels }.
seats-massage-set = The massage is on { $level } for { $who }.
seats-massage-set-already = The massage is already on { $level } for { $who }.
seats-massage-off = The massage is off for { $who }.
seats-massage-off-already = The massage is already off for { $who }.
seats-massage-limit = The massage stays on { $level } for { $who }; that is as far as it goes.
seats-massage-each = The massage is { $levels }.
seats-moving-forward = Moving the seat forward { $centimeters } { $centimeters ->
    [one] centimeter
   *[other] centimeters
} for { $who }.
seats-moving-back = Moving the seat back { $centimeters } { $centimeters ->
    [one] centimeter
   *[other] centimeters
} for { $who }.
seats-moving-up = Raising the seat { $centimeters } { $centimeters ->
    [one] centimeter
   *[other] centimeters
} for { $who }.
seats-moving-down = Lowering the seat { $centimeters } { $centimeters ->
    [one] centimeter
   *[other] centimeters
} for { $who }.
seats-reclining-back = Reclining the backrest for { $who }.
seats-reclining-upright = Raising the backrest for { $who }.
seats-limit = That is as far as the seat goes for { $who }.
seats-lumbar = Setting lumbar support to { $percent } percent for { $who }.
seats-lumbar-already = Lumbar support is already at { $percent } percent for { $who }.
seats-lumbar-limit = Lumbar support stays at { $percent } percent for { $who }; that is as far as it goes.
seats-lumbar-each = Lumbar support is set to { $supports }.

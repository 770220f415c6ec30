climate-temperature-set = The temperature is set to { $celsius } degrees for { $who }.
climate-temperature-already = It is already set to { $celsius } degrees for { $who }.
climate-temperature-limit = { $celsius } degrees is as far as it goes for { $who }.
climate-warmer = Warmer: { $celsius } degrees for { $who }.
climate-colder = Cooler: { $celsius } degrees for { $who }.
climate-warmer-by = { $by } { $by ->
    [one] degree
   *[other] degrees
} warmer for { $who }.
climate-colder-by = { $by } { $by ->
    [one] degree
   *[other] degrees
} cooler for { $who }.
climate-fan-set = The fan is at { $percent } percent for { $who }.
climate-fan-off = The fan is off for { $who }.
climate-fan-already = The fan is already at { $percent } percent for { $who }.
climate-fan-limit = The fan stays at { $percent } percent for { $who }; that is as far as it goes.
climate-wheel-set = Steering wheel heating is on { $level }.
climate-wheel-set-already = Steering wheel heating is already on { $level }.
climate-wheel-off = Steering wheel heating is off.
climate-wheel-off-already = Steering wheel heating is already off.
climate-wheel-limit = Steering wheel heating stays on { $level }; that is as far as it goes.
climate-status-on = It is { $inside } degrees inside, set to { $celsius } for { $who }, with the AC on and the fan at { $percent } percent.
climate-status-off = It is { $inside } degrees inside, set to { $celsius } for { $who }, with the AC off and the fan at { $percent } percent.

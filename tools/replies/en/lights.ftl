headlights-set = { $mode ->
    [off] The headlights are off.
    [auto] The headlights are on automatic.
    [parking] The parking lights are on.
   *[low_beam] The low beam is on.
}
headlights-already = { $mode ->
    [off] The headlights are already off.
    [auto] The headlights are already on automatic.
    [parking] The parking lights are already on.
   *[low_beam] The low beam is already on.
}
ambient-color = The ambient light is { $color } now.
ambient-color-already = The ambient light is already { $color }.
ambient-brightness = The ambient light is at { $percent } percent.
ambient-brightness-already = The ambient light is already at { $percent } percent.
ambient-brightness-limit = The ambient light stays at { $percent } percent; that is as far as it goes.

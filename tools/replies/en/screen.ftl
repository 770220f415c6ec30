screen-orientation = The screen is in { $orientation } now.
screen-orientation-already = The screen is already in { $orientation }.
screen-brightness = Screen brightness is at { $percent } percent.
screen-brightness-already = Screen brightness is already at { $percent } percent.
screen-mode = The display is in { $mode } mode.
screen-mode-already = The display is already in { $mode } mode.
screen-page = Here is { $page }.
screen-page-already = The screen already shows { $page }.
screen-camera = Here is { $view }.
screen-camera-already = The screen already shows { $view }.
screen-camera-off = The camera view is closed.
screen-camera-off-already = No camera view is open.
screen-units = { $unit ->
    [celsius] The display shows degrees Celsius now.
   *[fahrenheit] The display shows degrees Fahrenheit now.
}
screen-units-already = { $unit ->
    [celsius] The display already shows degrees Celsius.
   *[fahrenheit] The display already shows degrees Fahrenheit.
}

windows-opening = { $position ->
    [100] Opening { $windows } all the way.
   *[other] Opening { $windows } to { $position } percent.
}
windows-raising = Raising { $windows } to { $position } percent open.
windows-closing = Closing { $windows }.
windows-already-closed = No need: { $windows } { $count ->
    [one] is
   *[other] are
} already closed.
windows-already-open = No need: { $windows } { $count ->
    [one] is
   *[other] are
} already fully open.
windows-already-there = No need: { $windows } { $count ->
    [one] is
   *[other] are
} already { $position } percent open.
sunroof-opening = { $position ->
    [100] The sunroof is opening.
   *[other] The sunroof is opening to { $position } percent.
}
sunroof-less-open = The sunroof is closing to { $position } percent.
sunroof-closing = The sunroof is closing.
sunroof-tilting = The sunroof is tilting up.
sunroof-already-closed = The sunroof is already closed.
sunroof-already-open = The sunroof is already open.
sunroof-already-there = The sunroof is already { $position } percent open.
sunroof-already-tilted = The sunroof is already tilted.
shade-opening = { $position ->
    [100] Opening { $shade }.
   *[other] Opening { $shade } to { $position } percent.
}
shade-less-open = Closing { $shade } to { $position } percent.
shade-closing = Closing { $shade }.
shade-already-closed = No need: { $shade } is already closed.
shade-already-open = No need: { $shade } is already open.
shade-already-there = No need: { $shade } is already { $position } percent open.

windows-opening = { $position ->
    [100] 正在全开{ $windows }。
   *[other] 正在把{ $windows }打开到{ $position }%。
}
windows-raising = 正在把{ $windows }关小到{ $position }%。
windows-closing = 正在关闭{ $windows }。
windows-already-closed = { $windows }已经是关着的。
windows-already-open = { $windows }已经全开了。
windows-already-there = { $windows }已经开到{ $position }%了。
sunroof-opening = { $position ->
    [100] 天窗正在打开。
   *[other] 天窗正在打开到{ $position }%。
}
sunroof-less-open = 天窗正在关小到{ $position }%。
sunroof-closing = 天窗正在关闭。
sunroof-tilting = 天窗正在翘起。
sunroof-already-closed = 天窗已经是关着的。
sunroof-already-open = 天窗已经全开了。
sunroof-already-there = 天窗已经开到{ $position }%了。
sunroof-already-tilted = 天窗已经翘起来了。
shade-opening = { $position ->
    [100] 正在打开{ $shade }。
   *[other] 正在把{ $shade }打开到{ $position }%。
}
shade-less-open = 正在把{ $shade }关小到{ $position }%。
shade-closing = 正在关闭{ $shade }。
shade-already-closed = { $shade }已经是关着的。
shade-already-open = { $shade }已经打开了。
shade-already-there = { $shade }已经开到{ $position }%了。

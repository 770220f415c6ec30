cabin-window = 车窗正在移动到{ $position }%。
cabin-heat = 已设为{ $degrees }度。
cabin-hatch = 后备箱正在打开。
cabin-map = 这是地图。
cabin-too-fast = 现在车速太快。
confirm-open_hatch = 要打开后备箱吗?

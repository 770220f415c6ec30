cabin-window = The window is moving to { $position } percent.
cabin-heat = Set to { $degrees } degrees.
cabin-hatch = The trunk is opening.
cabin-map = Here is the map.
cabin-too-fast = Not at this speed.
confirm-open_hatch = Shall I open the trunk?

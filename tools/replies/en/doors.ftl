doors-locked = Locked { $doors }.
doors-unlocked = Unlocked { $doors }.
doors-locked-already = No need: { $doors } { $count ->
    [one] is
   *[other] are
} already locked.
doors-unlocked-already = No need: { $doors } { $count ->
    [one] is
   *[other] are
} already unlocked.
doors-opening = Opening { $doors }.
doors-closing = Closing { $doors }.
doors-open-already = No need: { $doors } { $count ->
    [one] is
   *[other] are
} already open.
doors-closed-already = No need: { $doors } { $count ->
    [one] is
   *[other] are
} already closed.
lid-opening = The { $lid } is opening.
lid-closing = The { $lid } is closing.
lid-open-already = The { $lid } is already open.
lid-closed-already = The { $lid } is already closed.
mirrors-folding = The mirrors are folding in.
mirrors-unfolding = The mirrors are folding out.
mirrors-folded-already = The mirrors are already folded in.
mirrors-unfolded-already = The mirrors are already folded out.
wipers-set = The wipers are set to { $mode }.
wipers-set-already = The wipers are already set to { $mode }.
wipers-off = The wipers are { $mode }.
wipers-off-already = The wipers are already { $mode }.
car-found = I honked and flashed the lights.
horn-sounded = Honked.
confirm-unlock_doors = { $door ->
    [driver] Unlock the driver's door?
    [passenger] Unlock the passenger's door?
    [rear_left] Unlock the rear left door?
    [rear_right] Unlock the rear right door?
    [front] Unlock the front doors?
    [rear] Unlock the rear doors?
    [mine] Unlock your door?
   *[all] Unlock all doors?
}
confirm-open_trunk = Open the trunk?
confirm-open_frunk = Open the front trunk?

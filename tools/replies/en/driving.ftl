driving-mode = Drive mode is { $mode } now.
driving-mode-already = Drive mode is already { $mode }.
driving-regeneration = Regeneration is { $level } now.
driving-regeneration-already = Regeneration is already { $level }.
driving-cruise-on = Cruise control is on at { $kmh } km/h.
driving-cruise-on-already = Cruise control is already on at { $kmh } km/h.
driving-cruise-off = Cruise control is off.
driving-cruise-off-already = Cruise control is already off.

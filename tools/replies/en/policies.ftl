policy-front-seats-only = Only the front seats can do that.
policy-open-door = Open { $doors }?
policy-needs-park = That only works in park.
policy-ac-closes-windows = For the AC I'm also closing { $windows }.
policy-ac-starts-fan = The fan starts at level one.
policy-fan-ends-ac = The AC goes off with the fan.
policy-ac-is-on = The AC is running, so this wastes energy.
policy-defrost-cascade = The fan is at level two or more, with air to the windshield and the AC on.
policy-zones-far-apart = That leaves { $apart } degrees between { $warmest } and { $coldest }.
policy-roof-in-rain = { $sky ->
    [snow] It is snowing.
   *[other] It is raining.
} Open the sunroof anyway?
policy-fog-lights-in-clear = There is no fog here. Turn the fog lights on anyway?
policy-dark-outside = It is dark, so the headlights stay on while we're driving.
policy-cruise-needs-speed = Cruise control works from { $kmh } km/h.
policy-sit-upright = Your backrest stays upright while we're driving.

vehicle-tires-alike = All four tires are at { $bar } bar. That is fine.
vehicle-tires-good = The tires are fine: { $pressures } bar.
vehicle-tires-low = { $count ->
    [one] The { $low } tire is low
   *[other] The { $low } tires are low
}: { $pressures } bar.
vehicle-warnings = The car reports { $warnings }.
vehicle-no-warnings = Everything is fine; there are no warnings.
vehicle-service = The next service is due in { $km } kilometers.
vehicle-service-due = The car is due for a service.
vehicle-open = Open: { $parts }. The doors are { $locked ->
    [true] locked
   *[false] not all locked
}.
vehicle-all-closed = Everything is closed, and the doors are { $locked ->
    [true] locked
   *[false] not all locked
}.
vehicle-trip = The car has done { $total } kilometers, { $trip } of them on this trip.
vehicle-speed = We're doing { $kmh } kilometers an hour.
vehicle-standing = We're standing still.
vehicle-outside = It is { $celsius } degrees outside.
vehicle-manual = { $answer }
vehicle-manual-unknown = The owner's manual has nothing on that.

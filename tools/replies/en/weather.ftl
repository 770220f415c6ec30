weather-unknown-place = I have no weather for { $place }.
weather-now = Now in { $place }: { $sky }, { $celsius } degrees, wind { $wind } kilometres an hour.
weather-forecast = In { $place } { $when }: { $sky }, { $low } to { $high } degrees{ $wet ->
    [yes] . Take an umbrella.
   *[no] .
}
weather-along-route = No rain on the way; { $arrival } at { $place }, { $celsius } degrees.
weather-along-route-wet = Expect { $sky } on the way; { $arrival } at { $place }, { $celsius } degrees.

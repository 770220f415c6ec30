navigation-unknown-place = I can't find { $what } in this area.
navigation-which = Which one do you mean: { $choices }?
navigation-found = { $count ->
    [one] I found one: { $places }.
   *[other] I found { $count }: { $places }.
}
navigation-none-found = I found nothing for { $what } that fits.
navigation-none-along = There is nothing for { $what } along the route.
navigation-no-route = There is no active route.
navigation-already-there = You are at { $place } already.
navigation-started = Route to { $place } started: { $distance }, { $time }, arriving at { $arrival }.
navigation-stopped = Navigation is stopped.
navigation-stopped-already = Navigation is not running.
navigation-waypoint-added = { $stop } is added as a stop; it takes { $extra } more, arriving at { $place } at { $arrival }.
navigation-waypoint-already = { $place } is on the route already.
navigation-too-many-stops = A route can have { $maximum } stops at most.
navigation-no-waypoints = The route has no stops on the way.
navigation-not-a-waypoint = { $what } is not a stop on this route; the stops are { $stops }.
navigation-waypoint-removed = { $stops } is off the route; arriving at { $place } at { $arrival }.
navigation-replaced = The destination is now { $place }: { $distance }, { $time }, arriving at { $arrival }.
navigation-preference = I'll choose the { $preference } routes.
navigation-preference-route = Now on the { $preference } route to { $place }: { $distance }, arriving at { $arrival }.
navigation-eta = { $place } is { $distance } away, { $time }, arriving at { $arrival } with { $charge } percent charge.
navigation-route = { $count ->
    [0] The route to { $place } is { $distance } long, mostly on { $road }, { $time }, with no stops.
    [one] The route to { $place } is { $distance } long, mostly on { $road }, { $time }, with a stop at { $stops }.
   *[other] The route to { $place } is { $distance } long, mostly on { $road }, { $time }, with stops at { $stops }.
} { $toll ->
    [0] {""}
   *[other] The toll is { $toll } yuan.
}
navigation-traffic-slow = Traffic is slow on { $roads }.
navigation-traffic-busy = It is rush hour; expect slow traffic on the main roads.
navigation-traffic-clear = Traffic is flowing well around here.
navigation-traffic-route-slow = Traffic is slow on your route, on { $roads }.
navigation-traffic-route-busy = It is rush hour, but nothing unusual is on your route.
navigation-traffic-route-clear = Your route is clear.
navigation-next-turn = In { $distance }, { $instruction }.
navigation-muted = Navigation voice is muted.
navigation-muted-already = Navigation voice is muted already.
navigation-unmuted = Navigation voice is back on.
navigation-unmuted-already = Navigation voice is on already.
navigation-location = We are on { $road } in { $district }.

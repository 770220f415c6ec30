profile-remembered = I'll remember your { $what }: { $value }.
profile-out-of-range = { $value } is not possible for { $what }.
profile-empty = I haven't remembered any preferences of yours.
profile-list = I remember your { $preferences }.
profile-forgotten = I've forgotten your { $what }.
profile-nothing-to-forget = I had nothing remembered about your { $what }.

profile-remembered = 记住了，您的{ $what }：{ $value }。
profile-out-of-range = { $what }不能设为{ $value }。
profile-empty = 我还没有记住您的偏好。
profile-list = 我记得您的{ $preferences }。
profile-forgotten = 已忘记您的{ $what }。
profile-nothing-to-forget = 没有记过您的{ $what }。

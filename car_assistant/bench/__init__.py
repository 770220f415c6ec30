"""``car-assistant bench``: the assistant beside a plain one, with the same model on the same sentences."""

"""The vehicle: signals, store, physics and what it never does."""

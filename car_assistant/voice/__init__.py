"""Speech: what is said aloud and what is heard."""

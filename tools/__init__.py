"""The bundled tool pack: what the simulated car can do when it is spoken to. Loaded by folder, never imported."""

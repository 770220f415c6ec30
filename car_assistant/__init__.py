"""In-vehicle voice assistant simulator."""

__version__ = "0.1.0"

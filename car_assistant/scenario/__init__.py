"""Drives written down as YAML and replayed as regression tests: load, play, judge, report."""

"""``python -m car_assistant`` is the same as ``car-assistant``."""

from car_assistant.cli import main

main()

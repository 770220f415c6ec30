"""The exception tree. Owns which failures may be retried; knows nothing of who catches them.

Every message names the thing, the value and the way out, in one sentence, because it may be read by a person.
"""


class CarAssistantError(Exception):
    """Base of every error this package raises on purpose."""


class Retryable(CarAssistantError):
    """The same attempt may succeed a moment later."""


class ConfigError(CarAssistantError):
    """A setting, file or command-line value cannot be used as it stands."""


class SignalError(CarAssistantError):
    """A signal path is unknown, read-only, or its value is of the wrong type or out of bounds."""


class Interlock(CarAssistantError):
    """The vehicle itself refuses an actuation, whoever asked for it.

    ``rule`` names the interlock; the reply template ``interlock-<rule>`` speaks it with ``data``.
    """

    def __init__(self, rule: str, **data: object) -> None:
        self.rule = rule
        self.data = data
        detail = ", ".join(f"{key}={value}" for key, value in data.items())
        super().__init__(f"the vehicle refuses: {rule} ({detail})" if detail else f"the vehicle refuses: {rule}")


class PackError(CarAssistantError):
    """A tool pack or a world pack cannot be loaded."""


class ToolError(CarAssistantError):
    """A call names an unknown tool or carries arguments that cannot be repaired."""


class ModelError(CarAssistantError):
    """A model gave no usable answer; trying again would not help."""


class ModelUnavailable(ModelError):
    """The model or its server is not there (not running, not pulled, no weights)."""


class ModelStalled(ModelError, Retryable):
    """The model stopped answering in the middle; a second attempt may work."""


class WeightsError(CarAssistantError):
    """Model weights are missing, cut short or altered."""

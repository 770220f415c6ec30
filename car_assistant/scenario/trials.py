"""Statistics of repeated trials. Plain formulas, no data of their own."""

from math import ceil, comb, sqrt

_ALPHA = 0.05
_Z = 1.959963984540054
"""Quantile of the normal distribution for a two-sided 95 % interval."""


def pass_k(passed: int, runs: int, k: int) -> float:
    """Unbiased estimate of the chance that ``k`` trials in a row all pass: C(passed, k) / C(runs, k).

    Chen et al. 2021 use the same estimator for pass@k. Raises ``ValueError`` unless 1 <= k <= runs.
    """
    if not 1 <= k <= runs or not 0 <= passed <= runs:
        raise ValueError(f"pass^{k} of {passed}/{runs} is not defined; it needs 1 <= k <= runs and passed <= runs")
    return comb(passed, k) / comb(runs, k)


def lower_bound(passed: int, runs: int) -> float:
    """The rate that is exceeded with 95 % confidence (Clopper and Pearson 1934): 5/5 is 0.55, 20/20 is 0.86."""
    if passed == 0:
        return 0.0
    low, high = 0.0, 1.0
    for _ in range(50):
        rate = (low + high) / 2
        at_least = sum(comb(runs, hits) * rate**hits * (1 - rate) ** (runs - hits) for hits in range(passed, runs + 1))
        low, high = (rate, high) if at_least < _ALPHA else (low, rate)
    return low


def interval(passed: int, runs: int) -> tuple[float, float]:
    """The two-sided 95 % interval of a rate (Wilson 1927); (0, 1) for no runs."""
    if runs == 0:
        return 0.0, 1.0
    rate = passed / runs
    centre = rate + _Z * _Z / (2 * runs)
    margin = _Z * sqrt(rate * (1 - rate) / runs + _Z * _Z / (4 * runs * runs))
    scale = 1 + _Z * _Z / runs
    return max(0.0, (centre - margin) / scale), min(1.0, (centre + margin) / scale)


def required(runs: int, planned: int, require: int) -> int:
    """Passes needed of ``runs`` trials, in the proportion that a scenario asks for (``require`` of ``planned``)."""
    return ceil(runs * require / planned)

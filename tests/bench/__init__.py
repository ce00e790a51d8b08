"""Benchmarks: how fast segue is, against a baseline of the same run. `python -m tests.bench --help` tells more."""

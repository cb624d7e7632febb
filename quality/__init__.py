"""Accuracy gates and benchmarks: what the product promises, measured."""

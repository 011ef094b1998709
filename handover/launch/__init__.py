"""Starts the three processes on one machine: environments, keys, demo data, model, children."""

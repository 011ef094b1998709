"""Sockets: a faster way to read the log, for customers and for agents."""

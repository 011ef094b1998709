"""Fixtures of all tests, by what they need. Each stands before those that import it."""

pytest_plugins = [
    "tests.policy",
    "tests.postgres",
    "tests.redis_server",
    "tests.databases",
    "tests.support",
    "tests.service",
    "tests.two_services",
    "tests.stack",
    "tests.receiver",
    "tests.outside",
]

"""Handlers in Python. Run it with BACKEND_URL, BROKER_URL and, outside the defaults, INSTALL_NAME and NAMESPACE."""

import time

import jararaca


def greet(payload, run):
    print(f"hello, {payload['name']} ({run['id']})", flush=True)


def flaky_import(payload, run):
    if run["attempt"] == 1:
        raise ConnectionError("the source hung up; the next attempt goes well")


def broken_import(payload, run):
    raise ValueError("no such table")


def slow_sync(payload, run):
    time.sleep(payload["seconds"])


if __name__ == "__main__":
    jararaca.serve({
        "greet": greet, "flaky-import": flaky_import, "broken-import": broken_import, "slow-sync": slow_sync,
    })

"""The Celery application of celery_peer.py: one task, which tells when it started.

Celery's documentation, "Optimizing": many tasks of short duration want a prefetch multiplier of 50 to 150; results that nobody reads are ignored.
The worker's pool is prefork with a process a core, the default. RedBeat's documentation, "Configuration": beat_max_loop_interval of 5 s.
"""

import os
import time
from datetime import datetime, timezone

from celery import Celery
from celery.schedules import crontab
from celery.signals import before_task_publish

STARTS = os.environ["PEERS_STARTS"]
TEXT = "x" * 189

app = Celery("peers", broker=os.environ["BROKER_URL"])
app.conf.update(
    timezone="UTC",
    task_ignore_result=True,
    task_default_queue=os.environ["PEERS_QUEUE"],
    worker_prefetch_multiplier=100,
    broker_connection_retry_on_startup=True,
    redbeat_redis_url=os.environ["BACKEND_URL"],
    redbeat_key_prefix=os.environ.get("PEERS_PREFIX", "peers:"),
    beat_max_loop_interval=5,
)


@before_task_publish.connect
def tell_when_published(headers=None, **_):
    headers["published"] = time.time()


@app.task(bind=True, name="report")
def report(self, burst, piece, text):
    line = f"{burst} {piece} {time.time()} {self.request.get('published')}\n"
    file = os.open(STARTS, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.write(file, line.encode())
    os.close(file)


if os.environ.get("PEERS_SCHEDULE"):  # in Celery's own beat: burst, size and the instant, a whole minute
    burst, size, due = map(int, os.environ["PEERS_SCHEDULE"].split())
    at = datetime.fromtimestamp(due, timezone.utc)
    app.conf.beat_schedule = {
        f"report-{burst}-{piece}": {
            "task": "report",
            "schedule": crontab(at.minute, at.hour, day_of_month=at.day, month_of_year=at.month),
            "args": (burst, piece, TEXT),
        }
        for piece in range(size)
    }

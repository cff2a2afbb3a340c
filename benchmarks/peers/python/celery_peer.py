"""Puts Celery to one burst after another, with its own beat or with RedBeat.

Arguments: beat or redbeat, recurring or once, the seconds after which a burst is given up, the sizes of the bursts. Prints a line of JSON a burst.

Recurring: crontab entries, due at a whole minute, which is as fine as crontab goes. Once: with Celery alone tasks with an eta, which the worker
holds from their publication; with RedBeat entries whose rrule has a count of 1.
"""

import json
import math
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from datetime import datetime, timezone
from importlib.metadata import version

SCHEDULER, KIND, CAP = sys.argv[1], sys.argv[2], int(sys.argv[3])
SIZES = [int(size) for size in sys.argv[4:]]
HERE = pathlib.Path(__file__).parent
FOLDER = pathlib.Path(tempfile.mkdtemp(dir="."))
LEAD_SECONDS = 8
LEAD_SECONDS_A_PIECE = 0.004

os.environ["PEERS_STARTS"] = str((FOLDER / "starts").resolve())
os.environ["PEERS_QUEUE"] = f"peers-{uuid.uuid4()}"
(FOLDER / "starts").touch()
sys.path.insert(0, str(HERE))


def start(*words, **environment):
    command = [sys.executable, "-m", "celery", "--workdir", str(HERE), "-A", "celery_app", *words, "--loglevel", "WARNING"]
    return subprocess.Popen(command, env={**os.environ, **environment}, stdout=sys.stderr)


def starts_of(burst):
    """Piece -> (started, published), the first of each."""
    found = {}
    for line in (FOLDER / "starts").read_text().splitlines():
        words = line.split(" ")
        if int(words[0]) == burst:
            found.setdefault(int(words[1]), (float(words[2]), float(words[3])))
    return found


def due_instant(size, whole):
    """The first whole minute, or second, that leaves time to arm."""
    return math.ceil((time.time() + LEAD_SECONDS + LEAD_SECONDS_A_PIECE * size) / whole) * whole


def arm_eta(burst, size, due):
    import celery_app

    eta = datetime.fromtimestamp(due, timezone.utc)
    for piece in range(size):
        celery_app.report.apply_async((burst, piece, celery_app.TEXT), eta=eta)
    return None


def arm_beat(burst, size, due):
    return start("beat", "--schedule", str((FOLDER / f"schedule-{burst}").resolve()), "--pidfile=", PEERS_SCHEDULE=f"{burst} {size} {due}")


def arm_redbeat(burst, size, due):
    os.environ["PEERS_PREFIX"] = prefix = f"{os.environ['PEERS_QUEUE']}:{burst}:"
    import celery_app
    from celery.schedules import crontab
    from redbeat import RedBeatSchedulerEntry
    from redbeat.schedules import rrule

    celery_app.app.conf.redbeat_key_prefix = prefix
    if hasattr(celery_app.app, "redbeat_conf"):
        del celery_app.app.redbeat_conf  # it keeps the prefix of the burst before
    at = datetime.fromtimestamp(due, timezone.utc)
    if KIND == "recurring":
        schedule = crontab(at.minute, at.hour, day_of_month=at.day, month_of_year=at.month, app=celery_app.app)
    else:
        schedule = rrule("SECONDLY", dtstart=at, count=1)
    for piece in range(size):
        RedBeatSchedulerEntry(f"report-{piece}", "report", schedule, args=[burst, piece, celery_app.TEXT], app=celery_app.app).save()
    return start("beat", "-S", "redbeat.RedBeatScheduler", "--pidfile=", PEERS_PREFIX=prefix)


def run(burst, size):
    eta = SCHEDULER == "beat" and KIND == "once"
    due = due_instant(size, 60 if KIND == "recurring" else 1)
    arm = arm_eta if eta else arm_beat if SCHEDULER == "beat" else arm_redbeat
    beat = arm(burst, size, due)
    if time.time() >= due:
        sys.exit("armed too late")
    time.sleep(due - time.time())
    while len(starts := starts_of(burst)) < size and time.time() < due + CAP:
        time.sleep(0.25)
    if beat:
        beat.send_signal(signal.SIGTERM)
        beat.wait(30)
    started = [at for at, _ in starts.values()]
    result = {
        "version": version("celery") if SCHEDULER == "beat" else version("celery-redbeat"),
        "size": size,
        "started": len(started),
        "early": sum(at < due for at in started),
        "lastStartMs": round((max(started) - due) * 1000, 1) if started else 0,
    }
    if started and not eta:
        result["lastDispatchMs"] = round((max(at for _, at in starts.values()) - due) * 1000, 1)
    print(json.dumps(result), flush=True)
    return len(started) == size


worker = start("worker")
for number, pieces in enumerate(SIZES):
    if not run(number, pieces):
        break  # what is left of it would be in the next one's way
worker.send_signal(signal.SIGTERM)
try:
    worker.wait(20)
except subprocess.TimeoutExpired:
    worker.kill()

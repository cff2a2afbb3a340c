"""A Jararaca worker without Java, as docs/wire-protocol.md asks for it: one run at a time. For more at once, start more processes."""

import json, multiprocessing, os, signal, socket, time, uuid
from datetime import datetime
from urllib.parse import parse_qs, urlencode, urlsplit

import pika, redis

INSTALL, NAMESPACE = os.environ.get("INSTALL_NAME", "jararaca"), os.environ.get("NAMESPACE", "default")
INSTANCE = f"{os.environ.get('POD_NAME', socket.gethostname())}-{uuid.uuid4().hex[:6]}"
LEASE, HEARTBEAT, MARGIN = 30.0, 5.0, 5.0  # seconds
KEYS = "meta timers runs bodies owners keys slots dirty history passed".split()
REQUIRED = ["cloudEvents_id", "cloudEvents_source", "cloudEvents_time"] + [
    f"jararaca-{name}" for name in "incarnation owner-kind owner-name owner-uid slot-limit".split()]
DEAD = f"jararaca-dead.{INSTALL}.{NAMESPACE}"
DEAD_ARGUMENTS = {"x-queue-type": "quorum", "x-delivery-limit": 1000000, "x-overflow": "reject-publish"}
ARGUMENTS = DEAD_ARGUMENTS | {"x-delivery-limit": 100, "x-dead-letter-exchange": "", "x-dead-letter-routing-key": DEAD,
                              "x-dead-letter-strategy": "at-least-once"}
ledger = redis.Redis.from_url(os.environ["BACKEND_URL"], decode_responses=True, socket_timeout=2)
stopping, served = [], []


def ask(run_id, function, *arguments):
    keys = [f"jararaca:{INSTALL}:{{p{run_id.split('-')[0]}}}:{name}" for name in KEYS]
    return ledger.fcall(f"jararaca_v1_{function}", len(keys), *keys, *arguments)


def insist(pulse, *question):
    """Asks until the ledger answers: every call may be repeated."""
    while True:
        try:
            return ask(*question)
        except redis.RedisError as error:
            print(f"asking the ledger again: {error}", flush=True)
            pulse(0.5)


def announce():
    try:
        ledger.fcall("jararaca_v1_announce", 1, f"jararaca:{INSTALL}:presence", INSTANCE, int(3 * HEARTBEAT * 1000), "python", 1,
                     " ".join(f"{NAMESPACE}/{name}" for name in served), "")
    except redis.RedisError as error:
        print(f"not announced: {error}", flush=True)


def millis(text):
    return int(datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp() * 1000) if text else ""


def described(h, body):
    """Owner, spec and body, for a ledger that lost its state since the run was published."""
    users = {name.removeprefix("user-"): value for name, value in h.items()
             if name.startswith("user-") or name in ("traceparent", "tracestate")}
    return ["/".join(h[f"jararaca-owner-{part}"] for part in ("kind", "namespace", "name")), h["jararaca-owner-uid"],
            h["cloudEvents_id"], h.get("jararaca-origin", "Tick"), f"{NAMESPACE}/{h['jararaca-handler']}",
            millis(h["cloudEvents_time"]), millis(h.get("jararaca-expires-at")), h.get("jararaca-timeout-ms", ""),
            h.get("jararaca-retry", "1,1000,60000,2.0,25"), h.get("jararaca-max-losses", 3), h["jararaca-slot-limit"],
            int(h.get("jararaca-exclusive", True)), h.get("jararaca-exception-handler", ""), urlencode(users), body]


def unreadable(h, handler):
    """Why this is no run for the handler; empty: it is one."""
    must = {"cloudEvents_specversion": "1.0", "cloudEvents_type": "io.jararaca.run.v1", "jararaca-install": INSTALL,
            "jararaca-owner-namespace": NAMESPACE, "jararaca-handler": handler}
    return ", ".join([f"{name}: {h.get(name)!r}, expected {value!r}" for name, value in must.items() if h.get(name) != value]
                     + [f"{name}: missing" for name in REQUIRED if name not in h])


def child(code, body, run, tell):
    """A process of its own, since a thread cannot be stopped. The handler's return or exception decides."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        code(json.loads(body) if body else None, run)
        tell.send(["Succeeded", ""])
    except Exception as error:
        tell.send(["Failed", f"{type(error).__name__}: {error}"])


def work(code, h, body, pulse):
    """From the delivery to the run's end. Returns when the delivery may be acknowledged."""
    run_id, renewed = h["cloudEvents_id"], time.monotonic()
    start = [run_id, "start", run_id, h.get("jararaca-rev", 0), h["jararaca-incarnation"], uuid.uuid4().hex, INSTANCE, int(LEASE * 1000)]
    answer = insist(pulse, *start)
    if answer[0] == "NeedsRun":
        answer = insist(pulse, *start, *described(h, body))
    if answer[0] != "Started" or time.monotonic() - renewed > LEASE - MARGIN:
        return
    lease, end = answer[1], time.monotonic() + float(h.get("jararaca-timeout-ms", "inf")) / 1000
    hear, tell = multiprocessing.Pipe(duplex=False)
    run = {"id": run_id, "attempt": answer[2], "planned_at": h["cloudEvents_time"]}
    process = multiprocessing.Process(target=child, args=(code, body, run, tell))
    process.start()
    tell.close()
    outcome = None
    while outcome is None and not stopping:
        pulse(0.05)
        now = time.monotonic()
        if hear.poll():
            try:
                outcome = hear.recv()
            except EOFError:
                outcome = ["Failed", "the handler's process died"]
        elif now > end:
            outcome = ["TimedOut", f"took longer than {h['jararaca-timeout-ms']} ms"]
        elif now - renewed > HEARTBEAT:
            announce()
            try:
                held, renewed = ask(run_id, "heartbeat", int(LEASE * 1000), run_id, lease, INSTANCE), now
            except redis.RedisError:
                held = [int(time.monotonic() - renewed < LEASE - MARGIN)]
            if held != [1]:
                outcome = ["Lost", ""]
    process.kill()
    process.join()
    if outcome is None:
        insist(pulse, run_id, "release", run_id, lease, INSTANCE)
    elif outcome[0] != "Lost":
        insist(pulse, run_id, "complete", run_id, lease, INSTANCE, *outcome, "")


def consume(handlers):
    url = urlsplit(os.environ["BROKER_URL"])
    exchange = parse_qs(url.query).get("exchange", ["jararaca"])[0]
    connection = pika.BlockingConnection(pika.URLParameters(url._replace(query="").geturl()))
    channel = connection.channel()
    channel.confirm_delivery()
    channel.basic_qos(prefetch_count=1)
    channel.exchange_declare(exchange, "topic", durable=True)
    channel.queue_declare(DEAD, durable=True, arguments=DEAD_ARGUMENTS)

    def pulse(seconds):
        try:
            connection.sleep(seconds)
        except pika.exceptions.AMQPError:
            time.sleep(seconds)  # the run goes on; its delivery comes again, and START drops it

    def delivered(handler, queue, method, properties, body):
        h = properties.headers or {}
        why = unreadable(h, handler)
        if why:
            kept = {name: value for name, value in h.items() if name not in ("CC", "BCC")}
            properties.headers = kept | {"jararaca-dead-reason": why, "jararaca-dead-queue": queue}
            properties.user_id = properties.expiration = None  # the broker refuses a stranger's
            channel.basic_publish("", DEAD, body, properties, mandatory=True)
        else:
            work(handlers[handler], h, body, pulse)
        channel.basic_ack(method.delivery_tag)

    for handler in handlers:
        queue = f"jararaca.{INSTALL}.{NAMESPACE}.{handler}"
        channel.queue_declare(queue, durable=True, arguments=ARGUMENTS)
        channel.queue_bind(queue, exchange, f"run.{INSTALL}.{NAMESPACE}.{handler}")
        channel.basic_consume(queue, lambda _, method, properties, body, at=(handler, queue): delivered(*at, method, properties, body))
    while not stopping:
        announce()
        connection.process_data_events(time_limit=HEARTBEAT / 5)
    connection.close()


def serve(handlers):
    """Runs these, functions of a payload and a run by their handlers' names, until SIGTERM; what runs then is handed back."""
    served.extend(handlers)
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: stopping.append(True))
    while not stopping:
        try:
            consume(handlers)
        except (pika.exceptions.AMQPError, OSError) as error:
            print(f"RabbitMQ: {error!r}, trying again", flush=True)
            time.sleep(1)
    ledger.fcall("jararaca_v1_withdraw", 1, f"jararaca:{INSTALL}:presence", INSTANCE)

// BullMQ put to one burst after another: queue and worker in this process, state in Redis. Arguments: recurring or once, the seconds after which a
// burst is given up, the sizes of the bursts. Prints a line of JSON a burst.
//
// Its documentation, "Going to production" and "Parallelism and concurrency": maxRetriesPerRequest null for workers, Redis with noeviction and an
// append-only file; a worker's concurrency may be in the hundreds where handlers wait; "Adding jobs in bulk" by addBulk; "Auto-removal of jobs".
import { randomUUID } from "node:crypto";
import { createRequire } from "node:module";

const require = createRequire(`${process.env.PEERS_HOME}/node/`);
const { Queue, Worker } = require("bullmq");
const IORedis = require("ioredis");
const { version } = require("bullmq/package.json");

const CONCURRENCY = 100;
const CHUNK = 500;
const LEAD_MS = 3000;
const TEXT = "x".repeat(189);

const [kind, capSeconds, ...sizes] = process.argv.slice(2);
const connect = () => new IORedis(process.env.BACKEND_URL, { maxRetriesPerRequest: null });
const name = `peers-${randomUUID()}`;
const queue = new Queue(name, { connection: connect() });
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

let starts = new Map();
const worker = new Worker(name, async (job) => note(job.data), { connection: connect(), concurrency: CONCURRENCY });
worker.on("error", (error) => console.error(error));

function note({ burst, piece }) {
  if (burst === current && !starts.has(piece)) starts.set(piece, Date.now());
}

function cron(due) {
  const at = new Date(due);
  return [at.getUTCSeconds(), at.getUTCMinutes(), at.getUTCHours(), at.getUTCDate(), at.getUTCMonth() + 1, "*"].join(" ");
}

async function arm(burst, size, due) {
  const opts = { removeOnComplete: true, removeOnFail: true };
  for (let from = 0; from < size; from += CHUNK) {
    const pieces = Array.from({ length: Math.min(CHUNK, size - from) }, (_, i) => from + i);
    const data = (piece) => ({ burst, piece, text: TEXT });
    if (kind === "recurring") {
      const repeat = { pattern: cron(due), tz: "UTC" };
      await Promise.all(
        pieces.map((piece) =>
          queue.upsertJobScheduler(`report-${burst}-${piece}`, repeat, { name: "report", data: data(piece), opts }),
        ),
      );
    } else {
      const delayed = (piece) => ({ name: "report", data: data(piece), opts: { ...opts, delay: due - Date.now() } });
      await queue.addBulk(pieces.map(delayed));
    }
  }
}

let current = -1;
let msAPiece = 2;
async function run(size) {
  for (;;) {
    current += 1;
    starts = new Map();
    const begin = Date.now();
    const due = Math.floor((begin + LEAD_MS + 2 * msAPiece * size) / 1000) * 1000;
    await arm(current, size, due);
    const armed = Date.now();
    msAPiece = (armed - begin) / size;
    while (starts.size < size && Date.now() < due + capSeconds * 1000) await sleep(20);
    if (armed >= due) continue; // armed too late: once more, with more time
    const times = [...starts.values()];
    const last = times.reduce((most, at) => Math.max(most, at), due);
    const early = times.filter((at) => at < due).length;
    console.log(JSON.stringify({ version, size, started: starts.size, early, lastStartMs: last - due }));
    return starts.size === size;
  }
}

await worker.waitUntilReady();
for (const size of sizes) {
  if (!(await run(Number(size)))) break; // what is left of it would be in the next one's way
}
process.exit(0);

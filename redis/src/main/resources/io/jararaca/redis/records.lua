-- records.lua: how runs, owners and a partition's own state are written down.
--
-- A record is a sequence of MessagePack values, one after the other (no array around them: a sequence is
-- packed and unpacked several times faster). The constants below are the positions. `false` means none for
-- texts, 0 for instants and durations. Instants and durations are whole milliseconds, exact below 2^53.
-- Within version 1 positions are only ever added at the end.

-- The keys of a partition, in the order in which every function takes them.
local META, TIMERS, RUNS, BODIES, OWNERS, ENTRIES, SLOTS, DIRTY, HISTORY, PASSED = 1, 2, 3, 4, 5, 6, 7, 8, 9, 10

-- A partition's own state, the value of `meta`.
local NOW, INCARNATION, TOKEN, HOLDER, CLAIM_PATIENCE, START_PATIENCE, RETENTION, FIRST_TOKEN = 1, 2, 3, 4, 5, 6, 7, 8
local META_SIZE = 8

-- A run: what moves. PATIENCE is how long a dispatch may wait for its start, 0 until the first since it was Pending.
local STATE, REV, ATTEMPTS, FAILURES, LOSSES, DUE, PATIENCE = 1, 2, 3, 4, 5, 6, 7
local DISPATCHED_AT, STARTED_AT, FINISHED_AT = 8, 9, 10
local LEASE, INSTANCE, REASON, MESSAGE = 11, 12, 13, 14
local DONE, DONE_AT = 15, 16 -- the last lease whose outcome was accepted; 0: that ended the run, else when it was to run again
local GENERATION, PARTS = 17, 18 -- PARTS: of a broadcast, see broadcast.lua
-- A run: what hardly moves. SPEC is packed apart, and unpacked only when needed.
local OWNER, EXPIRES, ENTRY, SPEC = 19, 20, 21, 22
local RUN_SIZE = 22

-- A run's spec.
local UID, ORIGIN, HANDLER, PLANNED, TIMEOUT, RETRY, MAX_LOSSES, SLOT_LIMIT, EXCLUSIVE, EXCEPTION_HANDLER, HEADERS =
  1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
local SPEC_SIZE = 11

-- An owner.
local O_UID, O_GENERATION, O_SCHEDULE, O_EFFECTIVE, O_CURSOR = 1, 2, 3, 4, 5
local O_SLOT_LIMIT, O_WAITS, O_HISTORY_LIMIT, O_MAX_RUNS, O_SUSPEND_AFTER = 6, 7, 8, 9, 10
local O_RUNS, O_SUCCEEDED, O_FAILED, O_TIMED_OUT, O_LOST, O_CANCELLED, O_EXPIRED, O_SKIPPED, O_MISSED =
  11, 12, 13, 14, 15, 16, 17, 18, 19
local O_LAST_SCHEDULE, O_LAST_SUCCESS, O_CONSECUTIVE, O_SUSPENDED, O_TRIGGER, O_PARKED, O_REMEMBERED =
  20, 21, 22, 23, 24, 25, 26 -- O_REMEMBERED: how many ended runs its history ever took
local OWNER_SIZE = 26

local MAX_PASSED = 100
local MAX_PATIENCE = 600000

-- Taken from cmsgpack at the first call: while a library is loaded Redis hides it.
local pack, unpack_values

-- Which counter of its owner an ended run raises.
local COUNTER_OF = {
  Succeeded = O_SUCCEEDED, Failed = O_FAILED, TimedOut = O_TIMED_OUT,
  Lost = O_LOST, Cancelled = O_CANCELLED, Expired = O_EXPIRED
}
local BAD_END = { Failed = true, TimedOut = true, Lost = true }
local ENDED = {
  Succeeded = true, Failed = true, TimedOut = true, Lost = true,
  Cancelled = true, Expired = true, Duplicate = true
}
local PASSED_COUNTER = {
  Overlap = O_SKIPPED, TooManyActive = O_SKIPPED, Suspended = O_SKIPPED, Superseded = O_SKIPPED,
  CatchUp = O_MISSED, Deadline = O_MISSED, NoInstances = O_MISSED, StateLost = O_MISSED
}

local function run_of(id, raw)
  local run = { unpack_values(raw) }
  run.id = id
  return run
end

-- The run's spec, unpacked once.
local function spec_of(run)
  local spec = run.spec
  if not spec then
    spec = { unpack_values(run[SPEC]) }
    run.spec = spec
  end
  return spec
end

local function pack_spec(spec)
  return pack(unpack(spec, 1, SPEC_SIZE))
end

local function new_run(id, owner, state, spec, expires)
  local run = {
    state, 0, 0, 0, 0, 0, 0,
    0, 0, 0,
    false, false, false, false,
    false, 0,
    0, false,
    owner, expires, false, pack_spec(spec)
  }
  run.id = id
  run.spec = spec
  return run
end

local function new_owner(uid, generation, schedule, now)
  return {
    uid, generation, schedule, now, now,
    1, false, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, false, false, false, 0
  }
end

-- The instant of the next look: by its state at `at`, but a run that never started is looked at when it expires.
local function bounded(run, at)
  local expires = run[EXPIRES]
  if expires > 0 and run[ATTEMPTS] == 0 and expires < at then
    return expires
  end
  return at
end

-- Whether it may no longer start.
local function expired(run, now)
  return run[EXPIRES] > 0 and run[ATTEMPTS] == 0 and run[EXPIRES] < now
end

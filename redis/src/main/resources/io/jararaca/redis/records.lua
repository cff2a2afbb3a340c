-- records.lua: how runs, owners and a partition's own state are written down.
--
-- A record is a sequence of MessagePack values, one after the other (no array around them: a sequence is
-- packed and unpacked several times faster). The constants below are the positions. `false` means none for
-- texts, 0 for instants and durations. Instants and durations are whole milliseconds, exact below 2^53.
-- Within version 1 positions are only ever added at the end, with a default for the records that have none.

-- The keys of a partition, in the order in which every function takes them.
local META, TIMERS, RUNS, BODIES, OWNERS, ENTRIES, SLOTS, DIRTY, HISTORY, PASSED = 1, 2, 3, 4, 5, 6, 7, 8, 9, 10

-- A partition's own state, the value of `meta`.
local NOW, INCARNATION, TOKEN, HOLDER, CLAIM_PATIENCE, START_PATIENCE, RETENTION, FIRST_TOKEN = 1, 2, 3, 4, 5, 6, 7, 8
local META_DEFAULTS = { 0, false, 0, '', 5000, 30000, 86400000, 0 }

-- A run. What most runs need comes first, since values at the end that are what they are by default are not written.
-- SPEC is packed apart, and unpacked only when needed.
local STATE, REV, OWNER, SPEC, EXPIRES, ATTEMPTS = 1, 2, 3, 4, 5, 6
local DISPATCHED_AT, STARTED_AT, FINISHED_AT, INSTANCE, PATIENCE, LEASE, DONE = 7, 8, 9, 10, 11, 12, 13
local MESSAGE, DUE, GENERATION, ENTRY, FAILURES, LOSSES, REASON, DONE_AT, PARTS, FORGOTTEN =
  14, 15, 16, 17, 18, 19, 20, 21, 22, 23
-- What is not written is read as what it is by default; so with owners.
local RUN_VALUES = { __index = {
  'Pending', 0, '', '', 0, 0, 0, 0, 0, false, 0, false, false, false, 0, 0, false, 0, 0, false, 0, false, false
} }
-- STATE is written as its number in STATES. DUE: 0, the planned instant.
-- PATIENCE: how long a dispatch may wait for its start, 0 until the first since it was Pending. DONE: the last lease whose
-- outcome was accepted; DONE_AT, 0: that ended the run, else when it was to run again. PARTS: see broadcast.lua.
-- FORGOTTEN: its resource is gone, or shows its end: nobody waits for it, and it gets no further attempt.

-- A run's spec, and its payload, where that is short: see bodies.lua. A million messages wait as these, so what most have is
-- written short: the origin as its number in ORIGINS; '' for a handler called as the owner is, and for the usual retry.
local UID, ORIGIN, HANDLER, PLANNED, TIMEOUT, RETRY, MAX_LOSSES, SLOT_LIMIT, EXCLUSIVE, EXCEPTION_HANDLER, HEADERS, BODY =
  1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12
local USUAL_RETRY = '1,1000,60000,2.0,25'

-- An owner, in the same manner. O_REMEMBERED: how many ended runs its history ever took.
local O_UID, O_GENERATION, O_SCHEDULE, O_EFFECTIVE, O_CURSOR, O_SLOT_LIMIT, O_HISTORY_LIMIT = 1, 2, 3, 4, 5, 6, 7
local O_RUNS, O_SUCCEEDED, O_LAST_SCHEDULE, O_LAST_SUCCESS, O_REMEMBERED = 8, 9, 10, 11, 12
local O_WAITS, O_SKIPPED, O_MISSED, O_FAILED, O_CONSECUTIVE, O_TIMED_OUT, O_LOST, O_CANCELLED, O_EXPIRED =
  13, 14, 15, 16, 17, 18, 19, 20, 21
local O_TRIGGER, O_PARKED, O_MAX_RUNS, O_SUSPEND_AFTER, O_SUSPENDED = 22, 23, 24, 25, 26
-- When the owner was registered anew after its record was lost, and until when it then waits with its one slot.
local O_STATE_LOST, O_WAIT_UNTIL = 27, 28

local ENDED = {
  Succeeded = true, Failed = true, TimedOut = true, Lost = true,
  Cancelled = true, Expired = true, Duplicate = true
}
local PASSED_COUNTER = {
  Overlap = O_SKIPPED, TooManyActive = O_SKIPPED, Suspended = O_SKIPPED, Superseded = O_SKIPPED,
  CatchUp = O_MISSED, Deadline = O_MISSED, NoInstances = O_MISSED, StateLost = O_MISSED
}

local function pack_written(values)
  return pack(unpack(values, 1, maxn(values)))
end

local pack_run, run_of
do
  -- Numbers on record: only ever added at the end.
  local STATES = {
    'Pending', 'Claimed', 'Dispatched', 'Running', 'Succeeded', 'Failed', 'TimedOut', 'Lost', 'Cancelled', 'Expired', 'Duplicate'
  }
  local STATE_NUMBERS = {}
  for i = 1, #STATES do
    STATE_NUMBERS[STATES[i]] = i
  end

  pack_run = function(run)
    local state = run[STATE]
    run[STATE] = STATE_NUMBERS[state]
    local record = pack_written(run)
    run[STATE] = state
    return record
  end

  run_of = function(id, raw)
    local run = setmetatable({ unpack_values(raw) }, RUN_VALUES)
    run.id = id
    run[STATE] = STATES[run[STATE]] or run[STATE]
    run.waited = run[STATE] == 'Pending'
    return run
  end
end

local spec_of, pack_spec
do
  local ORIGINS = { 'Tick', 'Trigger', 'Message', 'Exception' } -- numbers on record, as above
  local ORIGIN_NUMBERS = { Tick = 1, Trigger = 2, Message = 3, Exception = 4 }

  -- The part of an owner's key that a handler is called by: namespace/name.
  local function place_of(owner)
    return match(owner, '^[^/]*/(.*)$')
  end

  -- The run's spec, unpacked once.
  spec_of = function(run)
    local spec = run.spec
    if not spec then
      spec = { unpack_values(run[SPEC]) }
      spec[ORIGIN] = ORIGINS[spec[ORIGIN]] or spec[ORIGIN]
      if spec[HANDLER] == '' then
        spec[HANDLER] = place_of(run[OWNER])
      end
      if spec[RETRY] == '' then
        spec[RETRY] = USUAL_RETRY
      end
      run.spec = spec
    end
    return spec
  end

  pack_spec = function(spec, owner)
    local origin, handler, retry = spec[ORIGIN], spec[HANDLER], spec[RETRY]
    spec[ORIGIN] = ORIGIN_NUMBERS[origin] or origin
    spec[HANDLER] = handler ~= place_of(owner) and handler or ''
    spec[RETRY] = retry ~= USUAL_RETRY and retry or ''
    local record = pack(unpack(spec, 1, spec[BODY] and BODY or HEADERS))
    spec[ORIGIN], spec[HANDLER], spec[RETRY] = origin, handler, retry
    return record
  end
end

-- When a Pending run is due.
local function due_of(run)
  return run[DUE] > 0 and run[DUE] or spec_of(run)[PLANNED]
end

local function new_run(id, owner, state, spec, expires)
  local run = setmetatable({ state, 0, owner, pack_spec(spec, owner), expires }, RUN_VALUES)
  run.id = id
  run.spec = spec
  return run
end

local owner_of, new_owner
do
  local OWNER_VALUES = { __index = {
    '', 0, '', 0, 0, 1, 0, 0, 0, 0, 0, 0, false, 0, 0, 0, 0, 0, 0, 0, 0, false, false, 0, 0, false, 0, 0
  } }

  owner_of = function(raw)
    return setmetatable({ unpack_values(raw) }, OWNER_VALUES)
  end

  new_owner = function(uid, generation, schedule, now)
    return setmetatable({ uid, generation, schedule, now, now }, OWNER_VALUES)
  end
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

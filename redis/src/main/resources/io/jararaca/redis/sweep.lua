-- jararaca_v1_sweep: looks at the runs whose instant has come, earliest first, and makes their moves.
-- Keys: the partition's. Arguments: token, holder, limit (runs to look at), number of closed queues, for each its handler
--   (namespace/name) and how long its runs shall wait; then for each queue that may have lost runs its handler and an
--   instant: runs dispatched before it and never started are lost (0: nothing is known, but asked).
-- Result: { now, runs looked at, instant of the next look or -1, incarnation, { run to publish, … }, { handler, … },
--   { awaited, … }, { { handler, instant }, … }, { { run, error }, … } }; a run to publish is { owner key, uid, the 12 of
--   its spec, rev, body }; the handlers are those of dispatched runs that nobody starts; awaited is { run id, owner key, uid } of an ended message that is
--   kept beyond its retention, since nobody said that its resource does not wait for its end; the last are, of the queues that
--   may have lost runs, when the newest run of this partition that was dispatched and then started was dispatched; and runs
--   for which no move can be made, since their record or their owner's cannot be read.
-- Promise: every run looked at gets a later instant for its next look; a run is handed out as Claimed only.

local MAX_PATIENCE = 600000
local UNREADABLE_WAIT = 30000
local MOST_UNREADABLE = 10 -- more than that: it is not the runs

-- Looks again later, whatever the clock's grain.
local function postpone(call, run, at)
  look_at(call, run, max(bounded(run, at), call.now + 1))
end

local function sweep_ended(call, run, sweep)
  if run[GENERATION] > 0 and not run[FORGOTTEN] then
    postpone(call, run, call.now + min(call.meta[RETENTION], MAX_PATIENCE))
    sweep.awaited[#sweep.awaited + 1] = { run.id, run[OWNER], spec_of(run)[UID] }
    return
  end
  note(call, 'gone', run.id)
  set(call, 'bodies', run.id, '')
  if run[ENTRY] then
    set(call, 'entries', run[ENTRY], '')
  end
end

local function hand_out(call, run, sweep)
  if run[STATE] ~= 'Claimed' then
    run[STATE] = 'Claimed'
    change_run(call, run)
    mark_dirty(call, run[OWNER])
    local spec = spec_of(run)
    if spec[SLOT_LIMIT] > 0 and spec[ORIGIN] == 'Message' then
      enter_slot(call, run[OWNER], run.id)
    end
  end
  postpone(call, run, call.now + call.meta[CLAIM_PATIENCE])
  sweep.out[#sweep.out + 1] = run
end

-- Due or overdue: to the broker, unless its queue is closed.
local function sweep_due(call, run, sweep)
  local wait = sweep.closed[spec_of(run)[HANDLER]]
  if wait then
    postpone(call, run, call.now + wait)
  else
    hand_out(call, run, sweep)
  end
end

local function sweep_lease(call, run, sweep)
  local spec = spec_of(run)
  if spec[TIMEOUT] > 0 and run[STARTED_AT] + spec[TIMEOUT] <= call.now then
    fail_attempt(call, run, 'TimedOut', 'took longer than its timeout of ' .. spec[TIMEOUT] .. ' ms on ' .. run[INSTANCE])
  else
    local vanished = 'its worker ' .. run[INSTANCE] .. ' vanished'
    run[LOSSES] = run[LOSSES] + 1
    if run[LOSSES] > spec[MAX_LOSSES] then
      end_run(call, run, 'Lost', vanished)
    else
      return_run(call, run, call.now, vanished)
    end
  end
  if run[STATE] == 'Pending' and due_of(run) <= call.now then
    sweep_due(call, run, sweep)
  end
end

-- Nobody started it. Where it was dispatched before what its queue has lost, it is published again.
local function sweep_unstarted(call, run, sweep)
  run[PATIENCE] = min(2 * run[PATIENCE], MAX_PATIENCE)
  change_run(call, run)
  local handler = spec_of(run)[HANDLER]
  local lost_before = sweep.lost_before[handler]
  if lost_before and run[DISPATCHED_AT] < lost_before then
    sweep_due(call, run, sweep)
  else
    postpone(call, run, call.now + run[PATIENCE])
    sweep.unstarted[handler] = true
  end
end

local function sweep_run(call, run, sweep)
  local state = run[STATE]
  if ENDED[state] then
    sweep_ended(call, run, sweep)
  elseif expired(run, call.now) then
    end_run(call, run, 'Expired', 'its deadline passed before it started')
  elseif run[PARTS] then
    sweep_parts(call, run)
  elseif state == 'Running' then
    sweep_lease(call, run, sweep)
  elseif state == 'Dispatched' then
    sweep_unstarted(call, run, sweep)
  elseif state == 'Pending' and due_of(run) > call.now then
    postpone(call, run, due_of(run))
  else
    sweep_due(call, run, sweep)
  end
end

local function publications(call, out)
  if #out == 0 then
    return out
  end
  local bodies, results = bodies_of(call, out), {}
  for i, run in ipairs(out) do
    local values = owned_spec(run)
    values[15], values[16] = run[REV], bodies[i]
    results[i] = values
  end
  return results
end

-- What the caller knows of queues: handlers, each with a number, from argument `from` to argument `upto`.
local function queues(args, from, upto, name)
  local found = {}
  for i = from, upto, 2 do
    found[filled(args, i, 'handler')] = number(args, i + 1, name)
  end
  return found
end

-- Makes the moves of these runs. Nothing is written before it is done.
local function sweep_runs(call, args, ids, unreadable)
  local lost_from = 5 + 2 * number(args, 4, 'closed queues')
  local sweep = {
    closed = queues(args, 5, lost_from - 1, 'wait'), lost_before = queues(args, lost_from, #args, 'lost before'),
    out = {}, unstarted = {}, awaited = {}
  }
  local readable = {}
  for _, id in ipairs(ids) do
    if unreadable[id] then
      note(call, 'timers', format('%d', call.now + UNREADABLE_WAIT), id)
    else
      readable[#readable + 1] = id
    end
  end
  gather_runs(call, readable)
  for _, id in ipairs(readable) do
    local run = call.runs[id]
    if run then
      sweep_run(call, run, sweep)
    else
      note(call, 'gone', id)
    end
  end
  sweep.to_publish = publications(call, sweep.out)
  return sweep
end

-- Which runs cannot be swept, each tried alone, and why; nothing is written.
local function find_unreadable(keys, args, ids)
  local found, count = {}, 0
  for _, id in ipairs(ids) do
    local swept, why = pcall(sweep_runs, open(keys), args, { id }, found)
    if not swept then
      count = count + 1
      if count > MOST_UNREADABLE then
        error(why)
      end
      found[id] = type(why) == 'table' and why.err or tostring(why)
    end
  end
  return found
end

local function sweep_partition(keys, args)
  local call = open(keys)
  fence(call, args[1], args[2])
  local ids = redis_call('ZRANGEBYSCORE', keys[TIMERS], '-inf', call.now, 'LIMIT', 0, number(args, 3, 'limit'))
  local unreadable = {}
  local swept, sweep = pcall(sweep_runs, call, args, ids, unreadable)
  if not swept then
    unreadable = find_unreadable(keys, args, ids)
    call = open(keys)
    sweep = sweep_runs(call, args, ids, unreadable)
  end
  local unstarted, errors = {}, {}
  for handler in pairs(sweep.unstarted) do
    unstarted[#unstarted + 1] = handler
  end
  for id, why in pairs(unreadable) do
    errors[#errors + 1] = { id, why }
  end
  local started, newest = newest_started[keys[META]] or {}, {}
  for handler in pairs(sweep.lost_before) do
    if started[handler] then
      newest[#newest + 1] = { handler, started[handler] }
    end
  end
  call.earliest = nil -- the leader is told the next look by the answer
  finish(call)
  local first = redis_call('ZRANGE', keys[TIMERS], 0, 0, 'WITHSCORES')
  return {
    call.now, #ids, tonumber(first[2] or -1), call.meta[INCARNATION], sweep.to_publish, unstarted, sweep.awaited, newest,
    errors
  }
end

register_function('sweep', { 'allow-oom' }, sweep_partition)

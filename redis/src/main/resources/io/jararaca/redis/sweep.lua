-- jararaca_v1_sweep: looks at the runs whose instant has come, earliest first, and makes their moves.
-- Keys: the partition's. Arguments: token, holder, limit (runs to look at), then for each closed queue its handler
--   (namespace/name) and how long its runs shall wait.
-- Result: { now, runs looked at, instant of the next look or -1, incarnation, { run to publish, … } }; a run to publish is
--   { owner key, uid, the 12 of its spec, rev, body }.
-- Promise: every run looked at gets a later instant for its next look; a run is handed out as Claimed only.

local function sweep_ended(call, run)
  call.gone[#call.gone + 1] = run.id
  call.bodies[run.id] = ''
  if run[ENTRY] then
    call.no_entries = call.no_entries or {}
    call.no_entries[#call.no_entries + 1] = run[ENTRY]
  end
end

-- Looks again later, whatever the clock's grain.
local function postpone(call, run, at)
  look_at(call, run, math.max(bounded(run, at), call.now + 1))
end

local function hand_out(call, run, out)
  if run[STATE] == 'Pending' then
    run[STATE] = 'Claimed'
    change_run(call, run)
    mark_dirty(call, run[OWNER])
    local spec = spec_of(run)
    if spec[SLOT_LIMIT] > 0 and spec[ORIGIN] == 'Message' then
      enter_slot(call, run[OWNER], run.id)
    end
  end
  postpone(call, run, call.now + call.meta[CLAIM_PATIENCE])
  out[#out + 1] = run
end

-- Due or overdue: to the broker, unless its queue is closed.
local function sweep_due(call, run, closed, out)
  local wait = closed[spec_of(run)[HANDLER]]
  if wait then
    postpone(call, run, call.now + wait)
  else
    hand_out(call, run, out)
  end
end

local function sweep_lease(call, run, closed, out)
  local spec = spec_of(run)
  if spec[TIMEOUT] > 0 and run[STARTED_AT] + spec[TIMEOUT] <= call.now then
    fail_attempt(call, run, 'TimedOut', 'took longer than its timeout of ' .. spec[TIMEOUT] .. ' ms on ' .. run[INSTANCE])
  else
    local vanished = 'its worker ' .. run[INSTANCE] .. ' vanished'
    run[LOSSES] = run[LOSSES] + 1
    if run[LOSSES] > spec[MAX_LOSSES] then
      end_run(call, run, 'Lost', vanished)
    else
      run[LEASE] = false
      run[MESSAGE] = vanished
      run[REV] = run[REV] + 1
      wait_until(call, run, call.now)
    end
  end
  if run[STATE] == 'Pending' and run[DUE] <= call.now then
    sweep_due(call, run, closed, out)
  end
end

local function sweep_run(call, run, closed, out)
  local state = run[STATE]
  if ENDED[state] then
    sweep_ended(call, run)
  elseif expired(run, call.now) then
    end_run(call, run, 'Expired', 'its deadline passed before it started')
  elseif run[PARTS] then
    sweep_parts(call, run)
  elseif state == 'Running' then
    sweep_lease(call, run, closed, out)
  elseif state == 'Dispatched' then
    run[PATIENCE] = math.max(run[PATIENCE], math.min(2 * run[PATIENCE], MAX_PATIENCE))
    change_run(call, run)
    postpone(call, run, call.now + run[PATIENCE])
  elseif state == 'Pending' and run[DUE] > call.now then
    postpone(call, run, run[DUE])
  else
    sweep_due(call, run, closed, out)
  end
end

local function publications(call, out)
  if #out == 0 then
    return out
  end
  local ids = {}
  for i, run in ipairs(out) do
    ids[i] = run.id
  end
  local bodies = redis.call('HMGET', call.keys[BODIES], unpack(ids))
  local results = {}
  for i, run in ipairs(out) do
    local spec = spec_of(run)
    results[i] = {
      run[OWNER], spec[UID], run.id, spec[ORIGIN], spec[HANDLER], spec[PLANNED], run[EXPIRES], spec[TIMEOUT],
      spec[RETRY], spec[MAX_LOSSES], spec[SLOT_LIMIT], spec[EXCLUSIVE] and 1 or 0, spec[EXCEPTION_HANDLER],
      spec[HEADERS], run[REV], bodies[i] or ''
    }
  end
  return results
end

local function sweep(keys, args)
  local call = open(keys)
  fence(call, args[1], args[2])
  local limit, closed = number(args, 3, 'limit'), {}
  for i = 4, #args, 2 do
    closed[filled(args, i, 'handler')] = number(args, i + 1, 'wait')
  end
  local ids = redis.call('ZRANGEBYSCORE', keys[TIMERS], '-inf', call.now, 'LIMIT', 0, limit)
  gather_runs(call, ids)
  local out = {}
  for _, id in ipairs(ids) do
    local run = call.runs[id]
    if run then
      sweep_run(call, run, closed, out)
    else
      call.gone[#call.gone + 1] = id
    end
  end
  local to_publish = publications(call, out)
  call.earliest = nil -- the leader is told the next look by the answer
  finish(call)
  local first = redis.call('ZRANGE', keys[TIMERS], 0, 0, 'WITHSCORES')
  return { call.now, #ids, tonumber(first[2] or -1), call.meta[INCARNATION], to_publish }
end

redis.register_function { function_name = 'jararaca_v1_sweep', callback = sweep, flags = { 'allow-oom' } }

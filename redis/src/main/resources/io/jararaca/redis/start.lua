-- jararaca_v1_start: the gate before a handler.
-- Keys: the partition's. Arguments: run id, rev, incarnation (as delivered), nonce, instance, lease (the worker's own).
-- Result: { 'Started', lease id, attempt, now }, { 'Drop', reason }, or { 'NeedsRun' }: the ledger lost its state since the run was
--   published; call again with these after the others: owner key, uid, the 12 of the run's spec, body.
-- Promise: one attempt of a run at a time holds a lease; each lease id is given once, and again to the same nonce only.

local function drop(reason)
  return { 'Drop', reason }
end

-- The queue of a run that starts has delivered all that was dispatched long before it.
local function note_start(call, run)
  local meta_key, handler = call.keys[META], spec_of(run)[HANDLER]
  local newest = newest_started[meta_key]
  if not newest then
    newest = {}
    newest_started[meta_key] = newest
  end
  newest[handler] = max(newest[handler] or 0, run[DISPATCHED_AT])
end

local function started(call, run, args)
  local nonce, instance, lease = args[4], args[5], tonumber(args[6])
  if run[STATE] == 'Dispatched' and run[DISPATCHED_AT] > 0 then
    note_start(call, run)
  end
  run[STATE] = 'Running'
  run[ATTEMPTS] = run[ATTEMPTS] + 1
  run[STARTED_AT] = call.now
  run[LEASE] = run[ATTEMPTS] .. ':' .. nonce
  run[INSTANCE] = instance
  run[MESSAGE] = nil
  change_run(call, run)
  look_at(call, run, call.now + lease)
  mark_dirty(call, run[OWNER])
  return { 'Started', run[LEASE], run[ATTEMPTS], call.now }
end

local function start_broadcast(call, run, args)
  local part, reason = start_part(call, run, args[5], args[4], tonumber(args[6]))
  if not part then
    return drop(reason)
  end
  return { 'Started', part[PART_LEASE], 1, part[PART_STARTED] }
end

-- The same delivery asked before, and its lease lives.
local function repeated(call, run, nonce)
  if run[LEASE] ~= run[ATTEMPTS] .. ':' .. nonce then
    return nil
  end
  local until_instant = tonumber(redis_call('ZSCORE', call.keys[TIMERS], run.id) or 0)
  return until_instant > call.now and { 'Started', run[LEASE], run[ATTEMPTS], run[STARTED_AT] } or nil
end

local function start_known(call, run, args)
  local state = run[STATE]
  if ENDED[state] then
    return drop('it ended ' .. state)
  elseif run[REV] ~= tonumber(args[2]) then
    return drop('it was returned and is delivered with another rev')
  elseif state == 'Pending' then
    return drop('it waits')
  elseif expired(run, call.now) then
    return drop('its deadline is over')
  elseif state ~= 'Running' and call.meta[INCARNATION] ~= args[3] then
    return drop('it was declared again after its record was lost, and is delivered anew')
  elseif run[PARTS] then
    return start_broadcast(call, run, args)
  elseif state == 'Running' then
    return repeated(call, run, args[4]) or drop('it is running')
  end
  return started(call, run, args)
end

-- The ledger lost its state since this run was published: makes the record and the slot again.
local function start_unknown(call, args)
  if call.meta[INCARNATION] == args[3] then
    return drop('it ended and was removed')
  end
  if #args < 9 + SPEC_ARGUMENTS then
    return { 'NeedsRun' }
  end
  local key, uid = filled(args, 7, 'owner key'), filled(args, 8, 'uid')
  local id, spec, expires = spec_at(args, 9, uid)
  if id ~= args[1] then
    refuse('run id: argument 9 must be the same as argument 1')
  end
  local run = new_run(id, key, 'Dispatched', spec, expires)
  run[REV] = tonumber(args[2])
  if expired(run, call.now) then
    return drop('its deadline is over')
  end
  if spec[SLOT_LIMIT] > 0 and slot_full(call, key, spec[SLOT_LIMIT]) then
    return drop('the slot of its owner is full')
  end
  lay_down(call, id, spec, args[9 + SPEC_ARGUMENTS])
  run[SPEC] = pack_spec(spec, key)
  incarnation(call)
  if spec[SLOT_LIMIT] > 0 then
    enter_slot(call, key, id)
  end
  if not spec[EXCLUSIVE] then
    expect(run, {}, call.now)
    return start_broadcast(call, run, args)
  end
  return started(call, run, args)
end

local function start(keys, args)
  local id = filled(args, 1, 'run id')
  number(args, 2, 'rev')
  text(args, 3, 'incarnation')
  filled(args, 4, 'nonce')
  filled(args, 5, 'instance')
  number(args, 6, 'lease')
  local call = open(keys)
  local run = find_run(call, id)
  local result
  if run then
    result = start_known(call, run, args)
  else
    result = start_unknown(call, args)
  end
  finish(call)
  return result
end

register_function('start', {}, start)

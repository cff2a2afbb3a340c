-- What a worker that holds a lease may do. Keys: the partition's.
--
-- jararaca_v1_heartbeat: prolongs leases. Arguments: lease, then for each run its id, lease id, instance.
-- Result: for each 1 if the lease is still the worker's, else 0.
-- Promise: accepted until the sweep took the run away.
--
-- jararaca_v1_complete: ends an attempt. Arguments: run id, lease id, instance, outcome (Succeeded, Failed, TimedOut, Rejected,
-- RetryLater), message or '', for RetryLater its delay else ''.
-- Result: { 'Ended', state }, { 'WillRetry', instant } or { 'Refused', reason }.
-- Promise: an ended run stays ended; the same lease's outcome, told again, is answered as the first time.
--
-- jararaca_v1_release: hands a run back for another worker to run at once. Arguments: run id, lease id, instance.
-- Result: 1 if the lease was still the worker's, else 0.

local OUTCOMES = { Succeeded = true, Failed = true, TimedOut = true, Rejected = true, RetryLater = true }
local LONGEST_MESSAGE = 4096 -- bytes

local function heartbeat(keys, args)
  local lease, ids = number(args, 1, 'lease'), {}
  for i = 2, #args, 3 do
    ids[#ids + 1] = filled(args, i, 'run id')
    filled(args, i + 1, 'lease id')
    filled(args, i + 2, 'instance')
  end
  local call = open(keys)
  gather_runs(call, ids)
  local results = {}
  for i, id in ipairs(ids) do
    local run, lease_id, instance = call.runs[id], args[3 * i], args[3 * i + 1]
    local part = run and leased_part(run, instance, lease_id)
    results[i] = 0
    if part then
      part[PART_UNTIL] = call.now + lease
      keep_parts(call, run)
      look_at(call, run, parts_look(run))
      results[i] = 1
    elseif run and run[STATE] == 'Running' and run[LEASE] == lease_id then
      look_at(call, run, call.now + lease)
      results[i] = 1
    end
  end
  finish(call)
  return results
end

local function complete_part(call, run, part, outcome, message)
  local state = outcome
  if outcome == 'Rejected' or outcome == 'RetryLater' then
    state = 'Failed'
  end
  end_part(part, state, message)
  part[PART_ACCEPTED] = true
  settle(call, run)
  return { 'Ended', state }
end

local function complete_run(call, run, outcome, message, delay)
  run[DONE], run[DONE_AT] = run[LEASE], 0
  if outcome == 'Succeeded' then
    end_run(call, run, 'Succeeded')
  elseif outcome == 'Rejected' then
    end_run(call, run, 'Failed', message)
  elseif outcome == 'RetryLater' then
    run[DONE_AT] = return_run(call, run, call.now + delay, message) or 0
  else
    run[DONE_AT] = fail_attempt(call, run, outcome, message) or 0
  end
  return run[DONE_AT] > 0 and { 'WillRetry', run[DONE_AT] } or { 'Ended', run[STATE] }
end

-- What was answered to this lease's outcome before, if anything.
local function answered(run, lease_id, instance)
  local part = run[PARTS] and parts_of(run)[instance]
  if part and part[PART_ACCEPTED] and part[PART_LEASE] == lease_id then
    return { 'Ended', part[PART_STATE] }
  elseif run[DONE] == lease_id then
    return run[DONE_AT] > 0 and { 'WillRetry', run[DONE_AT] } or { 'Ended', run[STATE] }
  end
  return nil
end

local function complete(keys, args)
  local id, lease_id, instance =
    filled(args, 1, 'run id'), filled(args, 2, 'lease id'), filled(args, 3, 'instance')
  local outcome, message = filled(args, 4, 'outcome'), sub(text(args, 5, 'message'), 1, LONGEST_MESSAGE)
  local delay = optional(args, 6, 'delay')
  if not OUTCOMES[outcome] then
    refuse('outcome: "' .. outcome .. '" is unknown')
  end
  message = message ~= '' and message or nil
  local call = open(keys)
  local run = find_run(call, id)
  if not run then
    return { 'Refused', 'the ledger does not know the run' }
  end
  local part = leased_part(run, instance, lease_id)
  local result
  if part then
    result = complete_part(call, run, part, outcome, message)
  elseif run[STATE] == 'Running' and run[LEASE] == lease_id then
    result = complete_run(call, run, outcome, message, delay)
  else
    return answered(run, lease_id, instance) or { 'Refused', 'the lease is not the run\'s any more' }
  end
  finish(call)
  return result
end

local function release(keys, args)
  local id, lease_id, instance =
    filled(args, 1, 'run id'), filled(args, 2, 'lease id'), filled(args, 3, 'instance')
  local call = open(keys)
  local run = find_run(call, id)
  local part = run and leased_part(run, instance, lease_id)
  if part then
    end_part(part, 'Lost', 'handed back')
    settle(call, run)
  elseif run and run[STATE] == 'Running' and run[LEASE] == lease_id then
    return_run(call, run, call.now, 'handed back')
  else
    return 0
  end
  finish(call)
  return 1
end

register_function('heartbeat', { 'allow-oom' }, heartbeat)
register_function('complete', { 'allow-oom' }, complete)
register_function('release', { 'allow-oom' }, release)

-- What status, command line and people read. Keys: the partition's. None of these writes.
--
-- jararaca_v1_owner: Arguments: owner key. Result: nil, or { uid, generation, effective from, cursor, runs, succeeded, failed,
--   timed out, lost, cancelled, expired, skipped, missed, last schedule time or 0, last successful time or 0, failures in a
--   row, suspended (1 or 0), handled trigger or '', has one (1 or 0), history, passed, { { owner uid, run }, … } }. A run is
--   a line as in owners.lua; history and passed are lines, newest first, a passed range is from, to, count, reason.
-- jararaca_v1_run: Arguments: run id. Result: nil, or { owner key, owner uid, run as a line }.
-- jararaca_v1_token: Result: the partition's fencing token, 0: it was not raised.
-- jararaca_v1_build: no keys. Result: the number of this library's build.
--
-- jararaca_v1_take_dirty (writes): Arguments: limit. Result: the keys of owners whose state changed, taken off the list.

local function active_runs(call, key)
  local ids, active = slot_runs(call, key), {}
  gather_runs(call, ids)
  for _, id in ipairs(ids) do
    local run = call.runs[id]
    if run then
      active[#active + 1] = { spec_of(run)[UID], line_of(run) }
    end
  end
  return active
end

local function first_lines(lines, limit)
  local cut = 0
  for _ = 1, limit do
    local found = string.find(lines, '\n', cut + 1, true)
    if not found then
      break
    end
    cut = found
  end
  return string.sub(lines, 1, cut)
end

local function read_owner(keys, args)
  local call = open(keys)
  local key = filled(args, 1, 'owner key')
  local owner = find_owner(call, key)
  if not owner then
    return nil
  end
  local result = {
    owner[O_UID], owner[O_GENERATION], owner[O_EFFECTIVE], owner[O_CURSOR]
  }
  for field = O_RUNS, O_CONSECUTIVE do
    result[#result + 1] = owner[field]
  end
  result[17] = owner[O_SUSPENDED] and 1 or 0
  result[18] = owner[O_TRIGGER] or ''
  result[19] = owner[O_TRIGGER] and 1 or 0
  result[20] = first_lines(texts_of(call, 'history', HISTORY, key), owner[O_HISTORY_LIMIT])
  result[21] = texts_of(call, 'passed', PASSED, key)
  result[22] = active_runs(call, key)
  return result
end

local function read_run(keys, args)
  local call = open(keys)
  local run = find_run(call, filled(args, 1, 'run id'))
  return run and { run[OWNER], spec_of(run)[UID], line_of(run) } or nil
end

local function read_token(keys)
  return open(keys).meta[TOKEN]
end

local function take_dirty(keys, args)
  return redis.call('SPOP', keys[DIRTY], number(args, 1, 'limit'))
end

redis.register_function { function_name = 'jararaca_v1_owner', callback = read_owner, flags = { 'no-writes' } }
redis.register_function { function_name = 'jararaca_v1_run', callback = read_run, flags = { 'no-writes' } }
redis.register_function { function_name = 'jararaca_v1_token', callback = read_token, flags = { 'no-writes' } }
redis.register_function { function_name = 'jararaca_v1_take_dirty', callback = take_dirty, flags = { 'allow-oom' } }
redis.register_function {
  function_name = 'jararaca_v1_build', callback = function() return BUILD end, flags = { 'no-writes' }
}

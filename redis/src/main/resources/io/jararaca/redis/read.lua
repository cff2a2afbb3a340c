-- What status, command line and people read. Keys: the partition's. None of these writes.
--
-- jararaca_v1_owner: Arguments: owner key. Result: nil, or { uid, generation, effective from, cursor, runs, succeeded, failed,
--   timed out, lost, cancelled, expired, skipped, missed, last schedule time or 0, last successful time or 0, failures in a
--   row, suspended (1 or 0), handled trigger or '', has one (1 or 0), { run, … }: its history, newest first, passed ranges,
--   { { owner uid, run }, … }: its slot, when its state was lost or 0 }. A run is a line as below; the passed ranges are lines of from, to, count and
--   reason between tabs, newest first.
-- jararaca_v1_owners: Result: { { owner key, uid, schedule text, max runs or 0 }, … }: all that were registered.
-- jararaca_v1_run: Arguments: run id. Result: nil, or { owner key, owner uid, run as a line }.
-- jararaca_v1_token: Result: the partition's fencing token, 0: it was not raised.
-- jararaca_v1_denied: Result: what of our own commands the caller's user may not run; empty: it may do all.
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

local function history_lines(call, key, owner)
  local lines = {}
  for _, value in ipairs(history_values(call, key, owner)) do
    local id, record = match(value or '', '^(%Z+)%z(.*)$')
    if id then
      lines[#lines + 1] = line_of(run_of(id, record))
    end
  end
  return lines
end

local function read_owner(keys, args)
  local call = open(keys)
  local key = filled(args, 1, 'owner key')
  local owner = find_owner(call, key)
  if not owner then
    return nil
  end
  return {
    owner[O_UID], owner[O_GENERATION], owner[O_EFFECTIVE], owner[O_CURSOR],
    owner[O_RUNS], owner[O_SUCCEEDED], owner[O_FAILED], owner[O_TIMED_OUT], owner[O_LOST], owner[O_CANCELLED],
    owner[O_EXPIRED], owner[O_SKIPPED], owner[O_MISSED],
    owner[O_LAST_SCHEDULE], owner[O_LAST_SUCCESS], owner[O_CONSECUTIVE], owner[O_SUSPENDED] and 1 or 0,
    owner[O_TRIGGER] or '', owner[O_TRIGGER] and 1 or 0,
    history_lines(call, key, owner), redis_call('HGET', keys[PASSED], key) or '', active_runs(call, key),
    owner[O_STATE_LOST]
  }
end

local function read_owners(keys)
  local call = open(keys)
  local found, result = redis_call('HGETALL', call.keys[OWNERS]), {}
  for i = 1, #found, 2 do
    local owner = owner_of(found[i + 1])
    result[#result + 1] = { found[i], owner[O_UID], owner[O_SCHEDULE], owner[O_MAX_RUNS] or 0 }
  end
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
  return redis_call('SPOP', keys[DIRTY], number(args, 1, 'limit'))
end

-- Every command that the functions run, on which key, with which arguments.
local COMMANDS = {
  { 'TIME' }, { 'GET', META }, { 'SET', META, '' }, { 'HGET', RUNS, '' }, { 'HMGET', RUNS, '' },
  { 'HSET', RUNS, '', '' }, { 'HDEL', RUNS, '' }, { 'HSET', BODIES, '', '' }, { 'HSET', OWNERS, '', '' },
  { 'HSET', ENTRIES, '', '' }, { 'HSET', HISTORY, '', '' }, { 'HSET', PASSED, '', '' },
  { 'ZADD', TIMERS, '0', '' }, { 'ZREM', TIMERS, '' }, { 'ZSCORE', TIMERS, '' },
  { 'ZRANGE', TIMERS, '0', '0', 'WITHSCORES' }, { 'ZRANGEBYSCORE', TIMERS, '-inf', '0', 'LIMIT', '0', '1' },
  { 'ZADD', SLOTS, '0', '' }, { 'ZREM', SLOTS, '' }, { 'ZLEXCOUNT', SLOTS, '-', '+' }, { 'ZRANGEBYLEX', SLOTS, '-', '+' },
  { 'ZCOUNT', TIMERS, '-inf', '0' }, { 'SADD', DIRTY, '' }, { 'SCARD', DIRTY }, { 'SPOP', DIRTY, '1' },
  { 'HGETALL', OWNERS }
}

local function denied(keys)
  local result = {}
  for _, command in ipairs(COMMANDS) do
    local words = { unpack(command) }
    words[2] = keys[command[2]]
    if not redis.acl_check_cmd(unpack(words)) then
      result[#result + 1] = command[1] .. ' ' .. (words[2] or '')
    end
  end
  local prefix = match(keys[META], '^(.*){p%d+}:meta$') or ''
  for _, words in ipairs({ { 'PUBLISH', prefix .. 'wake', '' }, { 'HGETALL', prefix .. 'presence' } }) do
    if not redis.acl_check_cmd(unpack(words)) then
      result[#result + 1] = words[1] .. ' ' .. words[2]
    end
  end
  return result
end

register_function('denied', { 'no-writes' }, denied)
register_function('owner', { 'no-writes' }, read_owner)
register_function('owners', { 'no-writes' }, read_owners)
register_function('run', { 'no-writes' }, read_run)
register_function('token', { 'no-writes' }, read_token)
register_function('take_dirty', { 'allow-oom' }, take_dirty)
register_function('build', { 'no-writes' }, function() return BUILD end)

-- What publishers and people ask about messages. Keys: the partition's. None of these writes.
--
-- jararaca_v1_waiting: messages that are Pending, by due instant. Arguments: first and last instant, how many runs at the
--   first to skip, how many runs to look at, handler (namespace/name) or '', and, if it is not Pending, the state that they
--   are in instead: then the instants are those of the ledger's next look.
-- Result: { instant to go on from or -1, how many to skip there, { owner key, owner uid, run as a line }, … }.
-- jararaca_v1_details: Arguments: run id. Result: nil, or { the run as a line, 1 if its payload is kept else 0, payload, owner key,
--   owner uid, the 12 of its spec }.
-- jararaca_v1_holder: Arguments: entry key. Result: the id of the run that holds it, or nil.
-- jararaca_v1_backlog: Result: { now, runs whose instant has come, instant of the next look or -1, namespace, messages
--   that are Pending there, … }.

local function matches(run, state, handler)
  if not run or run[STATE] ~= state then
    return false
  end
  local spec = spec_of(run)
  return spec[ORIGIN] == 'Message' and (handler == '' or spec[HANDLER] == handler)
end

-- Where the next page begins: after `looked` runs of this one, the last of which were at `last`.
local function after(from, skip, found, looked)
  local last, same = tonumber(found[2 * looked]), 0
  while same < looked and tonumber(found[2 * (looked - same)]) == last do
    same = same + 1
  end
  return last, last == from and skip + same or same
end

local function waiting(keys, args)
  local from, to = number(args, 1, 'first instant'), number(args, 2, 'last instant')
  local skip, limit = number(args, 3, 'skip'), number(args, 4, 'limit')
  local handler, state = text(args, 5, 'handler'), args[6] or 'Pending'
  local call = open(keys)
  local found = redis_call('ZRANGEBYSCORE', keys[TIMERS], from, to, 'WITHSCORES', 'LIMIT', skip, limit + 1)
  local looked, ids = min(limit, #found / 2), {}
  for i = 1, looked do
    ids[i] = found[2 * i - 1]
  end
  gather_runs(call, ids)
  local result = { -1, 0 }
  if #found / 2 > limit then
    result[1], result[2] = after(from, skip, found, looked)
  end
  for _, id in ipairs(ids) do
    local run = call.runs[id]
    if matches(run, state, handler) then
      result[#result + 1] = { run[OWNER], spec_of(run)[UID], line_of(run) }
    end
  end
  return result
end

local function details(keys, args)
  local call = open(keys)
  local run = find_run(call, filled(args, 1, 'run id'))
  if not run then
    return nil
  end
  local body = body_of(call, run)
  return { line_of(run), body and 1 or 0, body or '', unpack(owned_spec(run)) }
end

local function holder(keys, args)
  return redis_call('HGET', keys[ENTRIES], filled(args, 1, 'entry key'))
end

local function backlog(keys)
  local call = open(keys)
  local first = redis_call('ZRANGE', keys[TIMERS], 0, 0, 'WITHSCORES')
  local result = { call.now, redis_call('ZCOUNT', keys[TIMERS], '-inf', call.now), tonumber(first[2] or -1) }
  for namespace, count in pairs(pending_counts(call)) do
    result[#result + 1] = namespace
    result[#result + 1] = count
  end
  return result
end

register_function('waiting', { 'no-writes' }, waiting)
register_function('details', { 'no-writes' }, details)
register_function('holder', { 'no-writes' }, holder)
register_function('backlog', { 'no-writes' }, backlog)

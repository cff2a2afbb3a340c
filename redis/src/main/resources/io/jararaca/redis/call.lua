-- call.lua: one call of a function on one partition: gather, decide, then write everything at the end.
--
-- A Lua error keeps the writes made before it, so nothing writes before `finish`: whatever is wrong with a
-- call's arguments or the records is found while nothing has changed yet. `finish` sends one command a key.
--
-- Time: a call's `now` is the server's TIME, but never less than the last `now` of the partition, so that a
-- failover to a server whose clock is behind moves no lease and no cursor backwards. The last `now` is kept
-- exactly in this server's memory, and in `meta` to the second.

local clocks = {}
local BATCH = 4000 -- values a command, below Lua's limit of its stack

local function open(keys)
  if #keys ~= PASSED then
    refuse('keys: expected the ' .. PASSED .. ' keys of a partition')
  end
  pack, unpack_values = cmsgpack.pack, cmsgpack.unpack
  local raw = redis.call('GET', keys[META])
  local meta = raw and { unpack_values(raw) }
    or { 0, false, 0, '', 5000, 30000, 86400000, 0 }
  local time = redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  if now < meta[NOW] then
    now = meta[NOW]
  end
  local last = clocks[keys[META]]
  if last and now < last then
    now = last
  else
    clocks[keys[META]] = now
  end
  return {
    keys = keys, now = now, meta = meta, micros = time[1] .. time[2],
    runs = {}, changed = {}, gone = {}, timers = {},
    bodies = {},
    owners = {}, changed_owners = {},
    slots_in = {}, slots_out = {}, counts = {},
    history = {}, passed = {}, dirty = {}, wakes = {}
  }
end

-- Refuses who does not lead this partition.
local function fence(call, token, holder)
  local meta = call.meta
  if meta[TOKEN] == 0 then
    error({ err = 'FENCED this partition was not raised' })
  end
  if tonumber(token) ~= meta[TOKEN] or holder ~= meta[HOLDER] then
    error({ err = 'FENCED the partition is led by ' .. meta[HOLDER] .. ' with token ' .. meta[TOKEN] })
  end
end

-- The word that tells this life of the partition from one before its state was lost; made at the first write.
local function incarnation(call)
  local meta = call.meta
  if not meta[INCARNATION] then
    meta[INCARNATION] = string.sub(redis.sha1hex(call.keys[META] .. call.micros), 1, 16)
    call.meta_changed = true
  end
  return meta[INCARNATION]
end

local function find_run(call, id)
  local run = call.runs[id]
  if run == nil then
    local raw = redis.call('HGET', call.keys[RUNS], id)
    run = raw and run_of(id, raw) or false
    call.runs[id] = run
  end
  return run
end

local function find_owner(call, key)
  local owner = call.owners[key]
  if owner == nil then
    local raw = redis.call('HGET', call.keys[OWNERS], key)
    owner = raw and { unpack_values(raw) } or false
    call.owners[key] = owner
  end
  return owner
end

-- Reads many at once, for those who know beforehand whom they will ask for.
local function gather(call, key, ids, cache, read)
  local unknown = {}
  for _, id in ipairs(ids) do
    if cache[id] == nil then
      unknown[#unknown + 1] = id
      cache[id] = false
    end
  end
  for from = 1, #unknown, BATCH do
    local upto = math.min(#unknown, from + BATCH - 1)
    local raws = redis.call('HMGET', call.keys[key], unpack(unknown, from, upto))
    for i, raw in ipairs(raws) do
      cache[unknown[from + i - 1]] = raw and read(unknown[from + i - 1], raw)
    end
  end
end

local function gather_runs(call, ids)
  gather(call, RUNS, ids, call.runs, run_of)
end

local function gather_owners(call, keys)
  gather(call, OWNERS, keys, call.owners, function(_, raw) return { unpack_values(raw) } end)
end

local function append(list, first, second)
  local n = #list
  list[n + 1] = first
  list[n + 2] = second
end

local function change_run(call, run)
  if not run.changed then
    run.changed = true
    call.runs[run.id] = run
    call.changed[#call.changed + 1] = run
  end
end

local function change_owner(call, key, owner)
  if call.owners[key] ~= owner or not owner.changed then
    owner.changed = true
    call.owners[key] = owner
    append(call.changed_owners, key, owner)
  end
end

-- Looks at the run again at that instant.
local function look_at(call, run, at)
  append(call.timers, at, run.id)
end

local function mark_dirty(call, owner)
  call.dirty[owner] = true
end

local function wake(call, text)
  call.wakes[#call.wakes + 1] = text
end

-- Puts a run to Pending, due at that instant.
local function wait_until(call, run, due)
  run[STATE] = 'Pending'
  run[DUE] = due
  run[PATIENCE] = 0
  local at = bounded(run, due)
  look_at(call, run, at)
  if not call.earliest or at < call.earliest then
    call.earliest = at
  end
  change_run(call, run)
  mark_dirty(call, run[OWNER])
end

local function send(command, key, values)
  for from = 1, #values, BATCH do
    redis.call(command, key, unpack(values, from, math.min(#values, from + BATCH - 1)))
  end
end

-- Writes texts by their fields; an empty one is removed.
local function write_texts(call, key, texts)
  local values, empty = {}, {}
  for field, value in pairs(texts) do
    if value == '' then
      empty[#empty + 1] = field
    else
      append(values, field, value)
    end
  end
  send('HSET', call.keys[key], values)
  send('HDEL', call.keys[key], empty)
end

local function write_runs(call)
  local keys, records = call.keys, {}
  for _, run in ipairs(call.changed) do
    local record = pack(unpack(run, 1, RUN_SIZE))
    append(records, run.id, record)
    if run.history_field then
      call.history[run.history_field] = run.id .. '\0' .. record
    end
  end
  send('HSET', keys[RUNS], records)
  send('ZADD', keys[TIMERS], call.timers)
  write_texts(call, BODIES, call.bodies)
  write_texts(call, HISTORY, call.history)
  if #call.gone > 0 then
    send('HDEL', keys[RUNS], call.gone)
    send('ZREM', keys[TIMERS], call.gone)
  end
  send('ZADD', keys[SLOTS], call.slots_in)
  send('ZREM', keys[SLOTS], call.slots_out)
  if call.entries then
    send('HSET', keys[ENTRIES], call.entries)
  end
  if call.no_entries then
    send('HDEL', keys[ENTRIES], call.no_entries)
  end
end

local function write_owners(call)
  local keys, records, list = call.keys, {}, call.changed_owners
  for i = 1, #list, 2 do
    append(records, list[i], pack(unpack(list[i + 1], 1, OWNER_SIZE)))
  end
  send('HSET', keys[OWNERS], records)
  if call.no_owner then
    redis.call('HDEL', keys[OWNERS], call.no_owner)
  end
  write_texts(call, PASSED, call.passed)
  local dirty = {}
  for owner in pairs(call.dirty) do
    dirty[#dirty + 1] = owner
  end
  if #dirty > 0 then
    local added = redis.call('SADD', keys[DIRTY], unpack(dirty, 1, math.min(#dirty, BATCH)))
    if #dirty > BATCH then
      send('SADD', keys[DIRTY], { unpack(dirty, BATCH + 1) })
    end
    return added > 0 and redis.call('SCARD', keys[DIRTY]) == added
  end
  return false
end

-- Tells listeners, if anything can be told: a hint must never undo what was written.
local function publish(call, hint)
  local prefix, index = string.match(call.keys[META], '^(.*){p(%d+)}:meta$')
  if prefix then
    redis.pcall('PUBLISH', prefix .. 'wake', (string.gsub(hint, '%%', index, 1)))
  end
end

-- Writes what the call decided, and wakes who waits for it.
local function finish(call)
  local first_dirty = write_owners(call)
  write_runs(call)
  local meta = call.meta
  if call.meta_changed or call.now - meta[NOW] >= 1000 then
    if meta[INCARNATION] then
      meta[NOW] = call.now
      redis.call('SET', call.keys[META], pack(unpack(meta, 1, META_SIZE)))
    end
  end
  if call.earliest then
    local first = redis.call('ZRANGE', call.keys[TIMERS], 0, 0, 'WITHSCORES')
    if tonumber(first[2]) == call.earliest then
      publish(call, 'due\t%\t' .. string.format('%.0f', call.earliest))
    end
  end
  if first_dirty then
    publish(call, 'dirty\t%')
  end
  for _, hint in ipairs(call.wakes) do
    publish(call, hint)
  end
end

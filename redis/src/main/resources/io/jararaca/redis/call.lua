-- call.lua: one call of a function on one partition: gather, decide, then write everything at the end.
--
-- A Lua error keeps the writes made before it, so nothing writes before `finish`: whatever is wrong with a
-- call's arguments or the records is found while nothing has changed yet. `finish` sends one command a key.
--
-- Time: a call's `now` is the server's TIME, but never less than the last `now` of the partition, so that a
-- failover to a server whose clock is behind moves no lease and no cursor backwards. The last `now` is kept
-- exactly in this server's memory, and in `meta` to the second.

local clocks = {}

-- By the key of a partition's meta and by handler: when the newest of the runs that were dispatched and then started was
-- dispatched. Only in this server's memory: a server that begins anew learns it from the next starts.
local newest_started = {}
local BATCH = 4000 -- values a command, below Lua's limit of its stack

local function open(keys)
  if #keys ~= PASSED then
    refuse('keys: expected the ' .. PASSED .. ' keys of a partition')
  end
  local raw = redis_call('GET', keys[META])
  local meta = raw and { unpack_values(raw) } or { unpack(META_DEFAULTS) }
  local time = redis_call('TIME')
  local now = time[1] * 1000 + floor(time[2] / 1000)
  if now < meta[NOW] then
    now = meta[NOW]
  end
  local last = clocks[keys[META]]
  if last and now < last then
    now = last
  else
    clocks[keys[META]] = now
  end
  -- What is to be written is noted in lists that are made when first needed: many calls need few of them.
  return { keys = keys, now = now, meta = meta, time = time, runs = {}, owners = {} }
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
    meta[INCARNATION] = sub(redis.sha1hex(call.keys[META] .. call.time[1] .. call.time[2]), 1, 16)
    call.meta_changed = true
  end
  return meta[INCARNATION]
end

local function find_run(call, id)
  local run = call.runs[id]
  if run == nil then
    local raw = redis_call('HGET', call.keys[RUNS], id)
    run = raw and run_of(id, raw) or false
    call.runs[id] = run
  end
  return run
end

local function find_owner(call, key)
  local owner = call.owners[key]
  if owner == nil then
    local raw = redis_call('HGET', call.keys[OWNERS], key)
    owner = raw and owner_of(raw) or false
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
    local upto = min(#unknown, from + BATCH - 1)
    local raws = redis_call('HMGET', call.keys[key], unpack(unknown, from, upto))
    for i, raw in ipairs(raws) do
      cache[unknown[from + i - 1]] = raw and read(unknown[from + i - 1], raw)
    end
  end
end

local function gather_runs(call, ids)
  gather(call, RUNS, ids, call.runs, run_of)
end

local function gather_owners(call, keys)
  gather(call, OWNERS, keys, call.owners, function(_, raw) return owner_of(raw) end)
end

-- Notes something in a list of the call.
local function note(call, list, first, second)
  local noted = call[list]
  if not noted then
    call[list] = { first, second }
    return
  end
  local n = #noted
  noted[n + 1] = first
  noted[n + 2] = second
end

-- Notes the value of a field; the empty text removes it.
local function set(call, fields, field, value)
  local noted = call[fields]
  if noted then
    noted[field] = value
  else
    call[fields] = { [field] = value }
  end
end

local function change_run(call, run)
  if not run.changed then
    run.changed = true
    call.runs[run.id] = run
    note(call, 'changed', run)
  end
end

local function change_owner(call, key, owner)
  if not owner.changed then
    owner.changed = true
    call.owners[key] = owner
    note(call, 'changed_owners', key, owner)
  end
end

-- Looks at the run again at that instant.
local function look_at(call, run, at)
  note(call, 'timers', format('%d', at), run.id)
end

-- Published messages have no resource, hence no status to write.
local function mark_dirty(call, owner)
  if sub(owner, 1, 8) ~= 'Message/' then
    set(call, 'dirty', owner, true)
  end
end

local pending_counts, count_pending
do
  -- How many messages are Pending, by namespace. Kept among the entry keys, none of which begins so.
  local PENDING = '/pending'

  pending_counts = function(call)
    local raw = redis_call('HGET', call.keys[ENTRIES], PENDING)
    local values, counts = raw and { unpack_values(raw) } or {}, {}
    for i = 1, #values, 2 do
      counts[values[i]] = values[i + 1]
    end
    return counts
  end

  -- Counts the messages that begin or cease to be Pending by this call.
  count_pending = function(call)
    local changes
    for _, run in ipairs(call.changed or {}) do
      local waits = run[STATE] == 'Pending'
      if waits ~= (run.waited or false) and spec_of(run)[ORIGIN] == 'Message' then
        local namespace = match(run[OWNER], '^[^/]*/([^/]*)')
        changes = changes or {}
        changes[namespace] = (changes[namespace] or 0) + (waits and 1 or -1)
      end
    end
    if not changes then
      return
    end
    local counts, values = pending_counts(call), {}
    for namespace, change in pairs(changes) do
      counts[namespace] = (counts[namespace] or 0) + change
    end
    for namespace, count in pairs(counts) do
      if count > 0 then
        values[#values + 1] = namespace
        values[#values + 1] = count
      end
    end
    set(call, 'entries', PENDING, #values > 0 and pack(unpack(values)) or '')
  end
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
  local count = values and #values or 0
  if count <= BATCH then
    return count > 0 and redis_call(command, key, unpack(values)) or 0
  end
  local answers = 0
  for from = 1, count, BATCH do
    answers = answers + redis_call(command, key, unpack(values, from, min(count, from + BATCH - 1)))
  end
  return answers
end

local finish
do
  local function write_fields(call, fields, key)
    if not call[fields] then
      return
    end
    local values, empty = {}, {}
    for field, value in pairs(call[fields]) do
      if value == '' then
        empty[#empty + 1] = field
      else
        values[#values + 1] = field
        values[#values + 1] = value
      end
    end
    send('HSET', call.keys[key], values)
    send('HDEL', call.keys[key], empty)
  end

  local function write_runs(call)
    if not call.changed then
      return
    end
    local records = {}
    for i, run in ipairs(call.changed) do
      local record = pack_written(run)
      records[2 * i - 1], records[2 * i] = run.id, record
      if run.history_field then
        set(call, 'history', run.history_field, run.id .. '\0' .. record)
      end
    end
    send('HSET', call.keys[RUNS], records)
  end

  local function write_owners(call)
    local list = call.changed_owners
    if list then
      for i = 2, #list, 2 do
        list[i] = pack_written(list[i])
      end
      send('HSET', call.keys[OWNERS], list)
    end
  end

  -- Answers whether the list of dirty owners was empty before.
  local function write_dirty(call)
    if not call.dirty then
      return false
    end
    local dirty = {}
    for owner in pairs(call.dirty) do
      dirty[#dirty + 1] = owner
    end
    local added = send('SADD', call.keys[DIRTY], dirty)
    return added > 0 and redis_call('SCARD', call.keys[DIRTY]) == added
  end

  local function write_meta(call)
    local meta = call.meta
    if call.meta_changed or (meta[INCARNATION] and call.now - meta[NOW] >= 1000) then
      meta[NOW] = call.now
      redis_call('SET', call.keys[META], pack(unpack(meta, 1, #META_DEFAULTS)))
    end
  end

  -- Tells listeners, if anything can be told: a hint must never undo what was written.
  local function publish(call, hint)
    local prefix, index = match(call.keys[META], '^(.*){p(%d+)}:meta$')
    if prefix then
      redis.pcall('PUBLISH', prefix .. 'wake', (string.gsub(hint, '%%', index, 1)))
    end
  end

  -- Writes what the call decided, and wakes who waits for it.
  finish = function(call)
    local keys = call.keys
    count_pending(call)
    write_runs(call)
    send('ZADD', keys[TIMERS], call.timers)
    send('ZADD', keys[SLOTS], call.slots_in)
    send('ZREM', keys[SLOTS], call.slots_out)
    write_owners(call)
    write_fields(call, 'bodies', BODIES)
    write_fields(call, 'history', HISTORY)
    write_fields(call, 'passed', PASSED)
    write_fields(call, 'entries', ENTRIES)
    send('HDEL', keys[RUNS], call.gone)
    send('ZREM', keys[TIMERS], call.gone)
    if call.no_owner then
      redis_call('HDEL', keys[OWNERS], call.no_owner)
    end
    local first_dirty = write_dirty(call)
    write_meta(call)
    if call.earliest then
      local first = redis_call('ZRANGE', keys[TIMERS], 0, 0, 'WITHSCORES')
      if tonumber(first[2]) == call.earliest then
        publish(call, 'due\t%\t' .. format('%d', call.earliest))
      end
    end
    if first_dirty then
      publish(call, 'dirty\t%')
    end
    for _, hint in ipairs(call.wakes or {}) do
      publish(call, hint)
    end
  end
end

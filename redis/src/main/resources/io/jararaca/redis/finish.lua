-- finish.lua: the end of a call: all its writes, and the hints to who waits for them.

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
      local record = pack_run(run)
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

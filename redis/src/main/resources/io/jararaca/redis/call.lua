-- call.lua: one call of a function on one partition: gather, decide, then write everything at the end.
--
-- A Lua error keeps the writes made before it, so nothing writes before `finish`: whatever is wrong with a
-- call's arguments or the records is found while nothing has changed yet. `finish` (finish.lua) sends one command a key.
--
-- Time: a call's `now` is the server's TIME, but never less than the last `now` of the partition, so that a
-- failover to a server whose clock is behind moves no lease and no cursor backwards. The last `now` is kept
-- exactly in this server's memory, and in `meta` to the second.

-- By the key of a partition's meta and by handler: when the newest of the runs that were dispatched and then started was
-- dispatched. Only in this server's memory: a server that begins anew learns it from the next starts.
local newest_started = {}
local BATCH = 4000 -- values a command, below Lua's limit of its stack

local open
do
  local clocks = {}

  open = function(keys)
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

local gather_runs, gather_owners
do
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

  gather_runs = function(call, ids)
    gather(call, RUNS, ids, call.runs, run_of)
  end

  gather_owners = function(call, keys)
    gather(call, OWNERS, keys, call.owners, function(_, raw) return owner_of(raw) end)
  end
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

-- Puts a run to Pending, due at that instant.
local function wait_until(call, run, due)
  run[STATE] = 'Pending'
  run[DUE] = due ~= spec_of(run)[PLANNED] and due or nil
  run[PATIENCE] = nil
  local at = bounded(run, due)
  look_at(call, run, at)
  if not call.earliest or at < call.earliest then
    call.earliest = at
  end
  change_run(call, run)
  mark_dirty(call, run[OWNER])
end

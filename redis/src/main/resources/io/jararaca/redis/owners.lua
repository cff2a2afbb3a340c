-- owners.lua: what an owner's record gathers: its slot, its ranges of passed ticks, its history.

-- The slot of an owner key: members `<owner key>\0<run id>` of one sorted set whose scores are all 0, so that a
-- slot of any size is counted and listed in logarithmic time.
local slot_full, enter_slot, leave_slot
do
  local function slot_member(owner, id)
    return owner .. '\0' .. id
  end

  local function slot_count(call, owner)
    local count = call.counts and call.counts[owner]
    if not count then
      count = redis_call('ZLEXCOUNT', call.keys[SLOTS], '[' .. owner .. '\0', '(' .. owner .. '\1')
      set(call, 'counts', owner, count)
    end
    return count
  end

  -- Whether that many runs are in the slot. Small slots are read rather than counted: one walk instead of four.
  local SMALL_SLOT = 8

  slot_full = function(call, owner, limit)
    if limit <= SMALL_SLOT and not (call.counts and call.counts[owner]) then
      local found = redis_call(
        'ZRANGEBYLEX', call.keys[SLOTS], '[' .. owner .. '\0', '(' .. owner .. '\1', 'LIMIT', 0, limit)
      set(call, 'counts', owner, #found)
    end
    return slot_count(call, owner) >= limit
  end

  enter_slot = function(call, owner, id)
    note(call, 'slots_in', 0, slot_member(owner, id))
    if call.counts and call.counts[owner] then
      call.counts[owner] = call.counts[owner] + 1
    end
  end

  -- Takes a run out of the slot, and wakes the owner if its ticks wait for that.
  leave_slot = function(call, key, id)
    note(call, 'slots_out', slot_member(key, id))
    local owner = find_owner(call, key)
    if owner and owner[O_PARKED] then
      owner[O_PARKED] = nil
      change_owner(call, key, owner)
      note(call, 'wakes', 'slot\t%\t' .. key)
    end
  end
end

-- Whether an owner with one slot gets no run yet: somebody may still run what was lost.
local function waits(call, owner)
  return owner[O_SLOT_LIMIT] == 1 and call.now < owner[O_WAIT_UNTIL]
end

local function slot_runs(call, owner)
  local members = redis_call('ZRANGEBYLEX', call.keys[SLOTS], '[' .. owner .. '\0', '(' .. owner .. '\1')
  for i, member in ipairs(members) do
    members[i] = sub(member, #owner + 2)
  end
  return members
end

-- Milliseconds as text: Lua writes numbers of more than 14 digits as 1e+14.
local function digits(milliseconds)
  return milliseconds < 1e14 and milliseconds or format('%.0f', milliseconds)
end

local remember, history_values, forget_history, resize_history
do
  -- History: a ring of fields `<owner key>\0<n>` for each owner, each `<run id>\0<record>`.
  local function history_field(key, n)
    return key .. '\0' .. n
  end

  remember = function(call, key, owner, run)
    local limit = owner[O_HISTORY_LIMIT]
    if limit > 0 then
      run.history_field = history_field(key, owner[O_REMEMBERED] % limit)
      owner[O_REMEMBERED] = owner[O_REMEMBERED] + 1
      change_owner(call, key, owner)
    end
  end

  -- The owner's history as it is kept, newest first.
  history_values = function(call, key, owner)
    local limit, count, fields = owner[O_HISTORY_LIMIT], owner[O_REMEMBERED], {}
    for n = count - 1, max(0, count - limit), -1 do
      fields[#fields + 1] = history_field(key, n % limit)
    end
    return #fields > 0 and redis_call('HMGET', call.keys[HISTORY], unpack(fields)) or {}
  end

  forget_history = function(call, key, owner)
    for n = 0, min(owner[O_REMEMBERED], owner[O_HISTORY_LIMIT]) - 1 do
      set(call, 'history', history_field(key, n), '')
    end
    owner[O_REMEMBERED] = 0
  end

  -- Gives the ring another size.
  resize_history = function(call, key, owner, limit)
    if owner[O_HISTORY_LIMIT] ~= limit then
      local values = history_values(call, key, owner)
      local kept = min(#values, limit)
      forget_history(call, key, owner)
      for i = 1, kept do
        set(call, 'history', history_field(key, kept - i), values[i])
      end
      owner[O_REMEMBERED], owner[O_HISTORY_LIMIT] = kept, limit
    end
  end
end

local record_passed
do
  local MAX_PASSED = 100

  -- Puts a line before the others, and cuts what is more than the limit.
  local function prepend(line, lines, limit)
    if limit == 0 then
      return ''
    end
    local cut = 0
    for _ = 2, limit do
      cut = find(lines, '\n', cut + 1, true)
      if not cut then
        return line .. '\n' .. lines
      end
    end
    return line .. '\n' .. sub(lines, 1, cut)
  end

  local function passed_of(call, key)
    return call.passed and call.passed[key] or redis_call('HGET', call.keys[PASSED], key) or ''
  end

  -- Records ticks that got no run. Merged with the newest range when that one has the same reason and reaches to
  -- where this one begins, which is the cursor before it.
  record_passed = function(call, key, owner, before, from, to, count, reason)
    local lines = passed_of(call, key)
    local counter = PASSED_COUNTER[reason]
    owner[counter] = owner[counter] + count
    local newest_from, newest_to, newest_count, newest_reason, rest =
      match(lines, '^(%d+)\t(%d+)\t(%d+)\t(%a+)\n()')
    if newest_reason == reason and tonumber(newest_to) == before then
      from, count, lines = tonumber(newest_from), count + tonumber(newest_count), sub(lines, rest)
    end
    local line = digits(from) .. '\t' .. digits(to) .. '\t' .. digits(count) .. '\t' .. reason
    set(call, 'passed', key, prepend(line, lines, MAX_PASSED))
    change_owner(call, key, owner)
    mark_dirty(call, key)
  end
end

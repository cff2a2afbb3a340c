-- owners.lua: what an owner's record gathers: its slot, its ranges of passed ticks, its history.

-- The slot of an owner key: members `<owner key>\0<run id>` of one sorted set whose scores are all 0, so that a
-- slot of any size is counted and listed in logarithmic time.
local function slot_member(owner, id)
  return owner .. '\0' .. id
end

local function slot_count(call, owner)
  local count = call.counts[owner]
  if not count then
    count = redis.call('ZLEXCOUNT', call.keys[SLOTS], '[' .. owner .. '\0', '(' .. owner .. '\1')
    call.counts[owner] = count
  end
  return count
end

local function slot_runs(call, owner)
  local members = redis.call('ZRANGEBYLEX', call.keys[SLOTS], '[' .. owner .. '\0', '(' .. owner .. '\1')
  for i, member in ipairs(members) do
    members[i] = string.sub(member, #owner + 2)
  end
  return members
end

local function enter_slot(call, owner, id)
  append(call.slots_in, 0, slot_member(owner, id))
  if call.counts[owner] then
    call.counts[owner] = call.counts[owner] + 1
  end
end

-- Takes a run out of the slot, and wakes the owner if its ticks wait for that.
local function leave_slot(call, key, id)
  call.slots_out[#call.slots_out + 1] = slot_member(key, id)
  local owner = find_owner(call, key)
  if owner and owner[O_PARKED] then
    owner[O_PARKED] = false
    change_owner(call, key, owner)
    wake(call, 'slot\t%\t' .. key)
  end
end

-- Milliseconds as text: Lua writes numbers of more than 14 digits as 1e+14.
local function digits(milliseconds)
  return milliseconds < 1e14 and milliseconds or string.format('%.0f', milliseconds)
end

local ESCAPES = { ['\\'] = '\\\\', ['\t'] = '\\t', ['\n'] = '\\n', ['\r'] = '\\r' }

local function escaped(value)
  if not value then
    return ''
  end
  if string.find(value, '[\\\t\n\r]') then
    return (string.gsub(value, '[\\\t\n\r]', ESCAPES))
  end
  return value
end

-- A run as readers get it and as history keeps it: 14 values between tabs; \\ \t \n \r stand for themselves.
-- id, origin, handler, planned, due, state, rev, attempts, dispatched, started, finished, instance, reason, message
local function line_of(run)
  local spec = spec_of(run)
  local planned = digits(spec[PLANNED])
  return table.concat({
    run.id, spec[ORIGIN], spec[HANDLER], planned, run[STATE] == 'Pending' and digits(run[DUE]) or planned,
    run[STATE], run[REV], run[ATTEMPTS], run[DISPATCHED_AT], run[STARTED_AT], run[FINISHED_AT],
    escaped(run[INSTANCE]), run[REASON] or '', escaped(run[MESSAGE])
  }, '\t')
end

-- Puts a line before the others, and cuts what is more than the limit.
local function prepend(line, lines, limit)
  if limit == 0 then
    return ''
  end
  local cut = 0
  for _ = 2, limit do
    cut = string.find(lines, '\n', cut + 1, true)
    if not cut then
      return line .. '\n' .. lines
    end
  end
  return line .. '\n' .. string.sub(lines, 1, cut)
end

local function texts_of(call, cache, key, owner)
  call[cache] = call[cache] or {}
  local texts = call[cache][owner]
  if not texts then
    texts = redis.call('HGET', call.keys[key], owner) or ''
    call[cache][owner] = texts
  end
  return texts
end

local function remember(call, key, owner, run)
  local lines = texts_of(call, 'history', HISTORY, key)
  call.history[key] = prepend(line_of(run), lines, owner[O_HISTORY_LIMIT])
end

-- Records ticks that got no run. Merged with the newest range when that one has the same reason and reaches to
-- where this one begins, which is the cursor before it.
local function record_passed(call, key, owner, before, from, to, count, reason)
  local lines = texts_of(call, 'passed', PASSED, key)
  local counter = PASSED_COUNTER[reason]
  owner[counter] = owner[counter] + count
  local newest_from, newest_to, newest_count, newest_reason, rest =
    string.match(lines, '^(%d+)\t(%d+)\t(%d+)\t(%a+)\n()')
  if newest_reason == reason and tonumber(newest_to) == before then
    from, count, lines = tonumber(newest_from), count + tonumber(newest_count), string.sub(lines, rest)
  end
  call.passed[key] = prepend(
    digits(from) .. '\t' .. digits(to) .. '\t' .. digits(count) .. '\t' .. reason, lines, MAX_PASSED)
  change_owner(call, key, owner)
  mark_dirty(call, key)
end

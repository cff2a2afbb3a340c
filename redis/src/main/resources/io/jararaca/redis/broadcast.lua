-- broadcast.lua: runs with exclusive: false, which every worker instance runs for itself.
--
-- PARTS holds { claimed at, { instance -> part } }, packed. A part has its own state, lease and end; the run ends
-- when all its parts have.

local PART_STATE, PART_LEASE, PART_UNTIL, PART_STARTED, PART_MESSAGE, PART_ACCEPTED = 1, 2, 3, 4, 5, 6

local function new_part()
  return { 'Claimed', '', 0, 0, '', false }
end

local function parts_of(run)
  if not run.parts then
    local claimed_at, parts = unpack_values(run[PARTS])
    run.claimed_at, run.parts = claimed_at, parts
  end
  return run.parts
end

local function keep_parts(call, run)
  run[PARTS] = pack(run.claimed_at, run.parts)
  change_run(call, run)
end

local function expect(run, instances, now)
  run.claimed_at, run.parts = now, {}
  for _, instance in ipairs(instances) do
    run.parts[instance] = new_part()
  end
  run[PARTS] = pack(now, run.parts)
end

-- The next instant at which a part may need a look; none: all have ended.
local function parts_look(run)
  local timeout, at = spec_of(run)[TIMEOUT], nil
  for _, part in pairs(parts_of(run)) do
    local look
    if part[PART_STATE] == 'Running' then
      look = part[PART_UNTIL]
    elseif part[PART_STATE] == 'Claimed' then
      look = run.claimed_at + timeout
    end
    if look and (not at or look < at) then
      at = look
    end
  end
  return at
end

local settle
do
  -- The run's end: any TimedOut, Lost, Failed in that order, else Succeeded; and the message of the first such instance.
  local function result_of(parts)
    for _, state in ipairs({ 'TimedOut', 'Lost', 'Failed' }) do
      local first
      for instance, part in pairs(parts) do
        if part[PART_STATE] == state and (not first or instance < first) then
          first = instance
        end
      end
      if first then
        local message = parts[first][PART_MESSAGE]
        return state, first .. (message ~= '' and ': ' .. message or '')
      end
    end
    return 'Succeeded', nil
  end

  -- Writes the parts, and ends the run when they all have.
  settle = function(call, run)
    local at = parts_look(run)
    keep_parts(call, run)
    if at then
      look_at(call, run, max(bounded(run, at), call.now + 1))
      mark_dirty(call, run[OWNER])
    else
      end_run(call, run, result_of(run.parts))
    end
  end
end

local function end_part(part, state, message)
  part[PART_STATE] = state
  part[PART_MESSAGE] = message or ''
end

local function sweep_parts(call, run)
  local parts, timeout = parts_of(run), spec_of(run)[TIMEOUT]
  local overdue = run.claimed_at + timeout <= call.now
  for _, part in pairs(parts) do
    if part[PART_STATE] == 'Claimed' and overdue then
      end_part(part, 'Lost', 'did not start in time')
    elseif part[PART_STATE] == 'Running' and part[PART_UNTIL] <= call.now then
      end_part(part, 'Lost', 'vanished')
    end
  end
  settle(call, run)
end

-- Starts an instance's part; one that nobody expected joins. Answers the part, or why not.
local function start_part(call, run, instance, nonce, lease)
  local parts = parts_of(run)
  local part = parts[instance] or new_part()
  local lease_id = '1:' .. nonce
  if part[PART_STATE] == 'Running' and part[PART_LEASE] == lease_id and part[PART_UNTIL] > call.now then
    return part
  end
  if part[PART_STATE] ~= 'Claimed' then
    return nil, 'this instance has started it already'
  end
  parts[instance] = part
  part[PART_STATE], part[PART_LEASE] = 'Running', lease_id
  part[PART_UNTIL], part[PART_STARTED] = call.now + lease, call.now
  run[STATE] = 'Running'
  run[ATTEMPTS] = run[ATTEMPTS] + 1
  run[STARTED_AT] = call.now
  run[INSTANCE] = instance
  settle(call, run)
  return part
end

-- The part that this lease is for, while it runs.
local function leased_part(run, instance, lease_id)
  local part = run[PARTS] and parts_of(run)[instance]
  if part and part[PART_STATE] == 'Running' and part[PART_LEASE] == lease_id then
    return part
  end
  return nil
end

-- jararaca_v1_claim: decides ticks and triggers, in order.
-- Keys: the partition's. Arguments: token, holder, number of claims, then for each:
--   'Tick', owner key, uid, effective from, cursor, up to, number of passed ranges, for each of them from, to, count,
--     reason; run given (1 or 0), and with a run: the 12 of its spec, body, number of instances, the instances
--   'Trigger', owner key, uid, value, the 12 of the run's spec, body, number of instances, the instances
-- Result: { incarnation, for each claim one of 'Claimed', 'AlreadyClaimed', 'AlreadyHandled', 'SlotBusy', 'Changed', 'Gone',
--   { 'Skipped', reason } or { 'Moved', cursor } }. After an undecided claim the owner's later ones are answered alike.
-- Promise: an owner's cursor, its run, body, timer, slot and sums are written together or not at all; each tick is
-- decided once.

local DECIDED = { Claimed = true, AlreadyClaimed = true, AlreadyHandled = true, Skipped = true }

local function run_at(args, i, uid, item)
  item.run, item.spec, item.expires = spec_at(args, i, uid)
  item.body = text(args, i + SPEC_ARGUMENTS, 'body')
  item.instances = {}
  local at = i + SPEC_ARGUMENTS + 2
  for n = 1, number(args, at - 1, 'instances') do
    item.instances[n] = filled(args, at, 'instance')
    at = at + 1
  end
  return at
end

local function tick_at(args, i)
  local item = {
    key = filled(args, i + 1, 'owner key'), uid = filled(args, i + 2, 'uid'),
    effective = number(args, i + 3, 'effective from'), cursor = number(args, i + 4, 'cursor'),
    upto = number(args, i + 5, 'up to')
  }
  local ranges = number(args, i + 6, 'passed ranges')
  local at = i + 7
  if ranges > 0 then
    item.passed = {}
    for n = 1, ranges do
      local reason = filled(args, at + 3, 'reason')
      if not PASSED_COUNTER[reason] then
        refuse('reason: "' .. reason .. '" is unknown')
      end
      item.passed[n] = { number(args, at, 'from'), number(args, at + 1, 'to'), number(args, at + 2, 'count'), reason }
      at = at + 4
    end
  end
  if filled(args, at, 'run given') == '0' then
    return item, at + 1
  end
  return item, run_at(args, at + 1, item.uid, item)
end

local function claim_at(args, i)
  if args[i] == 'Tick' then
    return tick_at(args, i)
  elseif args[i] == 'Trigger' then
    local item = {
      key = filled(args, i + 1, 'owner key'), uid = filled(args, i + 2, 'uid'), trigger = text(args, i + 3, 'value')
    }
    return item, run_at(args, i + 4, item.uid, item)
  end
  refuse('claim: argument ' .. i .. ' must be Tick or Trigger')
end

local function record_ranges(call, item, owner)
  local before = item.cursor
  for _, range in ipairs(item.passed or {}) do
    record_passed(call, item.key, owner, before, unpack(range))
    before = range[2]
  end
  return before
end

local function bear(call, item, owner)
  lay_down(call, item.run, item.spec, item.body)
  local run = new_run(item.run, item.key, 'Claimed', item.spec, item.expires)
  local look = call.now + call.meta[CLAIM_PATIENCE]
  if not item.spec[EXCLUSIVE] then
    expect(run, item.instances, call.now)
    look = parts_look(run)
  end
  change_run(call, run)
  look_at(call, run, bounded(run, look))
  if item.spec[SLOT_LIMIT] > 0 then
    enter_slot(call, item.key, item.run)
  end
  change_owner(call, item.key, owner)
  mark_dirty(call, item.key)
  return 'Claimed'
end

local function must_wait(call, item, owner)
  return item.spec[SLOT_LIMIT] > 0 and waits(call, owner)
end

local function full(call, item, owner)
  return item.spec[SLOT_LIMIT] > 0 and slot_full(call, item.key, owner[O_SLOT_LIMIT])
end

local function park(call, item, owner)
  if not owner[O_PARKED] then
    owner[O_PARKED] = true
    change_owner(call, item.key, owner)
  end
  return 'SlotBusy'
end

local function skip_reason(owner)
  return owner[O_SLOT_LIMIT] == 1 and 'Overlap' or 'TooManyActive'
end

-- A run that is recorded already: it moves the cursor only where it would have moved it.
local function replay(call, item, owner, current)
  if current and owner[O_CURSOR] == item.cursor then
    record_ranges(call, item, owner)
    owner[O_CURSOR] = item.upto
    change_owner(call, item.key, owner)
    mark_dirty(call, item.key)
  end
  return 'AlreadyClaimed'
end

local function tick(call, item, owner)
  local current = owner[O_UID] == item.uid and owner[O_EFFECTIVE] == item.effective and not owner[O_SUSPENDED]
  if item.run and call.runs[item.run] then
    return replay(call, item, owner, current)
  end
  if not current then
    return 'Changed'
  end
  if owner[O_CURSOR] ~= item.cursor then
    return { 'Moved', owner[O_CURSOR] }
  end
  if item.run and owner[O_MAX_RUNS] > 0 and owner[O_RUNS] >= owner[O_MAX_RUNS] then
    return 'Changed'
  end
  if item.run and must_wait(call, item, owner) then
    return 'SlotBusy'
  end
  local skips = item.run and full(call, item, owner)
  if skips and owner[O_WAITS] then
    return park(call, item, owner)
  end
  local before = record_ranges(call, item, owner)
  owner[O_CURSOR] = item.upto
  if skips then
    local reason = skip_reason(owner)
    record_passed(call, item.key, owner, before, item.upto, item.upto, 1, reason)
    return { 'Skipped', reason }
  end
  if not item.run then
    change_owner(call, item.key, owner)
    return 'Claimed'
  end
  owner[O_RUNS] = owner[O_RUNS] + 1
  owner[O_LAST_SCHEDULE] = item.upto
  return bear(call, item, owner)
end

local function trigger(call, item, owner)
  if owner[O_UID] ~= item.uid then
    return 'Changed'
  end
  local known = call.runs[item.run]
  if not known and owner[O_TRIGGER] == item.trigger then
    return 'AlreadyHandled'
  end
  if not known and must_wait(call, item, owner) then
    return 'SlotBusy'
  end
  local skips = not known and full(call, item, owner)
  if skips and owner[O_WAITS] then
    return park(call, item, owner)
  end
  owner[O_TRIGGER] = item.trigger
  change_owner(call, item.key, owner)
  mark_dirty(call, item.key)
  if known then
    return 'AlreadyClaimed'
  elseif skips then
    return { 'Skipped', skip_reason(owner) }
  end
  return bear(call, item, owner)
end

local function decide(call, item)
  local owner = call.owners[item.key]
  if not owner then
    return 'Gone'
  end
  return item.trigger and trigger(call, item, owner) or tick(call, item, owner)
end

local function claim(keys, args)
  local call = open(keys)
  fence(call, args[1], args[2])
  local items, at, owners, runs = {}, 4, {}, {}
  for i = 1, number(args, 3, 'claims') do
    local item
    item, at = claim_at(args, at)
    items[i], owners[i] = item, item.key
    runs[#runs + 1] = item.run
  end
  gather_owners(call, owners)
  gather_runs(call, runs)
  local results, undecided = { incarnation(call) }, {}
  for i, item in ipairs(items) do
    local result = undecided[item.key] or decide(call, item)
    if not DECIDED[result] and not DECIDED[result[1]] then
      undecided[item.key] = result
    end
    results[i + 1] = result
  end
  finish(call)
  return results
end

register_function('claim', {}, claim)

-- jararaca_v1_register: tells what owners look like.
-- Keys: the partition's. Arguments: token, holder, number of registrations, then for each:
--   owner key, uid, generation, schedule text, slot limit, waits for the slot (1 or 0), history limit,
--   max runs or '', suspend after failures or '', trigger given (1 or 0), trigger, what follows (1: a change, 2: what is
--   remembered, 3: both);
--   with a change: its uid, schedule text, cursor, at, passed range given (1 or 0);
--   with what is remembered, for a ledger that lost the owner: its nine sums (runs, succeeded, failed, timed out, lost,
--     cancelled, expired, skipped, missed), failures in a row, last schedule time or '', last successful time or '', the
--     instant from which its ticks count or '', wait,
--     passed range given (1 or 0);
--   with a passed range: from, to, count, reason.
-- Result: for each { 'Registered', effective from, cursor, runs, suspended (1 or 0), handled trigger or nil, created (1 or 0),
--   wait until or 0 },
--   { 'Different', uid, schedule text, cursor, now } or { 'OutOfDate', generation }.
-- Promise: no tick from before the ledger saw a schedule can fire by it; an older generation changes nothing.
--
-- jararaca_v1_resume: ends a suspension by failures by a person's word, whoever leads.
-- Keys: the partition's. Arguments: owner key, then a change as above.
-- Result: 1, or 0: the owner is not suspended, or not as the change says, and nothing happens.
-- Promise: no tick of the suspension fires; the change's range is recorded; leaders hear of it by the hint `resumed`.

local REGISTRATION_ARGUMENTS = 12
local OLDEST_CHANGE = 10000

-- The sums of an owner in the order in which they are told.
local SUMS = {
  O_RUNS, O_SUCCEEDED, O_FAILED, O_TIMED_OUT, O_LOST, O_CANCELLED, O_EXPIRED, O_SKIPPED, O_MISSED
}

-- Reads whether a range is given, and the range; answers where the next argument is.
local function passed_at(args, i, item)
  if filled(args, i, 'passed given') == '0' then
    return i + 1
  end
  item.from, item.to, item.count, item.reason =
    number(args, i + 1, 'from'), number(args, i + 2, 'to'), number(args, i + 3, 'count'), filled(args, i + 4, 'reason')
  if not PASSED_COUNTER[item.reason] then
    refuse('reason: "' .. item.reason .. '" is unknown')
  end
  return i + 5
end

local function change_at(args, i)
  local change = {
    uid = filled(args, i, 'change.uid'), schedule = text(args, i + 1, 'change.schedule'),
    cursor = number(args, i + 2, 'change.cursor'), at = number(args, i + 3, 'change.at')
  }
  return change, passed_at(args, i + 4, change)
end

local function remembered_at(args, i)
  local remembered = {}
  for n, counter in ipairs(SUMS) do
    remembered[counter] = number(args, i + n - 1, 'sum')
  end
  i = i + #SUMS
  remembered[O_CONSECUTIVE] = number(args, i, 'failures in a row')
  remembered[O_LAST_SCHEDULE] = optional(args, i + 1, 'last schedule time')
  remembered[O_LAST_SUCCESS] = optional(args, i + 2, 'last successful time')
  remembered.at = optional(args, i + 3, 'at')
  remembered.wait = number(args, i + 4, 'wait')
  return remembered, passed_at(args, i + 5, remembered)
end

local function registration_at(args, i)
  local item = {
    key = filled(args, i, 'owner key'), uid = filled(args, i + 1, 'uid'),
    generation = number(args, i + 2, 'generation'), schedule = text(args, i + 3, 'schedule'),
    slot_limit = number(args, i + 4, 'slot limit'), waits = filled(args, i + 5, 'waits') ~= '0',
    history_limit = number(args, i + 6, 'history limit'),
    max_runs = optional(args, i + 7, 'max runs'), suspend_after = optional(args, i + 8, 'suspend after failures'),
    trigger = filled(args, i + 9, 'trigger given') ~= '0' and text(args, i + 10, 'trigger')
  }
  local next = i + REGISTRATION_ARGUMENTS
  local follows = number(args, i + 11, 'what follows')
  if follows % 2 == 1 then
    item.change, next = change_at(args, next)
  end
  if follows >= 2 then
    item.remembered, next = remembered_at(args, next)
  end
  return item, next
end

local function take_policy(call, owner, item)
  resize_history(call, item.key, owner, item.history_limit)
  owner[O_GENERATION] = item.generation
  owner[O_SLOT_LIMIT], owner[O_WAITS] = item.slot_limit, item.waits
  owner[O_MAX_RUNS], owner[O_SUSPEND_AFTER] = item.max_runs, item.suspend_after
end

local function registered(call, owner, created)
  return {
    'Registered', owner[O_EFFECTIVE], owner[O_CURSOR], owner[O_RUNS],
    owner[O_SUSPENDED] and 1 or 0, owner[O_TRIGGER], created and 1 or 0,
    waits(call, owner) and owner[O_WAIT_UNTIL] or 0
  }
end

local function create_owner(call, item)
  local owner = new_owner(item.uid, item.generation, item.schedule, call.now)
  owner[O_TRIGGER] = item.trigger
  take_policy(call, owner, item)
  change_owner(call, item.key, owner)
  mark_dirty(call, item.key)
  return owner
end

-- Gives a lost owner back what others remember of it.
local function restore(call, item, owner)
  local remembered = item.remembered
  for _, counter in ipairs(SUMS) do
    owner[counter] = remembered[counter]
  end
  owner[O_CONSECUTIVE] = remembered[O_CONSECUTIVE]
  owner[O_LAST_SCHEDULE], owner[O_LAST_SUCCESS] = remembered[O_LAST_SCHEDULE], remembered[O_LAST_SUCCESS]
  owner[O_SUSPENDED] = item.suspend_after > 0 and remembered[O_CONSECUTIVE] >= item.suspend_after
  owner[O_STATE_LOST], owner[O_WAIT_UNTIL] = call.now, call.now + remembered.wait
  if remembered.at > 0 then
    owner[O_CURSOR] = min(remembered.at, call.now)
  end
  if remembered.from then
    record_passed(
      call, item.key, owner, call.now, remembered.from, remembered.to, remembered.count, remembered.reason)
  end
end

local function record_change(call, item, owner)
  local change = item.change
  if change and change.from then
    record_passed(call, item.key, owner, change.cursor, change.from, change.to, change.count, change.reason)
  end
end

local function change_holds(call, item, owner)
  local change = item.change
  return change and change.uid == owner[O_UID] and change.schedule == owner[O_SCHEDULE]
    and change.cursor == owner[O_CURSOR] and change.at >= change.cursor
    and change.at >= call.now - OLDEST_CHANGE and change.at <= max(call.now, change.cursor)
end

-- The old schedule's ticks that never started are void.
local function supersede(call, item, uid)
  local ids = slot_runs(call, item.key)
  gather_runs(call, ids)
  for _, id in ipairs(ids) do
    local run = call.runs[id]
    if run and run[ATTEMPTS] == 0 and cancellable(run) and spec_of(run)[ORIGIN] == 'Tick'
      and spec_of(run)[UID] == uid then
      end_run(call, run, 'Cancelled', nil, 'Superseded')
    end
  end
end

local function move_schedule(owner, at)
  owner[O_EFFECTIVE] = max(at, owner[O_EFFECTIVE] + 1)
  owner[O_CURSOR] = max(at, owner[O_CURSOR])
end

local function begin_anew(call, item, old)
  forget_history(call, item.key, old)
  set(call, 'passed', item.key, '')
  local owner = create_owner(call, item)
  owner[O_EFFECTIVE], owner[O_PARKED] = old[O_EFFECTIVE], old[O_PARKED]
  owner[O_CURSOR] = item.change.at
  move_schedule(owner, item.change.at)
  supersede(call, item, old[O_UID])
  return registered(call, owner, true)
end

local function register_one(call, item)
  local owner = find_owner(call, item.key)
  if not owner then
    owner = create_owner(call, item)
    if item.remembered then
      restore(call, item, owner)
    end
    return registered(call, owner, true)
  end
  local same_uid = owner[O_UID] == item.uid
  if same_uid and item.generation < owner[O_GENERATION] then
    return { 'OutOfDate', owner[O_GENERATION] }
  end
  local same_schedule = same_uid and owner[O_SCHEDULE] == item.schedule
  local resumes = same_uid and owner[O_SUSPENDED] and item.generation > owner[O_GENERATION]
  if not same_schedule or (resumes and item.change) then
    if not change_holds(call, item, owner) then
      return { 'Different', owner[O_UID], owner[O_SCHEDULE], owner[O_CURSOR], call.now }
    end
  end
  if not same_uid then
    return begin_anew(call, item, owner)
  end
  take_policy(call, owner, item)
  if not same_schedule then
    supersede(call, item, item.uid)
    owner[O_SCHEDULE] = item.schedule
  end
  if not same_schedule or resumes then
    record_change(call, item, owner)
    move_schedule(owner, item.change and item.change.at or call.now)
    mark_dirty(call, item.key)
  end
  if resumes then
    owner[O_SUSPENDED], owner[O_CONSECUTIVE] = false, 0
  end
  change_owner(call, item.key, owner)
  return registered(call, owner, false)
end

local function register(keys, args)
  local call = open(keys)
  fence(call, args[1], args[2])
  local items, at = {}, 4
  for i = 1, number(args, 3, 'registrations') do
    items[i], at = registration_at(args, at)
  end
  local owners = {}
  for i, item in ipairs(items) do
    owners[i] = item.key
  end
  gather_owners(call, owners)
  local results = {}
  for i, item in ipairs(items) do
    results[i] = register_one(call, item)
  end
  finish(call)
  return results
end

local function resume(keys, args)
  local item = { key = filled(args, 1, 'owner key'), change = change_at(args, 2) }
  local call = open(keys)
  local owner = find_owner(call, item.key)
  if not owner or not owner[O_SUSPENDED] or not change_holds(call, item, owner) then
    return 0
  end
  record_change(call, item, owner)
  move_schedule(owner, item.change.at)
  owner[O_SUSPENDED], owner[O_CONSECUTIVE] = false, 0
  change_owner(call, item.key, owner)
  mark_dirty(call, item.key)
  note(call, 'wakes', 'resumed\t%\t' .. item.key)
  finish(call)
  return 1
end

register_function('register', {}, register)
register_function('resume', { 'allow-oom' }, resume)

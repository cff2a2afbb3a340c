-- jararaca_v1_submit: keeps messages until they are due, each by itself.
-- Keys: the partition's. Arguments: number of messages, then for each: owner key, uid, the 12 of its spec (the planned
--   instant is when it is due; one that begins with "+", and the expiry instant, count from now), generation, body, entry key or '', on duplicate (IGNORE, REPLACE, KEEP_EARLIEST, KEEP_LATEST).
-- Result: for each { 'Submitted' }, { 'AlreadySubmitted', state }, { 'Edited', rev }, { 'EditTooLate', state } or
--   { 'Duplicate', run id of the holder, 1 if the holder changed else 0 }.
-- Promise: an entry key stands for one run as long as that run's record is kept; time and payload change together, and
-- only before the first START.

local SUBMISSION_ARGUMENTS = 6 + SPEC_ARGUMENTS
local ON_DUPLICATE = { IGNORE = true, REPLACE = true, KEEP_EARLIEST = true, KEEP_LATEST = true }

local function submission_at(args, i)
  local item = { key = filled(args, i, 'owner key') }
  local after = i + 2 + SPEC_ARGUMENTS
  item.run, item.spec, item.expires = spec_at(args, i + 2, filled(args, i + 1, 'uid'))
  item.from_now = sub(args[i + 5], 1, 1) == '+'
  item.generation = number(args, after, 'generation')
  item.body = text(args, after + 1, 'body')
  item.entry = text(args, after + 2, 'entry key')
  item.on_duplicate = filled(args, after + 3, 'on duplicate')
  if not ON_DUPLICATE[item.on_duplicate] then
    refuse('on duplicate: "' .. item.on_duplicate .. '" is unknown')
  end
  if not item.spec[EXCLUSIVE] then
    refuse('exclusive: a message runs once, on one worker')
  end
  return item
end

local function unstarted(run)
  return run[ATTEMPTS] == 0 and cancellable(run)
end

-- Gives an unstarted run another time, deadline and payload.
local function edit(call, run, spec, item)
  set(call, 'bodies', run.id, '')
  lay_down(call, run.id, spec, item.body)
  run.spec, run[SPEC] = spec, pack_spec(spec, run[OWNER])
  run[EXPIRES] = item.expires
  run[REV] = run[REV] + 1
  if run[STATE] ~= 'Pending' and spec[SLOT_LIMIT] > 0 then
    leave_slot(call, run[OWNER], run.id)
  end
  wait_until(call, run, spec[PLANNED])
end

local function resubmit(call, run, item)
  if item.generation <= run[GENERATION] then
    return { 'AlreadySubmitted', run[STATE] }
  elseif not unstarted(run) then
    return { 'EditTooLate', run[STATE] }
  end
  run[GENERATION] = item.generation
  edit(call, run, item.spec, item)
  return { 'Edited', run[REV] }
end

local function takes(holder, item)
  if not unstarted(holder) then
    return false
  end
  local held, due = spec_of(holder)[PLANNED], item.spec[PLANNED]
  return item.on_duplicate == 'REPLACE'
    or (item.on_duplicate == 'KEEP_EARLIEST' and due < held)
    or (item.on_duplicate == 'KEEP_LATEST' and due > held)
end

local function duplicate(call, holder, item)
  local changes = takes(holder, item)
  if changes then
    local spec = { unpack(spec_of(holder), 1, HEADERS) }
    spec[PLANNED], spec[HEADERS] = item.spec[PLANNED], item.spec[HEADERS]
    edit(call, holder, spec, item)
  end
  local newcomer = new_run(item.run, item.key, 'Pending', item.spec, item.expires)
  newcomer[GENERATION] = item.generation > 0 and item.generation or nil
  newcomer[STATE], newcomer[FINISHED_AT] = 'Duplicate', call.now
  change_run(call, newcomer)
  look_at(call, newcomer, call.now + call.meta[RETENTION])
  mark_dirty(call, item.key)
  return { 'Duplicate', holder.id, changes and 1 or 0 }
end

local function submit_one(call, item)
  if item.from_now then
    item.spec[PLANNED] = call.now + item.spec[PLANNED]
    item.expires = item.expires > 0 and call.now + item.expires or 0
  end
  local run = find_run(call, item.run)
  if run then
    return resubmit(call, run, item)
  end
  if item.entry ~= '' then
    call.holders = call.holders or {}
    local id = call.holders[item.entry] or redis_call('HGET', call.keys[ENTRIES], item.entry)
    local holder = id and find_run(call, id)
    if holder then
      return duplicate(call, holder, item)
    end
    call.holders[item.entry] = item.run
    set(call, 'entries', item.entry, item.run)
  end
  lay_down(call, item.run, item.spec, item.body)
  run = new_run(item.run, item.key, 'Pending', item.spec, item.expires)
  run[GENERATION] = item.generation > 0 and item.generation or nil
  run[ENTRY] = item.entry ~= '' and item.entry or nil
  wait_until(call, run, item.spec[PLANNED])
  return { 'Submitted' }
end

local function submit(keys, args)
  local items, ids = {}, {}
  for i = 1, number(args, 1, 'messages') do
    items[i] = submission_at(args, 2 + (i - 1) * SUBMISSION_ARGUMENTS)
    ids[i] = items[i].run
  end
  local call = open(keys)
  incarnation(call)
  gather_runs(call, ids)
  local results = {}
  for i, item in ipairs(items) do
    results[i] = submit_one(call, item)
  end
  finish(call)
  return results
end

register_function('submit', {}, submit)

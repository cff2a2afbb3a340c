-- What ends runs that nobody runs. Keys: the partition's.
--
-- jararaca_v1_cancel: Arguments: run id, reason (Requested, Deleted, Superseded).
-- Result: 1 if the run is Cancelled now, by this call or an earlier one, else 0.
-- Promise: after Deleted no resource waits for the run's end any more, and its record goes when its retention is over.
--
-- jararaca_v1_forget: forgets an owner that is no more. Arguments: token, holder, owner key, uid.
-- Result: how many runs were cancelled.
-- Promise: those of its runs in the slot that are not Running end Cancelled (Deleted), the others when they would be handed
-- out again; its record, history and ranges are dropped; the slot stays taken by the others. Another uid than the ledger's:
-- nothing happens.
--
-- jararaca_v1_drop: forgets an owner by a person's word, whoever leads. Arguments: owner key, uid.
-- Result: 1, or 0: there is none of that uid, and nothing happens.
-- Promise: that of forget.

local function cancel(keys, args)
  local id, reason = filled(args, 1, 'run id'), filled(args, 2, 'reason')
  local call = open(keys)
  local run = find_run(call, id)
  if not run then
    return 0
  end
  local cancels, forgets = cancellable(run), reason == 'Deleted' and not run[FORGOTTEN]
  if cancels then
    end_run(call, run, 'Cancelled', nil, reason)
  end
  if forgets then
    run[FORGOTTEN] = true
    change_run(call, run)
    if ENDED[run[STATE]] then
      look_at(call, run, run[FINISHED_AT] + call.meta[RETENTION])
    end
  end
  if cancels or forgets then
    finish(call)
  end
  return run[STATE] == 'Cancelled' and 1 or 0
end

local function forget_owner(call, key, uid, owner)
  if owner and owner[O_UID] ~= uid then
    return 0
  end
  if owner then
    forget_history(call, key, owner)
    set(call, 'passed', key, '')
    call.no_owner, call.owners[key] = key, false
  end
  local ids, cancelled = slot_runs(call, key), 0
  gather_runs(call, ids)
  for _, id in ipairs(ids) do
    local run = call.runs[id]
    if run and spec_of(run)[UID] == uid then
      if cancellable(run) then
        end_run(call, run, 'Cancelled', nil, 'Deleted')
        cancelled = cancelled + 1
      else
        run[FORGOTTEN] = true
        change_run(call, run)
      end
    end
  end
  finish(call)
  return cancelled
end

local function forget(keys, args)
  local key, uid = filled(args, 3, 'owner key'), filled(args, 4, 'uid')
  local call = open(keys)
  fence(call, args[1], args[2])
  return forget_owner(call, key, uid, find_owner(call, key))
end

local function drop(keys, args)
  local key, uid = filled(args, 1, 'owner key'), filled(args, 2, 'uid')
  local call = open(keys)
  local owner = find_owner(call, key)
  if not owner or owner[O_UID] ~= uid then
    return 0
  end
  forget_owner(call, key, uid, owner)
  return 1
end

register_function('cancel', { 'allow-oom' }, cancel)
register_function('forget', { 'allow-oom' }, forget)
register_function('drop', { 'allow-oom' }, drop)

-- jararaca_v1_commit: the broker confirmed these runs.
-- Keys: the partition's. Arguments: for each run its id and rev.
-- Result: how many were moved.
-- Promise: Claimed becomes Dispatched where the rev is the same; a run that started or was returned is left alone. Not
-- fenced: it records what is true.
local function commit(keys, args)
  local call = open(keys)
  local ids = {}
  for i = 1, #args, 2 do
    ids[#ids + 1] = filled(args, i, 'run id')
    number(args, i + 1, 'rev')
  end
  gather_runs(call, ids)
  local moved = 0
  for i, id in ipairs(ids) do
    local run = call.runs[id]
    if run and run[STATE] == 'Claimed' and run[REV] == tonumber(args[2 * i]) then
      run[STATE] = 'Dispatched'
      run[DISPATCHED_AT] = call.now
      if not run[PARTS] then
        run[PATIENCE] = run[PATIENCE] > 0 and run[PATIENCE] or call.meta[START_PATIENCE]
        look_at(call, run, bounded(run, call.now + run[PATIENCE]))
      end
      change_run(call, run)
      mark_dirty(call, run[OWNER])
      moved = moved + 1
    end
  end
  finish(call)
  return moved
end

register_function('commit', { 'allow-oom' }, commit)

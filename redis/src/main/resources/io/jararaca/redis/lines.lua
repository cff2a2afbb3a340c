-- lines.lua: runs as people and readers get them.

local line_of
do
  local ESCAPES = { ['\\'] = '\\\\', ['\t'] = '\\t', ['\n'] = '\\n', ['\r'] = '\\r' }

  local function escaped(value)
    if not value then
      return ''
    end
    if find(value, '[\\\t\n\r]') then
      return (string.gsub(value, '[\\\t\n\r]', ESCAPES))
    end
    return value
  end

  -- A run as readers get it: 14 values between tabs; \\ \t \n \r stand for themselves.
  -- id, origin, handler, planned, due, state, rev, attempts, dispatched, started, finished, instance, reason, message
  line_of = function(run)
    local spec = spec_of(run)
    local planned = digits(spec[PLANNED])
    return table.concat({
      run.id, spec[ORIGIN], spec[HANDLER], planned, run[STATE] == 'Pending' and digits(due_of(run)) or planned,
      run[STATE], run[REV], run[ATTEMPTS], run[DISPATCHED_AT], run[STARTED_AT], run[FINISHED_AT],
      escaped(run[INSTANCE]), run[REASON] or '', escaped(run[MESSAGE])
    }, '\t')
  end
end

-- Owner key, owner uid, and the 12 of a run's spec.
local function owned_spec(run)
  local spec = spec_of(run)
  return {
    run[OWNER], spec[UID], run.id, spec[ORIGIN], spec[HANDLER], spec[PLANNED], run[EXPIRES], spec[TIMEOUT],
    spec[RETRY], spec[MAX_LOSSES], spec[SLOT_LIMIT], spec[EXCLUSIVE] and 1 or 0, spec[EXCEPTION_HANDLER], spec[HEADERS]
  }
end

-- arguments.lua: reads and checks what a caller sent. Everything is text; instants and durations are whole
-- milliseconds; an absent value is the empty text. A bad argument ends the call before its first write.
--
-- The 12 arguments of a spec, in this order wherever a run is described:
--   run id, origin (Tick, Trigger, Message, Exception), handler (namespace/name), planned instant,
--   expiry instant or '', timeout or '', retry (maxAttempts,minBackoff,maxBackoff,factor,jitterPercent),
--   max losses, slot limit, exclusive (1 or 0), exception handler's name or '',
--   headers (opaque; Jararaca's own clients write application/x-www-form-urlencoded)

local SPEC_ARGUMENTS = 12

local function refuse(text)
  error({ err = 'INVALID ' .. text })
end

local function text(args, i, name)
  local value = args[i]
  if not value then
    refuse(name .. ': argument ' .. i .. ' is missing')
  end
  return value
end

local function filled(args, i, name)
  local value = args[i]
  if not value or value == '' then
    refuse(name .. ': argument ' .. i .. ' is missing')
  end
  return value
end

local function number(args, i, name)
  local value = tonumber(args[i])
  if not value or value < 0 or value > 9007199254740992 or value % 1 ~= 0 then
    refuse(name .. ': argument ' .. i .. ' must be a whole number, 0 or more')
  end
  return value
end

-- A number, or 0 for the empty text.
local function optional(args, i, name)
  if args[i] == '' then
    return 0
  end
  return number(args, i, name)
end

-- Reads a spec that begins at argument i: the run id, the spec, its expiry instant.
local function spec_at(args, i, uid)
  local retry = filled(args, i + 6, 'retry')
  if not find(retry, '^%d+,%d+,%d+,[%d.]+,%d+$') then
    refuse('retry: "' .. retry .. '" must be maxAttempts,minBackoff,maxBackoff,factor,jitterPercent')
  end
  local exclusive = filled(args, i + 9, 'exclusive') ~= '0'
  local timeout = optional(args, i + 5, 'timeout')
  if not exclusive and timeout == 0 then
    refuse('timeout: a run that is not exclusive needs one')
  end
  return filled(args, i, 'run id'), {
    uid,
    filled(args, i + 1, 'origin'),
    filled(args, i + 2, 'handler'),
    number(args, i + 3, 'planned instant'),
    timeout,
    retry,
    number(args, i + 7, 'max losses'),
    number(args, i + 8, 'slot limit'),
    exclusive,
    text(args, i + 10, 'exception handler'),
    text(args, i + 11, 'headers')
  }, optional(args, i + 4, 'expiry instant')
end

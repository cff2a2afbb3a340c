-- bodies.lua: where a run's payload lies. A short one is in its record, which costs less memory and fewer commands than a
-- field of its own; a long one among the partition's bodies, so that it is not written anew with each move of the run.

local lay_down, body_of, bodies_of, drop_body
do
  local SHORT_BODY = 1024 -- bytes

  -- Lays down the payload of a run that is being made: into its spec, before that is packed, or aside.
  lay_down = function(call, id, spec, body)
    if #body <= SHORT_BODY then
      spec[BODY] = body
    else
      spec[BODY] = nil
      set(call, 'bodies', id, body)
    end
  end

  -- The payload; nothing: it went with the run's end.
  body_of = function(call, run)
    local body = spec_of(run)[BODY] or redis_call('HGET', call.keys[BODIES], run.id)
    if body or ENDED[run[STATE]] then
      return body or nil
    end
    return ''
  end

  -- The payloads of many, where all have one.
  bodies_of = function(call, runs)
    local bodies, aside, ids = {}, {}, {}
    for i, run in ipairs(runs) do
      bodies[i] = spec_of(run)[BODY]
      if not bodies[i] then
        aside[#aside + 1], ids[#ids + 1] = i, run.id
      end
    end
    local found = #ids > 0 and redis_call('HMGET', call.keys[BODIES], unpack(ids)) or {}
    for n, i in ipairs(aside) do
      bodies[i] = found[n] or ''
    end
    return bodies
  end

  drop_body = function(call, run)
    local spec = spec_of(run)
    if spec[BODY] then
      spec[BODY] = nil
      run[SPEC] = pack_spec(spec, run[OWNER])
    else
      set(call, 'bodies', run.id, '')
    end
  end
end

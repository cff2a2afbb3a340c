-- endings.lua: how attempts and runs end: retries, losses, ends, and the exception handler's run.

local end_run, return_run, fail_attempt
do
  -- Which counter of its owner an ended run raises.
  local COUNTER_OF = {
    Succeeded = O_SUCCEEDED, Failed = O_FAILED, TimedOut = O_TIMED_OUT,
    Lost = O_LOST, Cancelled = O_CANCELLED, Expired = O_EXPIRED
  }
  local BAD_END = { Failed = true, TimedOut = true, Lost = true }

  -- uuid5(DNS, "jararaca.io"), the namespace of all our names, as 16 raw bytes.
  local NAMESPACE = '\075\173\224\176\142\174\087\127\186\086\035\252\131\075\098\212'

  -- Version 5 UUID (RFC 9562, section 5.5).
  local function uuid5(name)
    local hex = redis.sha1hex(NAMESPACE .. name)
    local variant = bit.bor(bit.band(tonumber(sub(hex, 17, 18), 16), 0x3f), 0x80)
    return sub(hex, 1, 8) .. '-' .. sub(hex, 9, 12) .. '-5' .. sub(hex, 14, 16)
      .. '-' .. bit.tohex(variant, 2) .. sub(hex, 19, 20) .. '-' .. sub(hex, 21, 32)
  end

  local function json_text(value)
    return value and string.gsub(cjson.encode(value), '\\/', '/') or 'null'
  end

  -- The wait after that many failed attempts, as io.jararaca.core.run.RetryPolicy has it.
  local function backoff(id, failures, least, most, factor, jitter)
    local plain = min(most, least * factor ^ (failures - 1))
    if plain ~= plain then -- 0 times infinity
      plain = 0
    end
    local spread = tonumber(sub(redis.sha1hex(id .. ':' .. failures), 1, 8), 16) / 4294967296
    return floor(plain * (1 + jitter / 100 * (2 * spread - 1)))
  end

  -- Tells the exception handler of a run's final failure: a run of its own, outside the slot.
  local function tell_exception_handler(call, run, spec)
    local id = match(run.id, '^%d+%-') .. uuid5(run.id)
    if find_run(call, id) then
      return
    end
    local namespace, name = match(spec[HANDLER], '^([^/]*)/(.*)$')
    local payload = body_of(call, run)
    local told = {
      spec[UID], 'Exception', namespace .. '/' .. spec[EXCEPTION_HANDLER], call.now, 0, USUAL_RETRY, 3, 0, true, '', ''
    }
    lay_down(call, id, told, '{"run":' .. json_text(run.id) .. ',"handler":' .. json_text(name)
      .. ',"state":"' .. run[STATE] .. '","reason":' .. json_text(run[MESSAGE])
      .. ',"payload":' .. (payload and payload ~= '' and payload or 'null') .. '}')
    wait_until(call, new_run(id, run[OWNER], 'Pending', told, 0), call.now)
  end

  -- Adds an ended run to its owner's history and sums. Exception handlers' runs move no sums, or a handled failure
  -- would count as a success.
  local function tell_owner(call, run, spec)
    local key = run[OWNER]
    local owner = find_owner(call, key)
    if not owner or owner[O_UID] ~= spec[UID] then
      return
    end
    remember(call, key, owner, run)
    local counter = COUNTER_OF[run[STATE]]
    if spec[ORIGIN] == 'Exception' or not counter then
      return
    end
    owner[counter] = owner[counter] + 1
    if counter == O_SUCCEEDED then
      owner[O_CONSECUTIVE] = 0
      owner[O_LAST_SUCCESS] = call.now
    elseif BAD_END[run[STATE]] then
      owner[O_CONSECUTIVE] = owner[O_CONSECUTIVE] + 1
      if owner[O_SUSPEND_AFTER] > 0 and owner[O_CONSECUTIVE] >= owner[O_SUSPEND_AFTER] then
        owner[O_SUSPENDED] = true
      end
    end
    change_owner(call, key, owner)
  end

  -- Whether a person may have it run again: a message that was not done.
  local function keeps_body(run, spec)
    return spec[ORIGIN] == 'Message' and (BAD_END[run[STATE]] or run[STATE] == 'Expired')
  end

  -- Ends a run for good.
  end_run = function(call, run, state, message, reason)
    local spec = spec_of(run)
    run[STATE] = state
    run[FINISHED_AT] = call.now
    run[MESSAGE] = message
    run[REASON] = reason
    run[LEASE] = nil
    change_run(call, run)
    look_at(call, run, call.now + call.meta[RETENTION])
    if spec[SLOT_LIMIT] > 0 then
      leave_slot(call, run[OWNER], run.id)
    end
    tell_owner(call, run, spec)
    if BAD_END[state] and spec[EXCEPTION_HANDLER] ~= '' then
      tell_exception_handler(call, run, spec)
    end
    if not keeps_body(run, spec) then
      drop_body(call, run)
    end
    mark_dirty(call, run[OWNER])
  end

  -- Puts a run back to Pending, for another attempt; its deliveries are void. One whose resource is gone ends instead, as if
  -- it had been waiting when that was told. Answers when it is due again, or nothing when it ended.
  return_run = function(call, run, due, message)
    if run[FORGOTTEN] then
      end_run(call, run, 'Cancelled', message, 'Deleted')
      return nil
    end
    run[LEASE] = nil
    run[MESSAGE] = message
    run[REV] = run[REV] + 1
    wait_until(call, run, due)
    return due
  end

  -- Ends an attempt that failed: answers when the run is due again, or nothing when it ended.
  fail_attempt = function(call, run, state, message)
    local attempts, least, most, factor, jitter = match(spec_of(run)[RETRY], '^(%d+),(%d+),(%d+),([%d.]+),(%d+)$')
    run[FAILURES] = run[FAILURES] + 1
    if run[FAILURES] >= tonumber(attempts) then
      end_run(call, run, state, message)
      return nil
    end
    local wait = backoff(run.id, run[FAILURES], tonumber(least), tonumber(most), tonumber(factor), tonumber(jitter))
    return return_run(call, run, call.now + wait, message)
  end
end

-- Whether nobody runs it: it waits, or it is on its way to a worker.
local function cancellable(run)
  return not ENDED[run[STATE]] and run[STATE] ~= 'Running'
end

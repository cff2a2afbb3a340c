-- Which worker instances are alive. Key: `jararaca:<install>:presence`, a hash of instance to
-- `<expiry instant>\t<version>\t<capacity>\t<handlers>\t<broadcasts>`; the lists are namespace/name between spaces.
--
-- jararaca_v1_announce: Arguments: instance, validity, version, capacity, handlers, broadcasts. Result: the expiry instant.
-- jararaca_v1_withdraw: Arguments: instance. Result: 1 if it was there, else 0.
-- jararaca_v1_live: Result: for each live instance { instance, version, capacity, handlers, broadcasts }. Removes the expired.

local function server_time()
  local time = redis_call('TIME')
  return time[1] * 1000 + floor(time[2] / 1000)
end

local function announce(keys, args)
  local instance, expiry = filled(args, 1, 'instance'), server_time() + number(args, 2, 'validity')
  redis_call('HSET', keys[1], instance, table.concat({
    digits(expiry), text(args, 3, 'version'), number(args, 4, 'capacity'), text(args, 5, 'handlers'),
    text(args, 6, 'broadcasts')
  }, '\t'))
  return expiry
end

local function withdraw(keys, args)
  return redis_call('HDEL', keys[1], filled(args, 1, 'instance'))
end

local function live(keys)
  local now, fields, found, gone = server_time(), redis_call('HGETALL', keys[1]), {}, {}
  for i = 1, #fields, 2 do
    local expiry, version, capacity, handlers, broadcasts =
      match(fields[i + 1], '^(%d+)\t([^\t]*)\t(%d+)\t([^\t]*)\t([^\t]*)$')
    if expiry and tonumber(expiry) > now then
      found[#found + 1] = { fields[i], version, tonumber(capacity), handlers, broadcasts }
    else
      gone[#gone + 1] = fields[i]
    end
  end
  send('HDEL', keys[1], gone)
  return found
end

register_function('announce', { 'allow-oom' }, announce)
register_function('withdraw', { 'allow-oom' }, withdraw)
register_function('live', { 'allow-oom' }, live)

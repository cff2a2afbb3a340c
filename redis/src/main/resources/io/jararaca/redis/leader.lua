-- Who leads where there is no Kubernetes to elect. Key: `jararaca:<install>:leader`, a hash of holder, token, and
-- until, the instant at which the holder's time ends. The token outlives every holder: it only grows.
--
-- jararaca_v1_lead: asks for leadership, or for more of it.
--   Arguments: holder, validity, a token that all have seen: the highest of the partitions, or one's own.
--   Result: { 1, token } when the holder leads now, with the token that it has had since it was elected;
--           { 0, holder, milliseconds } when another one leads, and for how much longer at least.
-- jararaca_v1_resign: Arguments: holder. Result: 1 if it led, else 0.

local function leader(keys)
  if #keys ~= 1 then
    refuse('keys: expected the key of the leader')
  end
  local held = redis_call('HMGET', keys[1], 'holder', 'token', 'until')
  local time = redis_call('TIME')
  return held[1] or '', tonumber(held[2] or 0), tonumber(held[3] or 0),
    time[1] * 1000 + floor(time[2] / 1000)
end

local function lead(keys, args)
  local candidate, validity = filled(args, 1, 'holder'), number(args, 2, 'validity')
  local highest = number(args, 3, 'highest token')
  local holder, token, ends, now = leader(keys)
  if holder ~= candidate and holder ~= '' and now < ends then
    return { 0, holder, ends - now }
  end
  if holder ~= candidate then
    token = max(token, highest) + 1
  end
  redis_call('HSET', keys[1], 'holder', candidate, 'token', digits(token), 'until', digits(now + validity))
  return { 1, token }
end

local function resign(keys, args)
  local candidate = filled(args, 1, 'holder')
  if leader(keys) ~= candidate then
    return 0
  end
  redis_call('HSET', keys[1], 'holder', '')
  return 1
end

register_function('lead', { 'allow-oom' }, lead)
register_function('resign', { 'allow-oom' }, resign)

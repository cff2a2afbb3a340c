-- jararaca_v1_raise: makes a leader this partition's.
-- Keys: the partition's. Arguments: token, holder, claim patience, start patience, retention.
-- Result: { incarnation, 1 if no leader had raised it before else 0, now }.
-- Promise: a token lower than the partition's, or equal but of another holder, is refused with FENCED. A repeated
-- call answers as the first did. Once it has answered, no call with a lower token changes this partition.
local function raise(keys, args)
  local token, holder = number(args, 1, 'token'), filled(args, 2, 'holder')
  local claim_patience, start_patience, retention =
    number(args, 3, 'claim patience'), number(args, 4, 'start patience'), number(args, 5, 'retention')
  local call = open(keys)
  local meta = call.meta
  if token < 1 or token < meta[TOKEN] or (token == meta[TOKEN] and holder ~= meta[HOLDER]) then
    error({ err = 'FENCED the partition is led by ' .. meta[HOLDER] .. ' with token ' .. meta[TOKEN] })
  end
  if meta[TOKEN] == 0 then
    meta[FIRST_TOKEN] = token
  end
  meta[TOKEN], meta[HOLDER] = token, holder
  meta[CLAIM_PATIENCE], meta[START_PATIENCE], meta[RETENTION] = claim_patience, start_patience, retention
  call.meta_changed = true
  local word = incarnation(call)
  finish(call)
  return { word, token == meta[FIRST_TOKEN] and 1 or 0, call.now }
end

register_function('raise', { 'allow-oom' }, raise)

-- globals.lua: the globals that the functions use, as locals, which Lua finds several times faster. While a library is
-- loaded Redis hides them all, so they are taken at the first call.

local function globals()
  return redis.call, cmsgpack.pack, cmsgpack.unpack, unpack, ipairs, pairs, tonumber, setmetatable,
    table.maxn, string.format, string.find, string.match, string.sub, math.floor, math.max, math.min
end

local redis_call, pack, unpack_values, unpack, ipairs, pairs, tonumber, setmetatable
local maxn, format, find, match, sub, floor, max, min

-- Makes a function known to Redis. Names are the server's, hence the prefix.
local function register_function(name, flags, callback)
  redis.register_function {
    function_name = 'jararaca_v1_' .. name,
    flags = flags,
    callback = function(keys, args)
      if not redis_call then
        redis_call, pack, unpack_values, unpack, ipairs, pairs, tonumber, setmetatable,
          maxn, format, find, match, sub, floor, max, min = globals()
      end
      return callback(keys, args)
    end
  }
end

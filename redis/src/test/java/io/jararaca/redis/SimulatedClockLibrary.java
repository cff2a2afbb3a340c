package io.jararaca.redis;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The product's functions, whose TIME is what the caller says in one more argument, and whose hints
 * come with the answer: {@code { answer, hints }}.
 */
final class SimulatedClockLibrary {

  private static final String PRELUDE =
      """
      local simulated = {}

      function simulated.call(command, ...)
        if command == 'TIME' then
          return simulated.time
        end
        return redis.call(command, ...)
      end

      function simulated.answer(callback, keys, args)
        local now = table.remove(args)
        simulated.time = { math.floor(now / 1000), (now % 1000) * 1000 }
        simulated.hints = {}
        local answer = callback(keys, args)
        if answer == nil then
          answer = false
        end
        return { answer, simulated.hints }
      end
      """;

  private SimulatedClockLibrary() {}

  static String source() {
    String source = FunctionLibrary.source();
    int firstLine = source.indexOf('\n') + 1;
    source = source.substring(0, firstLine) + PRELUDE + source.substring(firstLine);
    source = with(source, "return redis.call, cmsgpack", "return simulated.call, cmsgpack");
    source =
        with(
            source,
            "return callback(keys, args)\n    end",
            "return simulated.answer(callback, keys, args)\n    end");
    return with(
        source,
        "redis.pcall('PUBLISH', prefix .. 'wake', (string.gsub(hint, '%%', index, 1)))",
        "simulated.hints[#simulated.hints + 1] = (string.gsub(hint, '%%', index, 1))");
  }

  private static String with(String source, String text, String other) {
    assertThat(source).containsOnlyOnce(text);
    return source.replace(text, other);
  }
}

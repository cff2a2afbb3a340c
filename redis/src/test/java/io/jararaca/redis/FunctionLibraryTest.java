package io.jararaca.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jararaca.core.run.Partition;
import io.lettuce.core.RedisCommandExecutionException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The library as a whole. What each function does is the contract's to test. */
class FunctionLibraryTest {

  /** Valid arguments of each function that writes; none can do without its last. */
  static Stream<List<String>> calls() {
    String owner = "DelayedMessage/shop/mail";
    String spec =
        "%s u1 17-a Message shop/mail 1000 . . 1,1000,60000,2,25 3 0 1 . .".formatted(owner);
    return Stream.of(
            "raise 1 a 5000 30000 60000",
            "register 1 a 1 " + owner + " u1 1 text 1 0 10 . . 0 . 0",
            "claim 1 a 1 Tick " + owner + " u1 0 0 1000 1 1000 1000 1 CatchUp 0",
            "commit 17-a 0",
            "sweep 1 a 10 1 shop/mail 100 shop/print 100",
            "start 17-a 0 word nonce worker 30000",
            "heartbeat 30000 17-a 1:nonce worker",
            "complete 17-a 1:nonce worker Failed message .",
            "release 17-a 1:nonce worker",
            "submit 1 " + spec + " 1 {} key IGNORE",
            "cancel 17-a Requested",
            "forget 1 a " + owner + " u1",
            "drop " + owner + " u1",
            "resume " + owner + " u1 text 0 1000 1 1000 1000 1 Suspended")
        .map(
            call ->
                Stream.of(call.split(" ", -1)).map(word -> word.equals(".") ? "" : word).toList());
  }

  @ParameterizedTest
  @MethodSource("calls")
  void a_call_that_breaks_off_is_refused_and_writes_nothing(List<String> call) {
    RedisUnderTest.emptied();
    Commands redis = RedisUnderTest.commands();
    if (!call.get(0).equals("raise")) {
      fcall(redis, List.of("raise", "1", "a", "5000", "30000", "60000"));
    }
    List<Object> before = redis.send("KEYS", "*");

    List<String> brokenOff = call.subList(0, call.size() - 1);
    assertThatThrownBy(() -> fcall(redis, brokenOff))
        .isInstanceOf(RedisCommandExecutionException.class)
        .hasMessageStartingWith("INVALID ");

    assertThat(redis.send("KEYS", "*")).isEqualTo(before);
    fcall(redis, call);
  }

  @ParameterizedTest
  @MethodSource("calls")
  void a_call_without_a_partitions_keys_is_refused(List<String> call) {
    RedisUnderTest.emptied();
    List<String> words = new ArrayList<>(List.of("FCALL", "jararaca_v1_" + call.get(0), "1", "x"));
    words.addAll(call.subList(1, call.size()));

    assertThatThrownBy(() -> RedisUnderTest.commands().send(words.toArray(String[]::new)))
        .hasMessageStartingWith("INVALID keys");
  }

  @Test
  void the_build_grows_with_the_code() throws Exception {
    byte[] code = FunctionLibrary.source().getBytes(StandardCharsets.UTF_8);
    String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(code));

    assertThat(hash.substring(0, 16))
        .as("the functions changed: raise FunctionLibrary.BUILD by one, then put this hash here")
        .isEqualTo("e6cd21fb1cbaea0e");
  }

  private static void fcall(Commands redis, List<String> call) {
    List<String> words = new ArrayList<>(List.of("FCALL", "jararaca_v1_" + call.get(0), "10"));
    for (byte[] key : new PartitionKeys("test").of(new Partition(17))) {
      words.add(new String(key, StandardCharsets.UTF_8));
    }
    words.addAll(call.subList(1, call.size()));
    redis.send(words.toArray(String[]::new));
  }
}

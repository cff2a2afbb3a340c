package io.jararaca.redis;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a server must be like to hold the ledger. Decided from what it says of itself. */
final class ServerFitness {

  private static final int FIRST_WITH_FUNCTIONS = 7;

  private ServerFitness() {}

  /**
   * @param info answer of INFO
   * @throws RedisServerUnfitException if the server is not fit
   */
  static void check(String info) {
    String version = field(info, "redis_version").orElseThrow(ServerFitness::silent);
    if (Integer.parseInt(version.substring(0, version.indexOf('.'))) < FIRST_WITH_FUNCTIONS) {
      throw new RedisServerUnfitException(
          "the server is Redis "
              + version
              + ", but Jararaca needs functions: use Redis 7.0 or later");
    }
    String policy = field(info, "maxmemory_policy").orElse("noeviction");
    if (!policy.equals("noeviction")) {
      throw new RedisServerUnfitException(
          "the server may evict our keys: its maxmemory-policy is "
              + policy
              + ", set it to noeviction");
    }
    if (field(info, "role").orElse("master").equals("slave")) {
      throw new RedisServerUnfitException(
          "the server is a replica: let BACKEND_URL name the master");
    }
  }

  /**
   * @param denied what the user may not do, as jararaca_v1_denied answers
   * @throws RedisServerUnfitException if there is anything
   */
  static void checkRights(List<String> denied) {
    if (!denied.isEmpty()) {
      throw new RedisServerUnfitException(
          "this user may not run "
              + String.join(", ", denied)
              + " on our keys and channel: see the ACL in docs/wire-protocol.md");
    }
  }

  private static Optional<String> field(String info, String name) {
    Matcher line = Pattern.compile("(?m)^" + name + ":([^\\s]+)").matcher(info);
    return line.find() ? Optional.of(line.group(1)) : Optional.empty();
  }

  private static RedisServerUnfitException silent() {
    return new RedisServerUnfitException(
        "the server does not tell its version: allow this user the command INFO");
  }
}

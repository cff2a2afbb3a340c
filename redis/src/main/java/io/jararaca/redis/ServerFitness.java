package io.jararaca.redis;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a server must be like to hold the ledger. Decided from what INFO says. */
final class ServerFitness {

  private static final int FIRST_WITH_FUNCTIONS = 7;
  private static final Pattern VERSION = Pattern.compile("(?m)^redis_version:((\\d+)\\S*)");
  private static final Pattern POLICY = Pattern.compile("(?m)^maxmemory_policy:(\\S+)");

  private ServerFitness() {}

  /**
   * @param info answer of INFO, sections server and memory
   * @return the server's version
   * @throws RedisServerUnfitException if it is not fit
   */
  static String check(String info) {
    Matcher version = VERSION.matcher(info);
    if (!version.find()) {
      throw new RedisServerUnfitException(
          "the server does not tell its version: allow this user the command INFO");
    }
    if (Integer.parseInt(version.group(2)) < FIRST_WITH_FUNCTIONS) {
      throw new RedisServerUnfitException(
          "the server is Redis "
              + version.group(1)
              + ", but Jararaca needs functions: use Redis 7.0 or later");
    }
    Matcher policy = POLICY.matcher(info);
    if (policy.find() && !policy.group(1).equals("noeviction")) {
      throw new RedisServerUnfitException(
          "the server may evict our keys: its maxmemory-policy is "
              + policy.group(1)
              + ", set it to noeviction");
    }
    return version.group(1);
  }
}

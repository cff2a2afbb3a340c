package io.jararaca.operator.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jararaca.core.beat.BeatSettings;
import io.jararaca.core.ledger.LedgerTimings;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.settings.InvalidSettingsException;
import io.jararaca.core.settings.ServerAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorSettingsTest {

  private static final Map<String, String> LEAST =
      Map.of("BROKER_URL", "amqp://rabbitmq", "BACKEND_URL", "redis://redis");

  @Test
  void what_is_not_said_has_these_defaults() {
    OperatorSettings settings = OperatorSettings.read(LEAST);

    assertThat(settings)
        .isEqualTo(
            new OperatorSettings(
                "jararaca",
                ServerAddress.of("amqp://rabbitmq"),
                ServerAddress.of("redis://redis"),
                new BeatSettings(
                    Duration.ofSeconds(1),
                    4000,
                    Duration.ofSeconds(30),
                    new LedgerTimings(
                        Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofDays(1))),
                new WatchScope(Set.of(), Set.of()),
                new LeaseSettings(
                    "default",
                    "jararaca-beat",
                    "operator",
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(3)),
                8080,
                100,
                Duration.ofMinutes(5),
                "text"));
  }

  @Test
  void every_variable_reaches_its_setting() {
    Map<String, String> variables = new HashMap<>();
    variables.put("INSTALL_NAME", "blue");
    variables.put("BROKER_URL", "amqps://u:p@rabbit:5671/vhost?exchange=work");
    variables.put("BACKEND_URL", "rediss://:secret@redis:6380/2");
    variables.put("INTERVAL", "0.25");
    variables.put("WATCH_NAMESPACES", "shop, billing");
    variables.put("ACTIONS", "report,billing/invoice");
    variables.put("LEASE_NAMESPACE", "leases");
    variables.put("LEASE_NAME", "blue-lease");
    variables.put("POD_NAMESPACE", "system");
    variables.put("POD_NAME", "operator-0");
    variables.put("LEASE_SECONDS", "4");
    variables.put("LEASE_RENEW_SECONDS", "1.5");
    variables.put("CLAIM_PATIENCE_SECONDS", "2");
    variables.put("START_PATIENCE_SECONDS", "7");
    variables.put("RETENTION_SECONDS", "60");
    variables.put("HEALTH_PORT", "0");
    variables.put("MAX_IN_FLIGHT", "50");
    variables.put("RUN_LEASE_SECONDS", "40");
    variables.put("STATUS_WRITES_PER_SECOND", "9");
    variables.put("RESYNC_SECONDS", "30");
    variables.put("LOG_FORMAT", "json");

    assertThat(OperatorSettings.read(variables))
        .isEqualTo(
            new OperatorSettings(
                "blue",
                ServerAddress.of("amqps://u:p@rabbit:5671/vhost?exchange=work"),
                ServerAddress.of("rediss://:secret@redis:6380/2"),
                new BeatSettings(
                    Duration.ofMillis(250),
                    50,
                    Duration.ofSeconds(40),
                    new LedgerTimings(
                        Duration.ofSeconds(2), Duration.ofSeconds(7), Duration.ofSeconds(60))),
                new WatchScope(Set.of("shop", "billing"), Set.of("report", "billing/invoice")),
                new LeaseSettings(
                    "leases",
                    "blue-lease",
                    "operator-0",
                    Duration.ofSeconds(4),
                    Duration.ofMillis(1500)),
                0,
                9,
                Duration.ofSeconds(30),
                "json"));
  }

  @Test
  void the_lease_is_in_the_pods_namespace_and_its_holder_the_host_unless_said_otherwise() {
    LeaseSettings lease =
        OperatorSettings.read(with("POD_NAMESPACE", "system", "HOSTNAME", "node-7")).lease();

    assertThat(lease.namespace()).isEqualTo("system");
    assertThat(lease.podName()).isEqualTo("node-7");
  }

  @Test
  void an_empty_variable_counts_as_absent() {
    assertThat(OperatorSettings.read(with("INTERVAL", " ", "ACTIONS", "", "INSTALL_NAME", "")))
        .isEqualTo(OperatorSettings.read(LEAST));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          BROKER_URL               | localhost:5672       | begin it with amqp:// or amqps://
          BROKER_URL               | http://rabbitmq      | begin it with amqp:// or amqps://
          BROKER_URL               | amqp:///vhost        | names no host
          BROKER_URL               | amqp://u:a b@rabbit  | percent-encode
          BACKEND_URL              | redis                | begin it with redis:// or rediss://
          BACKEND_URL              | redis:///0           | names no host
          INTERVAL                 | soon                 | use a number of seconds from 0.01 to 60, such as 1
          INTERVAL                 | 0                    | from 0.01 to 60
          INTERVAL                 | -1                   | from 0.01 to 60
          INTERVAL                 | 61                   | from 0.01 to 60
          INSTALL_NAME             | Blue                 | use 1 to 40 lower-case letters
          INSTALL_NAME             | a{b}                 | use 1 to 40 lower-case letters
          WATCH_NAMESPACES         | shop,Billing         | use 1 to 63 lower-case letters
          ACTIONS                  | a/b/c                | use name or namespace/name
          ACTIONS                  | Report               | use name or namespace/name
          LEASE_NAMESPACE          | under_score          | use 1 to 63 lower-case letters
          POD_NAMESPACE            | -                    | use 1 to 63 lower-case letters
          LEASE_NAME               | the lease            | use lower-case letters
          POD_NAME                 | Pod                  | use lower-case letters
          LEASE_SECONDS            | 0.5                  | from 1 to 300
          LEASE_SECONDS            | ten                  | such as 10
          LEASE_RENEW_SECONDS      | 6                    | at most half of LEASE_SECONDS
          LEASE_RENEW_SECONDS      | 0                    | from 0.1 to 100
          CLAIM_PATIENCE_SECONDS   | 0                    | from 0.1 to 600
          START_PATIENCE_SECONDS   | 601                  | from 0.1 to 600
          RETENTION_SECONDS        | 0                    | from 1 to 31536000
          HEALTH_PORT              | 65536                | from 0 to 65535
          HEALTH_PORT              | 80.5                 | use a whole number
          MAX_IN_FLIGHT            | 0                    | from 1 to 100000
          STATUS_WRITES_PER_SECOND | 0                    | from 1 to 10000
          RESYNC_SECONDS           | 0                    | from 1 to 86400
          LOG_FORMAT               | xml                  | use text or json
          """)
  void a_bad_value_is_refused_with_its_name_its_value_and_the_mend(
      String name, String value, String mend) {
    String shown = value.startsWith("shop,") ? "Billing" : value.replace("u:a b@", "u:***@");

    assertThatThrownBy(() -> OperatorSettings.read(with(name, value)))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageStartingWith(name + "=" + shown + ": ")
        .hasMessageContaining(mend);
  }

  @Test
  void all_that_is_wrong_is_said_at_once() {
    InvalidSettingsException refused =
        catchThrowableOfType(
            InvalidSettingsException.class,
            () -> OperatorSettings.read(Map.of("INTERVAL", "soon")));

    assertThat(refused.problems())
        .hasSize(3)
        .anySatisfy(
            problem -> assertThat(problem).startsWith("BROKER_URL is not set: set it to amqp://"))
        .anySatisfy(
            problem -> assertThat(problem).startsWith("BACKEND_URL is not set: set it to redis://"))
        .anySatisfy(problem -> assertThat(problem).startsWith("INTERVAL=soon"));
  }

  @Test
  void a_password_is_never_shown() {
    assertThatThrownBy(() -> OperatorSettings.read(with("BACKEND_URL", "http://u:s3cr:et@redis:1")))
        .hasMessageContaining("http://u:***@redis:1")
        .hasMessageNotContaining("s3cr");
  }

  @Test
  void actions_and_namespaces_bound_what_is_watched() {
    WatchScope scope =
        new WatchScope(Set.of("shop", "billing"), Set.of("report", "billing/invoice"));

    assertThat(scope.watches(OwnerKey.scheduledAction("shop", "report"))).isTrue();
    assertThat(scope.watches(OwnerKey.scheduledAction("billing", "invoice"))).isTrue();
    assertThat(scope.watches(OwnerKey.scheduledAction("shop", "invoice"))).isFalse();
    assertThat(scope.watches(OwnerKey.scheduledAction("other", "report"))).isFalse();
    assertThat(scope.watches(OwnerKey.delayedMessage("shop", "anything"))).isTrue();
    assertThat(scope.watches(OwnerKey.delayedMessage("other", "anything"))).isFalse();
  }

  private static Map<String, String> with(String... pairs) {
    Map<String, String> variables = new HashMap<>(LEAST);
    for (int i = 0; i < pairs.length; i += 2) {
      variables.put(pairs[i], pairs[i + 1]);
    }
    return variables;
  }
}

package io.jararaca.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jararaca.e2e.fixture.E2e;
import io.jararaca.e2e.fixture.SharedServers;
import io.jararaca.e2e.helm.Manifests;
import io.jararaca.e2e.install.Install;
import io.jararaca.e2e.install.Replica;
import io.jararaca.e2e.process.OsProcess;
import io.jararaca.e2e.process.Sandbox;
import io.jararaca.e2e.server.ApiServer;
import io.jararaca.e2e.server.Kubectl;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Operators with a token of the chart's ServiceAccount, and the variables that its Deployment
 * renders: all of their work is allowed, and nothing else.
 */
@ExtendWith(E2e.class)
class ChartRightsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String URLS = "redis: {url: 'redis://r'}\nrabbitmq: {url: 'amqp://r'}\n";

  @Test
  void cluster_wide_the_main_job_works_and_nothing_else_is_allowed(
      SharedServers servers, Sandbox sandbox) {
    Setting setting = new Setting(servers, sandbox, "rights-wide", URLS);

    setting.doTheMainJob("rights-wide-shop");
    setting.doTheMainJob("rights-wide-other");

    setting.assertRefused("rights-wide-shop", true);
  }

  @Test
  void of_one_namespace_the_main_job_works_and_nothing_outside_is_seen(
      SharedServers servers, Sandbox sandbox) {
    Setting setting =
        new Setting(
            servers,
            sandbox,
            "rights-narrow",
            URLS + "watchNamespaces: [rights-narrow-shop]\nrbac: {aggregateToUserRoles: false}\n");

    setting.doTheMainJob("rights-narrow-shop");

    setting.assertRefused("rights-narrow-shop", true);
    setting.assertRefused("rights-narrow-other", false);
    assertThat(setting.account.refusal("get", "sact", "-A")).isPresent();
    assertThat(setting.account.refusal("get", "dmsg", "-n", "rights-narrow-other")).isPresent();
    assertThat(setting.account.kubectl().attempt("get", "sact", "-n", "rights-narrow-shop"))
        .matches(Kubectl.Outcome::succeeded);
  }

  /** A release of that name, in its namespace; and two others, -shop and -other. */
  private static final class Setting {

    private final SharedServers servers;
    private final Sandbox sandbox;
    private final String name;
    private final Kubectl admin;
    private final ChartAccount account;
    private final Map<String, String> variables = new LinkedHashMap<>();
    private final Map<String, Replica> operators = new LinkedHashMap<>();

    Setting(SharedServers servers, Sandbox sandbox, String name, String values) {
      this.servers = servers;
      this.sandbox = sandbox;
      this.name = name;
      ApiServer server = servers.apiServer();
      admin = server.kubectl();
      for (String suffix : List.of("", "-shop", "-other")) {
        admin.apply(
            "apiVersion: v1\nkind: Namespace\nmetadata: {name: %s}\n".formatted(name + suffix));
      }
      Manifests chart = ValueSet.CHART.template(name, name, values);
      account = ChartAccount.of(server, sandbox, chart, name);
      variables.putAll(ChartSettingsTest.variables(ChartTemplateTest.operator(chart), name));
      variables.keySet().removeAll(List.of("BACKEND_URL_FILE", "BROKER_URL_FILE", "HEALTH_PORT"));
      variables.put("JAVA_TOOL_OPTIONS", "-Dlogback.configurationFile=logback.xml");
      start(name + "-a");
      start(name + "-b");
      operators.values().forEach(operator -> operator.awaitReady(PATIENCE));
    }

    private Replica start(String pod) {
      Map<String, String> settings = new LinkedHashMap<>(variables);
      settings.put("POD_NAME", pod);
      Replica operator = install(name).operator(pod, settings);
      operators.put(pod, operator);
      return operator;
    }

    private Install install(String namespace) {
      return new Install(
          sandbox,
          name,
          namespace,
          account.kubeconfig(),
          servers.backendUrl(),
          servers.brokerUrl());
    }

    /** Also with another leader than before. */
    void doTheMainJob(String namespace) {
      OsProcess worker = install(namespace).exampleWorker(namespace + "-worker");
      apply(namespace, "ScheduledAction", "count", "{cron: '* * * * * *', allowOverlap: true}");
      apply(namespace, "ScheduledAction", "wrong", "{cron: '@daily', timeZone: Mars/Olympus}");
      apply(namespace, "DelayedMessage", "later", "{handler: count, delaySeconds: 1}");
      apply(
          namespace,
          "DelayedMessage",
          "brief",
          "{handler: count, delaySeconds: 1, ttlSecondsAfterFinished: 1}");

      awaitSucceeded(namespace, 2);
      eventually(() -> assertThat(field(namespace, "dmsg/later", ".phase")).isEqualTo("Succeeded"));
      eventually(
          () -> assertThat(admin.run("get", "dmsg", "-n", namespace)).doesNotContain("brief"));
      eventually(
          () ->
              assertThat(admin.run("get", "events", "-n", namespace, "-o", "name"))
                  .contains("wrong"));
      handOver();
      awaitSucceeded(namespace, succeeded(namespace) + 2);

      admin.run("delete", "sact,dmsg", "--all", "-n", namespace);
      worker.terminate(PATIENCE);
      operators
          .values()
          .forEach(
              operator ->
                  assertThat(operator.process().log()).doesNotContainIgnoringCase("forbidden"));
    }

    /** The leader goes, the other leads on, and it comes back as a standby. */
    private void handOver() {
      String holder = holder();
      String leader = holder.substring(0, holder.indexOf('_'));
      OsProcess going = operator(leader).process();
      going.terminate(PATIENCE);
      assertThat(going.log())
          .doesNotContainIgnoringCase("forbidden")
          .contains("the Lease is released");
      await().atMost(PATIENCE).until(() -> !holder().isEmpty() && !holder().startsWith(leader));
      start(leader).awaitReady(PATIENCE);
    }

    private Replica operator(String pod) {
      return Optional.ofNullable(operators.get(pod)).orElseThrow();
    }

    private String holder() {
      return admin.run(
          "get", "lease", name + "-beat", "-n", name, "-o", "jsonpath={.spec.holderIdentity}");
    }

    private void awaitSucceeded(String namespace, int least) {
      eventually(() -> assertThat(succeeded(namespace)).isGreaterThanOrEqualTo(least));
    }

    private int succeeded(String namespace) {
      String count = field(namespace, "sact/count", ".counters.succeeded");
      return count.isEmpty() ? 0 : Integer.parseInt(count);
    }

    private String field(String namespace, String resource, String field) {
      return admin.run("get", resource, "-n", namespace, "-o", "jsonpath={.status" + field + "}");
    }

    private void apply(String namespace, String kind, String resource, String spec) {
      admin.apply(
          """
          apiVersion: jararaca.io/v1alpha1
          kind: %s
          metadata: {name: %s, namespace: %s}
          spec: %s
          """
              .formatted(kind, resource, namespace, spec));
    }

    /**
     * @param watched whether the operator watches resources there
     */
    void assertRefused(String namespace, boolean watched) {
      admin.run("create", "secret", "generic", "s3cret", "-n", namespace, "--from-literal=a=b");
      for (String[] command :
          List.of(
              new String[] {"get", "secret", "s3cret", "-n", namespace},
              new String[] {"get", "secrets", "-n", name},
              new String[] {"get", "secrets", "-A"},
              new String[] {"get", "configmaps", "-n", namespace},
              new String[] {"get", "pods", "-n", namespace},
              new String[] {"get", "pods", "-n", "kube-system"},
              new String[] {"run", "pod", "--image=image", "-n", namespace},
              new String[] {"delete", "namespace", namespace},
              new String[] {"get", "nodes"},
              new String[] {"get", "leases", "-n", "kube-system"},
              new String[] {"get", "lease", "another", "-n", name},
              new String[] {"delete", "lease", name + "-beat", "-n", name},
              new String[] {"get", "crd", "scheduledactions.jararaca.io"},
              new String[] {"create", "token", name, "-n", name},
              new String[] {"get", "deployments", "-n", name},
              new String[] {
                "create", "clusterrolebinding", "mine", "--clusterrole=cluster-admin", "--user=me"
              })) {
        assertThat(account.refusal(command)).as(String.join(" ", command)).isPresent();
      }
      for (String resource : List.of("scheduledactions", "delayedmessages")) {
        for (String verb : List.of("create", "update", "patch", "deletecollection")) {
          assertThat(may(namespace, verb, resource)).as("%s %s", verb, resource).isFalse();
        }
        for (String verb : List.of("list", "watch")) {
          assertThat(may(namespace, verb, resource)).as("%s %s", verb, resource).isEqualTo(watched);
        }
        boolean ends = watched && resource.equals("delayedmessages");
        for (String verb : List.of("get", "delete")) {
          assertThat(may(namespace, verb, resource)).as("%s %s", verb, resource).isEqualTo(ends);
        }
        assertThat(may(namespace, "update", resource, "--subresource=status")).isEqualTo(watched);
        assertThat(may(namespace, "patch", resource, "--subresource=status")).isFalse();
      }
      for (String verb : List.of("get", "list", "watch", "update", "patch", "delete")) {
        assertThat(may(namespace, verb, "events.events.k8s.io")).as("%s events", verb).isFalse();
      }
      assertThat(may(namespace, "impersonate", "serviceaccounts")).isFalse();
      assertThat(may(namespace, "escalate", "clusterroles")).isFalse();
    }

    private boolean may(String namespace, String verb, String resource, String... options) {
      String[] command = new String[6 + options.length];
      System.arraycopy(
          new String[] {"auth", "can-i", verb, resource, "-n", namespace}, 0, command, 0, 6);
      System.arraycopy(options, 0, command, 6, options.length);
      return account.kubectl().attempt(command).succeeded();
    }

    private static void eventually(Runnable assertion) {
      await().atMost(PATIENCE).pollInterval(Duration.ofMillis(250)).untilAsserted(assertion::run);
    }
  }
}

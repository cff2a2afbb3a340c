package io.jararaca.e2e.mainjob;

import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.crds.v1alpha1.DelayedMessageSpec;
import io.jararaca.crds.v1alpha1.ScheduledActionSpec;
import io.jararaca.e2e.fixture.E2e;
import io.jararaca.e2e.fixture.SharedServers;
import io.jararaca.e2e.install.Replica;
import io.jararaca.e2e.process.Sandbox;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every field of both specs has an effect that can be seen. All resources are applied at once;
 * while they run, the operator stands still for a while and a worker vanishes.
 */
@ExtendWith(E2e.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class EveryFieldIT {

  private static final String WORKER = ProbeWorker.class.getName();
  private static final Map<String, String> VANISHING =
      Map.of("HANDLERS", "vanish", "RUN_LEASE_SECONDS", "3", "HEARTBEAT_SECONDS", "0.5");

  private FieldEffects actions;
  private FieldEffects messages;

  @BeforeAll
  void startInstall(SharedServers servers, Sandbox sandbox) {
    RunningInstall install = new RunningInstall(servers, sandbox, "every-field").start(1, 0);
    FieldStage stage = new FieldStage(install);
    Map<String, String> probes = Map.of("HANDLERS", "probe,other");
    Stream.of(
            install.startWorker(WORKER, probes),
            install.startWorker(WORKER, probes),
            install.startWorker(WORKER, VANISHING))
        .toList()
        .forEach(worker -> worker.awaitReady(RunningInstall.PATIENCE));
    Outage outage = new Outage(Instant.now());
    actions = ActionFields.on(stage, outage);
    messages = MessageFields.on(stage);

    install.apply(actions.manifests() + messages.manifests());
    outage.passOver(install.leader());
    loseWorker(install, stage);
  }

  @Test
  void no_field_of_an_action_is_left_out() {
    assertThat(actions.fields()).isEqualTo(FieldEffects.of(ScheduledActionSpec.class));
  }

  @Test
  void no_field_of_a_message_is_left_out() {
    assertThat(messages.fields()).isEqualTo(FieldEffects.of(DelayedMessageSpec.class));
  }

  @TestFactory
  Stream<DynamicTest> each_field_of_an_action_has_its_effect() {
    return actions.tests();
  }

  @TestFactory
  Stream<DynamicTest> each_field_of_a_message_has_its_effect() {
    return messages.tests();
  }

  /** The worker of those who shall be lost dies in the middle of their runs; another one comes. */
  private static void loseWorker(RunningInstall install, FieldStage stage) {
    for (String action : new String[] {"lost", "found"}) {
      install.kubectl("annotate", "sact", action, "jararaca.io/trigger=now");
    }
    Replica worker = install.workers().get(2);
    FieldStage.eventually(
        () -> {
          for (String owner : new String[] {"lost", "found", "m-lost", "m-found"}) {
            assertThat(stage.begins(owner)).as(owner).isNotEmpty();
          }
        });
    worker.process().kill();
    install.startWorker(WORKER, VANISHING).awaitReady(RunningInstall.PATIENCE);
  }
}

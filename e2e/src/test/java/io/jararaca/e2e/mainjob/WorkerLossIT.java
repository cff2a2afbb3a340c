package io.jararaca.e2e.mainjob;

import static io.jararaca.e2e.mainjob.RunningInstall.action;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jararaca.e2e.fixture.E2e;
import io.jararaca.e2e.fixture.SharedServers;
import io.jararaca.e2e.install.Replica;
import io.jararaca.e2e.mainjob.RunLog.Attempt;
import io.jararaca.e2e.process.Sandbox;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Workers that die or go in the middle of a run: another does it. */
@ExtendWith(E2e.class)
class WorkerLossIT {

  private static final String SLOW =
      "{cron: '0 0 3 1 1 *', handler: slow-sync, payload: {seconds: 25}}";

  @Test
  void a_killed_workers_run_is_done_by_another(SharedServers servers, Sandbox sandbox) {
    RunningInstall install = new RunningInstall(servers, sandbox, "worker-killed").start(1, 1);
    startSlowRun(install);

    Replica first = install.workers().get(0);
    install.startWorker(Map.of()).awaitReady(RunningInstall.PATIENCE);
    long killed = System.currentTimeMillis();
    first.process().kill();

    Attempt second = awaitSecondAttempt(install);
    System.out.printf(
        "after kill -9 of its worker, the run began again in %d ms (goal 40000)%n",
        second.begin() - killed);
    assertThat(second.begin() - killed).isLessThan(120_000);
    awaitSuccess(install);
    assertThat(install.runLog().overlaps()).isEmpty();
  }

  @Test
  void a_worker_that_is_told_to_go_hands_its_run_back(SharedServers servers, Sandbox sandbox) {
    RunningInstall install = new RunningInstall(servers, sandbox, "worker-goes").start(1, 0);
    Replica first = install.startWorker(Map.of("GRACIOUS_SHUTDOWN_SECONDS", "1"));
    startSlowRun(install);

    install.startWorker(Map.of()).awaitReady(RunningInstall.PATIENCE);
    long told = System.currentTimeMillis();
    first.process().terminate();

    Attempt second = awaitSecondAttempt(install);
    System.out.printf(
        "after SIGTERM of its worker, the run began again in %d ms (goal 3000)%n",
        second.begin() - told);
    assertThat(second.begin() - told).isLessThan(9_000);
    awaitSuccess(install);
    assertThat(install.runLog().overlaps()).isEmpty();
  }

  private static void startSlowRun(RunningInstall install) {
    install.apply(action("slow", SLOW));
    await()
        .atMost(RunningInstall.PATIENCE)
        .until(
            () ->
                RunningInstall.condition(install.get("sact", "slow"), "Scheduled")
                    .path("status")
                    .asText()
                    .equals("True"));
    install.kubectl("annotate", "sact", "slow", "jararaca.io/trigger=now");
    await()
        .atMost(RunningInstall.PATIENCE)
        .until(() -> !install.runLog().attempts("slow-sync").isEmpty());
  }

  private static Attempt awaitSecondAttempt(RunningInstall install) {
    List<Attempt> attempts =
        await()
            .atMost(Duration.ofMinutes(3))
            .pollInterval(Duration.ofMillis(50))
            .until(() -> install.runLog().attempts("slow-sync"), found -> found.size() == 2);
    assertThat(attempts.stream().map(Attempt::run).distinct()).hasSize(1);
    return attempts.get(1);
  }

  private static void awaitSuccess(RunningInstall install) {
    await()
        .atMost(RunningInstall.PATIENCE)
        .until(
            () ->
                install
                    .get("sact", "slow")
                    .path("status")
                    .path("lastRun")
                    .path("state")
                    .asText()
                    .equals("Succeeded"));
  }
}

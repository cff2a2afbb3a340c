package io.jararaca.operator;

import io.fabric8.kubernetes.client.Config;
import io.jararaca.core.schedule.ZoneData;
import io.jararaca.core.settings.InvalidSettingsException;
import io.jararaca.operator.health.ReadyCheck;
import io.jararaca.operator.settings.OperatorSettings;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operator. Configured by the environment alone; the API server is that of KUBECONFIG, or of
 * the cluster it runs in. SIGTERM ends it cleanly.
 *
 * <p>With the arguments {@code check URL} it is no operator, but asks one: exit status 0 once that
 * page, {@code /readyz}, answers 200, else 1. The chart's test is that.
 */
public final class OperatorMain {

  private static final Logger log = LoggerFactory.getLogger(OperatorMain.class);
  private static final int WRONG_SETTINGS = 2;
  private static final String CHECK = "check";
  private static final int CHECKS = 60;
  private static final Duration CHECK_EVERY = Duration.ofSeconds(1);

  private OperatorMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    if (arguments.length == 2 && arguments[0].equals(CHECK)) {
      System.exit(
          new ReadyCheck(URI.create(arguments[1])).isReadyWithin(CHECKS, CHECK_EVERY) ? 0 : 1);
    }
    OperatorProcess process;
    try {
      OperatorSettings settings = OperatorSettings.read(System.getenv());
      process =
          new OperatorProcess(
              settings,
              Config.autoConfigure(null),
              Servers.connect(settings),
              System::nanoTime,
              Clock.systemUTC());
      log.info(
          "operator of install {} started, health on port {}, time zone data {}",
          settings.installName(),
          process.healthPort(),
          ZoneData.version());
    } catch (InvalidSettingsException e) {
      e.problems().forEach(problem -> log.error("setting {}", problem));
      System.exit(WRONG_SETTINGS);
      return;
    } catch (IllegalArgumentException | UncheckedIOException e) {
      log.error("cannot start: {}", e.getMessage());
      System.exit(WRONG_SETTINGS);
      return;
    }
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  log.info("stopping");
                  process.close();
                  log.info("stopped");
                },
                "shutdown"));
    Thread.currentThread().join(); // the shutdown hook ends the process
  }
}

package io.jararaca.operator;

import io.fabric8.kubernetes.client.Config;
import io.jararaca.core.settings.InvalidSettingsException;
import io.jararaca.operator.settings.OperatorSettings;
import java.io.UncheckedIOException;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operator. Configured by the environment alone; the API server is that of KUBECONFIG, or of
 * the cluster it runs in. SIGTERM ends it cleanly.
 */
public final class OperatorMain {

  private static final Logger log = LoggerFactory.getLogger(OperatorMain.class);
  private static final int WRONG_SETTINGS = 2;

  private OperatorMain() {}

  public static void main(String[] arguments) throws InterruptedException {
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
          "operator of install {} started, health on port {}",
          settings.installName(),
          process.healthPort());
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

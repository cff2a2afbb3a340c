package io.jararaca.e2e;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;

/** The arrows between the modules, and who reads a clock. The command has a test of its own. */
@AnalyzeClasses(
    packages = "io.jararaca",
    importOptions = {ImportOption.DoNotIncludeTests.class, ArrowsTest.NoTestJars.class})
class ArrowsTest {

  /** ArchUnit knows tests by their folder; packaged, they lie in a jar of their own. */
  static final class NoTestJars implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar");
    }
  }

  /** Mains, what they are in the library, and tools around the product. */
  private static final String READS_A_CLOCK =
      "io\\.jararaca\\.(operator\\.OperatorMain|worker\\.InProcessScheduler|worker\\.process\\.SteadyClock"
          + "|examples\\..*|e2e\\..*|benchmarks\\..*)";

  @ArchTest
  static final ArchRule arrows_point_down =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("core")
          .definedBy("io.jararaca.core..")
          .layer("health")
          .definedBy("io.jararaca.health..")
          .layer("redis")
          .definedBy("io.jararaca.redis..")
          .layer("rabbitmq")
          .definedBy("io.jararaca.rabbitmq..")
          .layer("crds")
          .definedBy("io.jararaca.crds..")
          .layer("operator")
          .definedBy("io.jararaca.operator..")
          .layer("worker-runtime")
          .definedBy("io.jararaca.worker..")
          .whereLayer("core")
          .mayNotAccessAnyLayer()
          .whereLayer("health")
          .mayNotAccessAnyLayer()
          .whereLayer("redis")
          .mayOnlyAccessLayers("core")
          .whereLayer("rabbitmq")
          .mayOnlyAccessLayers("core")
          .whereLayer("crds")
          .mayOnlyAccessLayers("core")
          .whereLayer("operator")
          .mayOnlyAccessLayers("core", "health", "redis", "rabbitmq", "crds")
          .whereLayer("worker-runtime")
          .mayOnlyAccessLayers("core", "health", "redis", "rabbitmq");

  @ArchTest
  static final ArchRule only_mains_read_a_clock =
      noClasses()
          .that()
          .haveNameNotMatching(READS_A_CLOCK)
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(Clock.class, "systemUTC")
          .orShould()
          .callMethod(InstantSource.class, "system");
}

package io.jararaca.operator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

@AnalyzeClasses(
    packages = "io.jararaca.operator",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule nobody_but_the_main_reads_a_clock =
      noClasses()
          .that()
          .doNotHaveSimpleName("OperatorMain")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(Clock.class, "systemUTC");

  @ArchTest
  static final ArchRule the_parts_know_no_adapter =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.jararaca.operator")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.jararaca.redis..", "io.jararaca.rabbitmq..");
}

package io.jararaca.operator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.jararaca.operator",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule the_parts_know_no_adapter =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.jararaca.operator")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.jararaca.redis..", "io.jararaca.rabbitmq..");
}

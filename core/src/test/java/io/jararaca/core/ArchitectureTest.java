package io.jararaca.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.jararaca.core", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule core_knows_no_server_and_no_kubernetes =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.lettuce..",
              "com.rabbitmq..",
              "io.fabric8..",
              "io.javaoperatorsdk..",
              "io.jararaca.redis..",
              "io.jararaca.rabbitmq..",
              "io.jararaca.crds..");
}

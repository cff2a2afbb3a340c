package io.jararaca.cli.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.jararaca.cli.CommandFailure;
import io.jararaca.core.action.ActionDefinition;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.crds.decision.ActionDecision;
import io.jararaca.crds.decision.Decision;
import io.jararaca.crds.decision.Finding;
import io.jararaca.crds.decision.Identity;
import io.jararaca.crds.v1alpha1.RetrySpec;
import io.jararaca.crds.v1alpha1.ScheduledAction;
import io.jararaca.crds.v1alpha1.ScheduledActionSpec;
import io.jararaca.worker.action.AnnotatedActions;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads one YAML file as the operator reads what was applied. */
final class ManifestFile {

  private static final ObjectMapper YAML = new YAMLMapper().registerModule(new JavaTimeModule());
  private static final String API_VERSION = ScheduledAction.GROUP + "/v1alpha1";

  private static final Set<String> SPEC_FIELDS = fields(ScheduledActionSpec.class);
  private static final Set<String> RETRY_FIELDS = fields(RetrySpec.class);

  private final Path file;
  private final String namespace;
  private final List<String> problems = new ArrayList<>();
  private final List<ActionDefinition> actions = new ArrayList<>();

  private ManifestFile(Path file, String namespace) {
    this.file = file;
    this.namespace = namespace;
  }

  /**
   * The ScheduledActions of all of its documents; other kinds are no matter here.
   *
   * @param namespace of those that name none
   * @throws CommandFailure naming the file, and of each resource all that is wrong
   */
  static List<ActionDefinition> read(Path file, String namespace) {
    ManifestFile manifest = new ManifestFile(file, namespace);
    try (MappingIterator<JsonNode> documents =
        YAML.readerFor(JsonNode.class).readValues(file.toFile())) {
      while (documents.hasNextValue()) {
        manifest.take(documents.nextValue());
      }
    } catch (JsonProcessingException e) {
      manifest.problems.add(
          "%s: is not YAML: line %d: %s"
              .formatted(
                  file,
                  e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
                  e.getOriginalMessage().lines().findFirst().orElse("")));
    } catch (IOException e) {
      manifest.problems.add("%s: cannot be read: %s".formatted(file, e.getMessage()));
    }
    if (!manifest.problems.isEmpty()) {
      throw CommandFailure.usage(String.join("\n", manifest.problems));
    }
    return manifest.actions;
  }

  private void take(JsonNode document) {
    if (document.path("kind").asText().equals("List")) {
      document.path("items").forEach(this::take);
    } else if (document.path("kind").asText().equals(OwnerKey.SCHEDULED_ACTION)) {
      takeAction(document);
    }
  }

  private void takeAction(JsonNode document) {
    String name = document.path("metadata").path("name").asText();
    if (!document.path("apiVersion").asText().equals(API_VERSION)) {
      problem(name, "apiVersion " + document.path("apiVersion") + ": write " + API_VERSION);
    } else if (name.isEmpty()) {
      problem("without a name", "metadata.name is not set: name the action");
    } else if (!document.path("spec").isObject()) {
      problem(name, "spec is not set: it needs a cron at least");
    } else {
      unknownFields(name, document.path("spec"));
      decide(name, document);
    }
  }

  private void decide(String name, JsonNode document) {
    String declared = document.path("metadata").path("namespace").asText();
    OwnerKey key = OwnerKey.scheduledAction(declared.isEmpty() ? namespace : declared, name);
    try {
      Decision<ActionDefinition> decision =
          ActionDecision.decide(
              new Identity(Owner.named(key), AnnotatedActions.GENERATION, Instant.EPOCH),
              YAML.treeToValue(document, ScheduledAction.class).getSpec(),
              null);
      if (decision instanceof Decision.Valid<ActionDefinition> valid) {
        actions.add(valid.definition());
      } else if (decision instanceof Decision.Invalid<ActionDefinition> invalid) {
        invalid.findings().stream().map(Finding::message).forEach(what -> problem(name, what));
      }
    } catch (JsonProcessingException e) {
      problem(name, e.getOriginalMessage());
    }
  }

  /** The API server tells of these; here nobody else would. */
  private void unknownFields(String name, JsonNode spec) {
    unknown(name, "spec.", spec.fieldNames(), SPEC_FIELDS);
    unknown(name, "spec.retry.", spec.path("retry").fieldNames(), RETRY_FIELDS);
  }

  private void unknown(String name, String prefix, Iterator<String> given, Set<String> known) {
    given.forEachRemaining(
        field -> {
          if (!known.contains(field)) {
            problem(name, prefix + field + " is not a field: the fields are in docs/resources.md");
          }
        });
  }

  private void problem(String name, String what) {
    problems.add("%s: ScheduledAction %s: %s".formatted(file, name, what));
  }

  private static Set<String> fields(Class<? extends Record> spec) {
    return Arrays.stream(spec.getRecordComponents())
        .map(RecordComponent::getName)
        .filter(name -> !name.equals("unreadable"))
        .collect(Collectors.toUnmodifiableSet());
  }
}

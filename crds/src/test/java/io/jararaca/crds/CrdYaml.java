package io.jararaca.crds;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.CustomResource;
import io.jararaca.crds.v1alpha1.DelayedMessage;
import io.jararaca.crds.v1alpha1.ScheduledAction;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The YAML of the definitions, made from the Java types; {@link #main} writes it to where the chart
 * takes it from.
 */
final class CrdYaml {
  private static final List<Class<? extends CustomResource<?, ?>>> KINDS =
      List.of(ScheduledAction.class, DelayedMessage.class);

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(
              YAMLGenerator.Feature.MINIMIZE_QUOTES,
              YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
          .disable(YAMLGenerator.Feature.SPLIT_LINES, YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .build();

  private CrdYaml() {}

  /** File name to content. */
  static Map<String, String> generate() {
    Map<String, String> files = new TreeMap<>();
    for (Class<? extends CustomResource<?, ?>> kind : KINDS) {
      CustomResourceDefinition definition = definition(kind);
      files.put(definition.getSpec().getNames().getPlural() + ".yaml", yaml(definition));
    }
    return files;
  }

  private static CustomResourceDefinition definition(Class<? extends CustomResource<?, ?>> kind) {
    CustomResourceDefinition[] generated = new CustomResourceDefinition[1];
    new CRDGenerator()
        .customResourceClasses(kind)
        .withPostProcessor(
            new CRDPostProcessor() {
              @Override
              public HasMetadata process(HasMetadata crd, String crdSpecVersion) {
                generated[0] = (CustomResourceDefinition) crd;
                return crd;
              }
            })
        .withOutput(new Discarded())
        .generate();
    generated[0].getSpec().getVersions().forEach(version -> finish(version, kind));
    return generated[0];
  }

  /** What the generator has no annotation for. */
  private static void finish(CustomResourceDefinitionVersion version, Class<?> kind) {
    JSONSchemaProps schema = version.getSchema().getOpenAPIV3Schema();
    schema.setDescription(kind.getAnnotation(JsonClassDescription.class).value());
    version.setAdditionalPrinterColumns(
        inDeclaredOrder(version.getAdditionalPrinterColumns(), kind));
    schema.getProperties().forEach(CrdYaml::finish);
  }

  private static List<CustomResourceColumnDefinition> inDeclaredOrder(
      List<CustomResourceColumnDefinition> columns, Class<?> kind) {
    List<String> declared =
        Arrays.stream(kind.getAnnotationsByType(AdditionalPrinterColumn.class))
            .map(AdditionalPrinterColumn::name)
            .toList();
    return columns.stream()
        .sorted(Comparator.comparing(column -> declared.indexOf(column.getName())))
        .toList();
  }

  private static void finish(String name, JSONSchemaProps schema) {
    if ("string".equals(schema.getType()) && (name.endsWith("Time") || name.endsWith("At"))) {
      schema.setFormat("date-time");
    }
    if ("array".equals(schema.getType())) {
      boolean keyed = name.equals("conditions");
      schema.setXKubernetesListType(keyed ? "map" : "atomic");
      schema.setXKubernetesListMapKeys(keyed ? List.of("type") : List.of());
      finish("", schema.getItems().getSchema());
    }
    if (schema.getDefault() instanceof ObjectNode filledIn) {
      // The inner defaults say the rest; written twice they could differ.
      filledIn.removeAll();
    }
    if (schema.getProperties() != null) {
      schema.getProperties().forEach(CrdYaml::finish);
    }
  }

  private static String yaml(CustomResourceDefinition definition) {
    try {
      return YAML.writeValueAsString(plainNumbers(YAML.valueToTree(definition)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Bounds are doubles in the model; 3.1536E7 is not what people read. */
  private static JsonNode plainNumbers(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.properties().forEach(entry -> entry.setValue(plainNumbers(entry.getValue())));
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, plainNumbers(array.get(i)));
      }
    } else if (node.isDouble() && node.doubleValue() == node.longValue()) {
      return LongNode.valueOf(node.longValue());
    }
    return node;
  }

  /** The generator writes only when it has where to. */
  private static final class Discarded implements CRDGenerator.CRDOutput<OutputStream> {
    @Override
    public OutputStream outputFor(String crdName) {
      return OutputStream.nullOutputStream();
    }

    @Override
    public void close() {}
  }
}

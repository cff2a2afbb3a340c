package io.jararaca.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn.Type;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Work that recurs. */
@Group(ScheduledAction.GROUP)
@Version("v1alpha1")
@ShortNames("sact")
@Categories("jararaca")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonClassDescription("Work that recurs: a handler is run at each tick of a cron expression.")
@ValidationRule(
    value = "has(self.spec.handler) || size(self.metadata.name) <= 128",
    fieldPath = ".spec.handler",
    message =
        "the resource's name stands for the handler and is longer than 128 characters: shorten it or set spec.handler")
@AdditionalPrinterColumn(name = "CRON", jsonPath = ".spec.cron")
@AdditionalPrinterColumn(name = "TIMEZONE", jsonPath = ".spec.timeZone", priority = 1)
@AdditionalPrinterColumn(name = "HANDLER", jsonPath = ".status.handler", priority = 1)
@AdditionalPrinterColumn(name = "SUSPEND", jsonPath = ".spec.suspend", type = Type.BOOLEAN)
@AdditionalPrinterColumn(name = "ACTIVE", jsonPath = ".status.activeRuns", type = Type.INTEGER)
@AdditionalPrinterColumn(
    name = "LAST RUN",
    jsonPath = ".status.lastRun.plannedTime",
    type = Type.DATE)
@AdditionalPrinterColumn(name = "RESULT", jsonPath = ".status.lastRun.state")
@AdditionalPrinterColumn(
    name = "NEXT RUN",
    jsonPath = ".status.nextRunTime",
    getDescription = "A string, because a date in the future prints as <invalid>.")
@AdditionalPrinterColumn(
    name = "MISSED",
    jsonPath = ".status.counters.missed",
    type = Type.INTEGER,
    priority = 1)
@AdditionalPrinterColumn(
    name = "READY",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(
    name = "REASON",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason",
    priority = 1)
@AdditionalPrinterColumn(name = "AGE", jsonPath = ".metadata.creationTimestamp", type = Type.DATE)
public class ScheduledAction extends CustomResource<ScheduledActionSpec, ScheduledActionStatus>
    implements Namespaced {
  @Serial private static final long serialVersionUID = 1;

  public static final String GROUP = "jararaca.io";

  /** Annotation whose every new value asks for one run now. */
  public static final String TRIGGER_ANNOTATION = GROUP + "/trigger";

  @Override
  @Required
  @JsonPropertyDescription("What is wanted.")
  @JsonDeserialize(using = SpecReader.OfScheduledAction.class)
  public void setSpec(ScheduledActionSpec spec) {
    super.setSpec(spec);
  }

  @Override
  @JsonPropertyDescription("What is; written by the operator alone.")
  @JsonDeserialize(using = StatusReader.OfScheduledAction.class)
  public void setStatus(@Nullable ScheduledActionStatus status) {
    super.setStatus(status);
  }

  /** The handler that is run: {@code spec.handler}, else the resource's name. */
  public String handler() {
    String handler = getSpec().handler();
    return handler == null ? getMetadata().getName() : handler;
  }
}

package io.jararaca.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn.Type;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Work that happens once, later. */
@Group(ScheduledAction.GROUP)
@Version("v1alpha1")
@ShortNames("dmsg")
@Categories("jararaca")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonClassDescription(
    "Work that happens once, later: a message that a handler is given when it is due.")
@AdditionalPrinterColumn(
    name = "DELIVER AT",
    jsonPath = ".status.deliverAt",
    getDescription = "A string, because a date in the future prints as <invalid>.")
@AdditionalPrinterColumn(name = "HANDLER", jsonPath = ".spec.handler")
@AdditionalPrinterColumn(name = "PHASE", jsonPath = ".status.phase")
@AdditionalPrinterColumn(name = "ATTEMPTS", jsonPath = ".status.attempts", type = Type.INTEGER)
@AdditionalPrinterColumn(
    name = "READY",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].status",
    priority = 1)
@AdditionalPrinterColumn(
    name = "REASON",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason",
    priority = 1)
@AdditionalPrinterColumn(name = "AGE", jsonPath = ".metadata.creationTimestamp", type = Type.DATE)
public class DelayedMessage extends CustomResource<DelayedMessageSpec, DelayedMessageStatus>
    implements Namespaced {
  @Serial private static final long serialVersionUID = 1;

  @Override
  @Required
  @JsonPropertyDescription("What is wanted.")
  @JsonDeserialize(using = SpecReader.OfDelayedMessage.class)
  public void setSpec(DelayedMessageSpec spec) {
    super.setSpec(spec);
  }

  @Override
  @JsonPropertyDescription("What is; written by the operator alone.")
  @JsonDeserialize(using = StatusReader.OfDelayedMessage.class)
  public void setStatus(@Nullable DelayedMessageStatus status) {
    super.setStatus(status);
  }
}

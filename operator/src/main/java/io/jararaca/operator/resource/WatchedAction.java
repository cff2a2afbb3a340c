package io.jararaca.operator.resource;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.crds.v1alpha1.ScheduledAction;
import java.io.Serial;

/** A ScheduledAction in the cache; see {@link ScheduledAction} for the resource itself. */
@Group(ScheduledAction.GROUP)
@Version("v1alpha1")
@Kind(OwnerKey.SCHEDULED_ACTION)
@Plural("scheduledactions")
public final class WatchedAction extends CustomResource<StoredSpec, StatusDigest>
    implements Namespaced {
  @Serial private static final long serialVersionUID = 1;
}

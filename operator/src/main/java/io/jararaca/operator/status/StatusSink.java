package io.jararaca.operator.status;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.crds.v1alpha1.DelayedMessageStatus;
import io.jararaca.crds.v1alpha1.ScheduledActionStatus;
import java.util.List;

/** Where statuses and events are written. Calls block. */
interface StatusSink {

  /** What became of a write. */
  enum Result {
    WRITTEN,
    /** The resource is another one by now: look at it again. */
    CONFLICT,
    /** The resource is no more. */
    GONE,
    /** Whether it was written is unknown. */
    FAILED
  }

  /**
   * @param of name, uid and resourceVersion of the resource that the status is made for
   */
  Result write(ObjectMeta of, ScheduledActionStatus status);

  Result write(ObjectMeta of, DelayedMessageStatus status);

  /** Tells a person; what fails is lost. */
  void tell(OwnerKey about, String uid, List<EventNote> notes);
}

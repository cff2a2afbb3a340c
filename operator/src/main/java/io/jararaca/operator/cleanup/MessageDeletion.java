package io.jararaca.operator.cleanup;

import io.fabric8.kubernetes.api.model.ObjectMeta;

/** Deletes resources of messages. Calls block. */
interface MessageDeletion {

  /** What became of a deletion. */
  enum Result {
    /** The resource is no more, by this call or before it. */
    GONE,
    /** The resource is another one by now: look at it again. */
    CONFLICT,
    /** Whether it was deleted is unknown. */
    FAILED
  }

  /**
   * @param message name, uid and resourceVersion that the resource must still have
   */
  Result delete(ObjectMeta message);
}

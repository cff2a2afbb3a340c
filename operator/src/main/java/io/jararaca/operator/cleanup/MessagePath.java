package io.jararaca.operator.cleanup;

import io.jararaca.crds.v1alpha1.ScheduledAction;

/** Where the API server has a message. */
final class MessagePath {

  private MessagePath() {}

  static String of(String namespace, String name) {
    return "/apis/%s/v1alpha1/namespaces/%s/delayedmessages/%s"
        .formatted(ScheduledAction.GROUP, namespace, name);
  }
}

package io.jararaca.examples;

import io.jararaca.worker.BeatWorker;

/**
 * A beat without Kubernetes: it schedules the annotated actions of the examples, and an {@link
 * ExampleWorker} runs them. Its settings are environment variables.
 */
public final class ExampleBeat {

  private ExampleBeat() {}

  public static void main(String[] args) {
    BeatWorker.builder().app(ExampleWorker.handlers().toArray()).build().run();
  }
}

package io.jararaca.examples;

import io.jararaca.worker.InProcessScheduler;

/** The annotated actions of the examples in this JVM alone, without any server. */
public final class ExampleScheduler {

  private ExampleScheduler() {}

  public static void main(String[] args) {
    new InProcessScheduler(ExampleWorker.handlers().toArray()).run();
  }
}

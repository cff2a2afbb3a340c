package io.jararaca.worker.process;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;

/** Named threads that do not keep a JVM alive. */
final class DaemonThreads implements ThreadFactory {

  private final String name;
  private final AtomicLong made = new AtomicLong();

  DaemonThreads(String name) {
    this.name = name;
  }

  @Override
  public Thread newThread(Runnable task) {
    Thread thread = new Thread(task, name + "-" + made.getAndIncrement());
    thread.setDaemon(true);
    return thread;
  }
}

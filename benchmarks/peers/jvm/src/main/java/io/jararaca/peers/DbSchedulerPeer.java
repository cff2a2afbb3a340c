package io.jararaca.peers;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.SchedulableInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.PlainScheduleAndData;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTaskWithPersistentSchedule;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.CronSchedule;
import com.github.kagkarlsson.scheduler.task.schedule.CronStyle;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.Serializable;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * db-scheduler: a task a handler, an execution a piece.
 *
 * <p>Its docs/performance.md measures most with lock-and-fetch on PostgreSQL: 20 threads, a lower
 * limit of 4.0 and an upper one of 20.0, or 100 threads, 2.0 and 6.0. Of these the former, for two
 * cores. The polling interval only bounds how late the first of a burst is: its README names 1 s as
 * the shortest that is usual.
 */
final class DbSchedulerPeer implements Peer {
  private static final int THREADS = 20;
  private static final Duration POLLING_INTERVAL = Duration.ofSeconds(1);

  private final HikariDataSource pool = Database.pool(THREADS + 4);
  private final List<RecurringTaskWithPersistentSchedule<PlainScheduleAndData>> recurring =
      new ArrayList<>();
  private final List<OneTimeTask<Piece>> once = new ArrayList<>();
  private final Scheduler scheduler;
  private volatile @Nullable Starts starts;

  /**
   * What an execution carries.
   *
   * @param number of the piece
   */
  record Piece(int number, String text) implements Serializable {}

  private DbSchedulerPeer() {
    Burst.handlers().forEach(this::addTasks);
    scheduler =
        Scheduler.create(pool, tasks())
            .threads(THREADS)
            .pollUsingLockAndFetch(4.0, 20.0)
            .pollingInterval(POLLING_INTERVAL)
            .build();
  }

  static DbSchedulerPeer start() throws SQLException, IOException {
    Database.create("/db-scheduler.sql");
    DbSchedulerPeer peer = new DbSchedulerPeer();
    peer.scheduler.start();
    return peer;
  }

  private void addTasks(int handler) {
    recurring.add(
        Tasks.recurringWithPersistentSchedule("recurring-" + handler, PlainScheduleAndData.class)
            .execute((instance, context) -> note((Piece) instance.getData().getData())));
    once.add(
        Tasks.oneTime("once-" + handler, Piece.class)
            .execute((instance, context) -> note(instance.getData())));
  }

  private com.github.kagkarlsson.scheduler.task.Task<?>[] tasks() {
    List<com.github.kagkarlsson.scheduler.task.Task<?>> tasks = new ArrayList<>(recurring);
    tasks.addAll(once);
    return tasks.toArray(com.github.kagkarlsson.scheduler.task.Task<?>[]::new);
  }

  private void note(@Nullable Object piece) {
    Objects.requireNonNull(starts).note(((Piece) Objects.requireNonNull(piece)).number());
  }

  @Override
  public String version() {
    return Jars.version(Scheduler.class);
  }

  @Override
  public void arm(Burst burst, Starts starts) {
    this.starts = starts;
    switch (burst.kind()) {
      case RECURRING -> armRecurring(burst);
      case ONCE -> armOnce(burst);
    }
  }

  private void armRecurring(Burst burst) {
    CronSchedule schedule = new CronSchedule(burst.cron(), ZoneOffset.UTC, CronStyle.QUARTZ);
    List<SchedulableInstance<?>> instances = new ArrayList<>();
    burst
        .pieces()
        .forEach(
            piece ->
                instances.add(
                    recurring
                        .get(Burst.handlerOf(piece))
                        .schedulableInstance(
                            burst.nameOf(piece),
                            new PlainScheduleAndData(schedule, new Piece(piece, Burst.text())))));
    scheduler.scheduleBatch(instances);
  }

  private void armOnce(Burst burst) {
    List<TaskInstance<?>> instances = new ArrayList<>();
    burst
        .pieces()
        .forEach(
            piece ->
                instances.add(
                    once.get(Burst.handlerOf(piece))
                        .instance(burst.nameOf(piece), new Piece(piece, Burst.text()))));
    scheduler.scheduleBatch(instances, burst.dueAt());
  }

  @Override
  public void close() {
    scheduler.stop();
    pool.close();
  }
}

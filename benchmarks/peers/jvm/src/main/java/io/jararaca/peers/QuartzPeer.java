package io.jararaca.peers;

import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.quartz.CronScheduleBuilder;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.JobKey;
import org.quartz.ScheduleBuilder;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.spi.JobFactory;
import org.quartz.spi.TriggerFiredBundle;

/** Quartz: a job a handler, a trigger a piece. */
final class QuartzPeer implements Peer {
  private static final String PIECE = "piece";
  private static final TimeZone UTC = TimeZone.getTimeZone(ZoneOffset.UTC);

  private final Scheduler scheduler;
  private volatile @Nullable Starts starts;

  /** A job's class: jobs themselves are made by the factory, which knows who is told. */
  abstract static class Report implements Job {}

  private QuartzPeer(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  static QuartzPeer inMemory() throws SchedulerException, IOException {
    return started(properties("/quartz-ram.properties"));
  }

  static QuartzPeer onPostgres() throws SchedulerException, IOException, SQLException {
    Database.create("/org/quartz/impl/jdbcjobstore/tables_postgres.sql");
    Properties properties = properties("/quartz-jdbc.properties");
    properties.setProperty("org.quartz.dataSource.peers.URL", Database.url());
    properties.setProperty("org.quartz.dataSource.peers.user", Database.USER);
    return started(properties);
  }

  private static Properties properties(String resource) throws IOException {
    Properties properties = new Properties();
    try (InputStream text = QuartzPeer.class.getResourceAsStream(resource)) {
      properties.load(Objects.requireNonNull(text, resource));
    }
    return properties;
  }

  private static QuartzPeer started(Properties properties) throws SchedulerException {
    Scheduler scheduler = new StdSchedulerFactory(properties).getScheduler();
    QuartzPeer peer = new QuartzPeer(scheduler);
    scheduler.setJobFactory(peer.new Reports());
    scheduler.start();
    return peer;
  }

  /** Makes jobs that tell. */
  private final class Reports implements JobFactory {
    @Override
    public Job newJob(TriggerFiredBundle bundle, Scheduler of) {
      return this::run;
    }

    private void run(JobExecutionContext context) {
      Objects.requireNonNull(starts).note(context.getTrigger().getJobDataMap().getIntValue(PIECE));
    }
  }

  @Override
  public String version() {
    try {
      return scheduler.getMetaData().getVersion();
    } catch (SchedulerException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void arm(Burst burst, Starts starts) throws SchedulerException {
    this.starts = starts;
    Map<JobDetail, Set<? extends Trigger>> schedule =
        Burst.handlers()
            .boxed()
            .collect(Collectors.toMap(QuartzPeer::job, handler -> triggers(burst, handler)));
    scheduler.scheduleJobs(schedule, true);
  }

  private static JobDetail job(int handler) {
    return JobBuilder.newJob(Report.class).withIdentity(key(handler)).storeDurably().build();
  }

  private static JobKey key(int handler) {
    return JobKey.jobKey("handler-" + handler);
  }

  private static Set<Trigger> triggers(Burst burst, int handler) {
    Set<Trigger> triggers = new HashSet<>();
    burst
        .pieces()
        .filter(piece -> Burst.handlerOf(piece) == handler)
        .forEach(piece -> triggers.add(trigger(burst, piece)));
    return triggers;
  }

  private static Trigger trigger(Burst burst, int piece) {
    TriggerBuilder<Trigger> trigger =
        TriggerBuilder.newTrigger()
            .withIdentity(burst.nameOf(piece))
            .forJob(key(Burst.handlerOf(piece)))
            .usingJobData(PIECE, Integer.toString(piece))
            .usingJobData("text", Burst.text());
    ScheduleBuilder<?> schedule =
        switch (burst.kind()) {
          case RECURRING -> CronScheduleBuilder.cronSchedule(burst.cron()).inTimeZone(UTC);
          case ONCE -> {
            trigger.startAt(Date.from(burst.dueAt()));
            yield SimpleScheduleBuilder.simpleSchedule();
          }
        };
    return trigger.withSchedule(schedule).build();
  }

  @Override
  public void close() throws SchedulerException {
    scheduler.shutdown(false);
  }
}

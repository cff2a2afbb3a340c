package io.jararaca.peers;

import static org.jobrunr.server.BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Objects;
import org.jobrunr.configuration.JobRunr;
import org.jobrunr.jobs.lambdas.JobRequest;
import org.jobrunr.jobs.lambdas.JobRequestHandler;
import org.jobrunr.scheduling.JobBuilder;
import org.jobrunr.scheduling.JobRequestScheduler;
import org.jobrunr.server.JobActivator;
import org.jobrunr.storage.sql.postgres.PostgresStorageProvider;
import org.jspecify.annotations.Nullable;

/**
 * JobRunr, the open source edition: a job a piece.
 *
 * <p>Its documentation, "Background job server": workers by default as many as suit the cores and
 * the JVM; a poll interval of 5 s is the shortest that it takes, 15 s the default. "Recurring
 * jobs": the open source edition supports up to 100 of them. Scheduled jobs are enqueued up to a
 * poll interval before they are due.
 */
public final class JobRunrPeer implements Peer {
  private static final Duration POLL_INTERVAL = Duration.ofSeconds(5);
  private static final int CONNECTIONS = 20;

  private final HikariDataSource pool = Database.pool(CONNECTIONS);
  private final JobRequestScheduler scheduler;
  private volatile @Nullable Starts starts;

  /** What a job carries. */
  public record Report(int piece, String text) implements JobRequest {
    @Override
    public Class<Reporter> getJobRequestHandler() {
      return Reporter.class;
    }
  }

  /** Tells who started. */
  public final class Reporter implements JobRequestHandler<Report> {
    @Override
    public void run(Report report) {
      Objects.requireNonNull(starts).note(report.piece());
    }
  }

  private JobRunrPeer() {
    Reporter reporter = new Reporter();
    scheduler =
        JobRunr.configure()
            .useJobActivator(only(reporter))
            .useStorageProvider(new PostgresStorageProvider(pool))
            .useBackgroundJobServer(
                usingStandardBackgroundJobServerConfiguration().andPollInterval(POLL_INTERVAL))
            .initialize()
            .getJobRequestScheduler();
  }

  static JobRunrPeer start() {
    return new JobRunrPeer();
  }

  private static JobActivator only(Reporter reporter) {
    return new JobActivator() {
      @Override
      public <T> T activateJob(Class<T> type) {
        return type.cast(reporter);
      }
    };
  }

  @Override
  public String version() {
    return Jars.version(JobRunr.class);
  }

  @Override
  public void arm(Burst burst, Starts starts) {
    this.starts = starts;
    if (burst.kind() == Kind.RECURRING) {
      throw new IllegalArgumentException("the open source edition supports up to 100");
    }
    scheduler.create(
        burst
            .pieces()
            .mapToObj(
                piece ->
                    JobBuilder.aJob()
                        .scheduleAt(burst.dueAt())
                        .withJobRequest(new Report(piece, Burst.text()))));
  }

  @Override
  public void close() {
    JobRunr.destroy();
    pool.close();
  }
}

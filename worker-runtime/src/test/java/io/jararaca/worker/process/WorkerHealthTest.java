package io.jararaca.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.core.work.LoopStatus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkerHealthTest {

  @ParameterizedTest
  @CsvSource({"true,true,false", "false,true,false", "true,false,false", "true,true,true"})
  void ready_exactly_where_the_loop_is(boolean ledger, boolean broker, boolean draining) {
    LoopStatus status = new LoopStatus(ledger, broker, draining, 0, 0, 0);

    assertThat(WorkerHealth.ready(status).well()).isEqualTo(status.ready());
  }
}

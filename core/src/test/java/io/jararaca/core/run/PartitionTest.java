package io.jararaca.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartitionTest {

  @ParameterizedTest
  @CsvSource({
    "'', 0",
    "ScheduledAction/shop/report, 25",
    "DelayedMessage/shop/order-1, 8",
    "shop/order-1, 21",
    "ScheduledAction/loja/relatório, 41",
    "message/жарарака, 17"
  })
  void a_text_is_in_the_partition_that_zlibs_crc32_gives(String text, int index) {
    assertThat(Partition.of(text)).isEqualTo(new Partition(index));
  }

  @Test
  void many_names_spread_evenly() {
    long[] counts = new long[Partition.COUNT];
    IntStream.range(0, 64_000)
        .forEach(i -> counts[Partition.of("ScheduledAction/shop/action-" + i).index()]++);

    assertThat(Arrays.stream(counts).boxed())
        .allSatisfy(count -> assertThat(count).isBetween(800L, 1200L));
  }

  @Test
  void a_partition_is_named_as_in_keys() {
    assertThat(new Partition(17)).hasToString("p17");
    assertThat(Partition.all()).hasSize(64).doesNotHaveDuplicates();
  }

  @Test
  void an_index_out_of_range_is_refused() {
    assertThatThrownBy(() -> new Partition(64)).hasMessage("partition 64: must be 0 to 63");
    assertThatThrownBy(() -> new Partition(-1)).hasMessage("partition -1: must be 0 to 63");
  }
}

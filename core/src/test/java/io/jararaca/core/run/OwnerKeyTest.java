package io.jararaca.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnerKeyTest {

  @Test
  void a_key_says_kind_namespace_and_name() {
    OwnerKey key = OwnerKey.scheduledAction("shop", "report");

    assertThat(key).hasToString("ScheduledAction/shop/report");
    assertThat(OwnerKey.parse(key.toString())).isEqualTo(key);
    assertThat(key.partition()).isEqualTo(new Partition(25));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/b", "a\u0000b"})
  void a_part_that_could_be_taken_for_another_is_refused(String name) {
    assertThatThrownBy(() -> OwnerKey.scheduledAction("shop", name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("name \"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "shop/report", "a/b/c/d", "//"})
  void what_is_no_key_is_refused(String text) {
    assertThatThrownBy(() -> OwnerKey.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void an_owner_has_a_uid() {
    assertThatThrownBy(() -> new Owner(OwnerKey.scheduledAction("shop", "report"), ""))
        .hasMessage("uid: must not be empty");
  }
}

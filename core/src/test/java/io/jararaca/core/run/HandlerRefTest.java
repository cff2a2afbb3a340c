package io.jararaca.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandlerRefTest {

  @ParameterizedTest
  @ValueSource(strings = {"a", "7", "report", "Orders.import_v2-beta", "a..b"})
  void a_handler_may_be_named_with_letters_digits_dots_and_dashes(String name) {
    assertThat(new HandlerRef("shop", name)).hasToString("shop/" + name);
    assertThat(HandlerRef.parse("shop/" + name)).isEqualTo(new HandlerRef("shop", name));
  }

  @Test
  void a_handler_name_has_at_most_128_characters() {
    new HandlerRef("shop", "a".repeat(128));

    assertThatThrownBy(() -> new HandlerRef("shop", "a".repeat(129)))
        .hasMessageContaining("use 1 to 128");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "-a",
        "a-",
        "a.",
        "_a",
        "*",
        "#",
        "a.*",
        "a b",
        "a/b",
        "a\n",
        "a\u0000b",
        "жарарака"
      })
  void a_name_that_could_leave_its_namespace_is_refused(String name) {
    assertThatThrownBy(() -> new HandlerRef("shop", name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("handler \"" + name + "\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Shop", "-shop", "shop-", "shop.eu", "*", "shop/eu"})
  void what_is_no_kubernetes_namespace_is_refused(String namespace) {
    assertThatThrownBy(() -> new HandlerRef(namespace, "report"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("namespace \"" + namespace + "\"");
  }

  @Test
  void a_namespace_has_at_most_63_characters() {
    new HandlerRef("a".repeat(63), "report");

    assertThatThrownBy(() -> new HandlerRef("a".repeat(64), "report"))
        .hasMessageContaining("use 1 to 63");
  }

  @Test
  void what_has_no_slash_is_no_handler_of_a_namespace() {
    assertThatThrownBy(() -> HandlerRef.parse("report"))
        .hasMessage("handler \"report\": expected namespace/name");
  }
}

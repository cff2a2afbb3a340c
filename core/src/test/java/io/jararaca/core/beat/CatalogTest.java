package io.jararaca.core.beat;

import static io.jararaca.core.action.Actions.action;
import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.core.action.ActionDefinition;
import io.jararaca.core.action.Actions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogTest {

  private static final Actions REPORT = action("report", "0 3 * * *");

  private final Catalog catalog = new Catalog();
  private final List<Catalog.Change> changes = new ArrayList<>();

  CatalogTest() {
    catalog.listen(changes::add);
  }

  @Test
  void what_a_listener_is_told_of_stands_in_the_catalog_already() {
    List<Boolean> stood = new ArrayList<>();
    catalog.listen(change -> stood.add(catalog.find(change.key()).isPresent()));

    catalog.put(REPORT.build());
    catalog.delete(REPORT.owner());

    assertThat(stood).containsExactly(true, false);
  }

  @Test
  void a_replacement_is_a_change_whatever_its_generation() {
    catalog.put(REPORT.build());
    catalog.replace(REPORT.build());

    assertThat(changes).hasSize(2);
    assertThat(changes.get(1).deleted()).isNull();
    assertThat(catalog.departed()).isEmpty();
  }

  @Test
  void the_same_generation_again_is_no_change() {
    catalog.put(REPORT.build());
    catalog.put(REPORT.build());

    assertThat(changes).hasSize(1);
  }

  @Test
  void a_new_trigger_value_is_a_change() {
    catalog.put(REPORT.build());
    catalog.put(REPORT.trigger("now").build());

    assertThat(changes).hasSize(2);
  }

  @Test
  void another_uid_says_what_it_replaced() {
    ActionDefinition first = REPORT.build();
    catalog.put(first);
    catalog.put(REPORT.uid("another").build());

    assertThat(changes.get(1).deleted()).isEqualTo(new Catalog.Action(first));
  }

  @Test
  void the_deletion_of_an_earlier_uid_leaves_the_present_one_alone() {
    catalog.put(REPORT.uid("present").build());

    catalog.delete(REPORT.uid("earlier").owner());

    assertThat(catalog.find(REPORT.owner().key())).isPresent();
    assertThat(changes).hasSize(1);
  }
}

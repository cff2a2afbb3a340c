package io.jararaca.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.core.beat.Catalog;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ListedTakeoverTest {

  private static final Owner KEPT = owner("kept", "1");
  private static final Owner DELETED = owner("deleted", "2");
  private static final Owner BEFORE = owner("recreated", "3");
  private static final Owner CREATED_MEANWHILE = owner("new", "5");

  private final Catalog catalog = new Catalog();
  private final CompletableFuture<Map<Owner, Long>> listed = new CompletableFuture<>();
  private final ListedTakeover takeover = new ListedTakeover(() -> listed, catalog);

  @Test
  void what_the_list_does_not_hold_by_name_and_uid_is_deleted() {
    catalog.putInvalid(KEPT, 1);
    catalog.putInvalid(DELETED, 1);
    catalog.putInvalid(BEFORE, 1);

    CompletableFuture<Void> done = takeover.catchUp();
    catalog.putInvalid(CREATED_MEANWHILE, 1);
    listed.complete(Map.of(KEPT, 1L, owner("recreated", "4"), 1L));

    assertThat(done).isCompleted();
    assertThat(catalog.entries())
        .extracting(Catalog.Entry::owner)
        .containsExactlyInAnyOrder(KEPT, CREATED_MEANWHILE);
  }

  @Test
  void a_list_that_fails_deletes_nothing() {
    catalog.putInvalid(KEPT, 1);

    CompletableFuture<Void> done = takeover.catchUp();
    listed.completeExceptionally(new IllegalStateException("503"));

    assertThat(done).isCompletedExceptionally();
    assertThat(catalog.entries()).hasSize(1);
  }

  @Test
  void missing_is_what_the_list_lacks_by_name_and_uid() {
    CompletableFuture<Set<Owner>> missing = takeover.missing(Set.of(KEPT, DELETED, BEFORE));
    listed.complete(Map.of(KEPT, 1L, owner("recreated", "4"), 1L));

    assertThat(missing).isCompletedWithValue(Set.of(DELETED, BEFORE));
  }

  @Test
  void what_is_outside_the_scope_is_never_missing() {
    DeclaredOwners ofOtherNames =
        new DeclaredOwners() {
          @Override
          public CompletableFuture<Map<Owner, Long>> list() {
            return CompletableFuture.completedFuture(Map.of());
          }

          @Override
          public boolean covers(OwnerKey owner) {
            return !owner.name().equals("deleted");
          }
        };

    assertThat(new ListedTakeover(ofOtherNames, catalog).missing(Set.of(KEPT, DELETED)))
        .isCompletedWithValue(Set.of(KEPT));
  }

  @Test
  void while_the_list_fails_nothing_is_said_to_be_missing() {
    CompletableFuture<Set<Owner>> missing = takeover.missing(Set.of(DELETED));
    listed.completeExceptionally(new IllegalStateException("503"));

    assertThat(missing).isCompletedExceptionally();
  }

  private static Owner owner(String name, String uid) {
    return new Owner(OwnerKey.scheduledAction("shop", name), uid);
  }
}

package io.thalweg.connectors.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.port.CheckpointStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every store does. Each test gets a store without objects.
abstract class StoreContract {
  abstract CheckpointStore store();

  /// A number of objects that is worth listing.
  int many() {
    return 100;
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void anObjectComesBackAsItWasPut() {
    byte[] large = new byte[3 << 20];
    new java.util.Random(1).nextBytes(large);
    store().put("a/b/c.json", large);
    store().put("empty", new byte[0]);
    assertThat(store().get("a/b/c.json", large.length).orElseThrow()).isEqualTo(large);
    assertThat(store().get("empty", 0).orElseThrow()).isEmpty();
    assertThat(store().get("a/b/d", 10)).isEmpty();
  }

  @Test
  void aPutReplaces() {
    store().put("a", bytes("one"));
    store().put("a", bytes("two"));
    assertThat(store().get("a", 3).orElseThrow()).isEqualTo(bytes("two"));
  }

  @Test
  void aTakenKeyIsLeftAsItIs() {
    assertThat(store().putIfAbsent("d/a", bytes("one"))).isTrue();
    assertThat(store().putIfAbsent("d/a", bytes("two"))).isFalse();
    assertThat(store().get("d/a", 3).orElseThrow()).isEqualTo(bytes("one"));
    store().delete("d/a");
    assertThat(store().putIfAbsent("d/a", bytes("two"))).isTrue();
  }

  @Test
  void aListingIsSortedAndCutByPrefix() {
    for (String key : List.of("b/2", "a/1", "b/1/x", "b/10", "ba/1", "c")) {
      store().put(key, bytes(key));
    }
    assertThat(keys("b/")).containsExactly("b/1/x", "b/10", "b/2");
    assertThat(keys("b/1")).containsExactly("b/1/x", "b/10");
    assertThat(keys("")).hasSize(6);
    assertThat(keys("x/")).isEmpty();
    assertThat(store().list("c")).containsExactly(new CheckpointStore.Entry("c", 1));
  }

  private List<String> keys(String prefix) {
    return store().list(prefix).stream().map(CheckpointStore.Entry::key).toList();
  }

  @Test
  void manyObjectsAreListed() {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < many(); i++) {
      String key = String.format(java.util.Locale.ROOT, "many/%04d", i);
      store().put(key, bytes("x"));
      expected.add(key);
    }
    assertThat(keys("many/")).isEqualTo(expected);
  }

  @Test
  void aDeletedObjectIsGoneAndDeletingAgainIsFine() {
    store().put("a/b", bytes("x"));
    store().delete("a/b");
    store().delete("a/b");
    store().delete("never/there");
    assertThat(store().get("a/b", 1)).isEmpty();
    assertThat(store().list("")).isEmpty();
  }

  @Test
  void anObjectLargerThanExpectedIsNotRead() {
    store().put("a", bytes("12345"));
    assertThat(store().get("a", 5)).isPresent();
    assertThatThrownBy(() -> store().get("a", 4))
        .hasFieldOrPropertyWithValue("code", ErrorCode.CHECKPOINT_CORRUPT)
        .hasMessageContaining("'a'");
  }

  @Test
  void whatIsNoKeyIsRefused() {
    for (String key : List.of("", "../a", "a//b", "/a", "a/", ".a", "a/.b", "A", "a b")) {
      assertThatThrownBy(() -> store().put(key, bytes("x")))
          .as(key)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}

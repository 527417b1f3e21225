package io.thalweg.connectors.files.parquet.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PageArraysTest {
  private final PageArrays arrays = new PageArrays();

  @Test
  void an_array_has_room_for_what_was_asked() {
    for (int bytes : new int[] {1, 4095, 4096, 4097, 1 << 20, (1 << 22) - 1, 1 << 22, 5_000_000}) {
      assertThat(arrays.take(bytes)).hasSize(PageArrays.length(bytes));
      assertThat(PageArrays.length(bytes)).isGreaterThanOrEqualTo(bytes);
    }
  }

  @Test
  void what_is_given_back_is_taken_again_once() {
    byte[] first = arrays.take(100_000);
    arrays.giveBack(first);
    assertThat(arrays.take(70_000)).isSameAs(first);
    assertThat(arrays.take(70_000)).isNotSameAs(first);
  }

  @Test
  void an_array_of_another_size_does_not_come_back() {
    byte[] first = arrays.take(100_000);
    arrays.giveBack(first);
    assertThat(arrays.take(200_000)).isNotSameAs(first);
    byte[] foreign = new byte[100_000];
    arrays.giveBack(foreign);
    arrays.giveBack(new byte[0]);
    arrays.giveBack(new byte[8 << 20]);
    assertThat(arrays.take(8 << 20)).hasSize(8 << 20);
  }

  @Test
  void few_arrays_wait() {
    Set<byte[]> given = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      given.add(new byte[1 << 20]);
    }
    given.forEach(arrays::giveBack);
    int again = 0;
    for (int i = 0; i < 20; i++) {
      again += given.contains(arrays.take(1 << 20)) ? 1 : 0;
    }
    assertThat(again).isEqualTo(8);
  }
}

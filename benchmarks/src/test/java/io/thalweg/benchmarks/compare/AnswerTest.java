package io.thalweg.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class AnswerTest {
  @SafeVarargs
  @SuppressWarnings("varargs") // List.of only reads the array.
  private static Answer answer(List<@Nullable Object>... rows) {
    return new Answer(List.of(rows));
  }

  private static List<@Nullable Object> row(@Nullable Object... values) {
    return Arrays.asList(values);
  }

  @Test
  void rowsInAnotherOrderAreEqualUnlessTheOrderIsPrescribed() {
    Answer one = answer(row("a", null), row("b", BigDecimal.ONE));
    Answer other = answer(row("b", BigDecimal.ONE), row("a", null));
    assertThat(one.differenceTo(other, List.of())).isEmpty();
    assertThat(one.differenceTo(other, List.of(0))).isPresent();
  }

  @Test
  void exactNumbersMustBeEqualAndFloatingOnesClose() {
    Answer exact = answer(row(new BigDecimal("1.10")));
    assertThat(exact.differenceTo(answer(row(new BigDecimal("1.1"))), List.of())).isEmpty();
    assertThat(exact.differenceTo(answer(row(new BigDecimal("1.11"))), List.of())).isPresent();
    Answer floating = answer(row(0.1 + 0.2));
    assertThat(floating.differenceTo(answer(row(0.3)), List.of())).isEmpty();
    assertThat(floating.differenceTo(answer(row(0.3001)), List.of())).isPresent();
  }

  @Test
  void nullIsNotAnythingElse() {
    Answer absent = answer(row((Object) null));
    assertThat(absent.differenceTo(answer(row("null")), List.of())).isPresent();
    assertThat(absent.differenceTo(answer(row(0.0)), List.of())).isPresent();
    assertThat(absent.differenceTo(answer(row(BigDecimal.ZERO)), List.of())).isPresent();
  }

  @Test
  void missingAndRepeatedRowsAreSeen() {
    Answer two = answer(row("a"), row("a"));
    assertThat(two.differenceTo(answer(row("a")), List.of())).isPresent();
    assertThat(two.differenceTo(answer(row("a"), row("b")), List.of())).isPresent();
  }
}

package io.thalweg.connectors.tpch;

import io.thalweg.core.connector.ColumnStatistics;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.SimpleType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/// One column: its type, how it is taken from a generated row, and what the specification fixes.
///
/// @param facts the statistics at a scale factor
record GeneratedColumn<E>(Field field, Values<E> values, Facts facts) {
  private static final DecimalType MONEY = new DecimalType(15, 2);

  /// How values come out of a row.
  sealed interface Values<E> {}

  /// Physical longs.
  record Longs<E>(ToLongFunction<E> get) implements Values<E> {}

  /// Physical ints.
  record Ints<E>(ToIntFunction<E> get) implements Values<E> {}

  /// ASCII text that hardly repeats.
  record Texts<E>(Function<E, String> get) implements Values<E> {}

  /// ASCII text of few different values; read as a dictionary column.
  record Words<E>(Function<E, String> get) implements Values<E> {}

  /// Statistics as a function of the scale factor.
  interface Facts {
    ColumnStatistics at(double scale);
  }

  /// A key `1..base * scale`, or `1..base` when it does not scale.
  static <E> GeneratedColumn<E> key(
      String name, double base, double distinctBase, ToLongFunction<E> get) {
    return new GeneratedColumn<>(
        required(name, SimpleType.BIGINT),
        new Longs<>(get),
        scale ->
            statistics(Math.max(1, distinctBase * scale), 1L, (long) Math.max(1, base * scale), 8));
  }

  /// A key `0..count - 1` of a table that does not scale.
  static <E> GeneratedColumn<E> smallKey(String name, long count, ToLongFunction<E> get) {
    return new GeneratedColumn<>(
        required(name, SimpleType.BIGINT),
        new Longs<>(get),
        _ -> statistics(count, 0L, count - 1, 8));
  }

  static <E> GeneratedColumn<E> integer(String name, int min, int max, ToIntFunction<E> get) {
    return new GeneratedColumn<>(
        required(name, SimpleType.INTEGER),
        new Ints<>(get),
        _ -> statistics(max - min + 1.0, min, max, 4));
  }

  /// An amount in cents, between two amounts in cents.
  static <E> GeneratedColumn<E> money(
      String name, long min, long max, double distinct, ToLongFunction<E> get) {
    return new GeneratedColumn<>(
        required(name, MONEY),
        new Longs<>(get),
        _ -> statistics(distinct, BigDecimal.valueOf(min, 2), BigDecimal.valueOf(max, 2), 8));
  }

  static <E> GeneratedColumn<E> date(String name, String min, String max, ToIntFunction<E> get) {
    LocalDate first = LocalDate.parse(min);
    LocalDate last = LocalDate.parse(max);
    return new GeneratedColumn<>(
        required(name, SimpleType.DATE),
        new Ints<>(get),
        _ -> statistics(last.toEpochDay() - first.toEpochDay() + 1.0, first, last, 4));
  }

  static <E> GeneratedColumn<E> words(String name, int distinct, Function<E, String> get) {
    return new GeneratedColumn<>(
        required(name, SimpleType.VARCHAR), new Words<>(get), _ -> unbounded(distinct, 12));
  }

  /// Text with `base * scale` different values.
  static <E> GeneratedColumn<E> text(
      String name, double base, double bytes, Function<E, String> get) {
    return new GeneratedColumn<>(
        required(name, SimpleType.VARCHAR),
        new Texts<>(get),
        scale -> unbounded(Math.max(1, base * scale), bytes));
  }

  private static Field required(String name, DataType type) {
    return Field.required(name, type);
  }

  private static ColumnStatistics statistics(
      double distinct, Object min, Object max, double bytes) {
    return new ColumnStatistics(
        OptionalDouble.of(distinct), OptionalDouble.of(0), min, max, OptionalDouble.of(bytes));
  }

  private static ColumnStatistics unbounded(double distinct, double bytes) {
    return new ColumnStatistics(
        OptionalDouble.of(distinct), OptionalDouble.of(0), null, null, OptionalDouble.of(bytes));
  }
}

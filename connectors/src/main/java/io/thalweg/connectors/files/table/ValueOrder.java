package io.thalweg.connectors.files.table;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// SQL's order of values in their Java form.
final class ValueOrder {
  private ValueOrder() {}

  /// Negative, zero or positive; null when the values have no known order.
  static @Nullable Integer compare(Object left, Object right) {
    if (left instanceof String a && right instanceof String b) {
      return Arrays.compareUnsigned(
          a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
    if (left instanceof java.nio.ByteBuffer || !left.getClass().equals(right.getClass())) {
      return null;
    }
    return left instanceof Comparable<?> ? comparable(left, right) : null;
  }

  @SuppressWarnings("unchecked")
  private static int comparable(Object left, Object right) {
    return ((Comparable<Object>) left).compareTo(right);
  }
}

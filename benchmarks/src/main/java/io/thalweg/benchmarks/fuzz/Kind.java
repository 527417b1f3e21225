package io.thalweg.benchmarks.fuzz;

import java.util.List;

/// The kinds of values that queries compute with.
enum Kind {
  /// Numbers small enough for sums of products to fit.
  INT("BIGINT"),
  /// Any BIGINT; compared, grouped and ordered, not computed with.
  EDGE("BIGINT"),
  DECIMAL("DECIMAL(8, 2)"),
  /// Multiples of a quarter, so that sums do not depend on their order.
  DOUBLE("DOUBLE"),
  /// Any DOUBLE; compared, grouped and ordered, not computed with.
  ODD("DOUBLE"),
  TEXT("VARCHAR"),
  BOOL("BOOLEAN"),
  DATE("DATE"),
  TIMESTAMP("TIMESTAMP");

  private final String type;

  Kind(String type) {
    this.type = type;
  }

  /// As a column's type.
  String type() {
    return type;
  }

  /// Values as literals, the odd ones among them.
  List<String> literals() {
    return switch (this) {
      case INT -> List.of("0", "1", "-1", "2", "3", "7", "10", "-5", "100", "42");
      case EDGE ->
          List.of(
              "0",
              "1",
              "-1",
              "9223372036854775807",
              "(-9223372036854775807 - 1)",
              "2147483647",
              "2147483648",
              "-2147483648",
              "4294967296");
      case DECIMAL -> List.of("0.00", "0.01", "-0.01", "1.50", "12.34", "-99.99", "1000.00");
      case DOUBLE -> List.of("0e0", "0.25e0", "-0.5e0", "1e0", "3.75e0", "-100e0", "2048.5e0");
      case ODD ->
          List.of(
              "CAST('NaN' AS DOUBLE)",
              "CAST('Infinity' AS DOUBLE)",
              "CAST('-Infinity' AS DOUBLE)",
              "CAST('-0' AS DOUBLE)",
              "0e0",
              "1e300",
              "-1e-300");
      case TEXT ->
          List.of("''", "'a'", "'b'", "'ab'", "'Ab'", "'abc'", "' b '", "'ä€'", "'a_c%'", "'zz'");
      case BOOL -> List.of("TRUE", "FALSE");
      case DATE ->
          List.of(
              "DATE '1970-01-01'",
              "DATE '1969-12-31'",
              "DATE '2000-02-29'",
              "DATE '2024-02-29'",
              "DATE '2024-12-31'",
              "DATE '1900-03-01'");
      case TIMESTAMP ->
          List.of(
              "TIMESTAMP '1970-01-01 00:00:00'",
              "TIMESTAMP '1969-12-31 23:59:59.999999'",
              "TIMESTAMP '2024-02-29 12:30:45.5'",
              "TIMESTAMP '2000-01-01 00:00:00.000001'");
    };
  }

  boolean isNumber() {
    return this == INT || this == DECIMAL || this == DOUBLE;
  }

  boolean isTime() {
    return this == DATE || this == TIMESTAMP;
  }
}

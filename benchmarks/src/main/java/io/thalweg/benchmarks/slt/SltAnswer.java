package io.thalweg.benchmarks.slt;

import io.thalweg.benchmarks.slt.SltRecord.Sort;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A query's answer as the test files write it: one value after the other, sorted as asked.
///
/// @param values row by row
record SltAnswer(List<String> values) {
  private static final Pattern HASHED = Pattern.compile("(\\d+) values hashing to ([0-9a-f]{32})");
  private static final int SHOWN = 12;

  SltAnswer {
    values = List.copyOf(values);
  }

  /// @param types one letter per column
  static SltAnswer of(ResultSet rows, String types, Sort sort) throws SQLException {
    int columns = rows.getMetaData().getColumnCount();
    if (columns != types.length()) {
      throw new SQLException(
          "the answer has " + columns + " columns, " + types.length() + " are expected");
    }
    List<List<String>> table = new ArrayList<>();
    while (rows.next()) {
      List<String> row = new ArrayList<>(columns);
      for (int i = 0; i < columns; i++) {
        row.add(text(rows.getObject(i + 1), types.charAt(i)));
      }
      table.add(row);
    }
    if (sort == Sort.ROWSORT) {
      table.sort(SltAnswer::compareRows);
    }
    List<String> values = new ArrayList<>(table.size() * columns);
    table.forEach(values::addAll);
    if (sort == Sort.VALUESORT) {
      Collections.sort(values);
    }
    return new SltAnswer(values);
  }

  private static int compareRows(List<String> a, List<String> b) {
    for (int i = 0; i < a.size(); i++) {
      int order = a.get(i).compareTo(b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  /// A value as a column of type I, R or T.
  static String text(@Nullable Object value, char type) {
    if (value == null) {
      return "NULL";
    }
    return switch (type) {
      case 'I' -> integer(value).toString();
      case 'R' -> String.format(Locale.ROOT, "%.3f", number(value));
      default -> printable(value.toString());
    };
  }

  private static BigInteger integer(Object value) {
    return switch (value) {
      case Long whole -> BigInteger.valueOf(whole);
      case Integer whole -> BigInteger.valueOf(whole);
      default -> number(value).toBigInteger();
    };
  }

  private static BigDecimal number(Object value) {
    return switch (value) {
      case BigDecimal decimal -> decimal;
      case Boolean truth -> truth ? BigDecimal.ONE : BigDecimal.ZERO;
      default -> parsed(value.toString());
    };
  }

  /// As C's atof: text that is no number counts as zero.
  private static BigDecimal parsed(String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      return BigDecimal.ZERO;
    }
  }

  private static String printable(String text) {
    if (text.isEmpty()) {
      return "(empty)";
    }
    StringBuilder printable = new StringBuilder(text.length());
    text.chars().forEach(c -> printable.append(c < ' ' || c > '~' ? '@' : (char) c));
    return printable.toString();
  }

  /// What is different from the expected lines, empty when nothing is.
  Optional<String> differenceTo(List<String> expected) {
    Matcher hashed = HASHED.matcher(expected.size() == 1 ? expected.getFirst() : "");
    boolean equal =
        hashed.matches()
            ? values.size() == Integer.parseInt(hashed.group(1)) && hash().equals(hashed.group(2))
            : values.equals(expected);
    return equal
        ? Optional.empty()
        : Optional.of("got " + shown(values) + ", expected " + shown(expected));
  }

  private static String shown(List<String> values) {
    String first = String.join(", ", values.subList(0, Math.min(SHOWN, values.size())));
    return values.size() <= SHOWN
        ? "[" + first + "]"
        : values.size() + " values [" + first + ", …]";
  }

  /// MD5 of the values, each with a line's end.
  String hash() {
    try {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      for (String value : values) {
        digest.update(value.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }
}

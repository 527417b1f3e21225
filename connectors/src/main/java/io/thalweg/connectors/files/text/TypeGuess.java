package io.thalweg.connectors.files.text;

import io.thalweg.core.type.DataType;
import io.thalweg.core.type.SimpleType;
import io.thalweg.core.type.TimestampType;
import java.util.ArrayList;
import java.util.List;

/// Narrows down the type of a column, value by value: the first of BOOLEAN, BIGINT, DOUBLE, TIME,
/// DATE, TIMESTAMP, TIMESTAMP WITH TIME ZONE that all values are, else VARCHAR.
public final class TypeGuess {
  private final List<Candidate> left;
  private boolean sawValue;

  private TypeGuess(List<Candidate> candidates) {
    left = new ArrayList<>(candidates);
  }

  /// Any type.
  public static TypeGuess ofAny() {
    return new TypeGuess(List.of(Candidate.values()));
  }

  /// Times, dates and timestamps only.
  public static TypeGuess ofTimes() {
    return new TypeGuess(
        List.of(Candidate.TIME, Candidate.DATE, Candidate.TIMESTAMP, Candidate.TIMESTAMP_UTC));
  }

  private enum Candidate {
    BOOLEAN,
    BIGINT,
    DOUBLE,
    TIME,
    DATE,
    TIMESTAMP,
    TIMESTAMP_UTC;

    private DataType type() {
      return switch (this) {
        case BOOLEAN -> SimpleType.BOOLEAN;
        case BIGINT -> SimpleType.BIGINT;
        case DOUBLE -> SimpleType.DOUBLE;
        case TIME -> SimpleType.TIME;
        case DATE -> SimpleType.DATE;
        case TIMESTAMP -> TimestampType.MICROS;
        case TIMESTAMP_UTC -> TimestampType.MICROS_UTC;
      };
    }
  }

  /// Reads values as any candidate; shared by the guesses of one file.
  public static final class Reader {
    private final NumberText numbers = new NumberText();
    private final TimeText times = new TimeText();

    private boolean isA(Candidate candidate, byte[] bytes, int from, int to) {
      return switch (candidate) {
        case BOOLEAN -> isBoolean(bytes, from, to);
        case BIGINT -> numbers.integer(bytes, from, to, Long.MIN_VALUE, Long.MAX_VALUE);
        case DOUBLE -> numbers.real(bytes, from, to);
        case TIME -> times.time(bytes, from, to);
        case DATE -> times.date(bytes, from, to);
        case TIMESTAMP -> times.timestamp(bytes, from, to) && !times.hasZone;
        case TIMESTAMP_UTC -> times.timestamp(bytes, from, to);
      };
    }

    private static boolean isBoolean(byte[] bytes, int from, int to) {
      String word = to - from == 4 ? "true" : "false";
      if (to - from != word.length()) {
        return false;
      }
      for (int i = 0; i < word.length(); i++) {
        if ((bytes[from + i] | 0x20) != word.charAt(i)) {
          return false;
        }
      }
      return true;
    }
  }

  public void add(Reader reader, byte[] bytes, int from, int to) {
    sawValue = true;
    left.removeIf(candidate -> !reader.isA(candidate, bytes, from, to));
  }

  /// Whether the value is one of the type guessed so far.
  public boolean fits(Reader reader, byte[] bytes, int from, int to) {
    return left.isEmpty() || reader.isA(left.getFirst(), bytes, from, to);
  }

  public boolean isText() {
    return !sawValue || left.isEmpty();
  }

  public DataType type() {
    return isText() ? SimpleType.VARCHAR : left.getFirst().type();
  }
}

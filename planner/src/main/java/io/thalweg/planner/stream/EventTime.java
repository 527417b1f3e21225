package io.thalweg.planner.stream;

import io.thalweg.core.expr.Call;
import io.thalweg.core.expr.Cast;
import io.thalweg.core.expr.ColumnRef;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.type.ArrayType;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.TimestampType;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/// How much of event time's progress expressions keep.
final class EventTime {
  private static final Map<String, Long> LONGEST_DAYS =
      Map.of("day", 1L, "week", 7L, "month", 31L, "quarter", 92L, "year", 366L);
  private static final Map<String, Duration> CLOCK =
      Map.of(
          "hour", Duration.ofHours(1),
          "minute", Duration.ofMinutes(1),
          "second", Duration.ofSeconds(1),
          "millisecond", Duration.ofMillis(1),
          "microsecond", Duration.ofNanos(1000));

  /// Stands for `proctime()` among columns.
  private static final int NOW = -1;

  private EventTime() {}

  /// `column + micros`.
  record Moved(int column, long micros) {
    Moved by(long more) {
      return new Moved(column, micros + more);
    }
  }

  static boolean isTime(DataType type) {
    return type instanceof TimestampType timestamp && !timestamp.isNanos();
  }

  /// The column that `expression` is, up to a constant distance.
  static Optional<Moved> moved(Expression expression) {
    return switch (expression) {
      case ColumnRef ref when isTime(ref.type()) -> Optional.of(new Moved(ref.index(), 0));
      case Cast cast when keepsTime(cast) -> moved(cast.input());
      case Call call when call.children().size() == 2 -> sum(call);
      default -> Optional.empty();
    };
  }

  private static boolean keepsTime(Cast cast) {
    return cast.type() instanceof TimestampType to
        && cast.input().type() instanceof TimestampType from
        && from.withTimeZone() == to.withTimeZone()
        && !to.isNanos()
        && to.precision() >= from.precision();
  }

  private static Optional<Moved> sum(Call call) {
    Expression first = call.children().get(0);
    Expression second = call.children().get(1);
    return switch (call.function()) {
      case "add", "date_add" ->
          micros(second).isPresent()
              ? moved(first).map(time -> time.by(micros(second).getAsLong()))
              : moved(second).flatMap(time -> by(time, micros(first)));
      case "subtract" ->
          micros(second).isPresent()
              ? moved(first).map(time -> time.by(-micros(second).getAsLong()))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<Moved> by(Moved time, OptionalLong micros) {
    return micros.isPresent() ? Optional.of(time.by(micros.getAsLong())) : Optional.empty();
  }

  /// The length of an interval of days and shorter units.
  static OptionalLong micros(Expression expression) {
    return expression instanceof Literal literal && literal.value() instanceof Duration length
        ? OptionalLong.of(TimeUnit.NANOSECONDS.toMicros(length.toNanos()))
        : OptionalLong.empty();
  }

  /// The slack of a computed column; empty when time makes no progress in it.
  ///
  /// @param slack of the columns that `expression` reads
  static OptionalLong slack(Expression expression, Map<Integer, Long> slack) {
    boolean time =
        isTime(expression.type())
            || (expression.type() instanceof ArrayType array && isTime(array.element()));
    if (!time) {
      return OptionalLong.empty();
    }
    return switch (expression) {
      case ColumnRef ref -> optional(slack.get(ref.index()));
      case Cast cast when keepsTime(cast) -> slack(cast.input(), slack);
      case Call call -> call(call, slack);
      default -> OptionalLong.empty();
    };
  }

  /// As [#slack], of what comes from `proctime()`, by the time that epochs end at.
  ///
  /// @param clock of the columns that `expression` reads
  static OptionalLong clockSlack(Expression expression, Map<Integer, Long> clock) {
    Map<Integer, Long> all = new HashMap<>(clock);
    all.put(NOW, 0L);
    return slack(expression, all);
  }

  private static OptionalLong optional(@org.jspecify.annotations.Nullable Long value) {
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }

  private static OptionalLong call(Call call, Map<Integer, Long> slack) {
    List<Expression> arguments = call.children();
    return switch (call.function()) {
      case "add", "date_add" -> {
        OptionalLong second = micros(arguments.get(1));
        yield second.isPresent()
            ? plus(slack(arguments.get(0), slack), -second.getAsLong())
            : less(slack(arguments.get(1), slack), micros(arguments.get(0)));
      }
      case "subtract" -> {
        OptionalLong by = micros(arguments.get(1));
        yield by.isPresent()
            ? plus(slack(arguments.get(0), slack), by.getAsLong())
            : OptionalLong.empty();
      }
      case "date_trunc" -> down(slack(arguments.get(1), slack), unit(arguments.get(0)));
      case "date_bin" -> down(slack(arguments.get(1), slack), micros(arguments.get(0)));
      case "hop_starts" -> down(slack(arguments.get(0), slack), micros(arguments.get(2)));
      case "proctime" -> optional(slack.get(NOW));
      case "cumulate_ends" -> plus(slack(arguments.get(0), slack), -1);
      default -> OptionalLong.empty();
    };
  }

  private static OptionalLong plus(OptionalLong slack, long micros) {
    return slack.isPresent() ? OptionalLong.of(slack.getAsLong() + micros) : slack;
  }

  private static OptionalLong less(OptionalLong slack, OptionalLong micros) {
    return micros.isPresent() ? plus(slack, -micros.getAsLong()) : micros;
  }

  /// What is moved down by less than `length`.
  private static OptionalLong down(OptionalLong slack, OptionalLong length) {
    return length.isPresent() ? plus(slack, length.getAsLong() - 1) : length;
  }

  /// The greatest length of a unit that `date_trunc` takes.
  private static OptionalLong unit(Expression expression) {
    if (!(expression instanceof Literal literal) || literal.isNull()) {
      return OptionalLong.empty();
    }
    String name = String.valueOf(literal.value()).toLowerCase(java.util.Locale.ROOT);
    Duration clock = CLOCK.get(name);
    Long days = LONGEST_DAYS.get(name);
    if (clock == null && days == null) {
      return OptionalLong.empty();
    }
    Duration length = clock != null ? clock : Duration.ofDays(days == null ? 0 : days);
    return OptionalLong.of(TimeUnit.NANOSECONDS.toMicros(length.toNanos()));
  }
}

package io.thalweg.core.function;

import static io.thalweg.core.function.Entries.scalar;
import static io.thalweg.core.function.TypeRules.fixed;
import static io.thalweg.core.function.TypeRules.nothing;
import static io.thalweg.core.type.SimpleType.BIGINT;
import static io.thalweg.core.type.SimpleType.DATE;
import static io.thalweg.core.type.SimpleType.DOUBLE;
import static io.thalweg.core.type.SimpleType.TIME;
import static io.thalweg.core.type.SimpleType.VARCHAR;

import io.thalweg.core.function.TypeRule.Binding;
import io.thalweg.core.type.ArrayType;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.IntervalType;
import io.thalweg.core.type.TimestampType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Functions of dates, times and intervals. The time zone is UTC.
final class TimeFunctions {
  private static final TimestampType TIMESTAMP = TimestampType.MICROS;
  private static final List<String> FIELDS =
      List.of(
          "millennium",
          "century",
          "decade",
          "year",
          "quarter",
          "month",
          "week",
          "day",
          "dow",
          "isodow",
          "doy",
          "isoyear",
          "hour",
          "minute",
          "millisecond",
          "microsecond");

  private TimeFunctions() {}

  static List<FunctionDefinition> all() {
    List<FunctionDefinition> all = new ArrayList<>(fields());
    all.addAll(units());
    all.addAll(windows());
    all.addAll(makers());
    all.addAll(texts());
    all.addAll(now());
    return all;
  }

  private static List<FunctionDefinition> fields() {
    List<FunctionDefinition> all = new ArrayList<>();
    for (String field : FIELDS) {
      all.add(extract(field, BIGINT, "x date, time or interval -> BIGINT"));
    }
    all.add(extract("second", new DecimalType(8, 6), "x time or interval -> DECIMAL(8, 6)"));
    all.add(extract("epoch", DOUBLE, "x date, time or interval -> DOUBLE"));
    all.add(
        scalar(
                "date_part",
                "field VARCHAR, x date, time or interval -> DOUBLE",
                "date_part('year', DATE '2024-02-29')",
                "A field of a point in time, as EXTRACT.",
                arguments -> fieldOf(arguments, 1, DOUBLE))
            .alias("datepart"));
    all.add(
        scalar(
            "last_day",
            "x DATE or TIMESTAMP -> DATE",
            "last_day(DATE '2024-02-10')",
            "The last day of the month.",
            fixed(DATE, DATE)
                .or(TypeRules.first(t -> t instanceof TimestampType, DATE, _ -> DATE))));
    return all;
  }

  private static FunctionDefinition extract(String field, DataType result, String call) {
    FunctionDefinition definition =
        scalar(
            "extract_" + field,
            call,
            "extract(" + field + " FROM TIMESTAMP '2024-02-29 13:14:15.5')",
            "The field " + field + " of a point in time or an interval.",
            arguments -> fieldOf(arguments, 0, result));
    return switch (field) {
      case "dow" -> definition.alias("dayofweek");
      case "doy" -> definition.alias("dayofyear");
      case "day" -> definition.alias("day", "dayofmonth");
      case "week" -> definition.alias("week", "weekofyear");
      case "epoch" -> definition.alias("epoch");
      default -> definition.alias(field);
    };
  }

  private static Optional<Binding> fieldOf(Arguments arguments, int at, DataType result) {
    if (arguments.size() != at + 1 || (at == 1 && !CommonType.fits(arguments.type(0), VARCHAR))) {
      return Optional.empty();
    }
    DataType type = arguments.isUntyped(at) ? TIMESTAMP : arguments.type(at);
    return isTime(type)
        ? Optional.of(new Binding(at == 0 ? List.of(type) : List.of(VARCHAR, type), result))
        : Optional.empty();
  }

  private static boolean isTime(DataType type) {
    return type == DATE
        || type == TIME
        || type instanceof TimestampType
        || type instanceof IntervalType;
  }

  private static List<FunctionDefinition> units() {
    return List.of(
        scalar(
                "date_trunc",
                "unit VARCHAR, x DATE, TIMESTAMP or INTERVAL -> TIMESTAMP, or type of x",
                "date_trunc('month', TIMESTAMP '2024-02-29 13:14:15')",
                "The start of the unit (year, quarter, month, week, day, hour, …) that holds x.",
                TimeFunctions::truncate)
            .alias("datetrunc"),
        scalar(
            "date_add",
            "x DATE or TIMESTAMP, by INTERVAL -> TIMESTAMP",
            "date_add(DATE '2024-01-31', INTERVAL '1' MONTH)",
            "x moved by an interval.",
            ((TypeRule) ArithmeticRules::addTimes)),
        scalar(
                "date_diff",
                "unit VARCHAR, from, to: DATE or TIMESTAMP -> BIGINT",
                "date_diff('month', DATE '2024-01-31', DATE '2024-03-01')",
                "How many starts of the unit lie between two points.",
                TimeFunctions::difference)
            .alias("datediff"));
  }

  private static Optional<Binding> truncate(Arguments arguments) {
    if (arguments.size() != 2 || !CommonType.fits(arguments.type(0), VARCHAR)) {
      return Optional.empty();
    }
    DataType type = arguments.isUntyped(1) ? TIMESTAMP : arguments.type(1);
    if (!isTime(type) || type == TIME) {
      return Optional.empty();
    }
    return Optional.of(new Binding(List.of(VARCHAR, type), type == DATE ? TIMESTAMP : type));
  }

  private static Optional<Binding> difference(Arguments arguments) {
    if (arguments.size() != 3 || !CommonType.fits(arguments.type(0), VARCHAR)) {
      return Optional.empty();
    }
    return CommonType.of(arguments.type(1), arguments.type(2))
        .map(type -> arguments.isUntyped(1) && arguments.isUntyped(2) ? TIMESTAMP : type)
        .filter(type -> type == DATE || type instanceof TimestampType)
        .map(type -> new Binding(List.of(VARCHAR, type, type), BIGINT));
  }

  private static List<FunctionDefinition> windows() {
    return List.of(
        scalar(
            "date_bin",
            "width INTERVAL, x TIMESTAMP [, origin TIMESTAMP] -> type of x",
            "date_bin(INTERVAL '15' MINUTE, TIMESTAMP '2024-02-29 13:14:15')",
            "The start of the interval that holds x, counted from origin (1970-01-01).",
            arguments -> binned(arguments, 1, List.of(0))),
        scalar(
            "hop_starts",
            "x TIMESTAMP, slide INTERVAL, size INTERVAL [, origin TIMESTAMP] -> array",
            "hop_starts(TIMESTAMP '2024-02-29 13:14:15', INTERVAL '5' SECOND, INTERVAL '10' SECOND)",
            "The starts of the windows that hold x when one begins every slide.",
            arguments -> binned(arguments, 0, List.of(1, 2)).map(TimeFunctions::arrayOf)),
        scalar(
            "cumulate_ends",
            "x TIMESTAMP, step INTERVAL, size INTERVAL [, origin TIMESTAMP] -> array",
            "cumulate_ends(TIMESTAMP '2024-02-29 13:14:15', INTERVAL '5' SECOND, INTERVAL '10' SECOND)",
            "The ends of the windows that hold x when windows grow by step up to size.",
            arguments -> binned(arguments, 0, List.of(1, 2)).map(TimeFunctions::arrayOf)));
  }

  private static Binding arrayOf(Binding binding) {
    return new Binding(binding.arguments(), new ArrayType(binding.result()));
  }

  /// A point, lengths of days and shorter units, and perhaps an origin behind them.
  ///
  /// @param point its position
  /// @param lengths positions of intervals
  private static Optional<Binding> binned(Arguments arguments, int point, List<Integer> lengths) {
    int required = 1 + lengths.size();
    if (arguments.size() != required && arguments.size() != required + 1) {
      return Optional.empty();
    }
    DataType type = arguments.isUntyped(point) ? TIMESTAMP : arguments.type(point);
    boolean fits = type == DATE || type instanceof TimestampType;
    for (int length : lengths) {
      fits &= CommonType.fits(arguments.type(length), IntervalType.DAY_TIME);
    }
    if (!fits || (arguments.size() > required && !isOrigin(arguments, required))) {
      return Optional.empty();
    }
    DataType result = type == DATE ? TIMESTAMP : type;
    List<DataType> types = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      types.add(lengths.contains(i) ? IntervalType.DAY_TIME : result);
    }
    return Optional.of(new Binding(types, result));
  }

  private static boolean isOrigin(Arguments arguments, int at) {
    return arguments.isUntyped(at)
        || arguments.type(at) == DATE
        || arguments.type(at) instanceof TimestampType;
  }

  private static List<FunctionDefinition> makers() {
    return List.of(
        scalar(
            "make_date",
            "year BIGINT, month BIGINT, day BIGINT -> DATE",
            "make_date(2024, 2, 29)",
            "A date from its fields.",
            fixed(DATE, BIGINT, BIGINT, BIGINT)),
        scalar(
            "make_timestamp",
            "year, month, day, hour, minute: BIGINT, second DOUBLE -> TIMESTAMP",
            "make_timestamp(2024, 2, 29, 13, 14, 15.5)",
            "A timestamp from its fields.",
            fixed(TIMESTAMP, BIGINT, BIGINT, BIGINT, BIGINT, BIGINT, DOUBLE)),
        scalar(
            "epoch_ms",
            "milliseconds BIGINT -> TIMESTAMP",
            "epoch_ms(1709212455500)",
            "The timestamp so many milliseconds after 1970-01-01.",
            fixed(TIMESTAMP, BIGINT)));
  }

  private static List<FunctionDefinition> texts() {
    return List.of(
        scalar(
            "to_date",
            "text VARCHAR, format VARCHAR -> DATE",
            "to_date('29.02.2024', 'DD.MM.YYYY')",
            "Reads a date by a pattern of YYYY MM DD MON MONTH.",
            fixed(DATE, VARCHAR, VARCHAR)),
        scalar(
            "to_timestamp",
            "text VARCHAR, format VARCHAR; or seconds DOUBLE -> TIMESTAMP WITH TIME ZONE",
            "to_timestamp('29.02.2024 13:14', 'DD.MM.YYYY HH24:MI')",
            "Reads a timestamp by a pattern of YYYY MM DD HH24 HH12 MI SS MS US AM.",
            fixed(TimestampType.MICROS_UTC, VARCHAR, VARCHAR)
                .or(fixed(TimestampType.MICROS_UTC, DOUBLE))),
        scalar(
            "to_char",
            "x DATE or TIMESTAMP, format VARCHAR -> VARCHAR",
            "to_char(DATE '2024-02-29', 'DD Mon YYYY')",
            "Writes a date or timestamp by a pattern.",
            TypeRules.first(
                t -> t == DATE || t instanceof TimestampType, TIMESTAMP, _ -> VARCHAR, VARCHAR)));
  }

  /// Constants of the statement: the planner replaces the calls by literals.
  private static List<FunctionDefinition> now() {
    return List.of(
        scalar(
            "current_date",
            "-> DATE",
            "current_date",
            "The day on which the statement started (without parentheses).",
            nothing(DATE)),
        scalar(
                "current_timestamp",
                "-> TIMESTAMP WITH TIME ZONE",
                "current_timestamp",
                "When the statement started; also written now().",
                nothing(TimestampType.MICROS_UTC))
            .alias("now"),
        scalar(
            "localtimestamp",
            "-> TIMESTAMP",
            "localtimestamp",
            "When the statement started, without zone.",
            nothing(TIMESTAMP)),
        scalar(
            "proctime",
            "-> TIMESTAMP",
            "proctime()",
            "When a continuous query began the epoch of the row; otherwise when the statement started.",
            fixed(TIMESTAMP, TIMESTAMP)),
        scalar(
            "current_time",
            "-> TIME",
            "current_time",
            "The time of day at which the statement started.",
            nothing(TIME)));
  }
}

package io.thalweg.connectors.datagen;

import io.thalweg.connectors.generator.Draw;
import io.thalweg.connectors.generator.EventClock;
import io.thalweg.connectors.generator.LetterBlock;
import io.thalweg.connectors.options.Options;
import io.thalweg.core.data.Bits;
import io.thalweg.core.data.BooleanColumn;
import io.thalweg.core.data.BytesColumn;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.ColumnBuilder;
import io.thalweg.core.data.DoubleColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.IntColumn;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.SimpleType;
import io.thalweg.core.type.TimestampType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How the values of one column are made, from the number of the row alone. Immutable.
///
/// @param counted values are `min`, `min + 1`, … and begin again behind `max`; otherwise they are
///   random between both
/// @param min in the column's physical form; the shortest length of texts
/// @param max as `min`
/// @param nulls the share of NULL
record GeneratedValues(
    DataType type, boolean counted, long min, long max, double nulls, Draw draw, Draw nullDraw) {
  private static final List<String> KINDS = List.of("random", "sequence");
  static final List<String> OPTIONS = List.of("kind", "min", "max", "length", "null_rate");
  private static final long DAY_MICROS = 86_400_000_000L;

  /// @param options `<column>.kind` and so on
  /// @throws ThalwegException INVALID_ARGUMENT, FEATURE_NOT_SUPPORTED for types that are not made
  static GeneratedValues parse(Field field, int ordinal, long seed, Options options) {
    String name = field.name().toLowerCase(Locale.ROOT);
    boolean counted =
        options.oneOf(name + ".kind", KINDS).map("sequence"::equals).orElse(isTime(field.type()));
    double nulls = nulls(name, field, options);
    long[] bounds = bounds(field, counted);
    Optional<String> length = options.text(name + ".length");
    if (length.isPresent()) {
      bounds[0] = options.integer(name + ".length", 0, LetterBlock.MAX_LENGTH).orElse(0);
      bounds[1] = bounds[0];
    }
    long min = bound(field, name + ".min", options, bounds[0]);
    long max = bound(field, name + ".max", options, Math.max(min, bounds[1]));
    if (min > max || (isText(field.type()) && (min < 0 || max > LetterBlock.MAX_LENGTH))) {
      throw Options.invalid(
          name + ".max", Long.toString(max), "no less than min, and fits the type");
    }
    return new GeneratedValues(
        field.type(),
        counted,
        min,
        max,
        nulls,
        Draw.of(seed, 2 * ordinal),
        Draw.of(seed, 2 * ordinal + 1));
  }

  private static boolean isTime(DataType type) {
    return type instanceof TimestampType;
  }

  private static boolean isText(DataType type) {
    return type == SimpleType.VARCHAR;
  }

  private static double nulls(String name, Field field, Options options) {
    Optional<String> text = options.text(name + ".null_rate");
    if (text.isEmpty()) {
      return 0;
    }
    try {
      double rate = Double.parseDouble(text.get());
      if (rate >= 0 && rate <= 1 && (rate == 0 || field.nullable())) {
        return rate;
      }
    } catch (NumberFormatException _) {
      // Told below.
    }
    throw Options.invalid(
        name + ".null_rate",
        text.get(),
        "a number from 0 to 1, above 0 only where NULL is allowed");
  }

  /// What is made without options: small numbers, short texts, times of a year.
  private static long[] bounds(Field field, boolean counted) {
    DataType type = field.type();
    if (counted && !isTime(type) && !isText(type)) {
      return new long[] {1, largest(field)};
    }
    return switch (type) {
      case DecimalType decimal -> new long[] {0, Math.min(999_999, power(decimal.precision()) - 1)};
      case TimestampType _ -> new long[] {0, 365 * DAY_MICROS};
      case SimpleType simple -> ofSimple(field, simple);
      default -> throw unsupported(field);
    };
  }

  private static long[] ofSimple(Field field, SimpleType type) {
    return switch (type) {
      case VARCHAR -> new long[] {3, 20};
      case DATE -> new long[] {18_262, 18_627};
      case TIME -> new long[] {0, DAY_MICROS - 1};
      case TINYINT, BOOLEAN -> new long[] {0, type == SimpleType.BOOLEAN ? 1 : 99};
      case SMALLINT, INTEGER, BIGINT, REAL, DOUBLE -> new long[] {0, 9_999};
      default -> throw unsupported(field);
    };
  }

  private static long largest(Field field) {
    return switch (field.type()) {
      case DecimalType decimal -> power(decimal.precision()) - 1;
      case SimpleType simple ->
          switch (simple) {
            case TINYINT -> Byte.MAX_VALUE;
            case SMALLINT -> Short.MAX_VALUE;
            case INTEGER, DATE -> Integer.MAX_VALUE;
            case BIGINT, REAL, DOUBLE -> Long.MAX_VALUE;
            case TIME -> DAY_MICROS - 1;
            default -> throw unsupported(field);
          };
      default -> throw unsupported(field);
    };
  }

  private static long power(int digits) {
    long power = 1;
    for (int i = 0; i < Math.min(digits, DecimalType.MAX_LONG_PRECISION); i++) {
      power *= 10;
    }
    return power;
  }

  /// A bound as the column's type writes it; for texts a length.
  private static long bound(Field field, String option, Options options, long otherwise) {
    Optional<String> text = options.text(option);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      return field.type() instanceof DecimalType decimal
          ? new BigDecimal(text.get().strip())
              .setScale(decimal.scale())
              .unscaledValue()
              .longValueExact()
          : Long.parseLong(text.get().strip());
    } catch (ArithmeticException | NumberFormatException e) {
      throw Options.invalid(option, text.get(), "a number that fits " + field.type().sql());
    }
  }

  private static ThalwegException unsupported(Field field) {
    return new ThalwegException(
        ErrorCode.FEATURE_NOT_SUPPORTED,
        "datagen makes no values of type "
            + field.type().sql()
            + " (column '"
            + field.name()
            + "'); leave the column out");
  }

  /// The values of some rows.
  ///
  /// @param clock the time of rows, for counted timestamps
  Column make(EventClock clock, long[] rows, int count) {
    long @Nullable [] validity = nulls == 0 ? null : validity(rows, count);
    FlatColumn column =
        switch (type.layout()) {
          case LONG -> new LongColumn(count, longs(clock, rows, count), validity);
          case INT -> ints(rows, count, validity);
          case DOUBLE -> doubles(rows, count, validity);
          case BOOLEAN -> booleans(rows, count, validity);
          case BYTES -> texts(rows, count, validity);
          case INT128, ARRAY, ROW, NONE -> wide(rows, count);
        };
    return column.withValidity(validity);
  }

  private long[] validity(long[] rows, int count) {
    long[] bits = new long[Bits.words(count)];
    for (int i = 0; i < count; i++) {
      if (nullDraw.unit(rows[i]) >= nulls) {
        Bits.set(bits, i);
      }
    }
    return bits;
  }

  private long value(long row) {
    long span = max - min + 1;
    if (counted) {
      return span <= 0 ? min + row : min + row % span;
    }
    return span <= 0 ? draw.bits(row) : min + draw.below(row, span);
  }

  private long[] longs(EventClock clock, long[] rows, int count) {
    long[] values = new long[count];
    boolean time = counted && type instanceof TimestampType;
    for (int i = 0; i < count; i++) {
      values[i] = time ? clock.startMicros() + clock.exactMicros(rows[i]) : value(rows[i]);
    }
    if (type instanceof TimestampType timestamp) {
      scale(values, timestamp);
    }
    return values;
  }

  /// From micros to the type's unit and precision.
  private static void scale(long[] micros, TimestampType type) {
    long step = 1;
    for (int i = type.precision(); i < 6; i++) {
      step *= 10;
    }
    for (int i = 0; i < micros.length; i++) {
      micros[i] = type.isNanos() ? micros[i] * 1000 : micros[i] - Math.floorMod(micros[i], step);
    }
  }

  private IntColumn ints(long[] rows, int count, long @Nullable [] validity) {
    int[] values = new int[count];
    for (int i = 0; i < count; i++) {
      values[i] = (int) value(rows[i]);
    }
    return new IntColumn(count, values, validity);
  }

  private DoubleColumn doubles(long[] rows, int count, long @Nullable [] validity) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      double exact = counted ? value(rows[i]) : min + draw.unit(rows[i]) * (max - min);
      values[i] = type == SimpleType.REAL ? (float) exact : exact;
    }
    return new DoubleColumn(count, values, validity);
  }

  private BooleanColumn booleans(long[] rows, int count, long @Nullable [] validity) {
    long[] bits = new long[Bits.words(count)];
    for (int i = 0; i < count; i++) {
      bits[i >> 6] |= (value(rows[i]) & 1) << i;
    }
    return new BooleanColumn(count, bits, validity);
  }

  private BytesColumn texts(long[] rows, int count, long @Nullable [] validity) {
    int[] offsets = new int[count + 1];
    byte[] bytes = new byte[Math.toIntExact(count * Math.max(max, 20))];
    for (int i = 0; i < count; i++) {
      long row = rows[i];
      if (counted) {
        byte[] number = Long.toString(row + 1).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        System.arraycopy(number, 0, bytes, offsets[i], number.length);
        offsets[i + 1] = offsets[i] + number.length;
      } else {
        int length = (int) (min + nullDraw.below(~row, max - min + 1));
        offsets[i + 1] = LetterBlock.put(draw.bits(row), length, bytes, offsets[i]);
      }
    }
    return new BytesColumn(count, offsets, bytes, validity);
  }

  /// DECIMAL of more than 18 digits; `parse` refuses the rest.
  private FlatColumn wide(long[] rows, int count) {
    ColumnBuilder builder = new ColumnBuilder(type);
    for (int i = 0; i < count; i++) {
      long value = value(rows[i]);
      builder.appendInt128(value >> 63, value);
    }
    return builder.build();
  }
}

package io.thalweg.connectors.files.text;

import io.thalweg.core.data.BooleanColumn;
import io.thalweg.core.data.BytesColumn;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.ConstantColumn;
import io.thalweg.core.data.DictionaryColumn;
import io.thalweg.core.data.DoubleColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.Int128Column;
import io.thalweg.core.data.IntColumn;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.IntervalType;
import io.thalweg.core.type.SimpleType;
import io.thalweg.core.type.TimestampType;
import java.math.BigInteger;
import java.util.Locale;
import java.util.UUID;

/// Writes one row's value of a column as text. Made per column of a batch.
@FunctionalInterface
public interface ValueWriter {

  /// @param row not NULL
  void write(TextBuffer out, int row);

  /// A writer of plain text: no quotes, dates as ISO, bytes as `\x0af1`. Nested values are JSON.
  static ValueWriter of(DataType type, Column column) {
    return switch (column) {
      case ConstantColumn constant -> {
        ValueWriter one = of(type, constant.value());
        yield (out, _) -> one.write(out, 0);
      }
      case DictionaryColumn dictionary -> {
        ValueWriter entries = of(type, dictionary.values());
        int[] ids = dictionary.ids();
        yield (out, row) -> entries.write(out, ids[row]);
      }
      case FlatColumn flat -> ofFlat(type, flat);
    };
  }

  private static ValueWriter ofFlat(DataType type, FlatColumn column) {
    return switch (column) {
      case BooleanColumn booleans ->
          (out, row) -> out.append(booleans.value(row) ? "true" : "false");
      case IntColumn ints when type == SimpleType.DATE ->
          (out, row) -> TimeFormat.date(out, ints.values()[row]);
      case IntColumn ints -> (out, row) -> out.append((long) ints.values()[row]);
      case LongColumn longs -> ofLong(type, longs.values());
      case DoubleColumn doubles when type == SimpleType.REAL ->
          (out, row) -> out.append(number(Float.toString((float) doubles.values()[row])));
      case DoubleColumn doubles ->
          (out, row) -> out.append(number(Double.toString(doubles.values()[row])));
      case BytesColumn bytes when type == SimpleType.VARBINARY ->
          (out, row) -> hex(out, bytes, row);
      case BytesColumn bytes -> {
        int[] offsets = bytes.offsets();
        yield (out, row) ->
            out.append(bytes.bytes(), offsets[row], offsets[row + 1] - offsets[row]);
      }
      case Int128Column wide -> (out, row) -> wide(out, type, wide, row);
      default -> (out, row) -> out.append(JsonText.of(type, column, row));
    };
  }

  private static ValueWriter ofLong(DataType type, long[] values) {
    return switch (type) {
      case DecimalType decimal -> (out, row) -> out.appendDecimal(values[row], decimal.scale());
      case TimestampType timestamp ->
          (out, row) -> TimeFormat.timestamp(out, timestamp, values[row]);
      case IntervalType interval when interval == IntervalType.YEAR_MONTH ->
          (out, row) -> TimeFormat.months(out, values[row]);
      case IntervalType _ -> (out, row) -> TimeFormat.duration(out, values[row]);
      case SimpleType simple when simple == SimpleType.TIME ->
          (out, row) -> TimeFormat.time(out, values[row]);
      default -> (out, row) -> out.append(values[row]);
    };
  }

  /// Java's spelling as SQL's.
  private static String number(String java) {
    return switch (java) {
      case "NaN" -> "nan";
      case "Infinity" -> "inf";
      case "-Infinity" -> "-inf";
      default -> java.toLowerCase(Locale.ROOT);
    };
  }

  private static void hex(TextBuffer out, BytesColumn column, int row) {
    out.append("\\x");
    for (int i = column.offsets()[row]; i < column.offsets()[row + 1]; i++) {
      int value = column.bytes()[i] & 0xff;
      out.append(Character.forDigit(value >> 4, 16));
      out.append(Character.forDigit(value & 15, 16));
    }
  }

  private static void wide(TextBuffer out, DataType type, Int128Column column, int row) {
    if (type instanceof DecimalType decimal) {
      BigInteger value = column.value(row);
      out.appendDecimal(value.toString(), decimal.scale());
    } else {
      out.append(new UUID(column.high()[row], column.low()[row]).toString());
    }
  }
}

package io.thalweg.exec.kernel.cast;

import io.thalweg.core.data.BytesColumn;
import io.thalweg.core.data.ColumnBuilder;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.ArrayType;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.IntervalType;
import io.thalweg.core.type.MapType;
import io.thalweg.core.type.RowType;
import io.thalweg.core.type.SimpleType;
import io.thalweg.core.type.TimestampType;
import io.thalweg.exec.kernel.Failure;
import io.thalweg.exec.kernel.Kernel;
import io.thalweg.exec.kernel.Storage;
import io.thalweg.exec.kernel.time.IntervalReader;
import io.thalweg.exec.kernel.time.TimeReader;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads values out of text. White space around them does not count.
final class FromText {
  private static final Pattern UUID_TEXT =
      Pattern.compile("\\{?[0-9a-fA-F]{8}(-?[0-9a-fA-F]{4}){3}-?[0-9a-fA-F]{12}}?");
  private static final int SHOWN = 60;

  private FromText() {}

  /// Reads one value from `bytes[from..to)`, which has no white space around it.
  ///
  /// Returns false when the text is no such value.
  interface Reader {
    boolean read(byte[] bytes, int from, int to, ColumnBuilder out);
  }

  static @Nullable Kernel kernel(DataType type) {
    Reader reader = reader(type);
    if (reader == null) {
      return null;
    }
    boolean trim = type != SimpleType.VARBINARY;
    return (arguments, rows) -> {
      BytesColumn text = Storage.bytes(arguments[0]);
      byte[] bytes = text.bytes();
      ColumnBuilder out = new ColumnBuilder(type);
      for (int i = 0; i < rows; i++) {
        int from = text.offsets()[i];
        int to = text.offsets()[i + 1];
        while (trim && from < to && bytes[from] <= ' ' && bytes[from] >= 0) {
          from++;
        }
        while (trim && from < to && bytes[to - 1] <= ' ' && bytes[to - 1] >= 0) {
          to--;
        }
        if (text.isNull(i)) {
          out.appendNull();
        } else if (!reader.read(bytes, from, to, out)) {
          throw failure(text.string(i), type);
        }
      }
      return out.build();
    };
  }

  private static ThalwegException failure(String text, DataType type) {
    String shown = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    return Failure.cast(shown, SimpleType.VARCHAR, type, "; try_cast gives NULL instead");
  }

  private static @Nullable Reader reader(DataType type) {
    return switch (type) {
      case SimpleType simple -> simple(simple);
      case DecimalType decimal -> new DecimalReader(decimal);
      case TimestampType timestamp -> timestamp(timestamp);
      case IntervalType interval -> interval(interval);
      // Only NULL: a column of nothing else has been text until now, with no type to tell.
      case ArrayType _, MapType _, RowType _ -> (bytes, from, to, out) -> false;
    };
  }

  private static @Nullable Reader simple(SimpleType type) {
    return switch (type) {
      case BOOLEAN -> FromText::bool;
      case TINYINT, SMALLINT, INTEGER -> integers(type);
      case BIGINT -> NumberReader::bigint;
      case REAL, DOUBLE -> (bytes, from, to, out) -> NumberReader.real(bytes, from, to, type, out);
      case VARBINARY -> FromText::binary;
      case DATE ->
          (bytes, from, to, out) -> {
            TimeReader reader = new TimeReader(bytes, from, to);
            boolean found = reader.date() && reader.optionalTime();
            if (found) {
              out.appendInt(reader.days());
            }
            return found;
          };
      case TIME ->
          (bytes, from, to, out) -> {
            TimeReader reader = new TimeReader(bytes, from, to);
            boolean found = reader.time() && reader.atEnd();
            if (found) {
              out.appendLong(reader.nanosOfDay() / 1000);
            }
            return found;
          };
      case UUID -> FromText::uuid;
      case VARCHAR, JSON, NULL -> null;
    };
  }

  private static Reader integers(SimpleType type) {
    ExactRange range = ExactRange.of(type);
    return (bytes, from, to, out) -> {
      long value = NumberReader.integer(bytes, from, to);
      if (value == NumberReader.NONE) {
        return false;
      }
      if (value < range.min() || value > range.max()) {
        throw Failure.outOfRange(new String(bytes, from, to - from, StandardCharsets.UTF_8), type);
      }
      out.appendInt((int) value);
      return true;
    };
  }

  private static Reader timestamp(TimestampType type) {
    return (bytes, from, to, out) -> {
      TimeReader reader = new TimeReader(bytes, from, to);
      boolean found = reader.date() && reader.optionalTime();
      if (found) {
        out.appendLong(reader.timestamp(type));
      }
      return found;
    };
  }

  private static Reader interval(IntervalType type) {
    return (bytes, from, to, out) -> {
      String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
      IntervalReader reader = IntervalReader.read(text);
      if (reader == null) {
        return false;
      }
      boolean months = type == IntervalType.YEAR_MONTH;
      if (months ? reader.micros() != 0 : reader.months() != 0) {
        return false;
      }
      out.appendLong(months ? reader.months() : reader.micros());
      return true;
    };
  }

  private static boolean bool(byte[] bytes, int from, int to, ColumnBuilder out) {
    String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "t", "yes", "y", "on", "1" -> out.appendBoolean(true);
      case "false", "f", "no", "n", "off", "0" -> out.appendBoolean(false);
      default -> {
        return false;
      }
    }
    return true;
  }

  /// Hexadecimal digits behind `\x`; any other text stands for its own bytes.
  private static boolean binary(byte[] bytes, int from, int to, ColumnBuilder out) {
    if (to - from < 2 || bytes[from] != '\\' || bytes[from + 1] != 'x') {
      out.appendBytes(bytes, from, to - from);
      return true;
    }
    try {
      String digits = new String(bytes, from + 2, to - from - 2, StandardCharsets.UTF_8);
      byte[] parsed = HexFormat.of().parseHex(digits);
      out.appendBytes(parsed, 0, parsed.length);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean uuid(byte[] bytes, int from, int to, ColumnBuilder out) {
    String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    if (!UUID_TEXT.matcher(text).matches()) {
      return false;
    }
    String digits = text.replaceAll("[-{}]", "");
    out.appendInt128(
        Long.parseUnsignedLong(digits.substring(0, 16), 16),
        Long.parseUnsignedLong(digits.substring(16), 16));
    return true;
  }
}

package io.thalweg.connectors.files.csv;

import io.thalweg.connectors.files.text.ValueText;
import io.thalweg.core.data.Bits;
import io.thalweg.core.data.BooleanColumn;
import io.thalweg.core.data.BytesColumn;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.ColumnBuilder;
import io.thalweg.core.data.DoubleColumn;
import io.thalweg.core.data.IntColumn;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.type.DataType;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Makes the fields of one column of some records into a column. Used by one thread.
///
/// A loop per layout; what is read within one depends on the type, through [ValueText].
final class FieldDecoder {
  private final DataType type;
  private final int column;
  private final byte[] nullText;
  private final ValueText values;
  private final byte quote;
  private final byte escape;
  private final Failures failures;

  /// Told about fields that hold no value of the type.
  interface Failures {

    /// Throws, or takes note that the record has to be left out.
    void bad(int record, int column, String because);
  }

  FieldDecoder(DataType type, int column, CsvDialect dialect, Failures failures) {
    this.type = type;
    this.column = column;
    this.nullText = dialect.nullText().getBytes(StandardCharsets.UTF_8);
    this.values = new ValueText(type);
    this.quote = (byte) dialect.quote();
    this.escape = (byte) dialect.escape();
    this.failures = failures;
  }

  Column decode(CsvTokenizer tokens, int records) {
    long @Nullable [] validity = validity(tokens, records);
    return switch (type.layout()) {
      case BOOLEAN -> booleans(tokens, records, validity);
      case INT -> ints(tokens, records, validity);
      case LONG -> longs(tokens, records, validity);
      case DOUBLE -> doubles(tokens, records, validity);
      case BYTES -> bytes(tokens, records, validity);
      case INT128, ARRAY, ROW, NONE -> objects(tokens, records, validity);
    };
  }

  private long @Nullable [] validity(CsvTokenizer tokens, int records) {
    long[] validity = null;
    for (int i = 0; i < records; i++) {
      if (isNull(tokens, i)) {
        if (validity == null) {
          validity = Bits.allSet(records);
        }
        Bits.clear(validity, i);
      }
    }
    return validity;
  }

  private boolean isNull(CsvTokenizer tokens, int record) {
    if (column >= tokens.fieldCount(record)) {
      return true;
    }
    int field = tokens.firstField(record) + column;
    int start = tokens.start(field);
    int end = tokens.end(field);
    return end - start == nullText.length
        && !tokens.isQuoted(field)
        && (start == end || Arrays.equals(tokens.buffer(), start, end, nullText, 0, end - start));
  }

  private Column ints(CsvTokenizer tokens, int records, long @Nullable [] validity) {
    int[] result = new int[records];
    for (int i = 0; i < records; i++) {
      if (Bits.isValid(validity, i)) {
        int field = tokens.firstField(i) + column;
        if (values.read(tokens.buffer(), tokens.start(field), tokens.end(field))) {
          result[i] = (int) values.whole();
        } else {
          failures.bad(i, column, "");
        }
      }
    }
    return new IntColumn(records, result, validity);
  }

  private Column longs(CsvTokenizer tokens, int records, long @Nullable [] validity) {
    long[] result = new long[records];
    for (int i = 0; i < records; i++) {
      if (Bits.isValid(validity, i)) {
        int field = tokens.firstField(i) + column;
        if (values.read(tokens.buffer(), tokens.start(field), tokens.end(field))) {
          result[i] = values.whole();
        } else {
          failures.bad(i, column, "");
        }
      }
    }
    return new LongColumn(records, result, validity);
  }

  private Column doubles(CsvTokenizer tokens, int records, long @Nullable [] validity) {
    double[] result = new double[records];
    for (int i = 0; i < records; i++) {
      if (Bits.isValid(validity, i)) {
        int field = tokens.firstField(i) + column;
        if (values.read(tokens.buffer(), tokens.start(field), tokens.end(field))) {
          result[i] = values.real();
        } else {
          failures.bad(i, column, "");
        }
      }
    }
    return new DoubleColumn(records, result, validity);
  }

  private Column booleans(CsvTokenizer tokens, int records, long @Nullable [] validity) {
    long[] result = new long[Bits.words(records)];
    for (int i = 0; i < records; i++) {
      if (Bits.isValid(validity, i)) {
        int field = tokens.firstField(i) + column;
        if (!values.read(tokens.buffer(), tokens.start(field), tokens.end(field))) {
          failures.bad(i, column, "");
        } else if (values.whole() != 0) {
          Bits.set(result, i);
        }
      }
    }
    return new BooleanColumn(records, result, validity);
  }

  private Column objects(CsvTokenizer tokens, int records, long @Nullable [] validity) {
    ColumnBuilder builder = new ColumnBuilder(type);
    for (int i = 0; i < records; i++) {
      boolean present = Bits.isValid(validity, i);
      int field = tokens.firstField(i) + column;
      if (present && values.read(tokens.buffer(), tokens.start(field), tokens.end(field))) {
        builder.appendInt128(values.high(), values.low());
      } else {
        builder.appendNull();
        if (present) {
          failures.bad(i, column, "");
        }
      }
    }
    return builder.build();
  }

  private Column bytes(CsvTokenizer tokens, int records, long @Nullable [] validity) {
    int[] offsets = new int[records + 1];
    long total = 0;
    for (int i = 0; i < records; i++) {
      if (Bits.isValid(validity, i)) {
        int field = tokens.firstField(i) + column;
        total += tokens.end(field) - tokens.start(field);
      }
    }
    byte[] result = new byte[Math.toIntExact(total)];
    int at = 0;
    for (int i = 0; i < records; i++) {
      if (Bits.isValid(validity, i)) {
        int field = tokens.firstField(i) + column;
        int from = tokens.start(field);
        int count = tokens.end(field) - from;
        if (tokens.isEscaped(field)) {
          count = unescape(tokens.buffer(), from, count, result, at);
        } else {
          System.arraycopy(tokens.buffer(), from, result, at, count);
        }
        at += count;
      }
      offsets[i + 1] = at;
    }
    checkText(result, offsets, records);
    return new BytesColumn(records, offsets, result, validity);
  }

  private void checkText(byte[] bytes, int[] offsets, int records) {
    byte all = 0;
    for (byte b : bytes) {
      all |= b;
    }
    if (all >= 0) {
      return;
    }
    for (int i = 0; i < records; i++) {
      if (!isUtf8(bytes, offsets[i], offsets[i + 1])) {
        failures.bad(i, column, "is not UTF-8");
      }
    }
  }

  /// Copies a quoted field without its escapes and answers how many bytes are left.
  private int unescape(byte[] source, int from, int count, byte[] target, int at) {
    int out = at;
    int end = from + count;
    for (int i = from; i < end; i++) {
      boolean escaping =
          source[i] == escape && i + 1 < end && (source[i + 1] == quote || source[i + 1] == escape);
      if (escaping) {
        i++;
      }
      target[out++] = source[i];
    }
    return out - at;
  }

  private static boolean isUtf8(byte[] bytes, int from, int to) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from));
      return true;
    } catch (CharacterCodingException _) {
      return false;
    }
  }
}

package io.thalweg.exec.kernel.cast;

import io.thalweg.core.data.ArrayColumn;
import io.thalweg.core.data.BytesColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.RowColumn;
import io.thalweg.core.type.ArrayType;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.IntervalType;
import io.thalweg.core.type.MapType;
import io.thalweg.core.type.RowType;
import io.thalweg.core.type.SimpleType;
import io.thalweg.core.type.TimestampType;
import io.thalweg.exec.kernel.BytesBuilder;
import io.thalweg.exec.kernel.Kernel;
import io.thalweg.exec.kernel.Storage;
import io.thalweg.exec.kernel.time.TimeWriter;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/// Values of every type as text, in PostgreSQL's spelling.
public final class ToText {
  private ToText() {}

  /// Writes one value that is not NULL.
  interface Writer {
    void write(FlatColumn column, int row, BytesBuilder out);
  }

  /// A kernel of one argument of type `type`.
  static Kernel kernel(DataType type) {
    Writer writer = writer(type);
    return (arguments, rows) -> {
      FlatColumn column = arguments[0];
      BytesBuilder out = new BytesBuilder(rows, rows * 8);
      for (int i = 0; i < rows; i++) {
        if (!column.isNull(i)) {
          writer.write(column, i, out);
        }
        out.endRow();
      }
      return out.build(column.validity());
    };
  }

  static Writer writer(DataType type) {
    return switch (type) {
      case SimpleType simple -> simple(simple);
      case DecimalType decimal -> NumberWriter.decimal(decimal);
      case TimestampType timestamp -> {
        int digits = timestamp.isNanos() ? 9 : 6;
        String suffix = timestamp.withTimeZone() ? "+00" : "";
        yield (column, row, out) -> {
          TimeWriter.timestamp(out, Storage.longs(column)[row], digits);
          out.append(suffix);
        };
      }
      case IntervalType interval ->
          interval == IntervalType.YEAR_MONTH
              ? (column, row, out) -> TimeWriter.months(out, Storage.longs(column)[row])
              : (column, row, out) -> TimeWriter.micros(out, Storage.longs(column)[row]);
      case ArrayType array -> array(writer(array.element()));
      case MapType map -> array(entry(writer(map.key()), writer(map.value())));
      case RowType row -> row(row.fields().stream().map(field -> writer(field.type())).toList());
    };
  }

  private static Writer simple(SimpleType type) {
    return switch (type) {
      case BOOLEAN ->
          (column, row, out) ->
              out.append((Storage.bits(column)[row >> 6] >>> row & 1) != 0 ? "true" : "false");
      case TINYINT, SMALLINT, INTEGER ->
          (column, row, out) -> NumberWriter.append(out, Storage.ints(column)[row]);
      case BIGINT -> (column, row, out) -> NumberWriter.append(out, Storage.longs(column)[row]);
      case REAL ->
          (column, row, out) -> out.append(NumberWriter.real((float) Storage.doubles(column)[row]));
      case DOUBLE ->
          (column, row, out) -> out.append(NumberWriter.real(Storage.doubles(column)[row]));
      case VARCHAR, JSON -> (column, row, out) -> out.append((BytesColumn) column, row);
      case VARBINARY -> ToText::binary;
      case DATE -> (column, row, out) -> TimeWriter.date(out, Storage.ints(column)[row]);
      case TIME -> (column, row, out) -> TimeWriter.time(out, Storage.longs(column)[row], 6);
      case UUID ->
          (column, row, out) ->
              out.append(
                  new UUID(Storage.wide(column).high()[row], Storage.wide(column).low()[row])
                      .toString());
      case NULL -> (column, row, out) -> out.append("NULL");
    };
  }

  private static void binary(FlatColumn column, int row, BytesBuilder out) {
    BytesColumn bytes = Storage.bytes(column);
    int from = bytes.offsets()[row];
    out.append("\\x");
    out.append(HexFormat.of().formatHex(bytes.bytes(), from, bytes.offsets()[row + 1]));
  }

  /// `{1,2,NULL}`.
  private static Writer array(Writer element) {
    return (column, row, out) -> {
      ArrayColumn array = (ArrayColumn) column;
      FlatColumn elements = array.elements().flatten();
      out.append((byte) '{');
      for (int i = array.offsets()[row]; i < array.offsets()[row + 1]; i++) {
        if (i > array.offsets()[row]) {
          out.append((byte) ',');
        }
        value(element, elements, i, out);
      }
      out.append((byte) '}');
    };
  }

  private static void value(Writer writer, FlatColumn column, int row, BytesBuilder out) {
    if (column.isNull(row)) {
      out.append("NULL");
    } else {
      writer.write(column, row, out);
    }
  }

  /// `key=value`.
  private static Writer entry(Writer key, Writer value) {
    return (column, row, out) -> {
      RowColumn entry = (RowColumn) column;
      value(key, entry.children().get(0).flatten(), row, out);
      out.append((byte) '=');
      value(value, entry.children().get(1).flatten(), row, out);
    };
  }

  /// `(1,a,)`: NULL is nothing.
  private static Writer row(List<Writer> fields) {
    return (column, row, out) -> {
      RowColumn record = (RowColumn) column;
      out.append((byte) '(');
      for (int i = 0; i < fields.size(); i++) {
        if (i > 0) {
          out.append((byte) ',');
        }
        FlatColumn child = record.children().get(i).flatten();
        if (!child.isNull(row)) {
          fields.get(i).write(child, row, out);
        }
      }
      out.append((byte) ')');
    };
  }
}

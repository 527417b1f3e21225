package io.thalweg.exec.checkpoint.segment;

import io.thalweg.core.data.ArrayColumn;
import io.thalweg.core.data.Batch;
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
import io.thalweg.core.data.NullColumn;
import io.thalweg.core.data.RowColumn;
import io.thalweg.core.type.ArrayType;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.RowType;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import java.util.ArrayList;
import java.util.List;

/// A type for each column by its layout alone. State is stored as it lies in memory: what the
/// values mean is known to the operator that reads them back.
final class PhysicalTypes {
  private PhysicalTypes() {}

  /// The columns of `batch` under names that count.
  static Schema schema(Batch batch) {
    return new Schema(fields(batch.columns()));
  }

  private static List<Field> fields(List<Column> columns) {
    List<Field> fields = new ArrayList<>();
    for (Column column : columns) {
      fields.add(Field.nullable("c" + fields.size(), type(column)));
    }
    return fields;
  }

  private static DataType type(Column column) {
    return switch (column) {
      case FlatColumn flat -> type(flat);
      case DictionaryColumn dictionary -> type(dictionary.values());
      case ConstantColumn constant -> type(constant.value());
    };
  }

  private static DataType type(FlatColumn column) {
    return switch (column) {
      case BooleanColumn _ -> SimpleType.BOOLEAN;
      case IntColumn _ -> SimpleType.INTEGER;
      case LongColumn _ -> SimpleType.BIGINT;
      case DoubleColumn _ -> SimpleType.DOUBLE;
      case BytesColumn _ -> SimpleType.VARBINARY;
      case Int128Column _ -> new DecimalType(DecimalType.MAX_PRECISION, 0);
      case ArrayColumn array -> new ArrayType(type(array.elements()));
      case RowColumn row -> new RowType(fields(row.children()));
      case NullColumn _ -> SimpleType.NULL;
    };
  }
}

package io.thalweg.core.arrow;

import io.thalweg.core.type.ArrayType;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.IntervalType;
import io.thalweg.core.type.MapType;
import io.thalweg.core.type.RowType;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.core.type.TimestampType;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.jspecify.annotations.Nullable;

/// Schemas both ways between SQL and Arrow. Stateless.
///
/// Where the Arrow type does not say everything (the precision of a timestamp, UUID), the field
/// carries the SQL spelling as metadata [#TYPE_KEY]; JSON is the canonical extension `arrow.json`,
/// and `arrow.uuid` is understood on the way in.
public final class ArrowSchemas {
  /// The metadata key under which a field carries its SQL type when Arrow's says too little.
  public static final String TYPE_KEY = "thalweg.type";

  private static final String EXTENSION_KEY = ArrowType.ExtensionType.EXTENSION_METADATA_KEY_NAME;
  private static final String EXTENSION_ARGUMENTS_KEY =
      ArrowType.ExtensionType.EXTENSION_METADATA_KEY_METADATA;

  private ArrowSchemas() {}

  public static org.apache.arrow.vector.types.pojo.Schema toArrow(Schema schema) {
    return new org.apache.arrow.vector.types.pojo.Schema(
        schema.fields().stream().map(ArrowSchemas::toArrow).toList());
  }

  public static org.apache.arrow.vector.types.pojo.Field toArrow(Field field) {
    DataType type = field.type();
    boolean nullable = field.nullable() || type == SimpleType.NULL;
    FieldType fieldType = new FieldType(nullable, ArrowTypes.toArrow(type), null, metadata(type));
    return new org.apache.arrow.vector.types.pojo.Field(field.name(), fieldType, children(type));
  }

  private static Map<String, String> metadata(DataType type) {
    return switch (type) {
      case SimpleType simple when simple == SimpleType.JSON ->
          Map.of(EXTENSION_KEY, "arrow.json", EXTENSION_ARGUMENTS_KEY, "");
      case SimpleType simple when simple == SimpleType.UUID -> Map.of(TYPE_KEY, type.sql());
      case TimestampType timestamp when timestamp.precision() != 6 && timestamp.precision() != 9 ->
          Map.of(TYPE_KEY, type.sql());
      case SimpleType _, TimestampType _, DecimalType _, IntervalType _ -> Map.of();
      case ArrayType _, MapType _, RowType _ -> Map.of();
    };
  }

  private static List<org.apache.arrow.vector.types.pojo.Field> children(DataType type) {
    return switch (type) {
      case ArrayType array -> List.of(toArrow(Field.nullable("item", array.element())));
      case MapType map ->
          List.of(toArrow(Field.required(MapVector.DATA_VECTOR_NAME, map.entryType())));
      case RowType row -> row.fields().stream().map(ArrowSchemas::toArrow).toList();
      case SimpleType _, DecimalType _, TimestampType _, IntervalType _ -> List.of();
    };
  }

  /// The SQL schema of Arrow data without dictionaries.
  public static Schema fromArrow(org.apache.arrow.vector.types.pojo.Schema schema) {
    return fromArrow(schema, null);
  }

  /// The SQL schema of Arrow data.
  ///
  /// @param dictionaries give the types of dictionary-encoded fields; null when there are none
  /// @throws io.thalweg.core.error.ThalwegException FEATURE_NOT_SUPPORTED for a type SQL lacks
  public static Schema fromArrow(
      org.apache.arrow.vector.types.pojo.Schema schema, @Nullable DictionaryProvider dictionaries) {
    return new Schema(
        schema.getFields().stream().map(field -> fromArrow(field, dictionaries)).toList());
  }

  private static Field fromArrow(
      org.apache.arrow.vector.types.pojo.Field field, @Nullable DictionaryProvider dictionaries) {
    if (field.getDictionary() != null && dictionaries != null) {
      DataType type =
          type(dictionaries.lookup(field.getDictionary().getId()).getVector().getField());
      return new Field(field.getName(), type, field.isNullable());
    }
    return new Field(field.getName(), type(field), field.isNullable());
  }

  /// The SQL type of an Arrow field that is not dictionary-encoded.
  static DataType type(org.apache.arrow.vector.types.pojo.Field field) {
    List<org.apache.arrow.vector.types.pojo.Field> children = field.getChildren();
    return switch (field.getType()) {
      case ArrowType.List _, ArrowType.LargeList _, ArrowType.FixedSizeList _ ->
          new ArrayType(type(children.getFirst()));
      case ArrowType.Map _ -> {
        List<org.apache.arrow.vector.types.pojo.Field> entry = children.getFirst().getChildren();
        yield new MapType(type(entry.get(0)), type(entry.get(1)));
      }
      case ArrowType.Struct _ ->
          new RowType(children.stream().map(child -> fromArrow(child, null)).toList());
      case ArrowType.Utf8 _ when SimpleType.UUID.sql().equals(field.getMetadata().get(TYPE_KEY)) ->
          SimpleType.UUID;
      case ArrowType.Utf8 _ when "arrow.json".equals(field.getMetadata().get(EXTENSION_KEY)) ->
          SimpleType.JSON;
      case ArrowType.FixedSizeBinary binary
          when binary.getByteWidth() == 16
              && "arrow.uuid".equals(field.getMetadata().get(EXTENSION_KEY)) ->
          SimpleType.UUID;
      case ArrowType.Timestamp timestamp -> timestamp(timestamp, field);
      default -> ArrowTypes.fromArrow(field.getType(), field.getName());
    };
  }

  /// The timestamp type whose spelling the field carries, if Arrow's unit agrees with it (foreign
  /// writers copy metadata to fields of other types), otherwise the widest of the unit.
  private static DataType timestamp(
      ArrowType.Timestamp type, org.apache.arrow.vector.types.pojo.Field field) {
    String spelled = field.getMetadata().get(TYPE_KEY);
    for (int precision = 0; spelled != null && precision <= 9; precision++) {
      DataType candidate = new TimestampType(precision, type.getTimezone() != null);
      if (candidate.sql().equals(spelled) && ArrowTypes.toArrow(candidate).equals(type)) {
        return candidate;
      }
    }
    return ArrowTypes.fromArrow(type, field.getName());
  }
}

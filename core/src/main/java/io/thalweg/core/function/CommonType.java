package io.thalweg.core.function;

import io.thalweg.core.type.ArrayType;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.IntervalType;
import io.thalweg.core.type.MapType;
import io.thalweg.core.type.RowType;
import io.thalweg.core.type.SimpleType;
import io.thalweg.core.type.TimestampType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Implicit conversion: the type in which values of different types meet (comparison, CASE,
/// COALESCE, UNION, arithmetic), and which types a parameter accepts.
///
/// Integers widen; an integer and a decimal meet in a decimal; two decimals keep all digits behind
/// the point, and where 38 digits do not hold both, fewer before it: a value that has more is an
/// error at run time, while rounding one would make it equal to others. Anything exact and a REAL
/// or DOUBLE meet in DOUBLE; DATE and TIMESTAMP meet in TIMESTAMP; a time zone wins. The untyped
/// NULL takes the other type. Text and other types do not meet: a typed string is never parsed
/// silently.
public final class CommonType {
  private CommonType() {}

  /// The common type, or empty when there is none.
  public static Optional<DataType> of(DataType left, DataType right) {
    if (left.equals(right) || right == SimpleType.NULL) {
      return Optional.of(left);
    }
    if (left == SimpleType.NULL) {
      return Optional.of(right);
    }
    if (left.isNumeric() && right.isNumeric()) {
      return Optional.of(ofNumbers(left, right));
    }
    return switch (left) {
      case SimpleType simple -> ofSimple(simple, right);
      case TimestampType timestamp -> ofTimestamp(timestamp, right);
      case ArrayType array ->
          right instanceof ArrayType other
              ? of(array.element(), other.element()).map(ArrayType::new)
              : Optional.empty();
      case MapType map -> right instanceof MapType other ? ofMaps(map, other) : Optional.empty();
      case RowType row -> right instanceof RowType other ? ofRows(row, other) : Optional.empty();
      case DecimalType _, IntervalType _ -> Optional.empty();
    };
  }

  /// The common type of all, NULL for none.
  public static Optional<DataType> of(List<DataType> types) {
    Optional<DataType> common = Optional.of(SimpleType.NULL);
    for (DataType type : types) {
      common = common.flatMap(soFar -> of(soFar, type));
    }
    return common;
  }

  /// Whether a value of type `from` may stand where `to` is wanted without an explicit cast.
  public static boolean fits(DataType from, DataType to) {
    if (from instanceof DecimalType && to instanceof DecimalType) {
      return of(from, to).filter(to::equals).isPresent();
    }
    if (from.isInteger() && to instanceof DecimalType) {
      return true;
    }
    return of(from, to).filter(to::equals).isPresent();
  }

  /// The decimal that holds every value of an exact number type.
  public static DecimalType decimalOf(DataType exact) {
    return switch (exact) {
      case DecimalType decimal -> decimal;
      case SimpleType simple ->
          switch (simple) {
            case TINYINT -> new DecimalType(3, 0);
            case SMALLINT -> new DecimalType(5, 0);
            case INTEGER -> new DecimalType(10, 0);
            case BIGINT -> new DecimalType(19, 0);
            case BOOLEAN, REAL, DOUBLE, VARCHAR, VARBINARY, DATE, TIME, UUID, JSON, NULL ->
                throw new IllegalArgumentException(exact.sql());
          };
      case TimestampType _, IntervalType _, ArrayType _, MapType _, RowType _ ->
          throw new IllegalArgumentException(exact.sql());
    };
  }

  private static DataType ofNumbers(DataType left, DataType right) {
    if (left.isFloating() || right.isFloating()) {
      return SimpleType.DOUBLE;
    }
    if (left instanceof SimpleType a && right instanceof SimpleType b) {
      return a.compareTo(b) > 0 ? a : b;
    }
    DecimalType a = decimalOf(left);
    DecimalType b = decimalOf(right);
    int digits = Math.max(a.precision() - a.scale(), b.precision() - b.scale());
    int scale = Math.max(a.scale(), b.scale());
    int precision = Math.min(DecimalType.MAX_PRECISION, digits + scale);
    return new DecimalType(Math.max(1, precision), scale);
  }

  private static Optional<DataType> ofSimple(SimpleType left, DataType right) {
    if (left == SimpleType.DATE && right instanceof TimestampType) {
      return Optional.of(right);
    }
    boolean text = left == SimpleType.JSON && right == SimpleType.VARCHAR;
    return text || (left == SimpleType.VARCHAR && right == SimpleType.JSON)
        ? Optional.of(SimpleType.VARCHAR)
        : Optional.empty();
  }

  private static Optional<DataType> ofTimestamp(TimestampType left, DataType right) {
    if (right == SimpleType.DATE) {
      return Optional.of(left);
    }
    return right instanceof TimestampType other
        ? Optional.of(
            new TimestampType(
                Math.max(left.precision(), other.precision()),
                left.withTimeZone() || other.withTimeZone()))
        : Optional.empty();
  }

  private static Optional<DataType> ofMaps(MapType left, MapType right) {
    return of(left.key(), right.key())
        .flatMap(key -> of(left.value(), right.value()).map(value -> new MapType(key, value)));
  }

  private static Optional<DataType> ofRows(RowType left, RowType right) {
    if (left.fields().size() != right.fields().size()) {
      return Optional.empty();
    }
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < left.fields().size(); i++) {
      Field field = left.fields().get(i);
      Optional<DataType> type = of(field.type(), right.fields().get(i).type());
      if (type.isEmpty()) {
        return Optional.empty();
      }
      fields.add(Field.nullable(field.name(), type.get()));
    }
    return Optional.of(new RowType(fields));
  }
}

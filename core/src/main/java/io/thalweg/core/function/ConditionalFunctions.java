package io.thalweg.core.function;

import static io.thalweg.core.function.Entries.scalar;
import static io.thalweg.core.function.TypeRules.common;
import static io.thalweg.core.function.TypeRules.fixed;
import static io.thalweg.core.type.SimpleType.BIGINT;
import static io.thalweg.core.type.SimpleType.BOOLEAN;
import static io.thalweg.core.type.SimpleType.DATE;
import static io.thalweg.core.type.SimpleType.INTEGER;
import static io.thalweg.core.type.SimpleType.VARCHAR;

import io.thalweg.core.function.TypeRule.Binding;
import io.thalweg.core.type.ArrayType;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.IntervalType;
import io.thalweg.core.type.MapType;
import io.thalweg.core.type.RowType;
import io.thalweg.core.type.SimpleType;
import io.thalweg.core.type.TimestampType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/// Choices among values, and values made of other values: arrays, rows, maps.
final class ConditionalFunctions {
  private static final int MANY = Integer.MAX_VALUE;
  private static final UnaryOperator<DataType> SAME = UnaryOperator.identity();

  private ConditionalFunctions() {}

  static List<FunctionDefinition> all() {
    List<FunctionDefinition> all = new ArrayList<>(choices());
    all.addAll(nested());
    return all;
  }

  private static List<FunctionDefinition> choices() {
    TypeRule any = common(1, MANY, TypeRules::any, VARCHAR, SAME);
    String call = "a, b, …: one common type -> that type";
    return List.of(
        scalar("coalesce", call, "coalesce(NULL, 2)", "The first that is not NULL.", any)
            .alias("ifnull"),
        scalar("greatest", call, "greatest(1, 3, 2)", "The largest; NULL is left out.", any),
        scalar("least", call, "least(1, 3, 2)", "The smallest; NULL is left out.", any),
        scalar(
            "nullif",
            "a, b: one common type -> type of a",
            "nullif(1, 1)",
            "NULL when a equals b, otherwise a.",
            common(2, 2, TypeRules::any, VARCHAR, SAME)),
        scalar(
            "if",
            "condition BOOLEAN, a, b: one common type -> that type",
            "if(1 < 2, 'yes', 'no')",
            "a where the condition is true, otherwise b.",
            ConditionalFunctions::choose),
        scalar(
                "typeof",
                "x ANY -> VARCHAR",
                "typeof(1)",
                "The name of the type.",
                TypeRules.first(TypeRules::any, VARCHAR, TypeRules.to(VARCHAR)))
            .alias("pg_typeof"));
  }

  private static Optional<Binding> choose(Arguments arguments) {
    if (arguments.size() != 3 || !CommonType.fits(arguments.type(0), BOOLEAN)) {
      return Optional.empty();
    }
    return CommonType.of(arguments.type(1), arguments.type(2))
        .map(type -> type == SimpleType.NULL ? VARCHAR : type)
        .map(type -> new Binding(List.of(BOOLEAN, type, type), type));
  }

  private static List<FunctionDefinition> nested() {
    return List.of(
        scalar(
            "array",
            "a, b, …: one common type -> array of that type",
            "ARRAY[1, 2, 3]",
            "An array of the arguments.",
            common(0, MANY, TypeRules::any, VARCHAR, ArrayType::new)),
        scalar(
            "row",
            "a ANY, … -> ROW",
            "ROW(1, 'a')",
            "A row of the arguments; its fields are called f1, f2, ….",
            ConditionalFunctions::row),
        scalar(
            "element_at",
            "array, position BIGINT; or map, key -> type of the element",
            "(ARRAY[10, 20])[2]",
            "The element at a position from 1, or of a key; NULL when there is none.",
            ConditionalFunctions::element),
        scalar(
            "field",
            "row, position INTEGER or name VARCHAR (a constant) -> type of the field",
            "field(ROW(1, 'a'), 2)",
            "A field of a row, by its position from 1 or its name.",
            ConditionalFunctions::field),
        scalar(
                "cardinality",
                "array or map -> INTEGER",
                "cardinality(ARRAY[1, 2, 3])",
                "The number of elements.",
                TypeRules.first(
                    t -> t instanceof ArrayType || t instanceof MapType, VARCHAR, _ -> INTEGER))
            .alias("array_length"),
        scalar(
            "generate_series",
            "start, stop [, step]: BIGINT; or DATE or TIMESTAMP with an interval -> array",
            "generate_series(1, 3)",
            "The values from start to stop, both included.",
            series()));
  }

  private static Optional<Binding> row(Arguments arguments) {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      DataType type = arguments.isUntyped(i) ? VARCHAR : arguments.type(i);
      fields.add(Field.nullable("f" + (i + 1), type));
    }
    RowType type = new RowType(fields);
    return Optional.of(new Binding(fields.stream().map(Field::type).toList(), type));
  }

  private static Optional<Binding> element(Arguments arguments) {
    if (arguments.size() != 2) {
      return Optional.empty();
    }
    if (arguments.type(0) instanceof MapType map && CommonType.fits(arguments.type(1), map.key())) {
      return Optional.of(new Binding(List.of(map, map.key()), map.value()));
    }
    return arguments.type(0) instanceof ArrayType array
            && CommonType.fits(arguments.type(1), BIGINT)
        ? Optional.of(new Binding(List.of(array, BIGINT), array.element()))
        : Optional.empty();
  }

  private static Optional<Binding> field(Arguments arguments) {
    if (arguments.size() != 2 || !(arguments.type(0) instanceof RowType row)) {
      return Optional.empty();
    }
    OptionalInt position = arguments.intConstant(1);
    if (position.isPresent()) {
      int at = position.getAsInt();
      return at >= 1 && at <= row.fields().size()
          ? Optional.of(new Binding(List.of(row, INTEGER), row.fields().get(at - 1).type()))
          : Optional.empty();
    }
    return arguments
        .textConstant(1)
        .flatMap(
            name -> row.fields().stream().filter(f -> f.name().equalsIgnoreCase(name)).findFirst())
        .map(found -> new Binding(List.of(row, VARCHAR), found.type()));
  }

  private static TypeRule series() {
    DataType timestamp = TimestampType.MICROS;
    TypeRule numbers =
        fixed(new ArrayType(BIGINT), BIGINT, BIGINT)
            .or(fixed(new ArrayType(BIGINT), BIGINT, BIGINT, BIGINT));
    TypeRule times = arguments -> Optional.empty();
    for (IntervalType step : IntervalType.values()) {
      times =
          times
              .or(fixed(new ArrayType(timestamp), DATE, DATE, step))
              .or(fixed(new ArrayType(timestamp), timestamp, timestamp, step));
    }
    return numbers.or(times);
  }
}

package io.thalweg.core.function;

import static io.thalweg.core.function.Entries.aggregate;
import static io.thalweg.core.function.TypeRules.first;
import static io.thalweg.core.function.TypeRules.fixed;
import static io.thalweg.core.function.TypeRules.to;
import static io.thalweg.core.type.SimpleType.BIGINT;
import static io.thalweg.core.type.SimpleType.BOOLEAN;
import static io.thalweg.core.type.SimpleType.DOUBLE;
import static io.thalweg.core.type.SimpleType.INTEGER;
import static io.thalweg.core.type.SimpleType.VARCHAR;

import io.thalweg.core.function.TypeRule.Binding;
import io.thalweg.core.type.ArrayType;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.IntervalType;
import io.thalweg.core.type.SimpleType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Functions that make one value out of the rows of a group. NULL arguments are left out.
final class AggregateFunctions {
  private static final UnaryOperator<DataType> SAME = UnaryOperator.identity();
  private static final TypeRule ANY = first(TypeRules::any, VARCHAR, SAME);

  private AggregateFunctions() {}

  static List<FunctionDefinition> all() {
    List<FunctionDefinition> all = new ArrayList<>(basic());
    all.addAll(logic());
    all.addAll(spread());
    all.addAll(pairs());
    all.addAll(lists());
    all.addAll(ordered());
    return all;
  }

  private static List<FunctionDefinition> basic() {
    TypeRule count = fixed(BIGINT).or(first(TypeRules::any, VARCHAR, to(BIGINT)));
    return List.of(
        aggregate("count", "[x ANY] -> BIGINT", "count(*)", "Rows, or values not NULL.", count),
        aggregate(
            "sum",
            "x number or interval -> BIGINT, DECIMAL(38, s), DOUBLE or interval",
            "sum(2)",
            "Sum; NULL over no rows.",
            first(AggregateFunctions::isSummable, DOUBLE, AggregateFunctions::sumOf)),
        aggregate(
                "avg",
                "x number or interval -> DOUBLE or interval",
                "avg(2)",
                "Mean.",
                first(
                    AggregateFunctions::isSummable,
                    DOUBLE,
                    t -> t instanceof IntervalType ? t : DOUBLE))
            .alias("mean"),
        aggregate("min", "x ANY -> type of x", "min(2)", "Smallest value.", ANY),
        aggregate("max", "x ANY -> type of x", "max(2)", "Largest value.", ANY),
        aggregate("any_value", "x ANY -> type of x", "any_value(2)", "Some value not NULL.", ANY)
            .alias("arbitrary"),
        aggregate(
            "single_value",
            "x ANY -> type of x",
            "(SELECT 2)",
            "The only row's value, an error for more: what a scalar subquery means.",
            ANY),
        aggregate(
            "grouping",
            "key, …: grouping expressions -> BIGINT",
            "",
            "A bit per argument: 1 where the grouping set leaves the key out.",
            arguments -> Optional.of(new Binding(arguments.types(), BIGINT))));
  }

  private static boolean isSummable(DataType type) {
    return type.isNumeric() || type instanceof IntervalType;
  }

  private static DataType sumOf(DataType type) {
    return switch (type) {
      case DecimalType decimal -> new DecimalType(DecimalType.MAX_PRECISION, decimal.scale());
      case SimpleType simple when simple == BIGINT -> new DecimalType(DecimalType.MAX_PRECISION, 0);
      case IntervalType interval -> interval;
      default -> type.isInteger() ? BIGINT : DOUBLE;
    };
  }

  private static List<FunctionDefinition> logic() {
    TypeRule bool = fixed(BOOLEAN, BOOLEAN);
    TypeRule bits = first(t -> t.isInteger(), INTEGER, SAME);
    String b = "x BOOLEAN -> BOOLEAN";
    String i = "x integer -> type of x";
    return List.of(
        aggregate("bool_and", b, "bool_and(TRUE)", "Whether all are true.", bool).alias("every"),
        aggregate("bool_or", b, "bool_or(TRUE)", "Whether any is true.", bool).alias("some"),
        aggregate("bit_and", i, "bit_and(6)", "Bitwise AND of all.", bits),
        aggregate("bit_or", i, "bit_or(6)", "Bitwise OR of all.", bits),
        aggregate("bit_xor", i, "bit_xor(6)", "Bitwise exclusive OR of all.", bits));
  }

  private static List<FunctionDefinition> spread() {
    TypeRule rule = TypeRules.doubles(1);
    String d = "x DOUBLE -> DOUBLE";
    return List.of(
        aggregate("var_pop", d, "var_pop(2)", "Variance of the population.", rule),
        aggregate("var_samp", d, "var_samp(2)", "Variance of a sample.", rule).alias("variance"),
        aggregate("stddev_pop", d, "stddev_pop(2)", "Population's standard deviation.", rule),
        aggregate("stddev_samp", d, "stddev_samp(2)", "Sample's standard deviation.", rule)
            .alias("stddev"));
  }

  private static List<FunctionDefinition> pairs() {
    List<FunctionDefinition> all = new ArrayList<>();
    for (String name :
        List.of(
            "corr",
            "covar_pop",
            "covar_samp",
            "regr_avgx",
            "regr_avgy",
            "regr_intercept",
            "regr_r2",
            "regr_slope",
            "regr_sxx",
            "regr_sxy",
            "regr_syy")) {
      all.add(
          aggregate(
              name,
              "y DOUBLE, x DOUBLE -> DOUBLE",
              name + "(1, 2)",
              "Statistics of the pairs (x, y) without NULL.",
              TypeRules.doubles(2)));
    }
    all.add(
        aggregate(
            "regr_count",
            "y DOUBLE, x DOUBLE -> BIGINT",
            "regr_count(1, 2)",
            "The number of pairs without NULL.",
            fixed(BIGINT, DOUBLE, DOUBLE)));
    return all;
  }

  private static List<FunctionDefinition> lists() {
    return List.of(
        aggregate(
                "string_agg",
                "text VARCHAR, separator VARCHAR (a constant) [ORDER BY …] -> VARCHAR",
                "string_agg('a', ',')",
                "All texts with a separator between them.",
                fixed(VARCHAR, VARCHAR, VARCHAR).or(fixed(VARCHAR, VARCHAR)))
            .alias("listagg", "group_concat"),
        aggregate(
                "array_agg",
                "x ANY [ORDER BY …] -> array of x",
                "array_agg(2)",
                "All values, NULL too, as an array.",
                first(TypeRules::any, VARCHAR, ArrayType::new))
            .alias("list"),
        aggregate(
                "approx_count_distinct",
                "x ANY -> BIGINT",
                "approx_count_distinct(2)",
                "The number of different values; counted exactly.",
                first(TypeRules::any, VARCHAR, to(BIGINT)))
            .alias("approx_distinct"));
  }

  private static List<FunctionDefinition> ordered() {
    TypeRule continuous = first(TypeRules::isNumber, DOUBLE, to(DOUBLE), DOUBLE);
    TypeRule discrete = first(TypeRules::any, DOUBLE, SAME, DOUBLE);
    return List.of(
        aggregate(
            "median",
            "x number -> DOUBLE",
            "median(2)",
            "The value in the middle, or the mean of the two there.",
            first(TypeRules::isNumber, DOUBLE, to(DOUBLE))),
        aggregate(
                "quantile_cont",
                "x number, fraction DOUBLE (a constant) -> DOUBLE",
                "quantile_cont(2, 0.5)",
                "The value at a fraction of the sorted values, interpolated; the same as"
                    + " percentile_cont(fraction) WITHIN GROUP (ORDER BY x).",
                continuous)
            .alias("percentile_cont"),
        aggregate(
                "quantile_disc",
                "x ANY, fraction DOUBLE (a constant) -> type of x",
                "quantile_disc(2, 0.5)",
                "The first value at or behind a fraction of the sorted values; the same as"
                    + " percentile_disc(fraction) WITHIN GROUP (ORDER BY x).",
                discrete)
            .alias("percentile_disc", "quantile"),
        aggregate("mode", "x ANY -> type of x", "mode(2)", "The most frequent value.", ANY));
  }
}

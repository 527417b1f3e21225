package io.thalweg.core.function;

import static io.thalweg.core.function.Entries.scalar;
import static io.thalweg.core.function.TypeRules.common;
import static io.thalweg.core.function.TypeRules.doubles;
import static io.thalweg.core.function.TypeRules.first;
import static io.thalweg.core.function.TypeRules.fixed;
import static io.thalweg.core.function.TypeRules.nothing;
import static io.thalweg.core.function.TypeRules.to;
import static io.thalweg.core.type.SimpleType.BIGINT;
import static io.thalweg.core.type.SimpleType.DOUBLE;
import static io.thalweg.core.type.SimpleType.INTEGER;
import static io.thalweg.core.type.SimpleType.VARCHAR;

import io.thalweg.core.function.TypeRule.Binding;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.DecimalType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/// Functions of numbers.
final class NumberFunctions {
  private static final UnaryOperator<DataType> SAME = UnaryOperator.identity();
  private static final TypeRule NUMBER = first(t -> t.isNumeric(), DOUBLE, SAME);
  private static final TypeRule WHOLE = first(t -> t.isNumeric(), DOUBLE, NumberFunctions::whole);
  private static final String D = "x DOUBLE -> DOUBLE";

  private NumberFunctions() {}

  static List<FunctionDefinition> all() {
    List<FunctionDefinition> all = new ArrayList<>(rounding());
    all.addAll(powers());
    all.addAll(angles());
    all.addAll(integers());
    return all;
  }

  private static List<FunctionDefinition> rounding() {
    String kept = "x number -> type of x";
    String whole = "x number -> type of x, a decimal without fraction";
    String digits = "x number [, digits INTEGER] -> type of x, a decimal with that many digits";
    return List.of(
        scalar("abs", kept, "abs(-5)", "Absolute value.", NUMBER),
        scalar("sign", "x number -> INTEGER or DOUBLE", "sign(-5)", "-1, 0 or 1.", sign()),
        scalar("ceil", whole, "ceil(1.2)", "Smallest whole number not below x.", WHOLE)
            .alias("ceiling"),
        scalar("floor", whole, "floor(-1.2)", "Largest whole number not above x.", WHOLE),
        scalar(
            "round",
            digits,
            "round(2.345, 2)",
            "Rounds half away from zero (REAL and DOUBLE: to the nearest even number when no digits"
                + " are asked for).",
            WHOLE.or(NumberFunctions::roundedTo)),
        scalar(
            "trunc",
            digits,
            "trunc(2.345, 2)",
            "Cuts digits off.",
            WHOLE.or(NumberFunctions::roundedTo)));
  }

  private static TypeRule sign() {
    TypeRule exact = first(TypeRules::isExact, INTEGER, to(INTEGER));
    return exact.or(fixed(DOUBLE, DOUBLE));
  }

  /// A decimal keeps its whole digits and one more, into which it may be rounded up.
  private static DataType whole(DataType type) {
    return type instanceof DecimalType decimal
        ? new DecimalType(
            Math.min(DecimalType.MAX_PRECISION, decimal.precision() - decimal.scale() + 1), 0)
        : type;
  }

  private static Optional<Binding> roundedTo(Arguments arguments) {
    if (arguments.size() != 2 || !CommonType.fits(arguments.type(1), INTEGER)) {
      return Optional.empty();
    }
    DataType type = arguments.isUntyped(0) ? DOUBLE : arguments.type(0);
    if (!type.isNumeric()) {
      return Optional.empty();
    }
    DataType result = type instanceof DecimalType d ? scaled(d, arguments.intConstant(1)) : type;
    return Optional.of(new Binding(List.of(type, INTEGER), result));
  }

  private static DataType scaled(DecimalType type, OptionalInt digits) {
    int scale = Math.clamp(digits.orElse(type.scale()), 0, type.scale());
    int precision =
        Math.min(DecimalType.MAX_PRECISION, type.precision() - type.scale() + scale + 1);
    return new DecimalType(precision, Math.min(scale, precision));
  }

  private static List<FunctionDefinition> powers() {
    return List.of(
        scalar("sqrt", D, "sqrt(16)", "Square root; below zero is an error.", doubles(1)),
        scalar("cbrt", D, "cbrt(27)", "Cube root.", doubles(1)),
        scalar("exp", D, "exp(0)", "e to the power x.", doubles(1)),
        scalar("ln", D, "ln(1)", "Natural logarithm.", doubles(1)),
        scalar("log10", D, "log10(1000)", "Logarithm to base 10.", doubles(1)),
        scalar("log2", D, "log2(8)", "Logarithm to base 2.", doubles(1)),
        scalar(
            "log",
            "[base DOUBLE,] x DOUBLE -> DOUBLE",
            "log(2, 8)",
            "Logarithm to a base, 10 when it is left out.",
            doubles(1).or(doubles(2))),
        scalar(
                "power",
                "x DOUBLE, y DOUBLE -> DOUBLE",
                "power(2, 10)",
                "x to the power y.",
                doubles(2))
            .alias("pow"),
        scalar("pi", "-> DOUBLE", "pi()", "The constant π.", nothing(DOUBLE)));
  }

  private static List<FunctionDefinition> angles() {
    List<FunctionDefinition> all = new ArrayList<>();
    for (String name : List.of("sin", "cos", "tan", "asin", "acos", "atan")) {
      all.add(scalar(name, D, name + "(0.5)", "Trigonometry in radians.", doubles(1)));
    }
    for (String name : List.of("sinh", "cosh", "tanh")) {
      all.add(scalar(name, D, name + "(0.5)", "Hyperbolic function.", doubles(1)));
    }
    all.add(scalar("cot", D, "cot(0.5)", "Cotangent of radians.", doubles(1)));
    all.add(
        scalar(
            "atan2",
            "y DOUBLE, x DOUBLE -> DOUBLE",
            "atan2(1, 1)",
            "Angle of the point (x, y) in radians.",
            doubles(2)));
    all.add(scalar("degrees", D, "degrees(pi())", "Radians to degrees.", doubles(1)));
    all.add(scalar("radians", D, "radians(180)", "Degrees to radians.", doubles(1)));
    return all;
  }

  private static List<FunctionDefinition> integers() {
    TypeRule two = common(2, 2, t -> t.isInteger(), BIGINT, SAME);
    String call = "a, b: integers -> the wider type";
    return List.of(
        scalar("gcd", call, "gcd(12, 18)", "Greatest common divisor.", two),
        scalar("lcm", call, "lcm(4, 6)", "Least common multiple.", two),
        scalar(
            "factorial",
            "n BIGINT -> DECIMAL(38, 0)",
            "factorial(5)",
            "Product of 1 to n.",
            fixed(new DecimalType(38, 0), BIGINT)),
        scalar(
            "to_hex",
            "n BIGINT -> VARCHAR",
            "to_hex(255)",
            "Hexadecimal digits; negative numbers in two's complement.",
            fixed(VARCHAR, BIGINT)));
  }
}

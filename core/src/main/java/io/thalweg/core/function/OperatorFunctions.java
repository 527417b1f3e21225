package io.thalweg.core.function;

import static io.thalweg.core.function.Entries.scalar;
import static io.thalweg.core.function.TypeRules.common;
import static io.thalweg.core.function.TypeRules.first;
import static io.thalweg.core.function.TypeRules.fixed;
import static io.thalweg.core.function.TypeRules.to;
import static io.thalweg.core.type.SimpleType.BIGINT;
import static io.thalweg.core.type.SimpleType.BOOLEAN;
import static io.thalweg.core.type.SimpleType.INTEGER;
import static io.thalweg.core.type.SimpleType.VARBINARY;
import static io.thalweg.core.type.SimpleType.VARCHAR;

import io.thalweg.core.type.ArrayType;
import io.thalweg.core.type.IntervalType;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// What the operators of SQL are called in plans: comparison, logic, arithmetic, patterns, bits.
final class OperatorFunctions {
  private static final TypeRule COMPARE = common(2, 2, TypeRules::any, VARCHAR, to(BOOLEAN));
  private static final TypeRule BITS = common(2, 2, t -> t.isInteger(), INTEGER, t -> t);
  private static final TypeRule PATTERN =
      fixed(BOOLEAN, VARCHAR, VARCHAR).or(fixed(BOOLEAN, VARCHAR, VARCHAR, VARCHAR));

  private OperatorFunctions() {}

  static List<FunctionDefinition> all() {
    return Stream.of(comparisons(), tests(), arithmetic(), patterns(), bits())
        .flatMap(List::stream)
        .toList();
  }

  private static List<FunctionDefinition> comparisons() {
    return List.of(
        compare("eq", "1 = 1", "Equal: `=`."),
        compare("ne", "1 <> 2", "Not equal: `<>`."),
        compare("lt", "1 < 2", "Less than: `<`."),
        compare("le", "1 <= 2", "Less than or equal: `<=`."),
        compare("gt", "2 > 1", "Greater than: `>`."),
        compare("ge", "2 >= 1", "Greater than or equal: `>=`."),
        compare(
            "is_distinct_from",
            "1 IS DISTINCT FROM NULL",
            "Not equal, where NULL equals only NULL."),
        compare(
            "is_not_distinct_from",
            "NULL IS NOT DISTINCT FROM NULL",
            "Equal, where NULL equals NULL."));
  }

  private static FunctionDefinition compare(String name, String example, String help) {
    return scalar(name, "a ANY, b ANY -> BOOLEAN", example, help, COMPARE);
  }

  private static List<FunctionDefinition> tests() {
    TypeRule anything = first(TypeRules::any, VARCHAR, to(BOOLEAN));
    String any = "x ANY -> BOOLEAN";
    String bool = "x BOOLEAN -> BOOLEAN";
    TypeRule one = fixed(BOOLEAN, BOOLEAN);
    return List.of(
        scalar("is_null", any, "NULL IS NULL", "Whether x is NULL.", anything),
        scalar("is_not_null", any, "1 IS NOT NULL", "Whether x is not NULL.", anything),
        scalar("is_true", bool, "TRUE IS TRUE", "Whether x is true, never NULL.", one),
        scalar("is_false", bool, "FALSE IS FALSE", "Whether x is false, never NULL.", one),
        scalar("is_not_true", bool, "NULL IS NOT TRUE", "Whether x is false or NULL.", one),
        scalar("is_not_false", bool, "NULL IS NOT FALSE", "Whether x is true or NULL.", one));
  }

  private static List<FunctionDefinition> arithmetic() {
    TypeRule negate =
        first(t -> t.isNumeric() || t instanceof IntervalType, INTEGER, UnaryOperator.identity());
    return List.of(
        scalar(
            "add",
            "a, b: numbers, intervals, or a date or time and an interval or days -> by operands",
            "1 + 2",
            "Addition: `+`; overflow is an error.",
            ((TypeRule) ArithmeticRules::addNumbers).or(ArithmeticRules::addTimes)),
        scalar(
            "subtract",
            "a, b: numbers, intervals, dates, times; or a date and an interval or days"
                + " -> by operands; DATE - DATE is days as BIGINT",
            "3 - 1",
            "Subtraction: `-`; overflow is an error.",
            ((TypeRule) ArithmeticRules::addNumbers).or(ArithmeticRules::subtractTimes)),
        scalar(
            "multiply",
            "a, b: numbers, or an interval and a number -> by operands",
            "2 * 3",
            "Multiplication: `*`; overflow is an error.",
            ((TypeRule) ArithmeticRules::multiplyNumbers).or(ArithmeticRules::scaleInterval)),
        scalar(
            "divide",
            "a, b: numbers, or an interval and a number -> integer for integers, else DOUBLE",
            "7 / 2",
            "Division: `/`; integers truncate, decimals divide in DOUBLE, by zero is an error.",
            ((TypeRule) ArithmeticRules::divideNumbers).or(ArithmeticRules::divideInterval)),
        scalar(
            "mod",
            "a, b: numbers -> the common type",
            "mod(7, 3)",
            "Remainder with the sign of a: `%`.",
            ArithmeticRules::modNumbers),
        scalar("negate", "x number or interval -> type of x", "-(1)", "Negation: `-`.", negate));
  }

  private static List<FunctionDefinition> patterns() {
    String call = "value VARCHAR, pattern VARCHAR [, escape VARCHAR] -> BOOLEAN";
    TypeRule arrays = common(2, 2, t -> t instanceof ArrayType, VARCHAR, UnaryOperator.identity());
    return List.of(
        scalar(
            "concat",
            "a, b: texts, binaries or arrays -> VARCHAR, VARBINARY or array",
            "'a' || 'b'",
            "Concatenation: `||`; NULL when an operand is NULL.",
            arrays.or(concatBinaries()).or(concatTexts())),
        scalar("like", call, "'abc' LIKE 'a%'", "Pattern match with % and _.", PATTERN),
        scalar("ilike", call, "'ABC' ILIKE 'a%'", "LIKE without regard to case.", PATTERN),
        scalar(
            "similar_to",
            call,
            "'abc' SIMILAR TO '(a|b)%'",
            "Match of SQL's regular expressions.",
            PATTERN));
  }

  /// At least one operand has to be binary: two literals are texts.
  private static TypeRule concatBinaries() {
    TypeRule binaries = fixed(VARBINARY, VARBINARY, VARBINARY);
    return arguments ->
        arguments.types().contains(VARBINARY)
            ? binaries.bind(arguments)
            : java.util.Optional.empty();
  }

  /// At least one operand has to be text; the other is written as text.
  private static TypeRule concatTexts() {
    TypeRule texts = TypeRules.texts(2, Integer.MAX_VALUE, VARCHAR);
    return arguments ->
        arguments.types().stream().anyMatch(t -> CommonType.fits(t, VARCHAR))
            ? texts.bind(arguments)
            : java.util.Optional.empty();
  }

  private static List<FunctionDefinition> bits() {
    String two = "a, b: integers -> the wider type";
    TypeRule shift = first(t -> t.isInteger(), INTEGER, UnaryOperator.identity(), BIGINT);
    TypeRule not = first(t -> t.isInteger(), INTEGER, UnaryOperator.identity());
    return List.of(
        scalar("bitand", two, "bitand(12, 10)", "Bitwise AND: `&`.", BITS),
        scalar("bitor", two, "bitor(12, 10)", "Bitwise OR: `|`.", BITS),
        scalar("bitxor", two, "bitxor(12, 10)", "Bitwise exclusive OR: `#`.", BITS),
        scalar("bitnot", "a integer -> type of a", "bitnot(5)", "Bitwise NOT: `~`.", not),
        scalar(
            "shift_left",
            "a integer, bits BIGINT -> type of a",
            "shift_left(1, 4)",
            "Bits moved up: `<<`; bits that leave the type are lost.",
            shift),
        scalar(
            "shift_right",
            "a integer, bits BIGINT -> type of a",
            "shift_right(16, 2)",
            "Bits moved down, keeping the sign: `>>`.",
            shift));
  }
}

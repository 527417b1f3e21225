package io.thalweg.core.function;

import static io.thalweg.core.type.SimpleType.BIGINT;
import static io.thalweg.core.type.SimpleType.BOOLEAN;
import static io.thalweg.core.type.SimpleType.DATE;
import static io.thalweg.core.type.SimpleType.DOUBLE;
import static io.thalweg.core.type.SimpleType.INTEGER;
import static io.thalweg.core.type.SimpleType.NULL;
import static io.thalweg.core.type.SimpleType.SMALLINT;
import static io.thalweg.core.type.SimpleType.VARCHAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.IntervalType;
import io.thalweg.core.type.TimestampType;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FunctionCatalogTest {
  private static DataType result(String name, DataType... arguments) {
    return FunctionCatalog.resolve(name, List.of(arguments)).resultType();
  }

  private static DecimalType decimal(int precision, int scale) {
    return new DecimalType(precision, scale);
  }

  @Test
  void integersAddInTheWiderType() {
    assertThat(result("add", SMALLINT, INTEGER)).isEqualTo(INTEGER);
    assertThat(result("multiply", BIGINT, INTEGER)).isEqualTo(BIGINT);
    assertThat(result("divide", INTEGER, INTEGER)).isEqualTo(INTEGER);
  }

  @Test
  void decimalsGrowAsTheDialectSays() {
    assertThat(result("add", decimal(12, 2), decimal(10, 4))).isEqualTo(decimal(15, 4));
    assertThat(result("subtract", INTEGER, decimal(12, 2))).isEqualTo(decimal(13, 2));
    assertThat(result("multiply", decimal(12, 2), decimal(13, 2))).isEqualTo(decimal(25, 4));
    assertThat(result("multiply", decimal(30, 2), decimal(30, 2))).isEqualTo(decimal(38, 4));
    assertThat(result("divide", decimal(12, 2), INTEGER)).isEqualTo(DOUBLE);
    assertThat(result("add", decimal(12, 2), DOUBLE)).isEqualTo(DOUBLE);
  }

  @Test
  void literalsThatCouldBeBinaryAreTextsWhenConcatenated() {
    Optional<Literal> text = Optional.of(new Literal(VARCHAR, "a"));
    assertThat(
            FunctionCatalog.resolve("concat", List.of(VARCHAR, VARCHAR), List.of(text, text))
                .resultType())
        .isEqualTo(VARCHAR);
  }

  @Test
  void untypedTextsStayTexts() {
    assertThat(result("if", BOOLEAN, NULL, NULL)).isEqualTo(VARCHAR);
    assertThat(result("coalesce", NULL, NULL)).isEqualTo(VARCHAR);
    assertThat(result("lag", NULL, BIGINT, NULL)).isEqualTo(VARCHAR);
  }

  @Test
  void operandsOfDecimalMultiplicationKeepTheirScales() {
    assertThat(
            FunctionCatalog.resolve("multiply", List.of(decimal(12, 2), INTEGER)).castArgumentsTo())
        .containsExactly(decimal(12, 2), decimal(10, 0));
  }

  @Test
  void datesMoveByIntervalsAndDays() {
    assertThat(result("add", DATE, IntervalType.YEAR_MONTH)).isEqualTo(TimestampType.MICROS);
    assertThat(result("subtract", DATE, INTEGER)).isEqualTo(DATE);
    assertThat(result("subtract", DATE, DATE)).isEqualTo(BIGINT);
    assertThat(result("subtract", TimestampType.MICROS, DATE)).isEqualTo(IntervalType.DAY_TIME);
    assertThat(result("multiply", INTEGER, IntervalType.DAY_TIME)).isEqualTo(IntervalType.DAY_TIME);
  }

  @Test
  void anUntypedLiteralTakesTheOtherOperandsType() {
    assertThat(FunctionCatalog.resolve("eq", List.of(DATE, NULL)).castArgumentsTo())
        .containsExactly(DATE, DATE);
    assertThat(FunctionCatalog.resolve("subtract", List.of(DATE, NULL)).castArgumentsTo())
        .containsExactly(DATE, DATE);
    assertThat(FunctionCatalog.resolve("eq", List.of(NULL, NULL)).castArgumentsTo())
        .containsExactly(VARCHAR, VARCHAR);
  }

  @Test
  void aggregatesWidenTheirSums() {
    assertThat(result("sum", INTEGER)).isEqualTo(BIGINT);
    assertThat(result("sum", BIGINT)).isEqualTo(decimal(38, 0));
    assertThat(result("sum", decimal(12, 2))).isEqualTo(decimal(38, 2));
    assertThat(result("avg", decimal(12, 2))).isEqualTo(DOUBLE);
    assertThat(result("count")).isEqualTo(BIGINT);
  }

  @Test
  void roundingADecimalToAConstantNumberOfDigitsSetsItsScale() {
    DataType type =
        FunctionCatalog.resolve(
                "round",
                List.of(decimal(10, 4), INTEGER),
                List.of(Optional.empty(), Optional.of(new Literal(INTEGER, 2))))
            .resultType();

    assertThat(type).isEqualTo(decimal(9, 2));
  }

  @Test
  void aUsersConcatIsNotTheOperator() {
    assertThat(FunctionCatalog.canonicalName("CONCAT")).contains("concat_values");
    assertThat(FunctionCatalog.canonicalName("char_length")).contains("length");
    assertThat(FunctionCatalog.resolve("concat", List.of(VARCHAR, INTEGER)).function())
        .isEqualTo("concat");
  }

  @Test
  void anUnknownNameSuggestsSimilarOnes() {
    assertThatThrownBy(() -> result("substrng", VARCHAR))
        .isInstanceOf(ThalwegException.class)
        .hasMessageContaining("did you mean \"substring\"")
        .extracting(e -> ((ThalwegException) e).code())
        .isEqualTo(ErrorCode.UNKNOWN_FUNCTION);
  }

  @Test
  void wrongArgumentsSayWhatTheFunctionTakes() {
    assertThatThrownBy(() -> result("upper", BOOLEAN))
        .hasMessageContaining("upper(BOOLEAN) does not exist")
        .hasMessageContaining("text VARCHAR")
        .extracting(e -> ((ThalwegException) e).code())
        .isEqualTo(ErrorCode.TYPE_MISMATCH);
  }

  @Test
  void everySignatureIsDocumented() {
    assertThat(FunctionCatalog.signatures())
        .hasSizeGreaterThan(150)
        .allSatisfy(
            signature -> {
              assertThat(signature.help()).endsWith(".");
              assertThat(signature.result()).isNotEmpty();
              assertThat(signature.example().isEmpty())
                  .isEqualTo(signature.name().equals("grouping"));
            });
  }
}

package io.thalweg.core.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.core.type.DataType;
import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.SimpleType;
import java.util.List;
import org.junit.jupiter.api.Test;

class AggregateStatesTest {
  private static final List<DataType> INTEGERS = List.of(SimpleType.INTEGER);
  private static final List<DataType> DOUBLES = List.of(SimpleType.DOUBLE);

  @Test
  void aSumOfChangesCarriesHowManyValuesItHas() {
    assertThat(AggregateStates.ofChanges("sum", INTEGERS, SimpleType.BIGINT, false))
        .hasValue(List.of(SimpleType.BIGINT, SimpleType.BIGINT));
    assertThat(AggregateStates.of("sum", INTEGERS, SimpleType.BIGINT, false))
        .hasValue(List.of(SimpleType.BIGINT));
  }

  @Test
  void countsAndExactAveragesOfChangesHaveTheStatesTheyHaveOtherwise() {
    assertThat(AggregateStates.ofChanges("count", List.of(), SimpleType.BIGINT, false))
        .hasValue(List.of(SimpleType.BIGINT));
    assertThat(AggregateStates.ofChanges("avg", INTEGERS, SimpleType.DOUBLE, false))
        .hasValue(List.of(new DecimalType(38, 0), SimpleType.BIGINT));
  }

  @Test
  void sumsOfDoublesTravelAsExactNumbers() {
    assertThat(AggregateStates.ofChanges("avg", DOUBLES, SimpleType.DOUBLE, false))
        .hasValue(List.of(SimpleType.VARBINARY, SimpleType.BIGINT));
  }

  @Test
  void whatCannotTakeRowsBackRunsInOneStepOverChanges() {
    for (String function : List.of("min", "max", "bool_and", "bit_or", "any_value", "var_pop")) {
      assertThat(AggregateStates.ofChanges(function, DOUBLES, SimpleType.DOUBLE, false))
          .as(function)
          .isEmpty();
    }
    assertThat(AggregateStates.mergesRetractions("sum", true)).isFalse();
    assertThat(AggregateStates.mergesRetractions("sum", false)).isTrue();
  }
}

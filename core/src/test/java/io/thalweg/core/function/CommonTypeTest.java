package io.thalweg.core.function;

import static io.thalweg.core.type.SimpleType.BIGINT;
import static io.thalweg.core.type.SimpleType.DATE;
import static io.thalweg.core.type.SimpleType.DOUBLE;
import static io.thalweg.core.type.SimpleType.INTEGER;
import static io.thalweg.core.type.SimpleType.NULL;
import static io.thalweg.core.type.SimpleType.REAL;
import static io.thalweg.core.type.SimpleType.TINYINT;
import static io.thalweg.core.type.SimpleType.VARCHAR;
import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.core.type.ArrayType;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.TimestampType;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommonTypeTest {
  private static void meet(DataType left, DataType right, DataType expected) {
    assertThat(CommonType.of(left, right)).contains(expected);
    assertThat(CommonType.of(right, left)).contains(expected);
  }

  @Test
  void numbersMeetInTheTypeThatHoldsBoth() {
    meet(TINYINT, BIGINT, BIGINT);
    meet(INTEGER, new DecimalType(12, 2), new DecimalType(12, 2));
    meet(BIGINT, new DecimalType(12, 2), new DecimalType(21, 2));
    meet(new DecimalType(38, 0), new DecimalType(10, 5), new DecimalType(38, 5));
    meet(new DecimalType(38, 38), BIGINT, new DecimalType(38, 38));
    meet(new DecimalType(12, 2), DOUBLE, DOUBLE);
    meet(INTEGER, REAL, DOUBLE);
  }

  @Test
  void datesMeetTimestampsAndAZoneWins() {
    meet(DATE, TimestampType.MICROS, TimestampType.MICROS);
    meet(new TimestampType(9, false), TimestampType.MICROS_UTC, new TimestampType(9, true));
  }

  @Test
  void theUntypedNullTakesTheOtherType() {
    meet(NULL, VARCHAR, VARCHAR);
    assertThat(CommonType.of(List.of())).contains(NULL);
  }

  @Test
  void elementsOfArraysMeet() {
    meet(new ArrayType(INTEGER), new ArrayType(BIGINT), new ArrayType(BIGINT));
  }

  @Test
  void textMeetsNoNumber() {
    assertThat(CommonType.of(VARCHAR, INTEGER)).isEmpty();
    assertThat(CommonType.fits(BIGINT, INTEGER)).isFalse();
    assertThat(CommonType.fits(INTEGER, DOUBLE)).isTrue();
  }
}

package io.thalweg.exec.aggregate.accumulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.core.data.BytesColumn;
import io.thalweg.exec.state.Groups;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExactDoublesTest {
  private static final int GROUPS = 3;

  @Test
  void sumsAreTheTrueOnesRoundedOnce() {
    for (int spread : new int[] {1, 40, 400, 1000}) {
      Random random = new Random(spread);
      ExactDoubles sums = sums(false);
      BigDecimal[] expected = zeros();
      for (int i = 0; i < 500; i++) {
        int group = random.nextInt(GROUPS);
        int weight = random.nextInt(7) - 3;
        double value = number(random, spread);
        sums.add(group, value, weight);
        expected[group] = expected[group].add(times(new BigDecimal(value), weight));
        assertThat(sums.value(group)).isEqualTo(expected[group].doubleValue());
      }
    }
  }

  @Test
  void whatIsTakenBackLeavesNothing() {
    Random random = new Random(5);
    double[] values = random.doubles(300, -1, 1).map(v -> v * Math.pow(10, 40 * v)).toArray();
    ExactDoubles sums = sums(false);
    sums.add(0, 0.1, 1);
    for (double value : values) {
      sums.add(0, value, Integer.MAX_VALUE);
    }
    for (int i = values.length - 1; i >= 0; i--) {
      sums.add(0, values[i], -Integer.MAX_VALUE);
    }
    assertThat(sums.value(0)).isEqualTo(0.1);
    sums.add(0, 0.1, -1);
    assertThat(sums.value(0)).isZero();
  }

  @Test
  void theSmallestAndTheGreatestNumbersAreSummed() {
    ExactDoubles sums = sums(false);
    sums.add(0, Double.MIN_VALUE, 3);
    assertThat(sums.value(0)).isEqualTo(3 * Double.MIN_VALUE);
    sums.add(0, Double.MIN_NORMAL, -1);
    assertThat(sums.value(0)).isEqualTo(3 * Double.MIN_VALUE - Double.MIN_NORMAL);
    sums.add(0, Double.MAX_VALUE, 2);
    assertThat(sums.value(0)).isEqualTo(Double.POSITIVE_INFINITY);
    sums.add(0, Double.MAX_VALUE, -1);
    assertThat(sums.value(0)).isEqualTo(Double.MAX_VALUE);
    sums.add(0, Double.MAX_VALUE, -1);
    sums.add(0, -0.0, 1);
    sums.add(0, Double.MIN_VALUE, -3);
    sums.add(0, Double.MIN_NORMAL, 1);
    assertThat(sums.value(0)).isZero();
  }

  @Test
  void whatIsNotFiniteCountsUntilItIsTakenBack() {
    ExactDoubles sums = sums(false);
    sums.add(0, 2.5, 1);
    sums.add(0, Double.POSITIVE_INFINITY, 2);
    assertThat(sums.value(0)).isEqualTo(Double.POSITIVE_INFINITY);
    sums.add(0, Double.NEGATIVE_INFINITY, 1);
    assertThat(sums.value(0)).isNaN();
    sums.add(0, Double.POSITIVE_INFINITY, -2);
    assertThat(sums.value(0)).isEqualTo(Double.NEGATIVE_INFINITY);
    sums.add(0, Double.NaN, 1);
    assertThat(sums.value(0)).isNaN();
    sums.add(0, Double.NaN, -1);
    sums.add(0, Double.NEGATIVE_INFINITY, -1);
    assertThat(sums.value(0)).isEqualTo(2.5);
  }

  @Test
  void productsAreExact() {
    for (int spread : new int[] {1, 300, 1000}) {
      Random random = new Random(spread);
      ExactDoubles sums = sums(true);
      BigDecimal[] expected = zeros();
      for (int i = 0; i < 200; i++) {
        int group = random.nextInt(GROUPS);
        int weight = random.nextInt(7) - 3;
        double left = number(random, spread);
        double right = number(random, spread);
        sums.addProduct(group, left, right, weight);
        BigDecimal product = new BigDecimal(left).multiply(new BigDecimal(right));
        expected[group] = expected[group].add(times(product, weight));
        BigDecimal unit = new BigDecimal(BigInteger.TWO.pow(2148));
        assertThat(new BigDecimal(sums.units(group)))
            .isEqualByComparingTo(expected[group].multiply(unit));
      }
    }
  }

  @Test
  void encodedSumsAddUp() {
    Random random = new Random(9);
    ExactDoubles all = sums(false);
    ExactDoubles merged = sums(false);
    for (int part = 0; part < 20; part++) {
      ExactDoubles one = sums(false);
      for (int i = 0; i < 30; i++) {
        double value = i == 7 ? Double.NaN : number(random, 200);
        int weight = random.nextInt(5) - 2;
        all.add(i % GROUPS, value, weight);
        one.add(i % GROUPS, value, weight);
      }
      BytesColumn encoded = one.encode(Groups.range(0, GROUPS));
      for (int group = 0; group < GROUPS; group++) {
        merged.addEncoded(group, encoded, group);
      }
    }
    for (int group = 0; group < GROUPS; group++) {
      assertThat(merged.value(group)).isEqualTo((Double) all.value(group));
    }
    merged.forget(Groups.range(1, 1));
    assertThat(merged.value(1)).isZero();
    assertThat(merged.value(2)).isEqualTo((Double) all.value(2));
  }

  private static ExactDoubles sums(boolean products) {
    ExactDoubles sums = new ExactDoubles(products);
    sums.ensure(GROUPS);
    return sums;
  }

  private static BigDecimal[] zeros() {
    return new BigDecimal[] {BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO};
  }

  private static BigDecimal times(BigDecimal value, int weight) {
    return value.multiply(BigDecimal.valueOf(weight));
  }

  private static double number(Random random, int spread) {
    return Math.scalb(random.nextDouble() - 0.5, random.nextInt(2 * spread) - spread);
  }
}

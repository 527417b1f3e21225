package io.thalweg.exec.aggregate;

import io.thalweg.core.plan.Aggregate;
import io.thalweg.core.plan.AggregateCall;
import io.thalweg.core.plan.SortKey;
import io.thalweg.core.type.DecimalType;
import io.thalweg.exec.testing.Rows;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Aggregates rows of Java values in the plainest way: the reference for the operator.
public final class NaiveAggregate {
  private NaiveAggregate() {}

  /// The output rows of a node in one step.
  public static List<List<@Nullable Object>> rows(
      Aggregate node, List<List<@Nullable Object>> input) {
    List<List<@Nullable Object>> output = new ArrayList<>();
    for (int set = 0; set < node.groupingSets().size(); set++) {
      Map<List<@Nullable Object>, List<List<@Nullable Object>>> groups = new LinkedHashMap<>();
      Set<Integer> present = new HashSet<>(node.groupingSets().get(set));
      if (present.isEmpty()) {
        groups.put(
            new ArrayList<>(Collections.nCopies(node.keys().size(), null)), new ArrayList<>());
      }
      for (List<@Nullable Object> row : input) {
        List<@Nullable Object> key = new ArrayList<>();
        for (int k = 0; k < node.keys().size(); k++) {
          key.add(present.contains(k) ? Rows.canonical(row.get(node.keys().get(k))) : null);
        }
        groups.computeIfAbsent(key, any -> new ArrayList<>()).add(row);
      }
      for (var group : groups.entrySet()) {
        List<@Nullable Object> row = new ArrayList<>(group.getKey());
        node.calls().forEach(call -> row.add(value(call, group.getValue())));
        if (node.groupingSets().size() > 1) {
          row.add(set);
        }
        output.add(row);
      }
    }
    return output;
  }

  /// The result of a call over the rows of one group.
  public static @Nullable Object value(AggregateCall call, List<List<@Nullable Object>> group) {
    List<List<@Nullable Object>> rows = new ArrayList<>(group);
    call.filter().ifPresent(f -> rows.removeIf(row -> !Boolean.TRUE.equals(row.get(f))));
    if (call.distinct() || call.function().equals("approx_count_distinct")) {
      Set<List<@Nullable Object>> seen = new HashSet<>();
      rows.removeIf(row -> !seen.add(Rows.canonical(List.of(arguments(call, row))).getFirst()));
    }
    rows.sort(order(call.orderBy()));
    if (call.arguments().isEmpty()) {
      return (long) rows.size();
    }
    List<@Nullable Object> all = new ArrayList<>();
    rows.forEach(row -> all.add(row.get(call.arguments().getFirst())));
    if (call.function().equals("array_agg")) {
      return all.isEmpty() ? null : Rows.canonical(all);
    }
    rows.removeIf(row -> arguments(call, row).contains(null));
    List<Object> values = new ArrayList<>();
    rows.forEach(row -> values.add(Objects.requireNonNull(row.get(call.arguments().getFirst()))));
    if (call.function().endsWith("count") || call.function().startsWith("approx")) {
      return (long) values.size();
    }
    if (values.isEmpty()) {
      return null;
    }
    return call.arguments().size() == 2
        ? pairs(call.function(), rows, call.arguments())
        : Rows.canonical(nonEmpty(call, values));
  }

  private static List<@Nullable Object> arguments(AggregateCall call, List<@Nullable Object> row) {
    List<@Nullable Object> values = new ArrayList<>();
    call.arguments().forEach(column -> values.add(row.get(column)));
    return values;
  }

  private static @Nullable Object nonEmpty(AggregateCall call, List<Object> values) {
    List<Object> sorted = new ArrayList<>(values);
    sorted.sort(NaiveAggregate::compare);
    return switch (call.function()) {
      case "sum" -> sum(call, values);
      case "avg" -> sumOf(values).doubleValue() / values.size();
      case "min", "bool_and" -> sorted.getFirst();
      case "max", "bool_or" -> sorted.getLast();
      case "bit_and" -> values.stream().reduce((a, b) -> (Object) ((Long) a & (Long) b)).get();
      case "bit_or" -> values.stream().reduce((a, b) -> (Object) ((Long) a | (Long) b)).get();
      case "bit_xor" -> values.stream().reduce((a, b) -> (Object) ((Long) a ^ (Long) b)).get();
      case "string_agg" ->
          String.join(
              String.valueOf(call.constants().getFirst().value()),
              values.stream().map(Object::toString).toList());
      case "median" -> quantile(sorted, 0.5);
      case "quantile_cont" -> quantile(sorted, fraction(call));
      case "quantile_disc" ->
          sorted.get(Math.max(0, (int) Math.ceil(fraction(call) * sorted.size()) - 1));
      case "mode" -> mode(sorted);
      default -> spread(call.function(), values);
    };
  }

  private static double fraction(AggregateCall call) {
    return (Double) Objects.requireNonNull(call.constants().getFirst().value());
  }

  private static Object sum(AggregateCall call, List<Object> values) {
    if (values.getFirst() instanceof Duration) {
      return values.stream().map(Duration.class::cast).reduce(Duration.ZERO, Duration::plus);
    }
    if (values.getFirst() instanceof Period) {
      return values.stream()
          .map(Period.class::cast)
          .reduce(Period.ZERO, (a, b) -> a.plus(b).normalized());
    }
    BigDecimal sum = sumOf(values);
    return switch (call.type().layout()) {
      case DOUBLE -> sum.doubleValue();
      case LONG -> sum.longValueExact();
      default -> sum.setScale(((DecimalType) call.type()).scale());
    };
  }

  private static BigDecimal sumOf(List<Object> values) {
    return values.stream()
        .map(value -> new BigDecimal(value.toString()))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static double quantile(List<Object> sorted, double fraction) {
    double position = fraction * (sorted.size() - 1);
    double low = ((Number) sorted.get((int) Math.floor(position))).doubleValue();
    double high = ((Number) sorted.get((int) Math.ceil(position))).doubleValue();
    return low == high ? low : low + (position - Math.floor(position)) * (high - low);
  }

  private static Object mode(List<Object> sorted) {
    Set<Object> distinct = new LinkedHashSet<>(sorted);
    return distinct.stream()
        .max(
            Comparator.comparingInt((Object value) -> Collections.frequency(sorted, value))
                .thenComparing((a, b) -> compare(b, a)))
        .get();
  }

  private static @Nullable Object spread(String function, List<Object> values) {
    int divisor = values.size() - (function.endsWith("samp") ? 1 : 0);
    double mean = sumOf(values).doubleValue() / values.size();
    double squares = 0;
    for (Object value : values) {
      double distance = ((Number) value).doubleValue() - mean;
      squares += distance * distance;
    }
    if (divisor == 0) {
      return null;
    }
    return function.startsWith("var") ? squares / divisor : Math.sqrt(squares / divisor);
  }

  private static @Nullable Object pairs(
      String function, List<List<@Nullable Object>> rows, List<Integer> arguments) {
    double[] y = column(rows, arguments.get(0));
    double[] x = column(rows, arguments.get(1));
    double meanX = Arrays.stream(x).average().orElseThrow();
    double meanY = Arrays.stream(y).average().orElseThrow();
    double xx = products(x, meanX, x, meanX);
    double yy = products(y, meanY, y, meanY);
    double xy = products(x, meanX, y, meanY);
    return switch (function) {
      case "corr" -> xx == 0 || yy == 0 ? null : (Object) (xy / Math.sqrt(xx * yy));
      case "covar_pop" -> xy / x.length;
      case "covar_samp" -> x.length == 1 ? null : (Object) (xy / (x.length - 1));
      case "regr_avgx" -> meanX;
      case "regr_avgy" -> meanY;
      case "regr_sxx" -> xx;
      case "regr_syy" -> yy;
      case "regr_sxy" -> xy;
      case "regr_slope" -> xx == 0 ? null : (Object) (xy / xx);
      case "regr_intercept" -> xx == 0 ? null : (Object) (meanY - xy / xx * meanX);
      case "regr_r2" -> xx == 0 ? null : (Object) (yy == 0 ? 1.0 : xy * xy / (xx * yy));
      default -> throw new AssertionError("no naive " + function);
    };
  }

  private static double[] column(List<List<@Nullable Object>> rows, int column) {
    return rows.stream()
        .mapToDouble(row -> (Double) Objects.requireNonNull(row.get(column)))
        .toArray();
  }

  private static double products(double[] x, double meanX, double[] y, double meanY) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += (x[i] - meanX) * (y[i] - meanY);
    }
    return sum;
  }

  public static Comparator<List<@Nullable Object>> order(List<SortKey> keys) {
    return (left, right) -> {
      for (SortKey key : keys) {
        Object a = left.get(key.column());
        Object b = right.get(key.column());
        int order;
        if (a == null || b == null) {
          order = Boolean.compare(a == null, b == null) * (key.nullsFirst() ? -1 : 1);
        } else {
          order = compare(a, b) * (key.descending() ? -1 : 1);
        }
        if (order != 0) {
          return order;
        }
      }
      return 0;
    };
  }

  @SuppressWarnings("unchecked")
  public static int compare(Object left, Object right) {
    Object a = Objects.requireNonNull(Rows.canonical(left));
    Object b = Objects.requireNonNull(Rows.canonical(right));
    if (a instanceof Period first && b instanceof Period second) {
      return Long.compare(first.toTotalMonths(), second.toTotalMonths());
    }
    return ((Comparable<Object>) a).compareTo(b);
  }

  /// The rows with doubles cut to nine digits: sums in another order differ behind them.
  public static List<List<@Nullable Object>> rounded(List<List<@Nullable Object>> rows) {
    List<List<@Nullable Object>> result = new ArrayList<>();
    for (List<@Nullable Object> row : rows) {
      List<@Nullable Object> values = new ArrayList<>();
      row.forEach(value -> values.add(rounded(value)));
      result.add(values);
    }
    return result;
  }

  private static @Nullable Object rounded(@Nullable Object value) {
    if (!(value instanceof Double number) || !Double.isFinite(number)) {
      return value;
    }
    double cut = new BigDecimal(number).round(new MathContext(9)).doubleValue();
    return Math.abs(cut) < 1e-9 ? 0.0 : cut;
  }
}

package io.thalweg.exec.window;

import io.thalweg.core.plan.SortKey;
import io.thalweg.core.plan.Window;
import io.thalweg.core.plan.WindowCall;
import io.thalweg.core.plan.WindowFrame;
import io.thalweg.core.plan.WindowFrame.Bound;
import io.thalweg.exec.aggregate.NaiveAggregate;
import io.thalweg.exec.testing.Rows;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Window functions by their definitions, a row at a time: the reference for the operator.
public final class NaiveWindow {
  private final Window node;
  private final List<List<@Nullable Object>> rows;
  private final int[] group;

  private NaiveWindow(Window node, List<List<@Nullable Object>> partition) {
    this.node = node;
    this.rows = new ArrayList<>(partition);
    Comparator<List<@Nullable Object>> order = NaiveAggregate.order(node.orderBy());
    rows.sort(order);
    this.group = new int[rows.size()];
    for (int i = 1; i < group.length; i++) {
      group[i] = group[i - 1] + (order.compare(rows.get(i - 1), rows.get(i)) == 0 ? 0 : 1);
    }
  }

  public static List<List<@Nullable Object>> rows(Window node, List<List<@Nullable Object>> input) {
    Map<List<@Nullable Object>, List<List<@Nullable Object>>> partitions = new LinkedHashMap<>();
    for (List<@Nullable Object> row : input) {
      List<@Nullable Object> key = new ArrayList<>();
      node.partitionBy().forEach(column -> key.add(Rows.canonical(row.get(column))));
      partitions.computeIfAbsent(key, any -> new ArrayList<>()).add(row);
    }
    List<List<@Nullable Object>> output = new ArrayList<>();
    partitions
        .values()
        .forEach(partition -> output.addAll(new NaiveWindow(node, partition).rows()));
    return output;
  }

  private List<List<@Nullable Object>> rows() {
    List<List<@Nullable Object>> output = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      List<@Nullable Object> row = new ArrayList<>(rows.get(i));
      for (WindowCall call : node.calls()) {
        row.add(value(call, i));
      }
      output.add(row);
    }
    return output;
  }

  /// The time of the furthest row in a direction, each less than the gap from the one before.
  private @Nullable Object session(WindowCall call, int from, int direction) {
    Duration gap =
        (Duration) Objects.requireNonNull(call.frame().start().offset().orElseThrow().value());
    int time = call.call().arguments().getFirst();
    Object reached = rows.get(from).get(time);
    for (int i = from + direction; i >= 0 && i < rows.size(); i += direction) {
      if (!(reached instanceof LocalDateTime last)
          || !(rows.get(i).get(time) instanceof LocalDateTime next)
          || Duration.between(last, next).abs().compareTo(gap) >= 0) {
        break;
      }
      reached = next;
    }
    return reached;
  }

  private @Nullable Object value(WindowCall call, int i) {
    int size = rows.size();
    long rank = 1 + java.util.stream.IntStream.of(group).filter(g -> g < group[i]).count();
    return switch (call.call().function()) {
      case "row_number" -> i + 1L;
      case "rank" -> rank;
      case "dense_rank" -> group[i] + 1L;
      case "percent_rank" -> size == 1 ? 0.0 : (rank - 1.0) / (size - 1);
      case "cume_dist" ->
          (double) java.util.stream.IntStream.of(group).filter(g -> g <= group[i]).count() / size;
      case "ntile" -> ntile(i, argument(call, i, 1 - 1));
      case "session_start" -> session(call, i, -1);
      case "session_last" -> session(call, i, 1);
      case "lag" -> shifted(call, i, -1);
      case "lead" -> shifted(call, i, 1);
      case "first_value", "last_value", "nth_value" -> picked(call, i);
      default -> {
        List<List<@Nullable Object>> frame = new ArrayList<>();
        frame(call.frame(), i).forEach(j -> frame.add(rows.get(j)));
        yield NaiveAggregate.value(call.call(), frame);
      }
    };
  }

  private @Nullable Object argument(WindowCall call, int row, int position) {
    return rows.get(row).get(call.call().arguments().get(position));
  }

  private @Nullable Object ntile(int i, @Nullable Object argument) {
    if (argument == null) {
      return null;
    }
    long buckets = (Long) argument;
    long row = 0;
    for (long bucket = 1; bucket <= buckets; bucket++) {
      row += rows.size() / buckets + (bucket <= rows.size() % buckets ? 1 : 0);
      if (i < row) {
        return bucket;
      }
    }
    throw new AssertionError();
  }

  private @Nullable Object shifted(WindowCall call, int i, int direction) {
    int arguments = call.call().arguments().size();
    Object offset = arguments > 1 ? argument(call, i, 1) : Long.valueOf(1);
    if (offset == null) {
      return null;
    }
    long steps = Math.abs((Long) offset);
    int step = (Long) offset < 0 ? -direction : direction;
    int at = i;
    while (steps > 0) {
      at += step;
      if (at < 0 || at >= rows.size()) {
        return arguments > 2 ? argument(call, i, 2) : null;
      }
      if (!call.ignoreNulls() || argument(call, at, 0) != null) {
        steps--;
      }
    }
    return argument(call, at, 0);
  }

  private @Nullable Object picked(WindowCall call, int i) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int j : frame(call.frame(), i)) {
      Object value = argument(call, j, 0);
      if (value != null || !call.ignoreNulls()) {
        values.add(value);
      }
    }
    if (call.call().function().equals("nth_value")) {
      Object n = argument(call, i, 1);
      return n == null || (Long) n > values.size() ? null : values.get((int) ((Long) n - 1));
    }
    if (values.isEmpty()) {
      return null;
    }
    return call.call().function().equals("first_value") ? values.getFirst() : values.getLast();
  }

  private List<Integer> frame(WindowFrame frame, int i) {
    List<Integer> members = new ArrayList<>();
    for (int j = 0; j < rows.size(); j++) {
      boolean excluded =
          switch (frame.exclusion()) {
            case NO_OTHERS -> false;
            case CURRENT_ROW -> j == i;
            case GROUP -> group[j] == group[i];
            case TIES -> j != i && group[j] == group[i];
          };
      if (!excluded
          && position(frame, frame.start(), i, j) >= 0
          && position(frame, frame.end(), i, j) <= 0) {
        members.add(j);
      }
    }
    return members;
  }

  /// Whether row `j` is before, at or behind the bound of row `i`.
  private int position(WindowFrame frame, Bound bound, int i, int j) {
    boolean rowsUnit = frame.unit() == WindowFrame.Unit.ROWS;
    int here = rowsUnit ? i : group[i];
    int there = rowsUnit ? j : group[j];
    Object offset = bound.offset().map(literal -> literal.value()).orElse(null);
    return switch (bound.kind()) {
      case UNBOUNDED_PRECEDING -> 1;
      case UNBOUNDED_FOLLOWING -> -1;
      case CURRENT_ROW -> Integer.compare(there, here);
      case PRECEDING, FOLLOWING -> {
        int sign = bound.kind() == WindowFrame.BoundKind.PRECEDING ? -1 : 1;
        yield frame.unit() == WindowFrame.Unit.RANGE
            ? inRange(i, j, Objects.requireNonNull(offset), sign)
            : Long.compare(there, here + sign * (Long) Objects.requireNonNull(offset));
      }
    };
  }

  private int inRange(int i, int j, Object offset, int sign) {
    SortKey key = node.orderBy().getFirst();
    Object here = rows.get(i).get(key.column());
    Object there = rows.get(j).get(key.column());
    if (here == null || there == null) {
      return Integer.compare(group[j], group[i]);
    }
    int direction = key.descending() ? -1 : 1;
    return direction * compare(there, moved(here, offset, sign * direction));
  }

  private static int compare(Object value, Object bound) {
    Object same =
        value instanceof LocalDate date && bound instanceof LocalDateTime
            ? date.atStartOfDay()
            : value;
    return NaiveAggregateOrder.compare(same, bound);
  }

  private static Object moved(Object value, Object offset, int sign) {
    return switch (value) {
      case Integer number -> (long) number + sign * ((Number) offset).longValue();
      case Double number -> number + sign * ((Number) offset).doubleValue();
      case java.math.BigDecimal number ->
          number.add(((java.math.BigDecimal) offset).multiply(java.math.BigDecimal.valueOf(sign)));
      case LocalDate date when offset instanceof Duration ->
          moved(date.atStartOfDay(), offset, sign);
      case LocalDate date -> sign > 0 ? date.plus((Period) offset) : date.minus((Period) offset);
      case LocalDateTime time ->
          sign > 0 ? time.plus((TemporalAmount) offset) : time.minus((TemporalAmount) offset);
      default -> throw new AssertionError(value);
    };
  }

  /// Compares values of which one may be wider.
  private static final class NaiveAggregateOrder {
    static int compare(Object left, Object right) {
      if (left instanceof Integer number && right instanceof Long wide) {
        return Long.compare(number, wide);
      }
      return NaiveAggregate.compare(left, right);
    }
  }
}

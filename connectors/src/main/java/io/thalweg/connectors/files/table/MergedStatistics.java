package io.thalweg.connectors.files.table;

import io.thalweg.core.connector.ColumnStatistics;
import io.thalweg.core.connector.TableStatistics;
import io.thalweg.core.type.Schema;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The statistics of a table from those of its files.
final class MergedStatistics {
  /// From this share of distinct values on, a column is taken for a key, which files do not share.
  private static final double KEY_LIKE = 0.5;

  private final List<Member> members;
  private double rows;

  private MergedStatistics(List<Member> members) {
    this.members = members;
  }

  static TableStatistics of(Schema schema, List<Member> members) {
    return new MergedStatistics(members).merge(schema);
  }

  private TableStatistics merge(Schema schema) {
    for (Member member : members) {
      OptionalDouble count = member.file().statistics().rowCount();
      if (count.isEmpty()) {
        return TableStatistics.UNKNOWN;
      }
      rows += count.getAsDouble();
    }
    Map<Integer, ColumnStatistics> columns = new HashMap<>();
    for (int i = 0; i < schema.size(); i++) {
      columns.put(i, column(i));
    }
    return new TableStatistics(OptionalDouble.of(rows), columns);
  }

  private ColumnStatistics column(int column) {
    if (members.stream().allMatch(member -> member.isConstant(column))) {
      return constants(column);
    }
    if (members.size() == 1) {
      return of(members.getFirst(), column);
    }
    List<ColumnStatistics> parts = members.stream().map(member -> of(member, column)).toList();
    return new ColumnStatistics(
        distinct(parts),
        weighted(parts.stream().map(ColumnStatistics::nullFraction).toList()),
        bound(parts.stream().<@Nullable Object>map(ColumnStatistics::min).toList(), -1),
        bound(parts.stream().<@Nullable Object>map(ColumnStatistics::max).toList(), 1),
        weighted(parts.stream().map(ColumnStatistics::averageBytes).toList()));
  }

  private static ColumnStatistics of(Member member, int column) {
    if (member.isConstant(column)) {
      return new ColumnStatistics(
          OptionalDouble.of(member.constants().get(column) == null ? 0 : 1),
          OptionalDouble.of(member.constants().get(column) == null ? 1 : 0),
          member.constants().get(column),
          member.constants().get(column),
          OptionalDouble.empty());
    }
    return member
        .file()
        .statistics()
        .column(member.ordinals()[column])
        .orElse(ColumnStatistics.UNKNOWN);
  }

  private ColumnStatistics constants(int column) {
    Set<Object> distinct = new HashSet<>();
    double nulls = 0;
    for (Member member : members) {
      @Nullable Object value = member.constants().get(column);
      if (value == null) {
        nulls += rows(member);
      } else {
        distinct.add(value);
      }
    }
    List<@Nullable Object> values = distinct.stream().<@Nullable Object>map(v -> v).toList();
    return new ColumnStatistics(
        OptionalDouble.of(distinct.size()),
        OptionalDouble.of(rows == 0 ? 0 : nulls / rows),
        bound(values, -1),
        bound(values, 1),
        OptionalDouble.empty());
  }

  private static double rows(Member member) {
    return member.file().statistics().rowCount().orElse(0);
  }

  private OptionalDouble distinct(List<ColumnStatistics> parts) {
    double most = 0;
    double sum = 0;
    for (int i = 0; i < parts.size(); i++) {
      OptionalDouble distinct = parts.get(i).distinct();
      if (distinct.isEmpty()) {
        return OptionalDouble.empty();
      }
      boolean key = distinct.getAsDouble() >= KEY_LIKE * rows(members.get(i));
      sum += key ? distinct.getAsDouble() : 0;
      most = Math.max(most, distinct.getAsDouble());
    }
    return OptionalDouble.of(Math.max(most, sum));
  }

  private OptionalDouble weighted(List<OptionalDouble> parts) {
    double sum = 0;
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).isEmpty()) {
        return OptionalDouble.empty();
      }
      sum += parts.get(i).getAsDouble() * rows(members.get(i));
    }
    return rows == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / rows);
  }

  /// The smallest (sign -1) or largest (sign 1), when all are known.
  private static @Nullable Object bound(List<@Nullable Object> values, int sign) {
    Object best = null;
    for (@Nullable Object value : values) {
      if (value == null) {
        return null;
      }
      @Nullable Integer order =
          best == null ? Integer.valueOf(sign) : ValueOrder.compare(value, best);
      if (order == null) {
        return null;
      }
      if (order * sign > 0) {
        best = value;
      }
    }
    return best;
  }
}

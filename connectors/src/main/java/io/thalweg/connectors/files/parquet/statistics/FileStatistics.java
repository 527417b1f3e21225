package io.thalweg.connectors.files.parquet.statistics;

import io.thalweg.connectors.files.parquet.format.ChunkMetadata;
import io.thalweg.connectors.files.parquet.format.FileMetadata;
import io.thalweg.connectors.files.parquet.format.RowGroupMetadata;
import io.thalweg.connectors.files.parquet.format.SchemaNode;
import io.thalweg.connectors.files.parquet.read.ChunkBounds;
import io.thalweg.connectors.files.parquet.read.DistinctProbe;
import io.thalweg.core.connector.ColumnStatistics;
import io.thalweg.core.connector.TableStatistics;
import io.thalweg.core.data.ColumnValues;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.Layout;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// Statistics of a whole file from those of its column chunks.
public final class FileStatistics {
  private static final double MOST_OVERLAP = 2;
  private static final int MANY_GROUPS = 3;

  private final FileMetadata file;
  private final DistinctProbe probe;

  public FileStatistics(FileMetadata file, DistinctProbe probe) {
    this.file = file;
    this.probe = probe;
  }

  public TableStatistics compute() {
    Map<Integer, ColumnStatistics> columns = new HashMap<>();
    List<SchemaNode> fields = file.fields();
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i) instanceof SchemaNode.Leaf leaf) {
        columns.put(i, column(leaf));
      }
    }
    return new TableStatistics(OptionalDouble.of((double) file.rows()), columns);
  }

  private ColumnStatistics column(SchemaNode.Leaf leaf) {
    Range range = range(leaf);
    long nulls = 0;
    long bytes = 0;
    boolean nullsKnown = true;
    for (RowGroupMetadata group : file.rowGroups()) {
      ChunkMetadata chunk = group.chunks().get(leaf.column().ordinal());
      nulls += chunk.nullCount();
      nullsKnown &= chunk.nullCount() >= 0 || !leaf.nullable();
      bytes += chunk.uncompressedLength();
    }
    boolean empty = file.rows() == 0;
    double present = nullsKnown && leaf.nullable() ? file.rows() - nulls : file.rows();
    return new ColumnStatistics(
        distinct(leaf, range, present),
        nullsKnown && !empty
            ? OptionalDouble.of(1 - present / file.rows())
            : OptionalDouble.empty(),
        range.min == null ? null : value(leaf.type(), range.min),
        range.max == null ? null : value(leaf.type(), range.max),
        averageBytes(leaf.type(), bytes));
  }

  private static @Nullable Object value(DataType type, FlatColumn one) {
    try {
      return ColumnValues.get(type, one, 0);
    } catch (RuntimeException e) {
      // A bound that no SQL value has, for example a year beyond the calendar: no bound.
      return null;
    }
  }

  private OptionalDouble averageBytes(DataType type, long stored) {
    return switch (type.layout()) {
      case BOOLEAN -> OptionalDouble.of(1);
      case INT -> OptionalDouble.of(4);
      case LONG, DOUBLE -> OptionalDouble.of(8);
      case INT128 -> OptionalDouble.of(16);
      case BYTES ->
          file.rows() == 0
              ? OptionalDouble.empty()
              : OptionalDouble.of((double) stored / file.rows());
      case ARRAY, ROW, NONE -> OptionalDouble.empty();
    };
  }

  /// Bounds over all row groups.
  ///
  /// @param overlap how many row groups a value between the bounds may be in, on average: 1 when
  ///   the groups' ranges do not overlap, infinity when that is not known
  private record Range(@Nullable FlatColumn min, @Nullable FlatColumn max, double overlap) {

    /// Whether a value is in few of the `groups` row groups: those of several writers' threads
    /// overlap a little.
    boolean isClustered(int groups) {
      return overlap <= 1 || (overlap <= MOST_OVERLAP && groups >= MANY_GROUPS);
    }
  }

  private Range range(SchemaNode.Leaf leaf) {
    FlatColumn min = null;
    FlatColumn max = null;
    boolean known = true;
    boolean disjoint = true;
    double widths = 0;
    for (RowGroupMetadata group : file.rowGroups()) {
      ChunkBounds bounds = Pruning.bounds(leaf, group);
      ChunkMetadata chunk = group.chunks().get(leaf.column().ordinal());
      if (chunk.nullCount() == group.rows()) {
        continue;
      }
      if (bounds == null || bounds.min() == null || bounds.max() == null) {
        known = false;
        break;
      }
      disjoint &= max == null || ValueOrder.compare(bounds.min(), max) >= 0;
      widths += width(leaf.type(), bounds.min(), bounds.max());
      min = min == null || ValueOrder.compare(bounds.min(), min) < 0 ? bounds.min() : min;
      max = max == null || ValueOrder.compare(bounds.max(), max) > 0 ? bounds.max() : max;
    }
    if (!known) {
      return new Range(null, null, Double.POSITIVE_INFINITY);
    }
    double width = width(leaf.type(), min, max);
    boolean numbers = width < Double.MAX_VALUE;
    return new Range(
        min, max, disjoint ? 1 : numbers ? Math.max(1, widths / width) : Double.POSITIVE_INFINITY);
  }

  private OptionalDouble distinct(SchemaNode.Leaf leaf, Range range, double present) {
    double sum = 0;
    double rows = 0;
    double most = 0;
    for (RowGroupMetadata group : file.rowGroups()) {
      long count = probe.distinct(leaf, group);
      if (count >= 0) {
        sum += count;
        rows += group.rows();
        most = Math.max(most, (double) count);
      }
    }
    double limit = Math.min(present, width(leaf.type(), range.min, range.max));
    if (rows == 0) {
      return sampled(leaf, range, present, limit);
    }
    double estimate;
    int groups = file.rowGroups().size();
    if (range.isClustered(groups)) {
      estimate = sum / rows * file.rows() / range.overlap;
    } else {
      double perGroup = sum / rows * file.rows() / groups;
      estimate =
          DistinctEstimate.scale(perGroup, (double) file.rows() / groups, (double) file.rows());
    }
    return OptionalDouble.of(Math.clamp(estimate, Math.min(most, limit), limit));
  }

  /// From a sample of the row group in the middle; values of ordered columns repeat side by side.
  private OptionalDouble sampled(SchemaNode.Leaf leaf, Range range, double present, double limit) {
    List<RowGroupMetadata> groups = file.rowGroups();
    long count = groups.isEmpty() ? -1 : probe.sample(leaf, groups.get(groups.size() / 2));
    if (count < 0) {
      return limit < present ? OptionalDouble.of(limit) : OptionalDouble.empty();
    }
    double estimate =
        range.isClustered(groups.size()) && groups.size() > 1
            ? present * count / DistinctProbe.SAMPLE_ROWS / range.overlap
            : DistinctEstimate.scale((double) count, DistinctProbe.SAMPLE_ROWS, present);
    return OptionalDouble.of(Math.min(estimate, limit));
  }

  /// How many values there can be between two bounds.
  private static double width(DataType type, @Nullable FlatColumn min, @Nullable FlatColumn max) {
    Layout layout = type.layout();
    if (layout == Layout.BOOLEAN) {
      return 2;
    }
    if (min == null || max == null || (layout != Layout.INT && layout != Layout.LONG)) {
      return Double.MAX_VALUE;
    }
    return (double) ValueOrder.number(max) - ValueOrder.number(min) + 1;
  }
}

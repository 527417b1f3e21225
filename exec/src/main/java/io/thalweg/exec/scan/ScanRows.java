package io.thalweg.exec.scan;

import io.thalweg.core.connector.PredicateCompiler;
import io.thalweg.core.connector.ScanRequest;
import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.WatermarkSpec;
import io.thalweg.core.expr.And;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Expressions;
import io.thalweg.core.plan.NodeStream;
import io.thalweg.core.plan.Scan;
import io.thalweg.exec.operator.FactoryContext;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What one scan asks of its readers, and what it does with their rows itself. Immutable.
///
/// In a table with a watermark late rows do not count, and which are late follows from *all* rows
/// of the split before them. Readers must then not leave any out: filters are applied here, behind
/// the check, on the columns they need, which the readers yield as well.
public final class ScanRows {
  private final ScanRequest request;
  private final int width;
  private final Optional<WatermarkSpec> watermark;
  private final Optional<Expression> filter;
  private final PredicateCompiler predicates;
  private final int @Nullable [] lateColumns;

  private ScanRows(
      ScanRequest request,
      int width,
      Optional<WatermarkSpec> watermark,
      Optional<Expression> filter,
      PredicateCompiler predicates,
      int @Nullable [] lateColumns) {
    this.lateColumns = lateColumns;
    this.request = request;
    this.width = width;
    this.watermark = watermark;
    this.filter = filter;
    this.predicates = predicates;
  }

  public static ScanRows of(Scan node, Table table, FactoryContext context) {
    return table
        .facts()
        .watermark()
        .map(spec -> watermarked(node, table.schema().size(), spec, context))
        .orElseGet(() -> plain(node, context));
  }

  private static ScanRows plain(Scan node, FactoryContext context) {
    ScanRequest request =
        new ScanRequest(node.columns(), node.filters(), node.limit(), context.batchRows());
    return new ScanRows(
        request,
        node.columns().size(),
        Optional.empty(),
        Optional.empty(),
        context.predicates(),
        null);
  }

  /// @param all how many columns the table has
  private static ScanRows watermarked(
      Scan node, int all, WatermarkSpec spec, FactoryContext context) {
    Set<Integer> wanted = new LinkedHashSet<>(node.columns());
    node.filters().forEach(each -> Expressions.columns(each).stream().forEach(wanted::add));
    wanted.add(spec.column());
    boolean late = context.stream().flatMap(NodeStream::lateRows).isPresent();
    for (int column = 0; late && column < all; column++) {
      wanted.add(column);
    }
    List<Integer> columns = new ArrayList<>(wanted);
    Optional<Expression> filter =
        node.filters().isEmpty()
            ? Optional.empty()
            : Optional.of(Expressions.mapColumns(And.of(node.filters()), columns::indexOf));
    return new ScanRows(
        new ScanRequest(columns, List.of(), OptionalLong.empty(), context.batchRows()),
        node.columns().size(),
        Optional.of(new WatermarkSpec(columns.indexOf(spec.column()), spec.delayMicros())),
        filter,
        context.predicates(),
        late ? IntStream.range(0, all).map(columns::indexOf).toArray() : null);
  }

  ScanRequest request() {
    return request;
  }

  /// Whether rows have event times that make progress.
  boolean hasWatermark() {
    return watermark.isPresent();
  }

  /// The greatest event time that means this watermark; `Long.MIN_VALUE` when there is none.
  long maxAt(long watermarkMicros) {
    return watermark.isEmpty() || watermarkMicros == Long.MIN_VALUE
        ? Long.MIN_VALUE
        : watermarkMicros + watermark.get().delayMicros();
  }

  /// What [SplitRows#watermarkMicros] is when `maxMicros` is the greatest event time.
  long watermarkAt(long maxMicros) {
    return ofSplit(maxMicros).watermarkMicros();
  }

  /// What becomes of the rows of one split.
  ///
  /// @param maxMicros the greatest event time of the rows that were read before
  SplitRows ofSplit(long maxMicros) {
    return new SplitRows(watermark, filter.map(predicates::compile), width, lateColumns, maxMicros);
  }
}

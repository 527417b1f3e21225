package io.thalweg.connectors.files.parquet.statistics;

import io.thalweg.connectors.files.parquet.format.ChunkMetadata;
import io.thalweg.connectors.files.parquet.format.PageIndex;
import io.thalweg.connectors.files.parquet.format.RowGroupMetadata;
import io.thalweg.connectors.files.parquet.format.SchemaNode;
import io.thalweg.connectors.files.parquet.read.ExcludedRows;
import io.thalweg.core.connector.RuntimeFilter;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Expressions;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Which rows of one row group cannot be wanted, by the bounds of pages. Each page is looked at as
/// if it were a row group of its own. Used by one thread.
public final class PagePruning {
  private final MemorySegment file;
  private final List<SchemaNode> fields;
  private final RowGroupMetadata group;
  private final Map<Integer, Optional<PageIndex>> indexes = new HashMap<>();
  private final List<ExcludedRows.Range> excluded = new ArrayList<>();

  public PagePruning(MemorySegment file, List<SchemaNode> fields, RowGroupMetadata group) {
    this.file = file;
    this.fields = fields;
    this.group = group;
  }

  /// Excludes the pages where `conjunct` is true for no row.
  public void exclude(Expression conjunct) {
    BitSet columns = Expressions.columns(conjunct);
    if (columns.cardinality() == 1) {
      exclude(columns.nextSetBit(0), page -> Pruning.mayMatch(fields, page, List.of(conjunct)));
    }
  }

  /// Excludes the pages of `column` without a value that can match.
  public void exclude(int column, RuntimeFilter filter) {
    exclude(column, page -> Pruning.mayMatch(fields.get(column), page, filter));
  }

  private void exclude(int column, Predicate<RowGroupMetadata> mayMatch) {
    if (!(fields.get(column) instanceof SchemaNode.Leaf leaf) || !leaf.column().isFlat()) {
      return;
    }
    int ordinal = leaf.column().ordinal();
    index(ordinal)
        .ifPresent(
            index -> {
              for (PageIndex.Page page : index.pages()) {
                if (!mayMatch.test(asGroup(page, ordinal))) {
                  long from = page.firstRow();
                  excluded.add(new ExcludedRows.Range(from, from + page.rows()));
                }
              }
            });
  }

  /// Null bounds in the footer mean that bounds of this column are not to be trusted.
  private Optional<PageIndex> index(int leaf) {
    ChunkMetadata chunk = group.chunks().get(leaf);
    return indexes.computeIfAbsent(
        leaf,
        _ ->
            chunk.min() == null
                ? Optional.empty()
                : Optional.ofNullable(PageIndex.read(file, chunk, group.rows())));
  }

  private RowGroupMetadata asGroup(PageIndex.Page page, int leaf) {
    List<ChunkMetadata> chunks = new ArrayList<>(group.chunks());
    chunks.set(leaf, chunks.get(leaf).withBounds(page.min(), page.max(), page.nullCount()));
    return new RowGroupMetadata(
        group.ordinal(), group.firstRow() + page.firstRow(), page.rows(), chunks, List.of());
  }

  public ExcludedRows excluded() {
    return excluded.isEmpty() ? ExcludedRows.NONE : ExcludedRows.of(excluded);
  }
}

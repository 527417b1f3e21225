package io.thalweg.connectors.files.parquet;

import io.thalweg.connectors.files.parquet.format.RowGroupMetadata;
import io.thalweg.connectors.files.parquet.format.SchemaNode;
import io.thalweg.connectors.files.parquet.read.ColumnCache;
import io.thalweg.connectors.files.parquet.read.ExcludedRows;
import io.thalweg.connectors.files.parquet.read.ReadAhead;
import io.thalweg.connectors.files.parquet.read.ScanFactory;
import io.thalweg.connectors.files.parquet.read.ScanReader;
import io.thalweg.connectors.files.parquet.statistics.PagePruning;
import io.thalweg.connectors.files.parquet.statistics.Pruning;
import io.thalweg.core.connector.ReadContext;
import io.thalweg.core.connector.RuntimeFilter;
import io.thalweg.core.connector.SplitReader;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Expressions;
import io.thalweg.core.expr.Parameter;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/// Opens scans over row groups of a file.
public final class ParquetScan {
  /// How many row groups behind its own a scan has read ahead: other scans read them next.
  private static final int GROUPS_AHEAD = 2;

  private ParquetScan() {}

  /// Whether a scan can apply a conjunct exactly: everything but parameters, which have no value
  /// yet.
  public static boolean isExact(Expression conjunct) {
    return !(conjunct instanceof Parameter)
        && conjunct.children().stream().allMatch(ParquetScan::isExact);
  }

  /// A reader over the row groups `fromRowGroup..toRowGroup)`.
  ///
  /// @param position where to go on, as [SplitReader#position] told; empty for the start
  /// @param context its runtime filters are not looked at: their ordinals are the table's
  public static SplitReader open(
      ParquetFile file,
      int fromRowGroup,
      int toRowGroup,
      ParquetScanRequest request,
      String position,
      ReadContext context) {
    checkPosition(position);
    readAhead(file, fromRowGroup, request);
    String name = file.path().toString();
    Object stamp = file.stamp();
    ScanReader.Input input =
        new ScanReader.Input(
            name,
            file.bytes(),
            file.groups().subList(fromRowGroup, toRowGroup),
            group -> mayMatch(file, group, request),
            group -> excluded(file, group, request),
            context.memory().reservation("scan of '" + file.path().getFileName() + "'"),
            stamp == null || !context.caches()
                ? null
                : new ColumnCache.OfFile(ColumnCache.SHARED, stamp),
            request.rows());
    List<Map.Entry<Integer, RuntimeFilter>> runtimeFilters =
        request.runtimeFilters().stream()
            .map(filter -> Map.entry(filter.column(), filter.filter()))
            .toList();
    return ScanFactory.open(
        input,
        new ScanFactory.Request(
            file.fields(),
            request.columns(),
            request.filters(),
            runtimeFilters,
            request.batchRows(),
            position),
        context.predicates());
  }

  private static void readAhead(ParquetFile file, int rowGroup, ParquetScanRequest request) {
    BitSet ordinals = new BitSet();
    request.columns().forEach(ordinals::set);
    request.filters().forEach(filter -> ordinals.or(Expressions.columns(filter)));
    List<SchemaNode> columns = ordinals.stream().mapToObj(file.fields()::get).toList();
    int end = Math.min(rowGroup + 1 + GROUPS_AHEAD, file.groups().size());
    for (RowGroupMetadata group : file.groups().subList(rowGroup, end)) {
      if (mayMatch(file, group, request)) {
        ReadAhead.start(file.bytes(), group, columns);
      }
    }
  }

  private static boolean mayMatch(
      ParquetFile file, RowGroupMetadata group, ParquetScanRequest request) {
    for (ColumnRuntimeFilter filter : request.runtimeFilters()) {
      if (filter.filter().isReady()
          && !Pruning.mayMatch(file.fields().get(filter.column()), group, filter.filter())) {
        return false;
      }
    }
    return Pruning.mayMatch(file.fields(), group, request.filters());
  }

  private static ExcludedRows excluded(
      ParquetFile file, RowGroupMetadata group, ParquetScanRequest request) {
    PagePruning pruning = new PagePruning(file.bytes(), file.fields(), group);
    request.filters().forEach(pruning::exclude);
    for (ColumnRuntimeFilter filter : request.runtimeFilters()) {
      if (filter.filter().isReady()) {
        pruning.exclude(filter.column(), filter.filter());
      }
    }
    return pruning.excluded();
  }

  private static void checkPosition(String position) {
    if (!position.isEmpty() && !position.matches("\\d{1,9}:\\d{1,18}")) {
      throw new ThalwegException(
          ErrorCode.INVALID_ARGUMENT,
          "'" + position + "' is no position in a Parquet scan; start the scan again");
    }
  }
}

package io.thalweg.connectors.files.parquet;

import io.thalweg.connectors.files.parquet.read.ExcludedRows;
import io.thalweg.connectors.files.source.FileScan;
import io.thalweg.connectors.files.source.FileStamp;
import io.thalweg.connectors.files.source.SourceFile;
import io.thalweg.connectors.files.source.SourceFormat;
import io.thalweg.connectors.options.Options;
import io.thalweg.core.connector.ReadContext;
import io.thalweg.core.connector.Split;
import io.thalweg.core.connector.SplitReader;
import io.thalweg.core.connector.TableStatistics;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.plan.SortKey;
import io.thalweg.core.type.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads `.parquet`, a split per row group. Stateless.
public final class ParquetSource implements SourceFormat {
  private static final byte[] MAGIC = {'P', 'A', 'R', '1'};
  private static final String ROW_GROUP = "row_group";
  private static final String POSITION = "position";
  private static final String FROM = "from";
  private static final String TO = "to";

  @Override
  public String name() {
    return "parquet";
  }

  @Override
  public List<String> extensions() {
    return List.of("parquet", "parq", "pq");
  }

  @Override
  public boolean recognises(byte[] start) {
    return start.length >= MAGIC.length && Arrays.equals(start, 0, 4, MAGIC, 0, 4);
  }

  @Override
  public Set<String> options() {
    return Set.of();
  }

  @Override
  public SourceFile open(FileStamp file, Options options) {
    return new Opened(file, ParquetFile.open(file.path(), file));
  }

  private record Opened(FileStamp stamp, ParquetFile file) implements SourceFile {
    @Override
    public Schema schema() {
      return file.schema();
    }

    @Override
    public TableStatistics statistics() {
      return file.statistics();
    }

    @Override
    public List<SortKey> ordering() {
      return file.ordering();
    }

    @Override
    public boolean rowCountsAreExact() {
      return true;
    }

    /// Parameters have their values when the scan opens.
    @Override
    public boolean isExact(Expression conjunct) {
      return true;
    }

    @Override
    public List<Split> splits(List<Expression> filters) {
      List<Split> splits = new ArrayList<>();
      for (ParquetRowGroup group : file.rowGroups()) {
        if (file.mayMatch(group.ordinal(), filters)) {
          splits.add(
              new Split(
                  stamp.name() + "#" + group.ordinal(),
                  group.rows(),
                  group.bytes(),
                  Map.of(ROW_GROUP, Integer.toString(group.ordinal()))));
        }
      }
      return splits;
    }

    @Override
    public List<Split> divided(Split split, int parts) {
      int group = Integer.parseInt(split.properties().getOrDefault(ROW_GROUP, "0"));
      List<ExcludedRows.Range> ranges = RowGroupParts.of(file, group, parts);
      if (ranges.size() == 1) {
        return List.of(split);
      }
      List<Split> divided = new ArrayList<>();
      for (ExcludedRows.Range rows : ranges) {
        long count = rows.to() - rows.from();
        divided.add(
            new Split(
                split.label() + " rows " + rows.from() + " to " + rows.to(),
                count,
                split.rows() <= 0 ? -1 : split.bytes() * count / split.rows(),
                Map.of(
                    ROW_GROUP,
                    Integer.toString(group),
                    FROM,
                    Long.toString(rows.from()),
                    TO,
                    Long.toString(rows.to()))));
      }
      return divided;
    }

    @Override
    public SplitReader open(Split split, FileScan scan, ReadContext context) {
      int group = Integer.parseInt(split.properties().getOrDefault(ROW_GROUP, "0"));
      ParquetScanRequest request =
          new ParquetScanRequest(
              scan.columns(),
              scan.filters(),
              scan.runtimeFilters().stream()
                  .map(filter -> new ColumnRuntimeFilter(filter.column(), filter.filter()))
                  .toList(),
              scan.batchRows(),
              new ExcludedRows.Range(
                  Long.parseLong(split.properties().getOrDefault(FROM, "0")),
                  Long.parseLong(
                      split.properties().getOrDefault(TO, Long.toString(Long.MAX_VALUE)))));
      String position = split.properties().getOrDefault(POSITION, "");
      return ParquetScan.open(file, group, group + 1, request, position, context);
    }
  }
}

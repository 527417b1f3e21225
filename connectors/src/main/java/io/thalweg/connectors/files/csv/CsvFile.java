package io.thalweg.connectors.files.csv;

import io.thalweg.connectors.files.source.FileScan;
import io.thalweg.connectors.files.source.FileStamp;
import io.thalweg.connectors.files.source.SourceFile;
import io.thalweg.connectors.files.text.ByteRanges;
import io.thalweg.connectors.files.text.Compression;
import io.thalweg.core.connector.ReadContext;
import io.thalweg.core.connector.Split;
import io.thalweg.core.connector.SplitReader;
import io.thalweg.core.connector.TableStatistics;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// A CSV file whose dialect and types are known. Immutable.
final class CsvFile implements SourceFile {
  private final FileStamp stamp;
  private final CsvDialect dialect;
  private final Schema schema;
  private final double rowBytes;
  private final boolean parallel;
  private volatile long @Nullable [] ranges;

  /// @param rowBytes the average length of a record, estimated
  /// @param parallel whether the file may be cut into ranges
  CsvFile(FileStamp stamp, CsvDialect dialect, Schema schema, double rowBytes, boolean parallel) {
    this.stamp = stamp;
    this.dialect = dialect;
    this.schema = schema;
    this.rowBytes = rowBytes;
    this.parallel = parallel;
  }

  @Override
  public FileStamp stamp() {
    return stamp;
  }

  @Override
  public Schema schema() {
    return schema;
  }

  CsvDialect dialect() {
    return dialect;
  }

  @Override
  public TableStatistics statistics() {
    return new TableStatistics(OptionalDouble.of(Math.ceil(stamp.size() / rowBytes)), Map.of());
  }

  @Override
  public List<Split> splits(List<Expression> filters) {
    long[] starts = ranges;
    if (starts == null) {
      starts = isDivisible() ? ByteRanges.starts(stamp, (byte) dialect.quote()) : new long[1];
      ranges = starts;
    }
    return ByteRanges.splits(stamp, starts, rowBytes);
  }

  private boolean isDivisible() {
    return parallel
        && dialect.compression() == Compression.NONE
        && (dialect.quote() == 0 || dialect.escape() == dialect.quote())
        && dialect.comment() == 0;
  }

  @Override
  public SplitReader open(Split split, FileScan scan, ReadContext context) {
    return new CsvReader(
        this, scan, ByteRanges.from(split), ByteRanges.stop(split), context.memory());
  }

  @Override
  public SourceFile readAs(Schema wanted) {
    List<Field> fields = new ArrayList<>();
    for (Field field : schema.fields()) {
      fields.add(wanted.field(wanted.indexOf(field.name()).orElseThrow()));
    }
    Schema wider = new Schema(fields);
    return wider.equals(schema) ? this : new CsvFile(stamp, dialect, wider, rowBytes, parallel);
  }
}

package io.thalweg.connectors.files.json;

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
import io.thalweg.core.type.Schema;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// A JSON file whose columns are known. Immutable.
///
/// @param divisible whether each newline ends a row, so that the file can be cut into ranges
/// @param rowBytes the average length of a row, estimated
record JsonFile(
    FileStamp stamp, Compression compression, Schema schema, boolean divisible, double rowBytes)
    implements SourceFile {

  @Override
  public TableStatistics statistics() {
    return new TableStatistics(OptionalDouble.of(Math.ceil(stamp.size() / rowBytes)), Map.of());
  }

  @Override
  public List<Split> splits(List<Expression> filters) {
    long[] starts =
        divisible && compression == Compression.NONE
            ? ByteRanges.starts(stamp, (byte) 0)
            : new long[1];
    return ByteRanges.splits(stamp, starts, rowBytes);
  }

  @Override
  public SplitReader open(Split split, FileScan scan, ReadContext context) {
    return new JsonReader(
        this, scan, ByteRanges.from(split), ByteRanges.stop(split), context.memory());
  }

  @Override
  public SourceFile readAs(Schema wanted) {
    return new JsonFile(stamp, compression, wanted, divisible, rowBytes);
  }
}

package io.thalweg.connectors.files.orc;

import io.thalweg.connectors.files.source.FileScan;
import io.thalweg.connectors.files.source.FileStamp;
import io.thalweg.connectors.files.source.SourceFile;
import io.thalweg.connectors.files.source.SourceFormat;
import io.thalweg.connectors.options.Options;
import io.thalweg.core.connector.ReadContext;
import io.thalweg.core.connector.Split;
import io.thalweg.core.connector.SplitReader;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.type.Schema;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads `.orc`, a file as one split. Stateless.
public final class OrcSource implements SourceFormat {
  private static final byte[] MAGIC = "ORC".getBytes(StandardCharsets.US_ASCII);

  @Override
  public String name() {
    return "orc";
  }

  @Override
  public List<String> extensions() {
    return List.of("orc");
  }

  @Override
  public boolean recognises(byte[] start) {
    return start.length >= MAGIC.length
        && Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  @Override
  public Set<String> options() {
    return Set.of();
  }

  @Override
  public SourceFile open(FileStamp file, Options options) {
    try (OrcScan scan = new OrcScan(file.path())) {
      return new Opened(file, scan.schema());
    }
  }

  private record Opened(FileStamp stamp, Schema schema) implements SourceFile {
    @Override
    public List<Split> splits(List<Expression> filters) {
      return List.of(new Split(stamp.name(), -1, stamp.size(), Map.of()));
    }

    @Override
    public SplitReader open(Split split, FileScan scan, ReadContext context) {
      return new OrcReader(stamp, schema, scan, context.memory());
    }
  }
}

package io.thalweg.connectors.files.arrow;

import io.thalweg.connectors.files.source.FileScan;
import io.thalweg.connectors.files.source.FileStamp;
import io.thalweg.connectors.files.source.SourceFile;
import io.thalweg.connectors.files.source.SourceFormat;
import io.thalweg.connectors.options.Options;
import io.thalweg.core.arrow.ArrowSchemas;
import io.thalweg.core.connector.ReadContext;
import io.thalweg.core.connector.Split;
import io.thalweg.core.connector.SplitReader;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.type.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.vector.ipc.message.ArrowBlock;

/// Reads `.arrow`, `.feather` (version 2) and `.arrows`: IPC files by record batches, streams as a
/// whole. Stateless.
public final class ArrowSource implements SourceFormat {
  private static final byte[] MAGIC = "ARROW1".getBytes(StandardCharsets.US_ASCII);
  private static final long SPLIT_BYTES = 4L << 20;

  /// Split properties: the record batches to read.
  static final String FROM = "from";

  static final String TO = "to";

  @Override
  public String name() {
    return "arrow";
  }

  @Override
  public List<String> extensions() {
    return List.of("arrow", "arrows", "feather", "ipc");
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
    boolean stream = !hasMagic(file);
    try (ArrowInput input = new ArrowInput(file.path(), stream)) {
      Schema schema =
          input.read(
              reader -> {
                org.apache.arrow.vector.types.pojo.Schema arrow =
                    reader.getVectorSchemaRoot().getSchema();
                reader.getDictionaryVectors();
                return ArrowSchemas.fromArrow(arrow, reader);
              });
      return new Opened(file, schema, stream, stream ? List.of() : bodies(input));
    }
  }

  private static List<Long> bodies(ArrowInput input) {
    return input.blocks().stream().map(ArrowBlock::getBodyLength).toList();
  }

  private boolean hasMagic(FileStamp file) {
    try (InputStream in = Files.newInputStream(file.path())) {
      return recognises(in.readNBytes(MAGIC.length));
    } catch (IOException e) {
      throw io.thalweg.connectors.files.source.FileErrors.unreadable(file.path(), e);
    }
  }

  /// @param bodies the sizes of a file's record batches
  private record Opened(FileStamp stamp, Schema schema, boolean stream, List<Long> bodies)
      implements SourceFile {

    @Override
    public List<Split> splits(List<Expression> filters) {
      if (stream) {
        return List.of(new Split(stamp.name(), -1, stamp.size(), Map.of()));
      }
      List<Split> splits = new ArrayList<>();
      int from = 0;
      long bytes = 0;
      for (int i = 0; i < bodies.size(); i++) {
        bytes += bodies.get(i);
        if (bytes >= SPLIT_BYTES || i + 1 == bodies.size()) {
          Map<String, String> place =
              Map.of(FROM, Integer.toString(from), TO, Integer.toString(i + 1));
          splits.add(new Split(stamp.name() + "#" + from, -1, bytes, place));
          from = i + 1;
          bytes = 0;
        }
      }
      return splits;
    }

    @Override
    public SplitReader open(Split split, FileScan scan, ReadContext context) {
      return new ArrowBatches(stamp, stream, split, scan, context.memory());
    }
  }
}

package io.thalweg.connectors.files.parquet;

import io.thalweg.connectors.files.parquet.format.FileMetadata;
import io.thalweg.connectors.files.parquet.format.FooterReader;
import io.thalweg.connectors.files.parquet.format.ParquetErrors;
import io.thalweg.connectors.files.parquet.format.RowGroupMetadata;
import io.thalweg.connectors.files.parquet.format.SchemaNode;
import io.thalweg.connectors.files.parquet.read.DistinctProbe;
import io.thalweg.connectors.files.parquet.statistics.FileStatistics;
import io.thalweg.connectors.files.parquet.statistics.Pruning;
import io.thalweg.core.connector.TableStatistics;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.plan.SortKey;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An open file with a checked footer. Immutable and thread-safe; worth caching by path, size and
/// modification time.
///
/// The file is mapped; the mapping goes away with the object, so there is nothing to close.
public final class ParquetFile {
  private final Path path;
  private final @Nullable Object stamp;
  private final MemorySegment bytes;
  private final FileMetadata metadata;
  private final Schema schema;
  private volatile @Nullable TableStatistics statistics;

  private ParquetFile(
      Path path, @Nullable Object stamp, MemorySegment bytes, FileMetadata metadata) {
    this.path = path;
    this.stamp = stamp;
    this.bytes = bytes;
    this.metadata = metadata;
    this.schema =
        new Schema(
            metadata.fields().stream()
                .map(field -> new Field(field.name(), field.type(), field.nullable()))
                .toList());
  }

  /// Maps the file and reads its footer.
  ///
  /// @throws ThalwegException FILE_NOT_FOUND, FILE_UNREADABLE, FILE_CORRUPT, or
  ///   FEATURE_NOT_SUPPORTED for encrypted files
  public static ParquetFile open(Path path) {
    return open(path, null);
  }

  /// As [#open(Path)].
  ///
  /// @param stamp equal for the same state of the same file only, so that decoded columns are found
  ///   again; null: none are kept
  public static ParquetFile open(Path path, @Nullable Object stamp) {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      MemorySegment bytes =
          channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
      return new ParquetFile(path, stamp, bytes, FooterReader.read(bytes));
    } catch (NoSuchFileException e) {
      throw new ThalwegException(
          ErrorCode.FILE_NOT_FOUND, "file '" + path + "' does not exist; check the path", e);
    } catch (IOException | RuntimeException | InternalError | StackOverflowError e) {
      throw ParquetErrors.translate(e, "file '" + path + "'");
    }
  }

  public Path path() {
    return path;
  }

  @Nullable Object stamp() {
    return stamp;
  }

  public long sizeInBytes() {
    return bytes.byteSize();
  }

  public Schema schema() {
    return schema;
  }

  public long rowCount() {
    return metadata.rows();
  }

  public List<ParquetRowGroup> rowGroups() {
    return metadata.rowGroups().stream()
        .map(group -> new ParquetRowGroup(group.ordinal(), group.rows(), group.bytes()))
        .toList();
  }

  /// Statistics of all rows; computed when first asked for.
  public TableStatistics statistics() {
    TableStatistics known = statistics;
    if (known == null) {
      known = new FileStatistics(metadata, new DistinctProbe(bytes)).compute();
      statistics = known;
    }
    return known;
  }

  /// The order of the rows within each row group. Declared orders are the writer's word only, so
  /// none is passed on until something verifies them.
  public List<SortKey> ordering() {
    return List.of();
  }

  /// False when no row of the row group makes all of the conjuncts true.
  ///
  /// @param conjuncts over the columns of [#schema]
  public boolean mayMatch(int rowGroup, List<Expression> conjuncts) {
    return Pruning.mayMatch(fields(), metadata.rowGroups().get(rowGroup), conjuncts);
  }

  MemorySegment bytes() {
    return bytes;
  }

  List<SchemaNode> fields() {
    return metadata.fields();
  }

  List<RowGroupMetadata> groups() {
    return metadata.rowGroups();
  }
}

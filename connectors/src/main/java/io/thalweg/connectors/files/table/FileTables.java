package io.thalweg.connectors.files.table;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import io.thalweg.connectors.files.listing.PathPartitions;
import io.thalweg.connectors.files.source.FileStamp;
import io.thalweg.connectors.files.source.SourceFile;
import io.thalweg.connectors.files.source.SourceFormat;
import io.thalweg.connectors.options.Options;
import io.thalweg.core.connector.CacheState;
import io.thalweg.core.connector.TableHandle;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Makes tables of files. What is learnt of a file (footers, guessed types) is cached as long as
/// the file does not change. Thread-safe.
public final class FileTables {
  /// The options that all reading functions have.
  public static final Set<String> OPTIONS =
      Set.of("hive_partitioning", "filename", "union_by_name");

  private static final String FILE_NAME = "filename";
  private static final int MAX_FILES_CACHED = 10_000;
  private static final int MAX_TABLES_CACHED = 1_000;

  private final Cache<FileKey, SourceFile> files =
      Caffeine.newBuilder().maximumSize(MAX_FILES_CACHED).recordStats().build();
  private final Cache<TableKey, FileTable> tables =
      Caffeine.newBuilder().maximumSize(MAX_TABLES_CACHED).recordStats().build();

  private record FileKey(String format, Options options, FileStamp stamp) {}

  private record TableKey(TableHandle handle, String format, List<FileStamp> stamps) {}

  /// The table of these files.
  ///
  /// @param handle makes the table's handle once its schema is known
  /// @param stamps at least one
  /// @param options those of the format and [#OPTIONS]
  public FileTable table(
      TableHandle unversioned,
      Function<Schema, TableHandle> handle,
      SourceFormat format,
      List<FileStamp> stamps,
      Options options) {
    TableKey key = new TableKey(unversioned, format.name(), stamps);
    @Nullable FileTable known = tables.getIfPresent(key);
    if (known == null) {
      known = make(handle, format, stamps, options);
      tables.put(key, known);
    }
    return known;
  }

  public List<CacheState> caches() {
    return List.of(
        state("footers and statistics of files", files, MAX_FILES_CACHED),
        state("tables of files", tables, MAX_TABLES_CACHED));
  }

  private static CacheState state(String name, Cache<?, ?> cache, long limit) {
    CacheStats stats = cache.stats();
    return new CacheState(
        name,
        cache.estimatedSize(),
        -1,
        limit,
        stats.hitCount(),
        stats.missCount(),
        stats.evictionCount());
  }

  private FileTable make(
      Function<Schema, TableHandle> handle,
      SourceFormat format,
      List<FileStamp> stamps,
      Options options) {
    Options own = options.only(format.options());
    List<SourceFile> opened = new ArrayList<>();
    for (FileStamp stamp : stamps) {
      opened.add(open(format, stamp, own));
    }
    SchemaJoin join = new SchemaJoin(format, options.flag("union_by_name").orElse(false));
    Schema joined = join.join(opened);
    PathPartitions partitions = partitions(stamps, options);
    Schema schema = withPartitions(joined, partitions);
    List<SourceFile> read = join.readAs(joined, opened);
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < read.size(); i++) {
      members.add(member(read.get(i), schema, partitions, i));
    }
    return new FileTable(handle.apply(schema), schema, members);
  }

  private SourceFile open(SourceFormat format, FileStamp stamp, Options options) {
    FileKey key = new FileKey(format.name(), options, stamp);
    @Nullable SourceFile known = files.getIfPresent(key);
    if (known == null) {
      known = format.open(stamp, options);
      files.put(key, known);
    }
    return known;
  }

  private static PathPartitions partitions(List<FileStamp> stamps, Options options) {
    List<Path> paths = stamps.stream().map(FileStamp::path).toList();
    PathPartitions partitions =
        options.flag("hive_partitioning").orElse(true)
            ? PathPartitions.of(paths)
            : PathPartitions.none(paths.size());
    return options.flag(FILE_NAME).orElse(false)
        ? partitions.withFileName(FILE_NAME, paths)
        : partitions;
  }

  /// The files' columns without those that the path tells, then these.
  private static Schema withPartitions(Schema files, PathPartitions partitions) {
    Schema fromPath = new Schema(partitions.columns());
    List<Field> fields = new ArrayList<>();
    for (Field field : files.fields()) {
      if (fromPath.indexOf(field.name()).isEmpty()) {
        fields.add(field);
      }
    }
    fields.addAll(fromPath.fields());
    requireDistinct(fields);
    return new Schema(fields);
  }

  private static void requireDistinct(List<Field> fields) {
    Set<String> names = new java.util.HashSet<>();
    for (Field field : fields) {
      if (!names.add(field.name())) {
        throw new ThalwegException(
            ErrorCode.DUPLICATE_NAME,
            "the file has two columns '" + field.name().toLowerCase(Locale.ROOT) + "'; rename one");
      }
    }
  }

  private static Member member(
      SourceFile file, Schema schema, PathPartitions partitions, int fileNumber) {
    int fromFiles = schema.size() - partitions.columns().size();
    int[] ordinals = new int[schema.size()];
    Arrays.fill(ordinals, -1);
    @Nullable Object[] constants = new @Nullable Object[schema.size()];
    for (int i = 0; i < schema.size(); i++) {
      if (i >= fromFiles) {
        constants[i] = partitions.values().get(fileNumber).get(i - fromFiles);
      } else {
        OptionalInt position = SchemaJoin.position(file, schema.field(i).name());
        ordinals[i] = position.orElse(-1);
      }
    }
    return new Member(file, ordinals, Arrays.asList(constants));
  }
}

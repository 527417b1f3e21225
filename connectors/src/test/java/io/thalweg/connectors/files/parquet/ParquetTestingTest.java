package io.thalweg.connectors.files.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.thalweg.core.connector.ReadContext;
import io.thalweg.core.data.Batch;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.expr.Call;
import io.thalweg.core.expr.ColumnRef;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.memory.MemoryPool;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.SimpleType;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The files of the project apache/parquet-testing, read by us and by Arrow.
///
/// The small ones lie with the tests. All of them, from a copy of that project: `mvn -pl connectors
/// -am test -Dtest=ParquetTestingTest -Dthalweg.parquet-testing=DIR`; other damage with
/// `-Dthalweg.corruption-seed=N -Dthalweg.corruptions=COUNT`.
@Timeout(600)
class ParquetTestingTest {
  private static final Path FILES =
      Path.of(System.getProperty("thalweg.parquet-testing", "src/test/resources/parquet-testing"));

  /// Good files that we refuse, each with the code. Encrypted ones, and:
  ///
  /// - two with wrong checksums, which Arrow does not look at unless asked: we are right;
  /// - dates about the year 290,000 in INT96: Arrow wraps them around, we say no;
  /// - 2.6 GB in one page of a map, more than the memory this test gives; Arrow says no as well.
  private static final Map<String, ErrorCode> REFUSED =
      Map.of(
          "datapage_v1-corrupt-checksum.parquet", ErrorCode.FILE_CORRUPT,
          "rle-dict-uncompressed-corrupt-checksum.parquet", ErrorCode.FILE_CORRUPT,
          "int96_from_spark.parquet", ErrorCode.DATETIME_OUT_OF_RANGE,
          "large_string_map.brotli.parquet", ErrorCode.MEMORY_LIMIT_EXCEEDED);

  /// A map whose keys may be NULL, which the format forbids: Arrow says no, we read it.
  private static final String ONLY_OURS = "incorrect_map_schema.parquet";

  private static final int CORRUPTIONS = Integer.getInteger("thalweg.corruptions", 5000);
  private static final long SEED = Long.getLong("thalweg.corruption-seed", 20_260_101);
  private static final int SMALL = 20_000;
  private static final long MEMORY_LIMIT = 64 << 20;

  /// Beside what is accounted: batches, and what opening a file takes.
  private static final long MOST_ALLOCATED = MEMORY_LIMIT + (64 << 20);

  /// Of the processor, for one file; what is more counts as a hang.
  private static final long MOST_NANOS = 5_000_000_000L;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @TempDir Path directory;

  static List<Path> good() throws IOException {
    return files("data");
  }

  static List<Path> bad() throws IOException {
    return files("bad_data");
  }

  private static List<Path> files(String folder) throws IOException {
    try (Stream<Path> files = Files.walk(FILES.resolve(folder))) {
      return files
          .filter(path -> path.toString().matches(".*\\.parquet(\\.encrypted)?"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("good")
  void a_good_file_reads_as_arrow_reads_it(Path path) throws Exception {
    String name = path.getFileName().toString();
    ErrorCode refused =
        name.endsWith(".encrypted") ? ErrorCode.FEATURE_NOT_SUPPORTED : REFUSED.get(name);
    List<List<String>> rows = new ArrayList<>();
    ThalwegException error = read(path, rows, _ -> List.of());
    if (refused == null) {
      assertThat(error).isNull();
      assertThat(rows).isEqualTo(name.equals(ONLY_OURS) ? onlyOurs() : ArrowOracle.rows(path));
    } else {
      assertThat(error).isNotNull().hasMessageContaining(name);
      assertThat(error.code()).isEqualTo(refused);
    }
  }

  private static List<List<String>> onlyOurs() {
    return List.of(
        List.of(PlainText.of(List.of(List.of("parent", "another"), List.of("name", "report")))));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void a_bad_file_gives_arrows_rows_or_a_coded_error(Path path) throws Exception {
    ThalwegException error = readWithinLimits(path, _ -> List.of());
    if (error != null) {
      assertSays(error, path);
    } else {
      List<List<String>> rows = new ArrayList<>();
      assertThat(read(path, rows, _ -> List.of())).isNull();
      assertThat(rows).isEqualTo(ArrowOracle.rows(path));
    }
  }

  @Test
  void seeded_damage_gives_rows_or_a_coded_error() throws Exception {
    List<byte[]> files = new ArrayList<>();
    for (Path path : good()) {
      if (Files.size(path) <= SMALL && !path.toString().endsWith(".encrypted")) {
        files.add(Files.readAllBytes(path));
      }
    }
    Random random = new Random(SEED);
    int refused = 0;
    for (int i = 0; i < CORRUPTIONS; i++) {
      byte[] damaged = damaged(files.get(random.nextInt(files.size())), random);
      Path path = Files.write(directory.resolve("damaged" + i + ".parquet"), damaged);
      boolean filtered = random.nextInt(3) == 0;
      ThalwegException error =
          readWithinLimits(path, file -> filtered ? List.of(filter(file, random)) : List.of());
      if (error != null) {
        refused++;
        assertSays(error, path);
      }
      Files.delete(path);
    }
    assertThat(refused).isGreaterThan(CORRUPTIONS / 4);
  }

  /// Some bytes changed, a piece made zero, or the end cut off.
  private static byte[] damaged(byte[] whole, Random random) {
    byte[] bytes = whole.clone();
    switch (random.nextInt(8)) {
      case 0 -> {
        return Arrays.copyOf(bytes, random.nextInt(bytes.length));
      }
      case 1 -> {
        int from = random.nextInt(bytes.length);
        Arrays.fill(bytes, from, Math.min(bytes.length, from + 1 + random.nextInt(32)), (byte) 0);
      }
      default -> {
        for (int n = random.nextInt(4); n >= 0; n--) {
          // Half of them in the footer, where every byte matters.
          int from = random.nextBoolean() ? 0 : bytes.length / 2;
          bytes[from + random.nextInt(bytes.length - from)] ^= (byte) (1 + random.nextInt(255));
        }
      }
    }
    return bytes;
  }

  /// A comparison of some column, for which pages and row groups are left out by their bounds.
  private static Expression filter(ParquetFile file, Random random) {
    int column = random.nextInt(file.schema().size());
    DataType type = file.schema().type(column);
    ColumnRef operand = new ColumnRef(column, type);
    Object value =
        switch (type) {
          case SimpleType.INTEGER, SimpleType.SMALLINT, SimpleType.TINYINT -> random.nextInt(10);
          case SimpleType.BIGINT -> random.nextLong(1000);
          case SimpleType.DOUBLE, SimpleType.REAL -> random.nextDouble();
          case SimpleType.VARCHAR -> Integer.toString(random.nextInt(), Character.MAX_RADIX);
          default -> null;
        };
    return value == null
        ? new Call("is_null", List.of(operand), SimpleType.BOOLEAN)
        : new Call(
            List.of("eq", "lt", "ge").get(random.nextInt(3)),
            List.of(operand, new Literal(type, value)),
            SimpleType.BOOLEAN);
  }

  /// As [#read]; fails when it takes more memory or time than a file may.
  private static @Nullable ThalwegException readWithinLimits(
      Path path, Function<ParquetFile, List<Expression>> filters) {
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    long nanos = THREADS.getCurrentThreadCpuTime();
    ThalwegException error = read(path, null, filters);
    assertThat(THREADS.getCurrentThreadAllocatedBytes() - bytes)
        .as("bytes allocated for %s", path)
        .isLessThan(MOST_ALLOCATED);
    assertThat(THREADS.getCurrentThreadCpuTime() - nanos)
        .as("time taken for %s", path)
        .isLessThan(MOST_NANOS);
    return error;
  }

  /// The error that reading gives; null when there is none.
  ///
  /// @param rows where to put the rows; null: nowhere
  private static @Nullable ThalwegException read(
      Path path,
      @Nullable List<List<String>> rows,
      Function<ParquetFile, List<Expression>> filters) {
    MemoryPool memory = MemoryPool.root("test", MEMORY_LIMIT);
    try {
      ParquetFile file = ParquetFile.open(path);
      file.statistics();
      ReadContext context = new ReadContext(NaivePredicate::new, List.of(), memory);
      Scans.forEachBatch(
          file,
          Scans.filtered(file, filters.apply(file).toArray(Expression[]::new)),
          context,
          batch -> {
            if (rows != null) {
              add(file, batch, rows);
            }
          });
      return null;
    } catch (ThalwegException e) {
      return e;
    } finally {
      assertThat(memory.usedBytes()).isZero();
    }
  }

  private static void add(ParquetFile file, Batch batch, List<List<String>> rows) {
    List<List<@Nullable Object>> values = new ArrayList<>();
    Scans.addRows(file.schema().types(), batch, values);
    values.forEach(row -> rows.add(row.stream().map(PlainText::of).toList()));
  }

  private static void assertSays(ThalwegException error, Path path) {
    assertThat(error.code())
        .as(error.getMessage())
        .isIn(
            ErrorCode.FILE_CORRUPT,
            ErrorCode.FEATURE_NOT_SUPPORTED,
            ErrorCode.DATETIME_OUT_OF_RANGE,
            ErrorCode.MEMORY_LIMIT_EXCEEDED);
    assertThat(error)
        .hasMessageContaining("file '" + path + "'")
        .hasMessageMatching("(?s).*(at|from) byte \\d+.*")
        .hasMessageMatching("(?s).*(column '[^']*', row group|footer|PAR1|file ends).*");
  }
}

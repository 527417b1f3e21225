package io.thalweg.connectors.files.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.SimpleType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Files with wrong bytes give rows or a coded error that names the file, and nothing else.
@Timeout(120)
class DamagedFileTest {
  private static final int FLIPS = 200;
  private static final int CUTS = 60;

  @TempDir Path directory;

  private Path write(String codec, String version) throws Exception {
    Path path = directory.resolve("t.parquet");
    try (DuckDb duckDb = new DuckDb()) {
      duckDb.execute(
          "COPY ("
              + ParquetScanTest.everything(3000)
              + ") TO '"
              + path
              + "' (FORMAT parquet, ROW_GROUP_SIZE 2048, COMPRESSION "
              + codec
              + ", PARQUET_VERSION "
              + version
              + ")");
    }
    return path;
  }

  /// Whether the bytes give an error; fails on everything that is neither rows nor coded.
  private boolean isRefused(byte[] bytes, Path path) throws Exception {
    Files.write(path, bytes);
    try {
      ParquetFile file = ParquetFile.open(path);
      file.statistics();
      Scans.forEachBatch(file, Scans.all(file, 2048), _ -> {});
      return false;
    } catch (ThalwegException e) {
      assertThat(e.code())
          .as(e.getMessage())
          .isIn(
              ErrorCode.FILE_CORRUPT,
              ErrorCode.FEATURE_NOT_SUPPORTED,
              ErrorCode.DATETIME_OUT_OF_RANGE,
              ErrorCode.MEMORY_LIMIT_EXCEEDED);
      if (e.code() != ErrorCode.MEMORY_LIMIT_EXCEEDED) {
        assertThat(e).hasMessageContaining(path.getFileName().toString());
      }
      return true;
    }
  }

  @ParameterizedTest
  @CsvSource({"uncompressed, V1", "snappy, V1", "zstd, V2", "lz4_raw, V1", "gzip, V2"})
  void flipped_bytes_give_rows_or_a_coded_error(String codec, String version) throws Exception {
    byte[] whole = Files.readAllBytes(write(codec, version));
    Random random = new Random(42);
    int refused = 0;
    for (int i = 0; i < FLIPS; i++) {
      byte[] damaged = whole.clone();
      // Half of the places in the footer, where every byte matters.
      int from = i % 2 == 0 ? 0 : whole.length * 3 / 4;
      int at = from + random.nextInt(whole.length - from);
      damaged[at] = (byte) (damaged[at] ^ 1 + random.nextInt(255));
      refused += isRefused(damaged, directory.resolve("flip" + i + ".parquet")) ? 1 : 0;
    }
    assertThat(refused).isGreaterThan(FLIPS / 20);
  }

  @Test
  void a_file_cut_off_anywhere_is_refused() throws Exception {
    byte[] whole = Files.readAllBytes(write("snappy", "V1"));
    Random random = new Random(7);
    for (int i = 0; i < CUTS; i++) {
      byte[] cut = Arrays.copyOf(whole, random.nextInt(whole.length));
      assertThat(isRefused(cut, directory.resolve("cut" + i + ".parquet"))).isTrue();
    }
  }

  @Test
  void a_damaged_page_is_named_with_its_column_and_its_place() throws Exception {
    Path path = directory.resolve("t.parquet");
    try (DuckDb duckDb = new DuckDb()) {
      duckDb.execute(
          "CREATE TABLE t AS SELECT i AS id, {'a': i, 'b': 'x' || i} AS s FROM range(9) t(i)");
      duckDb.execute("COPY t TO '" + path + "' (FORMAT parquet, COMPRESSION snappy)");
      List<List<@Nullable Object>> chunks =
          duckDb.rows(
              "SELECT data_page_offset FROM parquet_metadata('" + path + "') ORDER BY column_id",
              List.of(SimpleType.BIGINT));
      List<String> names =
          List.of(
              "column 'id', row group 0, ",
              "leaf 's.a', ",
              "column 's', row group 0, leaf 's.b', ");
      byte[] whole = Files.readAllBytes(path);
      for (int i = 0; i < chunks.size(); i++) {
        int page = Math.toIntExact((Long) chunks.get(i).getFirst());
        byte[] damaged = whole.clone();
        // The page's type is behind the struct's first byte.
        damaged[page + 1] = 99;
        Files.write(path, damaged);
        ParquetFile file = ParquetFile.open(path);
        assertThatThrownBy(() -> Scans.rows(file, Scans.all(file, 2048)))
            .hasMessageContaining("file '" + path + "'")
            .hasMessageContaining(names.get(i) + "page 0 at byte " + page);
      }
    }
  }

  @Test
  void a_missing_file_is_named() {
    assertThatThrownBy(() -> ParquetFile.open(directory.resolve("none.parquet")))
        .isInstanceOfSatisfying(
            ThalwegException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FILE_NOT_FOUND))
        .hasMessageContaining("none.parquet");
  }
}

package io.thalweg.connectors.files.orc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.connectors.TableReads;
import io.thalweg.connectors.files.Reading;
import io.thalweg.core.connector.Table;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reads `thousand.orc`, written by Apache ORC 2.1 with zlib: row `i` is (i, every seventh NULL
/// else `name i%10`, i / 100, day 19000 + i, i odd, i / 2).
class OrcSourceTest {
  @TempDir Path directory;

  @BeforeEach
  void copyFile() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(OrcSourceTest.class.getResourceAsStream("/thousand.orc"))) {
      Files.copy(in, directory.resolve("thousand.orc"));
    }
  }

  @Test
  void allRowsAreRead() {
    Table table = Reading.read("read_file", directory + "/thousand.orc");
    assertThat(table.schema())
        .hasToString(
            "(id BIGINT, name VARCHAR, price DECIMAL(12, 2), day DATE, flag BOOLEAN, x DOUBLE)");
    List<List<@Nullable Object>> rows = TableReads.rows(table);
    assertThat(rows).hasSize(1000);
    for (int i = 0; i < 1000; i++) {
      assertThat(rows.get(i))
          .containsExactly(
              (long) i,
              i % 7 == 0 ? null : "name " + i % 10,
              BigDecimal.valueOf(i, 2),
              LocalDate.ofEpochDay(19_000 + i),
              i % 2 == 1,
              i * 0.5);
    }
  }

  @Test
  void columnsAreReadInTheOrderAskedForAndRowsAreCountedWithoutAny() {
    Table table = Reading.read("read_orc", directory.toString());
    assertThat(
            TableReads.rows(
                    table, TableReads.request(List.of(5, 0), List.of(), OptionalLong.empty(), 100))
                .get(3))
        .containsExactly(1.5, 3L);
    assertThat(
            TableReads.rows(
                table, TableReads.request(List.of(), List.of(), OptionalLong.empty(), 100)))
        .hasSize(1000);
  }

  @Test
  void aDamagedFileIsACodedError() throws IOException {
    byte[] sound = Files.readAllBytes(directory.resolve("thousand.orc"));
    Path cut =
        Files.write(directory.resolve("cut.orc"), Arrays.copyOf(sound, sound.length * 2 / 3));
    assertThatThrownBy(() -> Reading.read("read_orc", cut.toString()))
        .isInstanceOfSatisfying(
            ThalwegException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FILE_CORRUPT))
        .hasMessageContaining("cut.orc");
  }
}

package io.thalweg.connectors.files.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.connectors.TableReads;
import io.thalweg.connectors.files.FilesConnector;
import io.thalweg.connectors.files.Reading;
import io.thalweg.connectors.files.parquet.read.ExcludedRows.Range;
import io.thalweg.core.connector.ScanRequest;
import io.thalweg.core.connector.Split;
import io.thalweg.core.connector.SplitReader;
import io.thalweg.core.connector.SplitReader.Progress;
import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.TableSink;
import io.thalweg.core.data.Batch;
import io.thalweg.core.data.ColumnBuilder;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowGroupPartsTest {
  private static final Schema SCHEMA =
      Schema.of(
          Field.required("i", SimpleType.BIGINT),
          Field.nullable("word", SimpleType.VARCHAR),
          Field.nullable("text", SimpleType.VARCHAR));

  @TempDir private Path directory;

  private Path write(int rows) {
    Path target = directory.resolve(rows + ".parquet");
    TableSink sink = new ParquetFormat().write(target, SCHEMA, Map.of("row_group_size", "100000"));
    List<Object> numbers = new ArrayList<>();
    List<@Nullable Object> words = new ArrayList<>();
    List<@Nullable Object> texts = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      numbers.add((long) i);
      words.add(i % 7 == 3 ? null : "word " + i % 5);
      texts.add(i % 11 == 3 ? null : "row number " + i);
    }
    sink.write(
        Batch.of(
            rows,
            ColumnBuilder.of(SimpleType.BIGINT, numbers),
            ColumnBuilder.of(SimpleType.VARCHAR, words),
            ColumnBuilder.of(SimpleType.VARCHAR, texts)));
    sink.commit();
    return target;
  }

  @Test
  void parts_follow_each_other_and_none_is_small() {
    ParquetFile file = ParquetFile.open(write(150_000));
    for (int parts = 1; parts < 30; parts++) {
      for (int group = 0; group < 2; group++) {
        List<Range> ranges = RowGroupParts.of(file, group, parts);
        assertThat(ranges).hasSizeBetween(1, parts);
        assertThat(ranges.getFirst().from()).isZero();
        assertThat(ranges.getLast().to()).isEqualTo(group == 0 ? 100_000 : 50_000);
        for (int i = 1; i < ranges.size(); i++) {
          assertThat(ranges.get(i).from()).isEqualTo(ranges.get(i - 1).to());
        }
        assertThat(ranges).allMatch(range -> range.to() - range.from() >= 8_192);
      }
    }
    assertThat(RowGroupParts.of(file, 0, 4)).hasSizeGreaterThan(2);
  }

  @Test
  void few_rows_are_one_part() {
    ParquetFile file = ParquetFile.open(write(16_000));
    assertThat(RowGroupParts.of(file, 0, 8)).containsExactly(new Range(0, 16_000));
  }

  @Test
  void parts_together_give_the_rows_of_the_split() {
    Table table = Reading.with(new FilesConnector(), "read_file", write(150_000).toString());
    ScanRequest request = TableReads.request(table, OptionalLong.empty());
    for (int parts : new int[] {1, 2, 3, 8}) {
      List<Split> divided =
          table.splits(request).stream()
              .flatMap(split -> table.divided(split, parts).stream())
              .toList();
      assertThat(divided.stream().map(Split::label)).doesNotHaveDuplicates();
      assertThat(divided.stream().mapToLong(Split::rows).sum()).isEqualTo(150_000);
      List<List<@Nullable Object>> rows = new ArrayList<>();
      divided.forEach(split -> read(table, request, split, rows));
      assertThat(rows).isEqualTo(TableReads.rows(table, request));
    }
  }

  private static void read(
      Table table, ScanRequest request, Split split, List<List<@Nullable Object>> rows) {
    try (SplitReader reader = table.open(split, request, TableReads.context())) {
      while (reader.read() instanceof Progress.Rows(Batch batch)) {
        Scans.addRows(SCHEMA.types(), batch, rows);
      }
    }
  }
}

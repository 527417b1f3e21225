package io.thalweg.connectors.datagen;

import static io.thalweg.connectors.Declarations.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.connectors.Declarations;
import io.thalweg.connectors.StreamReads;
import io.thalweg.connectors.StreamReads.Change;
import io.thalweg.connectors.TableReads;
import io.thalweg.core.connector.ScanRequest;
import io.thalweg.core.connector.Split;
import io.thalweg.core.connector.SplitReader;
import io.thalweg.core.connector.SplitReader.Progress;
import io.thalweg.core.connector.Table;
import io.thalweg.core.type.ArrayType;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.core.type.TimestampType;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class DatagenTest {
  private final DatagenConnector connector = new DatagenConnector(new Stopped());

  private List<@Nullable Object> values(DataType type, String... options) {
    Table table = Declarations.declare(connector, "t", Schema.of(column("c", type)), options);
    return TableReads.rows(table).stream().map(List::getFirst).toList();
  }

  static Stream<DataType> types() {
    return Stream.of(
        SimpleType.BOOLEAN,
        SimpleType.TINYINT,
        SimpleType.SMALLINT,
        SimpleType.INTEGER,
        SimpleType.BIGINT,
        SimpleType.REAL,
        SimpleType.DOUBLE,
        SimpleType.VARCHAR,
        SimpleType.DATE,
        SimpleType.TIME,
        TimestampType.MICROS,
        new TimestampType(9, false),
        new DecimalType(10, 2),
        new DecimalType(38, 4));
  }

  @ParameterizedTest
  @MethodSource("types")
  void aSeedMakesTheSameValuesOfAnyType(DataType type) {
    List<@Nullable Object> some =
        values(type, "rows", "3000", "seed", "5", "c.kind", "random", "c.null_rate", "0.1");
    assertThat(some)
        .hasSize(3000)
        .isEqualTo(
            values(type, "rows", "3000", "seed", "5", "c.kind", "random", "c.null_rate", "0.1"));
    assertThat(some.stream().filter(Objects::isNull).count()).isBetween(200L, 400L);
    assertThat(some.stream().distinct().count()).isGreaterThan(2);
    assertThat(values(type, "rows", "3000", "seed", "6", "c.kind", "random")).isNotEqualTo(some);
  }

  @Test
  void aSequenceCountsAndBeginsAgain() {
    assertThat(values(SimpleType.BIGINT, "rows", "5", "c.kind", "sequence"))
        .containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(
            values(
                SimpleType.INTEGER, "rows", "5", "c.kind", "sequence", "c.min", "7", "c.max", "8"))
        .containsExactly(7, 8, 7, 8, 7);
    assertThat(values(SimpleType.VARCHAR, "rows", "2", "c.kind", "sequence"))
        .containsExactly("1", "2");
  }

  @Test
  void timePassesAtTheRate() {
    assertThat(
            values(
                new TimestampType(3, false),
                "rows",
                "3",
                "rate",
                "4",
                "start_time",
                "2026-05-01 10:00:00"))
        .containsExactly(
            LocalDateTime.parse("2026-05-01T10:00:00"),
            LocalDateTime.parse("2026-05-01T10:00:00.250"),
            LocalDateTime.parse("2026-05-01T10:00:00.500"));
  }

  @Test
  void boundsHold() {
    assertThat(values(SimpleType.BIGINT, "rows", "1000", "c.min", "-3", "c.max", "3"))
        .allMatch(value -> Math.abs((long) value) <= 3)
        .contains(-3L, 3L);
    assertThat(values(new DecimalType(6, 2), "rows", "100", "c.min", "1.50", "c.max", "1.51"))
        .containsOnly(new BigDecimal("1.50"), new BigDecimal("1.51"));
    assertThat(values(SimpleType.VARCHAR, "rows", "100", "c.length", "4"))
        .allMatch(value -> ((String) value).length() == 4);
  }

  @Test
  void splitsShareTheRowsAndGoOnWhereTheyWere() {
    Schema schema = Schema.of(column("c", SimpleType.BIGINT));
    Table table =
        Declarations.declare(
            connector, "t", schema, "rows", "1000", "splits", "3", "c.kind", "sequence");
    assertThat(TableReads.rows(table).stream().map(List::getFirst))
        .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, 1000).boxed().toList());
    ScanRequest request =
        new ScanRequest(List.of(0), List.of(), java.util.OptionalLong.empty(), 10);
    Split split = StreamReads.stream(table).splits(request).get(1);
    String position;
    try (SplitReader reader = StreamReads.open(table, split, "", request)) {
      reader.read();
      position = reader.position();
    }
    try (SplitReader reader = StreamReads.open(table, split, position, request)) {
      List<Change> rest = StreamReads.available(table, reader, false);
      assertThat(rest).hasSize(323);
      assertThat(rest.getFirst().row()).containsExactly(32L);
    }
  }

  @Test
  void aPacedStreamWaits() {
    Table table =
        Declarations.declare(
            connector, "t", Schema.of(column("c", SimpleType.BIGINT)), "paced", "true");
    ScanRequest request = StreamReads.all(table);
    Split split = StreamReads.stream(table).splits(request).getFirst();
    try (SplitReader reader = StreamReads.open(table, split, "", request)) {
      assertThat(StreamReads.available(table, reader, false)).hasSize(1);
      assertThat(reader.read()).isInstanceOf(Progress.Pending.class);
    }
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> values(SimpleType.BIGINT, "row", "5"))
        .hasMessageContaining("c.kind, c.length, c.max, c.min, c.null_rate, paced, rate, rows");
    assertThatThrownBy(() -> values(new ArrayType(SimpleType.BIGINT)))
        .hasMessageContaining("column 'c'");
    assertThatThrownBy(() -> values(SimpleType.BIGINT)).hasMessageContaining("rows = …");
    assertThatThrownBy(() -> values(SimpleType.BIGINT, "c.min", "5", "c.max", "4"))
        .hasMessageContaining("c.max");
    Schema required = Schema.of(Field.required("c", SimpleType.BIGINT));
    assertThatThrownBy(() -> Declarations.declare(connector, "t", required, "c.null_rate", "0.5"))
        .hasMessageContaining("where NULL is allowed");
  }

  /// Time stands still.
  private static final class Stopped implements io.thalweg.core.port.Clock {
    @Override
    public long epochMicros() {
      return 0;
    }

    @Override
    public long nanoTime() {
      return 0;
    }
  }
}

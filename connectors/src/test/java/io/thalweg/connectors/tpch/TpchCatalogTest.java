package io.thalweg.connectors.tpch;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.connectors.TableReads;
import io.thalweg.core.connector.Catalog;
import io.thalweg.core.connector.ColumnStatistics;
import io.thalweg.core.connector.Table;
import io.thalweg.core.data.Values;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TpchCatalogTest {
  private final Catalog catalog = new TpchConnector().createCatalog("tpch", Map.of());

  @ParameterizedTest
  @CsvSource({
    "region, 5",
    "nation, 25",
    "supplier, 100",
    "customer, 1500",
    "part, 2000",
    "partsupp, 8000",
    "orders, 15000",
    "lineitem, 60175"
  })
  void tinyTablesHaveTheRowsOfDbgen(String table, int rows) {
    assertThat(TableReads.rows(table("tiny", table))).hasSize(rows);
  }

  @Test
  void theFirstLineIsTheOneOfDbgen() {
    List<@Nullable Object> first = TableReads.rows(table("tiny", "lineitem")).getFirst();
    assertThat(first)
        .containsExactly(
            1L,
            1552L,
            93L,
            1,
            decimal("17.00"),
            decimal("24710.35"),
            decimal("0.04"),
            decimal("0.02"),
            "N",
            "O",
            LocalDate.of(1996, 3, 13),
            LocalDate.of(1996, 2, 12),
            LocalDate.of(1996, 3, 22),
            "DELIVER IN PERSON",
            "TRUCK",
            "egular courts above the");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "region",
        "nation",
        "supplier",
        "customer",
        "part",
        "partsupp",
        "orders",
        "lineitem"
      })
  void whatATableClaimsIsTrue(String name) {
    Table table = table("sf0.1", name);
    List<List<@Nullable Object>> rows = TableReads.rows(table);
    assertThat(table.statistics().rowCount().orElseThrow())
        .isBetween(rows.size() * 0.999, rows.size() * 1.001);
    for (int i = 0; i < table.schema().size(); i++) {
      ColumnStatistics column = table.statistics().column(i).orElseThrow();
      Values.check(table.schema().type(i), column.min());
      Values.check(table.schema().type(i), column.max());
      for (List<@Nullable Object> row : rows) {
        assertThat(withinBounds(column, row.get(i))).as("%s %s", column, row.get(i)).isTrue();
      }
    }
    Set<List<@Nullable Object>> keys = new HashSet<>();
    Set<Integer> key = table.facts().uniqueKeys().getFirst();
    for (List<@Nullable Object> row : rows) {
      keys.add(key.stream().sorted().<@Nullable Object>map(row::get).toList());
    }
    assertThat(keys).hasSameSizeAs(rows);
  }

  @SuppressWarnings("unchecked")
  private static boolean withinBounds(ColumnStatistics column, @Nullable Object value) {
    Object min = column.min();
    Object max = column.max();
    return min == null
        || max == null
        || (((Comparable<Object>) min).compareTo(value) <= 0
            && ((Comparable<Object>) max).compareTo(value) >= 0);
  }

  @Test
  void aLimitEndsTheScanEarly() {
    Table lineitem = table("sf1", "lineitem");
    assertThat(TableReads.rows(lineitem, TableReads.request(lineitem, OptionalLong.of(10))))
        .hasSize(10);
    assertThat(lineitem.splits(TableReads.request(lineitem, OptionalLong.of(10)))).hasSize(1);
    assertThat(lineitem.splits(TableReads.request(lineitem, OptionalLong.empty()))).hasSize(61);
  }

  @Test
  void onlyTheColumnsAskedForAreMade() {
    Table nation = table("SF1", "NATION");
    List<List<@Nullable Object>> rows =
        TableReads.rows(
            nation, TableReads.request(List.of(2, 1), List.of(), OptionalLong.empty(), 7));
    assertThat(rows).hasSize(25).startsWith(List.of(0L, "ALGERIA"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sf", "sf0", "sfx", "main", "sf1e9", "sf-1"})
  void otherSchemasDoNotExist(String schema) {
    assertThat(catalog.table(schema, "nation")).isEmpty();
    assertThat(catalog.tables(schema)).isEmpty();
  }

  private Table table(String schema, String name) {
    return catalog.table(schema, name).orElseThrow();
  }

  private static BigDecimal decimal(String text) {
    return new BigDecimal(text);
  }
}

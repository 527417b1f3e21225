package io.thalweg.benchmarks.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;

/// The tables that some queries run over; the same number makes the same world.
///
/// @param tables at least three, of which one is empty
record World(List<Table> tables) {
  private static final int QUERIES = 50;
  private static final int[] SIZES = {1, 2, 7, 8, 15, 40, 100};
  private static final double NULLS = 0.2;
  private static final int MANY_VALUES = 20;
  private static final String ID = "id";

  /// @param columns the first, `id`, is a unique INT without NULL
  record Table(String name, List<Column> columns, List<List<String>> rows) {

    String create() {
      return columns.stream()
          .map(column -> column.name() + " " + column.kind().type())
          .collect(Collectors.joining(", ", "CREATE TABLE " + name + " (", ")"));
    }

    /// How the rows come in; there is at least one.
    String insert() {
      return insert(rows);
    }

    /// A change of the table: rows that come, go, or get other values.
    ///
    /// @param firstId of rows that come
    String change(int firstId, Random random) {
      String some = " WHERE " + ID + " % " + (2 + random.nextInt(3)) + " = " + random.nextInt(2);
      return switch (random.nextInt(4)) {
        case 0 -> "DELETE FROM " + name + some;
        case 1 -> {
          Column column = columns.get(1 + random.nextInt(columns.size() - 1));
          yield "UPDATE "
              + name
              + " SET "
              + column.name()
              + " = "
              + value(column.kind(), random)
              + some;
        }
        default -> insertion(firstId, random);
      };
    }

    /// A change of the table by rows that come.
    String insertion(int firstId, Random random) {
      List<List<String>> more = new ArrayList<>();
      for (int i = 1 + random.nextInt(5); i > 0; i--) {
        more.add(row(columns, firstId + i, random));
      }
      return insert(more);
    }

    private String insert(List<List<String>> some) {
      return some.stream()
          .map(row -> row.stream().collect(Collectors.joining(", ", "(", ")")))
          .collect(Collectors.joining(", ", "INSERT INTO " + name + " VALUES ", ""));
    }
  }

  record Column(String name, Kind kind) {}

  /// The number of the world that the query of a seed runs over; neighbours share one.
  static long numberOf(long seed) {
    return Math.floorDiv(seed, QUERIES);
  }

  /// The first seed whose query runs over the world after that of `seed`.
  static long endOf(long seed) {
    return (numberOf(seed) + 1) * QUERIES;
  }

  /// The statements that make the tables.
  List<String> setup() {
    List<String> statements = new ArrayList<>();
    for (Table table : tables) {
      statements.add("DROP TABLE IF EXISTS " + table.name());
      statements.add(table.create());
      if (!table.rows().isEmpty()) {
        statements.add(table.insert());
      }
    }
    return statements;
  }

  static World of(long number) {
    Random random = new Random(number);
    int empty = random.nextInt(3);
    List<Table> tables = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      int size = i == empty && random.nextBoolean() ? 0 : SIZES[random.nextInt(SIZES.length)];
      tables.add(table("t" + i, size, random));
    }
    return new World(tables);
  }

  private static Table table(String name, int size, Random random) {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column(ID, Kind.INT));
    for (Kind kind : Kind.values()) {
      int count = kind == Kind.INT ? 2 : random.nextInt(4) == 0 ? 2 : 1;
      for (int i = 0; i < count; i++) {
        String prefix = kind.name().substring(0, kind.isTime() ? 2 : 1).toLowerCase(Locale.ROOT);
        columns.add(new Column("c_" + prefix + kind.ordinal() + "_" + i, kind));
      }
    }
    List<List<String>> rows = new ArrayList<>();
    for (int id = 1; id <= size; id++) {
      rows.add(row(columns, id, random));
    }
    return new Table(name, columns, rows);
  }

  private static List<String> row(List<Column> columns, int id, Random random) {
    return columns.stream()
        .map(
            column ->
                column.name().equals(ID) ? Integer.toString(id) : value(column.kind(), random))
        .toList();
  }

  private static String value(Kind kind, Random random) {
    if (random.nextDouble() < NULLS) {
      return "NULL";
    }
    if (random.nextInt(3) > 0) {
      List<String> literals = kind.literals();
      return literals.get(random.nextInt(literals.size()));
    }
    int n = random.nextInt(MANY_VALUES) - MANY_VALUES / 2;
    return switch (kind) {
      case INT, EDGE -> Integer.toString(n);
      case DECIMAL -> n + "." + (10 + random.nextInt(90));
      case DOUBLE, ODD -> n * 0.25 + "e0";
      case TEXT -> "'" + "abcxyz".charAt(random.nextInt(6)) + Math.abs(n) % 4 + "'";
      case BOOL -> n > 0 ? "TRUE" : "FALSE";
      case DATE -> "DATE '2024-%02d-%02d'".formatted(1 + Math.abs(n), 1 + random.nextInt(28));
      case TIMESTAMP ->
          "TIMESTAMP '2024-%02d-01 %02d:00:00'".formatted(1 + Math.abs(n), random.nextInt(24));
    };
  }
}

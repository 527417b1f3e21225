package io.thalweg.benchmarks.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/// The tables of worlds as Parquet files with tiny row groups and pages, below a directory of its
/// own that goes away at the end. Used by one thread.
final class ParquetTables implements AutoCloseable {
  private static final List<Integer> ROW_GROUPS = List.of(1, 2, 3, 8, 64);
  private static final List<Integer> PAGES = List.of(1, 2, 3, 5, 16);
  private static final List<String> CODECS = List.of("snappy", "zstd", "gzip", "uncompressed");
  private static final int MOST_FILES = 3;

  private final Path root;
  private int worlds;

  ParquetTables() {
    try {
      root = Files.createTempDirectory("thalweg-fuzz");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The statements that put the rows of existing tables into files, and views of the files in the
  /// place of the tables.
  List<String> replace(World world, long number) {
    Random random = new Random(number);
    List<String> statements = new ArrayList<>();
    for (World.Table table : world.tables()) {
      String name = table.name();
      Path directory = newDirectory(name);
      int files = 1 + random.nextInt(MOST_FILES);
      for (int i = 0; i < files; i++) {
        statements.add(
            "COPY (SELECT * FROM %s WHERE id %% %d = %d) TO '%s' (FORMAT parquet, %s)"
                .formatted(
                    name,
                    files,
                    i,
                    directory.resolve(i + ".parquet"),
                    String.join(", ", layout(random, " %s"))));
      }
      statements.add("DROP TABLE " + name);
      statements.add("CREATE VIEW " + name + " AS FROM '" + directory.resolve("*.parquet") + "'");
    }
    return statements;
  }

  /// The statements that remove the views of [#replace].
  List<String> remove(World world) {
    return world.tables().stream().map(table -> "DROP VIEW IF EXISTS " + table.name()).toList();
  }

  /// The statements that make the tables as directories of files, which streams read as they
  /// appear.
  List<String> declare(World world, long number) {
    Random random = new Random(number);
    List<String> statements = new ArrayList<>();
    for (World.Table table : world.tables()) {
      statements.add("DROP TABLE IF EXISTS " + table.name());
      statements.add(
          "%s WITH (connector = 'files', format = 'parquet', path = '%s', poll_interval_ms = '100', %s)"
              .formatted(
                  table.create(),
                  newDirectory(table.name()),
                  String.join(", ", layout(random, " = '%s'"))));
      if (!table.rows().isEmpty()) {
        statements.add(table.insert());
      }
    }
    return statements;
  }

  private static List<String> layout(Random random, String value) {
    return List.of(
        "row_group_size" + value.formatted(pick(ROW_GROUPS, random)),
        "page_rows" + value.formatted(pick(PAGES, random)),
        "compression" + value.formatted(pick(CODECS, random)));
  }

  private static <T> T pick(List<T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }

  private Path newDirectory(String table) {
    try {
      return Files.createDirectories(root.resolve(table + "-" + worlds++));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.thalweg.benchmarks.slt;

import io.thalweg.benchmarks.slt.SltRecord.Sort;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads the records of one test file. One thread; the caller closes it.
///
/// Conditions (`skipif`, `onlyif`) are decided here, for an engine that means what PostgreSQL
/// means.
final class SltReader implements Closeable {
  private static final String US = "postgresql";

  /// A name for an output column without AS, which PostgreSQL did not take when the files were
  /// made.
  private static final String OUTPUT_NAMES = "requires AS when renaming output columns";

  private final BufferedReader text;
  private final String foreign;
  private int line;

  /// @param foreign why all records are for other engines, empty when they are not
  SltReader(BufferedReader text, String foreign) {
    this.text = text;
    this.foreign = foreign;
  }

  /// The next record, null at the end.
  @Nullable SltRecord next() throws IOException {
    String skipped = foreign;
    for (String head = readLine(); head != null; head = readLine()) {
      String[] words = head.strip().split("\\s+");
      switch (words[0]) {
        case "skipif" ->
            skipped = words[1].equals(US) && !head.contains(OUTPUT_NAMES) ? reason(head) : skipped;
        case "onlyif" -> skipped = words[1].equals(US) ? skipped : reason(head);
        case "halt" -> {
          if (skipped.isEmpty()) {
            return null;
          }
          skipped = foreign;
        }
        case "statement" -> {
          return statement(words, skipped);
        }
        case "query" -> {
          return query(words, skipped);
        }
        case "hash-threshold", "" -> {}
        default -> {
          if (!head.startsWith("#")) {
            throw new IOException("line " + line + " is no record: " + head);
          }
        }
      }
    }
    return null;
  }

  private static String reason(String condition) {
    int comment = condition.indexOf('#');
    return (comment < 0 ? condition : condition.substring(0, comment)).strip();
  }

  private SltRecord statement(String[] words, String skipped) throws IOException {
    int start = line;
    String sql = sql();
    return skipped.isEmpty()
        ? new SltRecord.Statement(start, sql, words[1].equals("ok"))
        : new SltRecord.Skipped(start, skipped);
  }

  private SltRecord query(String[] words, String skipped) throws IOException {
    int start = line;
    String sql = sql();
    List<String> expected = new ArrayList<>();
    for (String value = readLine(); value != null && !value.isEmpty(); value = readLine()) {
      expected.add(value);
    }
    if (!skipped.isEmpty()) {
      return new SltRecord.Skipped(start, skipped);
    }
    Sort sort = words.length > 2 ? Sort.valueOf(words[2].toUpperCase(Locale.ROOT)) : Sort.NOSORT;
    String label = words.length > 3 ? words[3] : "";
    return new SltRecord.Query(start, sql, words[1], sort, label, expected);
  }

  /// The lines up to an empty one or to `----`.
  private String sql() throws IOException {
    StringBuilder sql = new StringBuilder();
    for (String next = readLine();
        next != null && !next.isEmpty() && !next.equals("----");
        next = readLine()) {
      sql.append(sql.isEmpty() ? "" : "\n").append(next);
    }
    return sql.toString();
  }

  private @Nullable String readLine() throws IOException {
    line++;
    return text.readLine();
  }

  @Override
  public void close() throws IOException {
    text.close();
  }
}

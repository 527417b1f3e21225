package io.thalweg.connectors.files.csv;

import io.thalweg.connectors.files.source.FileStamp;
import io.thalweg.connectors.files.text.TypeGuess;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Finds out whether a file has a header, how its columns are called and which types they have.
/// Used once.
final class SchemaSniffer {
  private static final int STEP_RECORDS = 2048;
  private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_ .:#%/()-]*");

  private final long sampleRecords;
  private final boolean allText;
  private final TypeGuess.Reader reader = new TypeGuess.Reader();
  private final List<TypeGuess> guesses = new ArrayList<>();
  private final List<String> first = new ArrayList<>();
  private final List<Boolean> firstNull = new ArrayList<>();
  private final Set<String> repeatedFirst = new HashSet<>();
  private final byte[] nullText;
  private long records;
  private long bytes;

  /// What was found.
  ///
  /// @param rowBytes the average length of a record
  record Sniffed(Schema schema, boolean header, double rowBytes) {}

  private SchemaSniffer(CsvDialect dialect, long sampleRecords, boolean allText) {
    this.sampleRecords = sampleRecords;
    this.allText = allText;
    this.nullText = dialect.nullText().getBytes(StandardCharsets.UTF_8);
  }

  static Sniffed sniff(
      FileStamp file,
      CsvDialect dialect,
      Optional<Boolean> header,
      long sampleRecords,
      boolean allText) {
    SchemaSniffer sniffer = new SchemaSniffer(dialect, sampleRecords, allText);
    try (CsvTokenizer tokens = new CsvTokenizer(file, dialect, 0, Long.MAX_VALUE)) {
      sniffer.readAll(tokens);
    }
    return sniffer.result(header);
  }

  private void readAll(CsvTokenizer tokens) {
    int count = tokens.next(1);
    if (count == 1) {
      rememberFirst(tokens);
    }
    count = tokens.next(STEP_RECORDS);
    while (count > 0 && records < sampleRecords) {
      for (int i = 0; i < count; i++) {
        add(tokens, i);
      }
      records += count;
      bytes = tokens.offset();
      count = tokens.next(STEP_RECORDS);
    }
  }

  private void rememberFirst(CsvTokenizer tokens) {
    for (int i = 0; i < tokens.fieldCount(0); i++) {
      first.add(text(tokens, i));
      firstNull.add(isNull(tokens, i));
      guesses.add(TypeGuess.ofAny());
    }
    bytes = tokens.offset();
  }

  private void add(CsvTokenizer tokens, int record) {
    int count = Math.min(guesses.size(), tokens.fieldCount(record));
    for (int i = 0; i < count; i++) {
      int field = tokens.firstField(record) + i;
      if (!isNull(tokens, field)) {
        guesses.get(i).add(reader, tokens.buffer(), tokens.start(field), tokens.end(field));
        if (records < STEP_RECORDS && text(tokens, field).equals(first.get(i))) {
          repeatedFirst.add(first.get(i));
        }
      }
    }
  }

  private boolean isNull(CsvTokenizer tokens, int field) {
    return !tokens.isQuoted(field)
        && java.util.Arrays.equals(
            tokens.buffer(), tokens.start(field), tokens.end(field), nullText, 0, nullText.length);
  }

  private static String text(CsvTokenizer tokens, int field) {
    int start = tokens.start(field);
    return new String(tokens.buffer(), start, tokens.end(field) - start, StandardCharsets.UTF_8);
  }

  private Sniffed result(Optional<Boolean> asked) {
    boolean header = asked.orElseGet(this::looksLikeHeader);
    if (!header) {
      for (int i = 0; i < first.size(); i++) {
        if (!firstNull.get(i)) {
          byte[] value = first.get(i).getBytes(StandardCharsets.UTF_8);
          guesses.get(i).add(reader, value, 0, value.length);
        }
      }
    }
    List<Field> fields = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < first.size(); i++) {
      String name = unique(header ? first.get(i).strip() : "", i, names);
      fields.add(Field.nullable(name, allText ? SimpleType.VARCHAR : guesses.get(i).type()));
    }
    double rowBytes = Math.max(1, (double) bytes / Math.max(1, records + 1));
    return new Sniffed(new Schema(fields), header, rowBytes);
  }

  /// Names where values of another type follow; among texts only, distinct words that do not come
  /// again.
  private boolean looksLikeHeader() {
    boolean contradicts = false;
    boolean textOnly = true;
    for (int i = 0; i < first.size(); i++) {
      if (firstNull.get(i)) {
        continue;
      }
      byte[] value = first.get(i).getBytes(StandardCharsets.UTF_8);
      TypeGuess guess = guesses.get(i);
      if (!guess.isText()) {
        textOnly = false;
        contradicts |= !guess.fits(reader, value, 0, value.length);
      }
    }
    return contradicts || (textOnly && namesOnly());
  }

  private boolean namesOnly() {
    return repeatedFirst.isEmpty()
        && new HashSet<>(first).size() == first.size()
        && first.stream().allMatch(name -> NAME.matcher(name.strip()).matches());
  }

  private String unique(String wanted, int column, Set<String> taken) {
    int digits = Integer.toString(Math.max(0, first.size() - 1)).length();
    String base =
        wanted.isEmpty() ? String.format(Locale.ROOT, "column%0" + digits + "d", column) : wanted;
    String name = base;
    for (int i = 1; !taken.add(name.toLowerCase(Locale.ROOT)); i++) {
      name = base + "_" + i;
    }
    return name;
  }
}

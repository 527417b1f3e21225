package io.thalweg.connectors.files.csv;

import io.thalweg.connectors.files.source.FileStamp;
import io.thalweg.core.error.ThalwegException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Finds delimiter and quote of a file from its first records: the pair under which most records
/// have the same number of fields, and the most of them.
final class DialectSniffer {
  private static final int SAMPLE_RECORDS = 500;
  private static final char[] DELIMITERS = {',', '|', ';', '\t'};
  private static final char[] QUOTES = {'"', '\''};

  private final FileStamp file;
  private final CsvDialect base;
  private CsvDialect best;
  private double bestScore = -1;

  private DialectSniffer(FileStamp file, CsvDialect base) {
    this.file = file;
    this.base = base;
    this.best = signs(base.delimiter(), base.quote());
  }

  /// @param base with the signs that are given
  static CsvDialect sniff(
      FileStamp file, CsvDialect base, Optional<Character> delimiter, Optional<Character> quote) {
    DialectSniffer sniffer = new DialectSniffer(file, base);
    char[] delimiters = delimiter.isPresent() ? new char[] {delimiter.get()} : DELIMITERS;
    char[] quotes = quote.isPresent() ? new char[] {quote.get()} : QUOTES;
    for (char q : quotes) {
      for (char d : delimiters) {
        sniffer.attempt(sniffer.signs(d, q));
      }
    }
    return sniffer.best;
  }

  private CsvDialect signs(char delimiter, char quote) {
    char escape = base.escape() == CsvSource.ESCAPE_IS_QUOTE ? quote : base.escape();
    return base.withSigns(delimiter, quote, escape);
  }

  private void attempt(CsvDialect candidate) {
    try (CsvTokenizer tokens = new CsvTokenizer(file, candidate, 0, Long.MAX_VALUE)) {
      Map<Integer, Integer> counts = new HashMap<>();
      int records = 0;
      int quoted = 0;
      int more = tokens.next(SAMPLE_RECORDS);
      while (more > 0 && records < SAMPLE_RECORDS) {
        for (int i = 0; i < more; i++) {
          counts.merge(tokens.fieldCount(i), 1, Integer::sum);
          quoted += tokens.isQuoted(tokens.firstField(i)) ? 1 : 0;
        }
        records += more;
        more = tokens.next(SAMPLE_RECORDS);
      }
      consider(candidate, counts, records, quoted);
    } catch (ThalwegException _) {
      // Not this dialect; when none fits, the default is kept and reading tells what is wrong.
    }
  }

  private void consider(
      CsvDialect candidate, Map<Integer, Integer> counts, int records, int quoted) {
    if (records == 0) {
      return;
    }
    Map.Entry<Integer, Integer> usual =
        counts.entrySet().stream()
            .max(Map.Entry.<Integer, Integer>comparingByValue().thenComparing(Map.Entry::getKey))
            .orElseThrow();
    double agreeing = (double) usual.getValue() / records;
    boolean divided = usual.getKey() > 1;
    double score =
        (divided ? 10 : 0)
            + agreeing * 100 * (divided ? 1 : 0.01)
            + Math.min(usual.getKey(), 50) * 0.05
            + (quoted > 0 ? 0.5 : 0)
            + (candidate.quote() == base.quote() ? 0.01 : 0);
    if (score > bestScore) {
      best = candidate;
      bestScore = score;
    }
  }
}

package io.thalweg.benchmarks.slt;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How the records of one file or of many ended. One thread.
final class SltTally {
  private static final int MOST_FAILURES = 10_000;

  private long passed;
  private long failed;
  private long skipped;
  private final Map<String, Long> reasons = new TreeMap<>();
  private final List<Failure> failures = new ArrayList<>();

  /// @param reason the kind of failure, the same for many records
  record Failure(String file, int line, String reason, String detail, String sql) {
    @Override
    public String toString() {
      return file + ":" + line + ": " + detail + "\n  " + sql.replace("\n", "\n  ");
    }
  }

  void passed() {
    passed++;
  }

  void skipped(String reason) {
    skipped++;
    reasons.merge("skipped: " + reason, 1L, Long::sum);
  }

  void failed(Failure failure) {
    failed++;
    reasons.merge("failed: " + failure.reason(), 1L, Long::sum);
    if (failures.size() < MOST_FAILURES) {
      failures.add(failure);
    }
  }

  void add(SltTally other) {
    passed += other.passed;
    failed += other.failed;
    skipped += other.skipped;
    other.reasons.forEach((reason, count) -> reasons.merge(reason, count, Long::sum));
    for (Failure failure : other.failures) {
      if (failures.size() < MOST_FAILURES) {
        failures.add(failure);
      }
    }
  }

  long passedCount() {
    return passed;
  }

  long failedCount() {
    return failed;
  }

  long skippedCount() {
    return skipped;
  }

  /// How many records failed or were skipped, by reason.
  Map<String, Long> reasons() {
    return reasons;
  }

  List<Failure> failures() {
    return failures;
  }

  @Override
  public String toString() {
    return passed + " passed, " + failed + " failed, " + skipped + " skipped";
  }

  /// The tally as one line of a progress file.
  String line() {
    StringBuilder line = new StringBuilder(passed + "\t" + failed + "\t" + skipped);
    reasons.forEach((reason, count) -> line.append('\t').append(count).append(' ').append(reason));
    return line.toString();
  }

  /// @param fields those of [#line]
  static SltTally parse(List<String> fields) {
    SltTally tally = new SltTally();
    tally.passed = Long.parseLong(fields.get(0));
    tally.failed = Long.parseLong(fields.get(1));
    tally.skipped = Long.parseLong(fields.get(2));
    for (String reason : fields.subList(3, fields.size())) {
      int space = reason.indexOf(' ');
      tally.reasons.put(reason.substring(space + 1), Long.parseLong(reason.substring(0, space)));
    }
    return tally;
  }
}

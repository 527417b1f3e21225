package io.thalweg.benchmarks.checkpoint;

import io.thalweg.benchmarks.checkpoint.FlowRun.Made;
import io.thalweg.benchmarks.checkpoint.FlowRun.Phase;
import io.thalweg.benchmarks.checkpoint.StateJob.Kind;
import io.thalweg.benchmarks.compare.Quantiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What was measured of one job with much state.
///
/// @param made the checkpoints, in order
/// @param growSeconds until the state was there
/// @param heldBytes of state in memory at the end
record FlowFigures(
    Kind kind,
    Rates rates,
    Gaps gaps,
    List<Made> made,
    Restart restart,
    double growSeconds,
    long heldBytes) {
  private static final double MEGA = 1e6;
  private static final double EPOCH_SECONDS = StateJob.EPOCH_MILLIS / 1e3;
  private static final double MAX_GAP_EPOCHS = 2;
  private static final double MIN_RATIO = 0.95;
  private static final double MAX_RESTART_SECONDS = 3;
  private static final double LOWER_QUARTILE = 0.25;
  private static final double MEDIAN = 0.5;
  private static final double UPPER_QUARTILE = 0.75;

  /// The phases with a checkpoint every 10 s, and those without any, each next to the one with the
  /// same number.
  record Rates(List<Phase> with, List<Phase> without) {
    double ratio() {
      return Phase.sum(with).perSecond() / Phase.sum(without).perSecond();
    }

    /// The same by the time of processors: what others do on the machine counts less.
    double processorRatio() {
      return Phase.sum(with).perProcessorSecond() / Phase.sum(without).perProcessorSecond();
    }

    /// Of neighbours, such a part of all pairs has a smaller ratio.
    double pairs(double fraction) {
      List<Double> ratios = new ArrayList<>();
      for (int i = 0; i < with.size(); i++) {
        ratios.add(with.get(i).perSecond() / without.get(i).perSecond());
      }
      return Quantiles.of(ratios, fraction);
    }
  }

  /// The longest time without an epoch's end: in phases with checkpoints, and in those without.
  record Gaps(double withSeconds, double withoutSeconds) {}

  /// @param seconds from the start of the engine to the end of the first epoch
  /// @param readSeconds that reading the same files alone takes
  /// @param processorSeconds of all threads of the process
  record Restart(double seconds, double readSeconds, double processorSeconds) {}

  /// Whether the flow went on as promised.
  boolean isGood() {
    return longest() <= MAX_GAP_EPOCHS * EPOCH_SECONDS
        && rates.ratio() >= MIN_RATIO
        && restart.seconds() - restart.readSeconds() < MAX_RESTART_SECONDS;
  }

  /// The longest time without an epoch's end while a checkpoint was made.
  private double longest() {
    return made.stream().mapToDouble(Made::gapSeconds).max().orElse(0);
  }

  /// One line per figure, as a table.
  String text() {
    StringBuilder text = new StringBuilder();
    String name = kind.name().toLowerCase(Locale.ROOT);
    add(text, name + " over nexmark bids", "value", "wanted");
    add(text, "---", "---:", "---");
    add(text, "state in memory, grown in %.0f s".formatted(growSeconds), mega(heldBytes), "");
    for (boolean full : new boolean[] {true, false}) {
      List<Made> some = made.stream().filter(each -> each.info().full() == full).toList();
      String what = full ? "full" : "incremental";
      double bytes = some.stream().mapToLong(each -> each.info().bytes()).average().orElse(0);
      double seconds = some.stream().mapToDouble(Made::seconds).average().orElse(0);
      double gap = some.stream().mapToDouble(Made::gapSeconds).max().orElse(0);
      add(text, "%d %s checkpoints, each".formatted(some.size(), what), mega(bytes), "");
      add(text, "  until durable", "%.2f s".formatted(seconds), "");
      add(text, "  longest gap", "%.2f epochs".formatted(gap / EPOCH_SECONDS), "at most 2");
    }
    add(
        text,
        "longest gap in phases without checkpoints",
        "%.2f epochs".formatted(gaps.withoutSeconds() / EPOCH_SECONDS),
        "");
    add(text, "without checkpoints", events(Phase.sum(rates.without())), "");
    add(text, "with one every 10 s", events(Phase.sum(rates.with())), "");
    add(text, "  of that without", percent(rates.ratio()), "at least 95 %");
    add(text, "  the same per second of processors", percent(rates.processorRatio()), "");
    add(
        text,
        "  %d pairs of neighbours, median".formatted(rates.with().size()),
        percent(rates.pairs(MEDIAN)),
        "");
    add(
        text,
        "  their quartiles",
        percent(rates.pairs(LOWER_QUARTILE)) + " .. " + percent(rates.pairs(UPPER_QUARTILE)),
        "");
    add(text, "restart to first epoch", "%.2f s".formatted(restart.seconds()), "");
    add(text, "  time of processors in it", "%.2f s".formatted(restart.processorSeconds()), "");
    add(text, "  reading the files alone", "%.2f s".formatted(restart.readSeconds()), "");
    add(
        text,
        "  beyond reading",
        "%.2f s".formatted(restart.seconds() - restart.readSeconds()),
        "below 3 s");
    return text.toString();
  }

  private static String events(Phase phase) {
    return "%,.0f events/s".formatted(phase.perSecond());
  }

  private static String percent(double share) {
    return "%.1f %%".formatted(100 * share);
  }

  private static String mega(double bytes) {
    return "%.0f MB".formatted(bytes / MEGA);
  }

  private static void add(StringBuilder text, String what, String value, String wanted) {
    text.append(String.format(Locale.ROOT, "| %-42s | %18s | %-13s |%n", what, value, wanted));
  }
}

package io.thalweg.benchmarks.crash;

import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/// Ends the feed, waits until everything has come out, and says how it differs from what had to.
final class Verdict {
  private static final long LOOK_MILLIS = 2_000;

  private final Map<Output, Difference> differences = new EnumMap<>(Output.class);

  private Verdict() {}

  /// Before the last look there is one more kill, so that the last commits are repeated.
  ///
  /// @param patienceSeconds until everything has come out, and again behind the last kill
  static Verdict of(World world, long patienceSeconds, PrintWriter out) throws Exception {
    Expected expected = new Expected(world.feed().finish());
    Verdict verdict = new Verdict();
    long end = System.nanoTime() + patienceSeconds * 1_000_000_000;
    while (!verdict.look(world, expected) && System.nanoTime() < end) {
      Thread.sleep(LOOK_MILLIS);
    }
    if (verdict.isRight()) {
      world.kill();
      world.restart();
      world.awaitCheckpoints(patienceSeconds);
      verdict.look(world, expected);
    } else {
      out.println("not everything has come out in " + patienceSeconds + " s: " + world.jobs());
      for (Output output : Output.values()) {
        if (output.isTopic()) {
          out.println(world.answers().ends(output));
        }
      }
      out.println(world.server().lastWords());
    }
    return verdict;
  }

  private boolean look(World world, Expected expected) throws Exception {
    Answers answers = world.answers();
    for (Output output : Output.values()) {
      differences.put(output, Difference.of(expected.answer(output), answers.read(output)));
    }
    return isRight();
  }

  boolean isRight() {
    return differences.values().stream().allMatch(Difference::isNone);
  }

  /// A table of what was compared.
  String table() {
    StringBuilder text = new StringBuilder();
    text.append(
        "| output | rows | lost | doubled | wrong |\n| --- | ---: | ---: | ---: | ---: |\n");
    differences.forEach(
        (output, difference) ->
            text.append(
                String.format(
                    Locale.ROOT,
                    "| %s | %,d | %d | %d | %d |%n",
                    output.table(),
                    difference.rows(),
                    difference.lost(),
                    difference.doubled(),
                    difference.wrong())));
    differences.forEach(
        (output, difference) -> {
          if (!difference.isNone()) {
            text.append(output.table()).append(": ").append(difference.examples()).append('\n');
          }
        });
    return text.toString();
  }
}

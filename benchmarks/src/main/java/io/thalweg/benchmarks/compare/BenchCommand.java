package io.thalweg.benchmarks.compare;

import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// A command of `./thalweg bench`; it is run by picocli, once, and exits with what it returns.
public abstract class BenchCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  /// Where it writes to.
  protected final PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }

  /// How it was called, for the file of figures.
  protected final String commandLine() {
    return "./thalweg bench "
        + String.join(
            " ", Objects.requireNonNull(spec).commandLine().getParseResult().originalArgs());
  }
}

package io.thalweg.benchmarks.kernel;

import io.thalweg.benchmarks.compare.BenchCommand;
import io.thalweg.benchmarks.compare.Results;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `bench kernels`: JMH in processes of its own, and a table beside the figures of PERFORMANCE.md.
@Command(
    name = "kernels",
    mixinStandardHelpOptions = true,
    description = "Measures kernels with JMH, in nanoseconds per value.")
public final class KernelBench extends BenchCommand {
  @Parameters(
      arity = "0..1",
      defaultValue = ".*",
      description = "A regular expression over the benchmarks' names, such as probe or add.")
  private String pattern = ".*";

  @Option(
      names = "--table",
      description = "Only the kernels of the table, without those that have no figure beside them.")
  private boolean tableOnly;

  @Option(
      names = "--record",
      description = "A file, such as benchmarks/RESULTS.md, to append the table to.")
  private @Nullable Path record;

  @Override
  public Integer call() throws Exception {
    OptionsBuilder options = new OptionsBuilder();
    String room = Pattern.quote(KernelBench.class.getPackageName() + ".");
    if (tableOnly) {
      KernelFigure.ALL.stream()
          .map(figure -> figure.benchmark().replaceFirst(":.*", ""))
          .filter(name -> Pattern.compile(pattern).matcher(name).find())
          .forEach(name -> options.include(room + Pattern.quote(name) + "$"));
    } else {
      options.include(room + "\\w+\\." + pattern);
    }
    Map<String, RunResult> results = new TreeMap<>();
    for (RunResult result : new Runner(options.build()).run()) {
      results.put(name(result), result);
    }
    String table = KernelTable.of(results);
    out().print(table);
    out().flush();
    if (record != null) {
      Results.append(
          record, "Kernels", commandLine(), "7 iterations each", System.lineSeparator() + table);
    }
    return 0;
  }

  /// Class and method, and the parameter behind a colon if it has one.
  private static String name(RunResult result) {
    String benchmark = result.getParams().getBenchmark();
    String name =
        benchmark.substring(benchmark.lastIndexOf('.', benchmark.lastIndexOf('.') - 1) + 1);
    return result.getParams().getParamsKeys().stream()
        .findFirst()
        .map(key -> name + ":" + result.getParams().getParam(key))
        .orElse(name);
  }
}

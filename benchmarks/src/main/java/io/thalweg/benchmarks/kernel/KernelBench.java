package io.thalweg.benchmarks.kernel;

import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `bench kernels`: JMH in processes of its own.
@Command(
    name = "kernels",
    mixinStandardHelpOptions = true,
    description = "Measures expression kernels with JMH, in nanoseconds per row.")
public final class KernelBench implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      defaultValue = ".*",
      description = "A regular expression over the benchmarks' names, such as LIKE or add.")
  private String pattern = ".*";

  @Override
  public Integer call() throws Exception {
    String name = ExpressionBenchmark.class.getName().replace(".", "\\.") + "\\." + pattern;
    new Runner(new OptionsBuilder().include(name).build()).run();
    return 0;
  }
}

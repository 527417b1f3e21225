package io.thalweg.benchmarks;

import io.thalweg.benchmarks.checkpoint.CheckpointBench;
import io.thalweg.benchmarks.clients.ClientsBench;
import io.thalweg.benchmarks.crash.CrashBench;
import io.thalweg.benchmarks.fuzz.FuzzCommand;
import io.thalweg.benchmarks.kernel.KernelBench;
import io.thalweg.benchmarks.latency.LatencyBench;
import io.thalweg.benchmarks.memory.MemoryBench;
import io.thalweg.benchmarks.nexmark.NexmarkBench;
import io.thalweg.benchmarks.slt.SltBench;
import io.thalweg.benchmarks.spill.SpillBench;
import io.thalweg.benchmarks.start.StartBench;
import io.thalweg.benchmarks.tpch.PlanningBench;
import io.thalweg.benchmarks.tpch.TpchBench;
import io.thalweg.cli.Failures;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `./thalweg bench …`.
@Command(
    name = "thalweg bench",
    mixinStandardHelpOptions = true,
    subcommands = {
      FuzzCommand.class,
      TpchBench.class,
      PlanningBench.class,
      StartBench.class,
      SltBench.class,
      KernelBench.class,
      CheckpointBench.class,
      ClientsBench.class,
      CrashBench.class,
      NexmarkBench.class,
      LatencyBench.class,
      MemoryBench.class,
      SpillBench.class
    },
    description = "Benchmarks and long checks against peers.")
public final class Bench {
  /// The official driver logs how it allocates; kept here, because loggers are held weakly.
  private static final Logger DRIVER = Logger.getLogger("org.apache.arrow.driver.jdbc.shaded");

  private Bench() {}

  public static void main(String[] args) {
    DRIVER.setLevel(Level.WARNING);
    CommandLine commands = new CommandLine(new Bench());
    commands.setCaseInsensitiveEnumValuesAllowed(true);
    commands.setExecutionExceptionHandler((failure, _, _) -> Failures.report(failure));
    System.exit(commands.execute(args));
  }
}

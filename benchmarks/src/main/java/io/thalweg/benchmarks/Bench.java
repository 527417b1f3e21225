package io.thalweg.benchmarks;

import io.thalweg.benchmarks.fuzz.FuzzCommand;
import io.thalweg.benchmarks.kernel.KernelBench;
import io.thalweg.benchmarks.slt.SltBench;
import io.thalweg.benchmarks.tpch.TpchBench;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `./thalweg bench …`.
@Command(
    name = "thalweg bench",
    mixinStandardHelpOptions = true,
    subcommands = {FuzzCommand.class, TpchBench.class, SltBench.class, KernelBench.class},
    description = "Benchmarks and long checks against peers.")
public final class Bench {
  private Bench() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new Bench()).execute(args));
  }
}

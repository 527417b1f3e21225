package io.thalweg.cli;

import io.thalweg.cli.run.Console;
import io.thalweg.cli.run.Session;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `generate tpch`: the tables of a benchmark as files.
@Command(
    name = "generate",
    mixinStandardHelpOptions = true,
    description = "Write the tables of a benchmark to files.")
final class GenerateCommand implements Callable<Integer> {
  @Parameters(paramLabel = "BENCHMARK", description = "tpch")
  private String benchmark = "";

  @Option(names = "--sf", paramLabel = "N", description = "The scale factor; 1 unless given.")
  private BigDecimal scale = BigDecimal.ONE;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The directory for the files; made when it is missing.")
  private Path directory = Path.of("");

  @Option(names = "--format", paramLabel = "FORMAT", description = "parquet or csv.")
  private String format = "parquet";

  @Override
  public Integer call() throws SQLException, IOException {
    if (!benchmark.equals("tpch")) {
      throw new IllegalArgumentException(
          "there is no benchmark '" + benchmark + "'; there is tpch");
    }
    if (!format.equals("parquet") && !format.equals("csv")) {
      throw new IllegalArgumentException("there is no format '" + format + "'; use parquet or csv");
    }
    if (scale.signum() <= 0) {
      throw new IllegalArgumentException("the scale factor is above 0, such as 0.1, 1 or 10");
    }
    Console console = Terminals.console();
    try (Session session =
        new Session(io.thalweg.cli.run.ConnectionTarget.embedded().connect(), console)) {
      return new TpchFiles(session, scale, directory, format).write() ? 0 : 1;
    }
  }
}

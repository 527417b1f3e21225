package io.thalweg.benchmarks.kernel;

import java.util.List;
import java.util.OptionalDouble;

/// One line of the table: a benchmark and what PERFORMANCE.md says of the same work.
///
/// @param kernel in words
/// @param benchmark class and method, and the parameter behind a colon if it has one
/// @param figure nanoseconds per value; empty where there is none
/// @param source of the figure, in words
record KernelFigure(String kernel, String benchmark, OptionalDouble figure, String source) {

  static final List<KernelFigure> ALL =
      List.of(
          of("bit-unpack 3 bits", "DecodingBenchmark.unpack3Bits", 0.04, "Vector API"),
          of("bit-unpack 10 bits", "DecodingBenchmark.unpack10Bits", 0.04, "Vector API"),
          of("bit-unpack 17 bits", "DecodingBenchmark.unpack17Bits", 0.04, "Vector API"),
          of("filter int < c", "ExpressionBenchmark.selectHalfOfInts", 0.11, "compress, 0.03-0.11"),
          of(
              "filter long < c",
              "ExpressionBenchmark.selectHalfOfLongs",
              0.11,
              "compress, 0.03-0.11"),
          of("hash of a long", "StateBenchmark.hashLongs", 0.03, "scalar"),
          of("dictionary gather", "DecodingBenchmark.gatherDictionary", 1.9, "DuckDB's scan"),
          of("snappy, two pages", "DecodingBenchmark.snappyTwoPages", 4.65, "two pages at once"),
          of("snappy, one page", "DecodingBenchmark.snappyOnePage", 6.2, "careful Java loop"),
          of("snappy, comments", "DecodingBenchmark.snappyText", 36, "DuckDB's scan"),
          of("probe 2^18 slots", "StateBenchmark.probe:18", 5.7, "Vector API gather"),
          of("probe 2^22 slots", "StateBenchmark.probe:22", 16, "Vector API gather"),
          of("group update, 1 sum", "StateBenchmark.updateOneSum", 0.8, "Q1 aggregate, masked"),
          of(
              "group update, Q1",
              "StateBenchmark.updatePricingSummary",
              0.8,
              "Q1 aggregate, masked"),
          of("LIKE '%a%'", "ExpressionBenchmark.likeContains"),
          of("LIKE '%a%b%'", "ExpressionBenchmark.likeTwoParts"));

  private static KernelFigure of(String kernel, String benchmark, double figure, String source) {
    return new KernelFigure(kernel, benchmark, OptionalDouble.of(figure), source);
  }

  private static KernelFigure of(String kernel, String benchmark) {
    return new KernelFigure(kernel, benchmark, OptionalDouble.empty(), "none");
  }
}

package io.thalweg.benchmarks.slt;

import java.util.SplittableRandom;

/// Which part of the suite is run: the same one for the same seed.
///
/// A share of the files, and in those a share of the queries; every statement of a chosen file is
/// run, because queries need their tables.
///
/// @param seed which part
/// @param files the share of the files, 0 to 1
/// @param queries the share of their queries, 0 to 1
record SltSample(long seed, double files, double queries) {
  static final SltSample ALL = new SltSample(0, 1, 1);

  boolean takesFile(String file) {
    return files >= 1 || new SplittableRandom(seed + file.hashCode()).nextDouble() < files;
  }

  boolean takesQuery(String file, int line) {
    return queries >= 1
        || new SplittableRandom(seed + 31L * file.hashCode() + line).nextDouble() < queries;
  }
}

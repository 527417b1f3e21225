package io.thalweg.benchmarks.crash;

import io.thalweg.cli.Main;
import java.io.IOException;

/// The command line's program in a process that ends at once when the one that started it does:
/// when its standard input ends.
public final class Leashed {
  private Leashed() {}

  /// @param args as typed behind `./thalweg`
  public static void main(String[] args) {
    Thread.ofPlatform().daemon().name("leash").start(Leashed::hold);
    Main.main(args);
  }

  private static void hold() {
    try {
      while (System.in.read() >= 0) {
        // Lives as long as its parent.
      }
    } catch (IOException e) {
      System.err.println("the leash broke: " + e);
    }
    Runtime.getRuntime().halt(1);
  }
}

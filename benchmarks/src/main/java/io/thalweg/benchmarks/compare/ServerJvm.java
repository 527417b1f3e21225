package io.thalweg.benchmarks.compare;

import java.util.List;

/// What a server needs that is started on this process's class path instead of from its jar.
public final class ServerJvm {
  /// The packages that the jar's manifest opens to Arrow.
  public static final List<String> OPENED =
      List.of(
          "--add-opens=java.base/java.nio=ALL-UNNAMED",
          "--add-opens=java.base/java.io=ALL-UNNAMED");

  private ServerJvm() {}
}

package io.thalweg.exec.kernel;

/// Whether kernels use their Vector API forms or the scalar twins.
///
/// Uncompiled, vector code is about a hundred times slower than a scalar loop, so that a process
/// starts with the twins; [KernelWarmup] turns the vectors on once they are compiled.
public final class VectorModule {
  /// Whether the JVM was started with the module.
  public static final boolean PRESENT =
      ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

  /// Read without synchronisation: both forms give the same results.
  private static boolean used;

  private VectorModule() {}

  /// Asked once per batch.
  public static boolean isUsed() {
    return used;
  }

  /// Turns the vector forms on or off for the whole process; without the module they stay off.
  public static void use(boolean vectors) {
    used = vectors && PRESENT;
  }
}

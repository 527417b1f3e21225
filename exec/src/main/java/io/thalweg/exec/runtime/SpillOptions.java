package io.thalweg.exec.runtime;

/// Whether a continuous query may put state into files.
///
/// @param limitBytes the most its files may have together
public record SpillOptions(Mode mode, long limitBytes) {
  /// When memory runs short, without a limit.
  public static final SpillOptions DEFAULT = new SpillOptions(Mode.AUTO, Long.MAX_VALUE);

  public SpillOptions {
    if (limitBytes < 0) {
      throw new IllegalArgumentException("spill limit of " + limitBytes + " bytes");
    }
  }

  /// When state goes into files.
  public enum Mode {
    /// Never: a query that needs more memory than it has fails.
    OFF,
    /// When memory runs short.
    AUTO,
    /// Always, all of it: to try out that it changes nothing.
    ALWAYS
  }
}

package io.thalweg.exec.checkpoint;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import org.jspecify.annotations.Nullable;

/// What can be wrong with an object of the store; every message names it. Stateless.
public final class CheckpointErrors {
  private CheckpointErrors() {}

  /// CHECKPOINT_CORRUPT.
  ///
  /// @param why half a sentence: what is wrong with it
  public static ThalwegException corrupt(String object, String why) {
    return corrupt(object, why, null);
  }

  /// As above, with what was thrown; null for nothing.
  public static ThalwegException corrupt(String object, String why, @Nullable Throwable cause) {
    return new ThalwegException(
        ErrorCode.CHECKPOINT_CORRUPT,
        "'" + object + "' is damaged: " + why + "; restore an earlier checkpoint",
        cause);
  }

  /// The error for an object of another version than `oldest..newest`.
  public static ThalwegException version(String object, int version, int oldest, int newest) {
    String text = "'" + object + "' has format version " + version + ", but this Thalweg reads ";
    return version < oldest
        ? new ThalwegException(
            ErrorCode.CHECKPOINT_TOO_OLD,
            text + "from " + oldest + " on; read and write it again with a release in between")
        : new ThalwegException(
            ErrorCode.CHECKPOINT_TOO_NEW, text + "up to " + newest + "; use a newer release");
  }

  static ThalwegException notFound(String object) {
    return new ThalwegException(
        ErrorCode.CHECKPOINT_NOT_FOUND, "there is no '" + object + "'; SHOW what is kept");
  }

  static ThalwegException fenced(String why) {
    return new ThalwegException(
        ErrorCode.CHECKPOINT_FENCED, why + "; this run of the job must not go on");
  }
}

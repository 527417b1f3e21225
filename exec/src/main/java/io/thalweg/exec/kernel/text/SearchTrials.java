package io.thalweg.exec.kernel.text;

import java.util.List;

/// Calls of the vector forms, for warming up.
public final class SearchTrials {
  private static final int BYTES = 16_384;

  private SearchTrials() {}

  public static List<Runnable> all() {
    byte[] text = new byte[BYTES];
    byte[] part = {1, 2, 3};
    return List.of(() -> SearchVectors.find(text, 0, BYTES, part, 0, part.length));
  }
}

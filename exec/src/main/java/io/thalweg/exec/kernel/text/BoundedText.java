package io.thalweg.exec.kernel.text;

import io.thalweg.exec.kernel.Failure;

/// A text that may be looked at only so often: regular expressions that try exponentially many ways
/// end with an error, and not with the patience of the user.
final class BoundedText implements CharSequence {
  private static final long MAX_READS = 50_000_000;

  private final CharSequence text;
  private long reads;

  BoundedText(CharSequence text) {
    this.text = text;
  }

  @Override
  public char charAt(int index) {
    if (++reads > MAX_READS) {
      throw Failure.argument(
          "the pattern tries too many ways to match a text of "
              + text.length()
              + " characters; write it without repetitions inside repetitions");
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.subSequence(start, end);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}

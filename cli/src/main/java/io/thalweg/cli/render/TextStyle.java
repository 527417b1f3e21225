package io.thalweg.cli.render;

/// What the place that text goes to can show.
///
/// @param width in characters of single width; 0 when there is no limit
/// @param colour whether escape sequences are understood
public record TextStyle(int width, boolean colour) {
  public static final TextStyle PLAIN = new TextStyle(0, false);

  /// `text` in grey.
  public String dim(String text) {
    return paint("2", text);
  }

  public String bold(String text) {
    return paint("1", text);
  }

  public String red(String text) {
    return paint("1;31", text);
  }

  public String cyan(String text) {
    return paint("36", text);
  }

  private String paint(String code, String text) {
    return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}

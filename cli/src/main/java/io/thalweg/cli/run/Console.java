package io.thalweg.cli.run;

import io.thalweg.cli.render.TextStyle;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.function.IntSupplier;

/// Where a command's results and messages go. Its maker closes the streams.
///
/// @param out for results
/// @param err for errors and progress
/// @param outIsTerminal whether a person sees `out` as it is written
/// @param errIsTerminal whether a person sees `err` as it is written
/// @param colour whether escape sequences may be used where a person looks
/// @param width of the terminal in characters, now; 0 when unknown
/// @param height of the terminal in lines, now; 0 when unknown
public record Console(
    OutputStream out,
    PrintStream err,
    boolean outIsTerminal,
    boolean errIsTerminal,
    boolean colour,
    IntSupplier width,
    IntSupplier height) {

  /// Streams that no person sees.
  public static Console of(OutputStream out, PrintStream err) {
    return new Console(out, err, false, false, false, () -> 0, () -> 0);
  }

  TextStyle outStyle() {
    return outIsTerminal ? new TextStyle(width.getAsInt(), colour) : TextStyle.PLAIN;
  }

  TextStyle errStyle() {
    return errIsTerminal ? new TextStyle(width.getAsInt(), colour) : TextStyle.PLAIN;
  }
}

package io.thalweg.cli;

import io.thalweg.cli.run.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;

/// What the launcher found out about the process's streams. Asking costs it nothing, and a JVM
/// much.
///
/// `-Dthalweg.terminals=in,out,err` names the streams that are terminals, `-Dthalweg.width` has the
/// terminal's width. Without them the JVM's own answer for all three has to do.
final class Terminals {
  private static final int DEFAULT_WIDTH = 80;
  private static final int DEFAULT_HEIGHT = 24;

  private Terminals() {}

  static boolean stdinIsTerminal() {
    return isTerminal("in");
  }

  private static boolean isTerminal(String stream) {
    String terminals = System.getProperty("thalweg.terminals");
    if (terminals == null) {
      java.io.Console console = System.console();
      return console != null && console.isTerminal();
    }
    return (',' + terminals + ',').contains(',' + stream + ',');
  }

  /// Unless NO_COLOR says otherwise.
  static boolean colour() {
    String refused = System.getenv("NO_COLOR");
    return (refused == null || refused.isEmpty()) && !"dumb".equals(System.getenv("TERM"));
  }

  /// The process's own streams.
  static Console console() {
    return new Console(
        new FileOutputStream(FileDescriptor.out),
        System.err,
        isTerminal("out"),
        isTerminal("err"),
        colour(),
        () -> Integer.getInteger("thalweg.width", DEFAULT_WIDTH),
        () -> Integer.getInteger("thalweg.height", DEFAULT_HEIGHT));
  }
}

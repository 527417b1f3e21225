package io.thalweg.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Reads the usual command lines (`-c SQL --format csv`) without picocli, whose reflection takes
/// longer than a small query. Whatever else is there, right or wrong, is left to picocli.
final class UsualArguments {
  private UsualArguments() {}

  /// @return null when picocli has to look
  static @Nullable Main read(String... arguments) {
    Main command = new Main();
    for (int i = 0; i < arguments.length; i++) {
      String name = arguments[i];
      boolean last = i + 1 == arguments.length;
      boolean known =
          switch (name) {
            case "--timer" -> command.showTimes();
            case "--keep-going" -> command.goOn();
            default -> !last && readPair(command, name, arguments[++i]);
          };
      if (!known) {
        return null;
      }
    }
    return command;
  }

  private static boolean readPair(Main command, String name, String value) {
    if (value.startsWith("-") && !name.equals("-c")) {
      return false;
    }
    try {
      return switch (name) {
        case "-c", "--command" -> command.add(value);
        case "-f", "--file" -> command.add(Path.of(value));
        case "--format" -> command.format(value);
        case "--output" -> command.output(Path.of(value));
        default -> false;
      };
    } catch (InvalidPathException e) {
      return false;
    }
  }
}

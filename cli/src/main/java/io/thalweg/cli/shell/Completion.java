package io.thalweg.cli.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Which words may stand for what was typed so far.
final class Completion {
  private static final List<String> COMMANDS =
      List.of(".help", ".mode", ".output", ".quit", ".read", ".schema", ".tables", ".timer");

  private Completion() {}

  /// Names of the catalog first, then keywords, which take the case of what was typed.
  ///
  /// @param prefix the word before the cursor; empty yields nothing but dot commands
  static List<String> candidates(String prefix, Set<String> names) {
    List<String> found = new ArrayList<>();
    if (prefix.startsWith(".")) {
      COMMANDS.stream().filter(command -> command.startsWith(prefix)).forEach(found::add);
      return found;
    }
    if (prefix.isEmpty()) {
      return found;
    }
    names.stream().filter(name -> startsWith(name, prefix)).sorted().forEach(found::add);
    boolean lower = prefix.equals(prefix.toLowerCase(Locale.ROOT));
    Keywords.all().stream()
        .filter(word -> startsWith(word, prefix))
        .map(word -> lower ? word.toLowerCase(Locale.ROOT) : word)
        .forEach(found::add);
    return found;
  }

  private static boolean startsWith(String word, String prefix) {
    return word.regionMatches(true, 0, prefix, 0, prefix.length());
  }
}

package io.thalweg.planner.validate;

import io.thalweg.sql.parser.Suggestions;
import java.util.Collection;

/// Suggestions for misspelt names.
final class Similar {
  private Similar() {}

  /// The end of an error message: similar names, or `otherwise`.
  static String hint(String name, Collection<String> known, String otherwise) {
    String hint = Suggestions.hint(name, known);
    return hint.isEmpty() ? "; " + otherwise : hint;
  }
}

package io.thalweg.planner.validate;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Suggestions for misspelt names.
final class Similar {
  private static final int SHOWN = 3;
  private static final int MOST_NAMES = 10_000;

  private Similar() {}

  /// The end of an error message: similar names, or `otherwise`.
  static String hint(String name, Collection<String> known, String otherwise) {
    List<String> similar = of(name, known);
    return similar.isEmpty()
        ? "; " + otherwise
        : "; did you mean " + String.join(" or ", similar) + "?";
  }

  /// The most similar names, best first.
  static List<String> of(String name, Collection<String> known) {
    String key = name.toLowerCase(Locale.ROOT);
    int most = Math.max(1, key.length() / 3);
    return known.stream()
        .limit(MOST_NAMES)
        .distinct()
        .filter(other -> isNear(key, other.toLowerCase(Locale.ROOT), most))
        .sorted(
            Comparator.comparingInt(
                (String other) -> distance(key, other.toLowerCase(Locale.ROOT))))
        .limit(SHOWN)
        .toList();
  }

  private static boolean isNear(String key, String other, int most) {
    return Math.abs(key.length() - other.length()) <= most && distance(key, other) <= most
        || (key.length() > 2 && (other.endsWith("_" + key) || key.endsWith("_" + other)));
  }

  /// Levenshtein's edit distance.
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}

package io.thalweg.core.error;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/// Suggestions for misspelt names and keywords.
public final class Suggestions {
  private static final int SHOWN = 3;
  private static final int MOST_CANDIDATES = 10_000;

  private Suggestions() {}

  /// The end of an error message, such as `; did you mean "l_quantity"?`, empty when no candidate
  /// is near.
  public static String hint(String name, Collection<String> candidates) {
    List<String> nearest = nearest(name, candidates);
    return nearest.isEmpty() ? "" : "; did you mean \"" + String.join("\" or \"", nearest) + "\"?";
  }

  /// The end of an error message: what [#hint(String, Collection)] says, or `; otherwise` when no
  /// candidate is near.
  public static String hint(String name, Collection<String> candidates, String otherwise) {
    String hint = hint(name, candidates);
    return hint.isEmpty() ? "; " + otherwise : hint;
  }

  /// The end of an error message that lists all there are, in order: `; did you mean "rows"? It has
  /// rate, rows, seed`.
  ///
  /// @param verb in lower case, such as `it has`
  public static String hintAmong(String name, Collection<String> all, String verb) {
    String list = all.isEmpty() ? "none" : String.join(", ", new TreeSet<>(all));
    String hint = hint(name, all);
    return hint.isEmpty()
        ? "; " + verb + " " + list
        : hint
            + " "
            + verb.substring(0, 1).toUpperCase(Locale.ROOT)
            + verb.substring(1)
            + " "
            + list;
  }

  /// The candidates that are nearest to `name` ignoring case, best first, three at most.
  public static List<String> nearest(String name, Collection<String> candidates) {
    String key = name.toLowerCase(Locale.ROOT);
    int most = Math.max(1, key.length() / 3);
    return candidates.stream()
        .limit(MOST_CANDIDATES)
        .distinct()
        .filter(candidate -> isNear(key, candidate.toLowerCase(Locale.ROOT), most))
        .sorted(
            Comparator.<String>comparingInt(
                    candidate -> distance(key, candidate.toLowerCase(Locale.ROOT)))
                .thenComparingInt(candidate -> Math.abs(candidate.length() - key.length())))
        .limit(SHOWN)
        .toList();
  }

  /// A prefix such as that of `l_quantity` is often forgotten.
  private static boolean isNear(String key, String other, int most) {
    boolean similar =
        Math.abs(key.length() - other.length()) <= most && distance(key, other) <= most;
    return similar
        || (key.length() > 2 && (other.endsWith("_" + key) || key.endsWith("_" + other)));
  }

  /// How many characters must be inserted, removed, replaced or swapped with their neighbour.
  static int distance(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        row[j] = Math.min(last[j - 1] + (same ? 0 : 1), 1 + Math.min(last[j], row[j - 1]));
        if (i > 1 && j > 1 && isSwap(a, i, b, j)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
    }
    return row[b.length()];
  }

  private static boolean isSwap(String a, int i, String b, int j) {
    return a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
  }
}

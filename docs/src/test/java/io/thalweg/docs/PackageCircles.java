package io.thalweg.docs;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import io.thalweg.core.connector.TableFacts;
import io.thalweg.core.plan.SortKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Finds packages that know each other in circles. A package may know those below it, and they it.
final class PackageCircles {
  /// For each package the packages it knows, each with one class that does.
  private final Map<String, Map<String, String>> known = new TreeMap<>();

  private final Set<String> done = new HashSet<>();
  private final List<String> path = new ArrayList<>();
  private final List<String> circles = new ArrayList<>();

  private PackageCircles() {}

  /// @return one line per circle: its packages, and a class for each step
  static List<String> in(JavaClasses classes, String room) {
    PackageCircles search = new PackageCircles();
    for (JavaClass each : classes) {
      if (isIn(each, room)) {
        each.getDirectDependenciesFromSelf().stream()
            .filter(dependency -> isIn(dependency.getTargetClass(), room))
            .forEach(search::add);
      }
    }
    search.known.keySet().forEach(search::visit);
    return search.circles;
  }

  private static boolean isIn(JavaClass each, String room) {
    return (each.getPackageName() + ".").startsWith(room + ".");
  }

  private void add(Dependency dependency) {
    String from = dependency.getOriginClass().getPackageName();
    String to = dependency.getTargetClass().getPackageName();
    boolean isDoor = (to + ".").startsWith(from + ".");
    // What a table says about its order is said in the words of the plan.
    boolean isOrder =
        dependency.getOriginClass().isEquivalentTo(TableFacts.class)
            && dependency.getTargetClass().isEquivalentTo(SortKey.class);
    if (!isDoor && !isOrder) {
      known
          .computeIfAbsent(from, key -> new HashMap<>())
          .putIfAbsent(
              to,
              dependency.getOriginClass().getSimpleName()
                  + " uses "
                  + dependency.getTargetClass().getSimpleName());
    }
  }

  private void visit(String name) {
    int start = path.indexOf(name);
    if (start >= 0) {
      circles.add(describe(path.subList(start, path.size())));
      return;
    }
    if (!done.add(name)) {
      return;
    }
    path.add(name);
    known.getOrDefault(name, Map.of()).keySet().forEach(this::visit);
    path.removeLast();
  }

  private String describe(List<String> circle) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < circle.size(); i++) {
      String next = circle.get((i + 1) % circle.size());
      String step = known.getOrDefault(circle.get(i), Map.of()).get(next);
      text.append(circle.get(i)).append(" (").append(step).append(") -> ");
    }
    return text.append(circle.getFirst()).toString();
  }
}

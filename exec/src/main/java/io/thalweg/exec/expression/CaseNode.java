package io.thalweg.exec.expression;

import io.thalweg.core.data.Column;
import io.thalweg.core.type.DataType;
import io.thalweg.exec.kernel.select.Blend;
import io.thalweg.exec.kernel.select.Selections;
import java.util.ArrayList;
import java.util.List;

/// CASE: conditions see the rows that no condition before took, results the rows that take them.
///
/// A single choice between values of fixed width that cannot fail is computed for all rows and
/// blended, which needs no gathering.
final class CaseNode implements Node {
  private final List<Node> conditions;
  private final List<Node> results;
  private final Node otherwise;
  private final boolean blended;

  CaseNode(List<Node> conditions, List<Node> results, Node otherwise, DataType type) {
    this.conditions = conditions;
    this.results = results;
    this.otherwise = otherwise;
    this.blended =
        conditions.size() == 1
            && Blend.isPossible(type.layout())
            && !results.getFirst().canFail()
            && !otherwise.canFail();
  }

  @Override
  public boolean canFail() {
    return otherwise.canFail()
        || conditions.stream().anyMatch(Node::canFail)
        || results.stream().anyMatch(Node::canFail);
  }

  @Override
  public Column evaluate(Frame frame) {
    if (!blended) {
      return choose(frame);
    }
    Column condition = conditions.getFirst().evaluate(frame);
    return Blend.of(
        Selections.truth(condition),
        results.getFirst().evaluate(frame),
        otherwise.evaluate(frame),
        frame.count());
  }

  private Column choose(Frame frame) {
    int rows = frame.count();
    List<Column> parts = new ArrayList<>();
    int[] source = new int[rows];
    int[] open = new int[rows];
    int openCount = Selections.all(rows, open);
    Frame rest = frame;
    for (int i = 0; i < conditions.size() && openCount > 0; i++) {
      Column condition = conditions.get(i).evaluate(rest);
      int[] taken = new int[openCount];
      int takenCount = Selections.ofTrue(condition, taken);
      if (takenCount == 0) {
        continue;
      }
      if (takenCount == rows) {
        return results.get(i).evaluate(frame);
      }
      Frame chosen = takenCount == openCount ? rest : rest.narrow(taken, takenCount);
      for (int j = 0; j < takenCount; j++) {
        source[open[taken[j]]] = parts.size();
      }
      parts.add(results.get(i).evaluate(chosen));
      openCount = remove(open, openCount, taken, takenCount);
      rest = frame.narrow(open, openCount);
    }
    if (parts.isEmpty()) {
      return otherwise.evaluate(rest);
    }
    if (openCount > 0) {
      for (int i = 0; i < openCount; i++) {
        source[open[i]] = parts.size();
      }
      parts.add(otherwise.evaluate(rest));
    }
    return Parts.merge(parts, source, rows);
  }

  /// Drops from `open` the entries at the ascending positions `taken`.
  private static int remove(int[] open, int openCount, int[] taken, int takenCount) {
    int kept = 0;
    int next = 0;
    for (int i = 0; i < openCount; i++) {
      if (next < takenCount && taken[next] == i) {
        next++;
      } else {
        open[kept++] = open[i];
      }
    }
    return kept;
  }
}

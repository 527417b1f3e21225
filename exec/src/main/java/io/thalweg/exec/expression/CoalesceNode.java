package io.thalweg.exec.expression;

import io.thalweg.core.data.Column;
import java.util.ArrayList;
import java.util.List;

/// COALESCE: each argument sees the rows for which all before it were NULL.
final class CoalesceNode implements Node {
  private final List<Node> arguments;

  CoalesceNode(List<Node> arguments) {
    this.arguments = arguments;
  }

  @Override
  public boolean canFail() {
    return arguments.stream().anyMatch(Node::canFail);
  }

  @Override
  public Column evaluate(Frame frame) {
    int rows = frame.count();
    Column first = arguments.getFirst().evaluate(frame);
    if (!first.mayHaveNulls() || arguments.size() == 1) {
      return first;
    }
    List<Column> parts = new ArrayList<>();
    int[] source = new int[rows];
    int[] open = new int[rows];
    int openCount = 0;
    for (int i = 0; i < rows; i++) {
      open[openCount] = i;
      openCount += first.isNull(i) ? 1 : 0;
    }
    if (openCount == 0) {
      return first;
    }
    parts.add(nonNull(first, open, openCount, rows));
    for (int k = 1; k < arguments.size() && openCount > 0; k++) {
      Column next = arguments.get(k).evaluate(frame.narrow(open, openCount));
      boolean last = k == arguments.size() - 1;
      int[] present = new int[openCount];
      int presentCount = 0;
      int stillOpen = 0;
      for (int i = 0; i < openCount; i++) {
        if (last || !next.isNull(i)) {
          source[open[i]] = parts.size();
          present[presentCount++] = i;
        } else {
          open[stillOpen++] = open[i];
        }
      }
      openCount = stillOpen;
      parts.add(presentCount == next.length() ? next : next.gather(present, presentCount));
    }
    return Parts.merge(parts, source, rows);
  }

  private static Column nonNull(Column column, int[] open, int openCount, int rows) {
    int[] present = new int[rows - openCount];
    int next = 0;
    int count = 0;
    for (int i = 0; i < rows; i++) {
      if (next < openCount && open[next] == i) {
        next++;
      } else {
        present[count++] = i;
      }
    }
    return column.gather(present, count);
  }
}

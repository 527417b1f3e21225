package io.thalweg.core.plan;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/// Which task of the consuming fragment a row goes to.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
public sealed interface Distribution {

  /// All rows to the one task there is.
  ///
  /// @param order when not empty: each producer's rows come in this order and are merged
  record Gather(List<SortKey> order) implements Distribution {
    public Gather {
      order = List.copyOf(order);
    }

    @Override
    public String toString() {
      return order.isEmpty() ? "gather" : "merge " + order;
    }
  }

  /// By hash of the columns: equal keys meet in one task (NULLs are equal).
  record Hash(List<Integer> columns) implements Distribution {
    public Hash {
      columns = List.copyOf(columns);
    }

    @Override
    public String toString() {
      return "hash " + columns.stream().map(column -> "$" + column).toList();
    }
  }

  /// Every row to every task.
  record Broadcast() implements Distribution {
    @Override
    public String toString() {
      return "broadcast";
    }
  }

  /// Batches in turn.
  record RoundRobin() implements Distribution {
    @Override
    public String toString() {
      return "round robin";
    }
  }
}

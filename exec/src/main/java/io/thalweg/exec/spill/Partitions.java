package io.thalweg.exec.spill;

import io.thalweg.exec.kernel.RowHash;
import java.util.Arrays;
import java.util.function.IntPredicate;

/// The vnodes of a task in groups of neighbours, about equally many in each. Immutable.
final class Partitions {
  private static final int NOT_OWNED = -1;

  private final int[] byVnode = new int[RowHash.VNODES];
  private final int count;

  /// @param owned the vnodes of the task
  /// @param most groups
  Partitions(IntPredicate owned, int most) {
    int vnodes = 0;
    for (int vnode = 0; vnode < RowHash.VNODES; vnode++) {
      vnodes += owned.test(vnode) ? 1 : 0;
    }
    count = Math.min(most, vnodes);
    Arrays.fill(byVnode, NOT_OWNED);
    int at = 0;
    for (int vnode = 0; vnode < RowHash.VNODES; vnode++) {
      if (owned.test(vnode)) {
        byVnode[vnode] = at++ * count / vnodes;
      }
    }
  }

  int count() {
    return count;
  }

  /// The partition of an owned vnode.
  int of(int vnode) {
    int partition = byVnode[vnode];
    if (partition == NOT_OWNED) {
      throw new IllegalStateException("vnode " + vnode + " belongs to another task");
    }
    return partition;
  }

  /// The vnodes of a partition.
  IntPredicate vnodes(int partition) {
    return vnode -> byVnode[vnode] == partition;
  }
}

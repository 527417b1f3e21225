package io.thalweg.exec.state;

import io.thalweg.core.data.Column;
import io.thalweg.core.data.FlatColumn;
import java.util.Arrays;

/// Keys without columns: every row belongs to group 0, which exists from the start.
final class SingleGroup implements GroupKeys {
  private static final int[] NONE = {};

  @Override
  public void assign(Column[] keys, int rows, int[] groups) {
    Arrays.fill(groups, 0, rows, 0);
  }

  @Override
  public int count() {
    return 1;
  }

  @Override
  public int[] newRows() {
    return NONE;
  }

  @Override
  public int newCount() {
    return 0;
  }

  @Override
  public FlatColumn column(int key, Groups groups) {
    throw new IllegalStateException("there are no key columns");
  }

  @Override
  public GroupLookup lookup() {
    return (keys, rows, groups) -> Arrays.fill(groups, 0, rows, 0);
  }

  @Override
  public void clear() {
    // Nothing is kept.
  }

  @Override
  public long sizeInBytes() {
    return 0;
  }
}

package io.thalweg.exec.aggregate.continuous;

import io.thalweg.core.data.Bits;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.exec.aggregate.accumulator.Extremum;
import io.thalweg.exec.aggregate.accumulator.KeptAccumulator;
import io.thalweg.exec.aggregate.input.GroupedRows;
import io.thalweg.exec.state.Groups;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/// `min` and `max` over rows that may be taken back: the extreme value as long as nobody took it
/// back, and all values of the group to look for another one when somebody did. Somebody else owns
/// the values, and adds rows to them first.
final class ChangingExtremumAccumulator implements KeptAccumulator {
  private final Extremum known;

  /// Of the one column of [#values].
  private final Extremum search;

  private final GroupValues values;

  /// Bit per group whose extreme value has to be looked for.
  private long[] stale = {};

  /// @param known over the input's columns
  /// @param search the same function over a single column 0
  ChangingExtremumAccumulator(Extremum known, Extremum search, GroupValues values) {
    this.known = known;
    this.search = search;
    this.values = values;
  }

  @Override
  public void ensure(int groups) {
    known.ensure(groups);
    if (stale.length < Bits.words(groups)) {
      stale = Arrays.copyOf(stale, Math.max(Bits.words(groups), 2 * stale.length));
    }
  }

  @Override
  public boolean takesWeights() {
    return true;
  }

  @Override
  public void add(GroupedRows rows) {
    int[] weights = rows.weights();
    if (weights == null) {
      known.add(rows);
      return;
    }
    int[] added = new int[rows.count()];
    int[] removed = new int[rows.count()];
    int plus = 0;
    int minus = 0;
    for (int i = 0; i < rows.count(); i++) {
      if (weights[i] > 0) {
        added[plus++] = i;
      } else {
        removed[minus++] = i;
      }
    }
    // A value may be taken back before it comes: then it lies beyond what is known.
    known.add(rows.select(added, plus));
    if (minus > 0) {
      known.mark(rows.select(removed, minus), stale);
    }
  }

  @Override
  public FlatColumn result(Groups groups) {
    int[] wanted = new int[groups.count()];
    int size = 0;
    for (int i = 0; i < groups.count(); i++) {
      wanted[size] = groups.at(i);
      size += Bits.get(stale, groups.at(i)) ? 1 : 0;
    }
    if (size > 0) {
      lookFor(Groups.of(wanted, size));
    }
    return known.result(groups);
  }

  private void lookFor(Groups wanted) {
    search.clear();
    search.ensure(wanted.count());
    search.add(values.collect(wanted, true));
    known.load(search.save(Groups.range(0, wanted.count())).iterator(), wanted);
    for (int i = 0; i < wanted.count(); i++) {
      Bits.clear(stale, wanted.at(i));
    }
  }

  @Override
  public List<FlatColumn> save(Groups groups) {
    return List.of();
  }

  @Override
  public void load(Iterator<FlatColumn> columns, Groups groups) {
    for (int i = 0; i < groups.count(); i++) {
      Bits.set(stale, groups.at(i));
    }
  }

  @Override
  public void forget(Groups groups) {
    known.forget(groups);
    for (int i = 0; i < groups.count(); i++) {
      Bits.clear(stale, groups.at(i));
    }
  }

  @Override
  public void clear() {
    known.clear();
    Arrays.fill(stale, 0);
  }

  @Override
  public long sizeInBytes() {
    return known.sizeInBytes() + search.sizeInBytes() + 8L * stale.length;
  }
}

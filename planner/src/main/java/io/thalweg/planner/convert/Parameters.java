package io.thalweg.planner.convert;

import io.thalweg.core.expr.Cast;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Parameter;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.SimpleType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The types of a statement's `?`: each has the type of the first place that says one. Constants
/// that were lifted out of the statement have the type of each place. Used by one thread.
public final class Parameters {
  private final List<DataType> types = new ArrayList<>();
  private final Set<Integer> counts;
  private final boolean lifted;

  /// @param count how many there are
  /// @param counts those that stand in LIMIT or OFFSET
  public Parameters(int count, Set<Integer> counts) {
    this(count, counts, false);
  }

  private Parameters(int count, Set<Integer> counts, boolean lifted) {
    this.counts = counts;
    this.lifted = lifted;
    for (int i = 0; i < count; i++) {
      types.add(counts.contains(i) ? SimpleType.BIGINT : SimpleType.NULL);
    }
  }

  /// Of a statement without `?` whose parameters stand for lifted constants.
  public static Parameters ofLifted() {
    return new Parameters(0, Set.of(), true);
  }

  /// The parameter where a value of `type` is wanted.
  Expression typed(int index, DataType type) {
    if (lifted) {
      return new Parameter(index, type == SimpleType.NULL ? SimpleType.VARCHAR : type);
    }
    if (types.get(index) == SimpleType.NULL) {
      types.set(index, type);
    }
    DataType own = types.get(index);
    Expression parameter = new Parameter(index, own);
    return own.equals(type) ? parameter : new Cast(parameter, type, false);
  }

  /// Those that stand in LIMIT or OFFSET.
  public Set<Integer> counts() {
    return counts;
  }

  /// The types in order; text where nothing said one.
  public List<DataType> types() {
    return types.stream().map(t -> t == SimpleType.NULL ? SimpleType.VARCHAR : t).toList();
  }
}

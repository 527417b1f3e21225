package io.thalweg.core.plan;

/// One window function: a ranking function, a value function, or an aggregate over a frame.
///
/// @param call its `arguments` are ordinals of the input; `lag`/`lead` have offset and default as
///   further arguments; `distinct` and `filter` as in an aggregate
/// @param ignoreNulls for lag, lead, first_value, last_value, nth_value
public record WindowCall(AggregateCall call, WindowFrame frame, boolean ignoreNulls) {
  @Override
  public String toString() {
    return call + (ignoreNulls ? " IGNORE NULLS " : " ") + frame;
  }
}

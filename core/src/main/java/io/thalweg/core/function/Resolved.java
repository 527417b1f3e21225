package io.thalweg.core.function;

import io.thalweg.core.type.DataType;
import java.util.List;

/// The outcome of looking a call up in the [FunctionCatalog].
///
/// @param function the canonical name, for [io.thalweg.core.expr.Call] or an aggregate call
/// @param castArgumentsTo one type per argument; an argument of another type has to be cast
/// @param resultType the type of the call
public record Resolved(
    String function,
    FunctionSignature.Kind kind,
    List<DataType> castArgumentsTo,
    DataType resultType) {
  public Resolved {
    castArgumentsTo = List.copyOf(castArgumentsTo);
  }
}

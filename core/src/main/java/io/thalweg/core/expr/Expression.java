package io.thalweg.core.expr;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.thalweg.core.type.DataType;
import java.util.List;

/// A scalar computed from one row. Immutable; compared by value.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "expr")
public sealed interface Expression
    permits ColumnRef, Literal, Parameter, Call, Cast, Case, In, And, Or, Not {

  DataType type();

  /// The direct sub-expressions, in order of evaluation.
  List<Expression> children();

  /// The same expression over other sub-expressions (as many as [#children] has).
  Expression withChildren(List<Expression> newChildren);
}

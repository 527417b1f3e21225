package io.thalweg.core.expr;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.thalweg.core.type.DataType;
import java.util.ArrayList;
import java.util.List;

/// The result of the first condition that is true, otherwise `otherwise`. A result is computed only
/// for the rows that take it.
///
/// @param conditions boolean, as many as `results`
/// @param otherwise a NULL literal when the statement has no ELSE
public record Case(
    List<Expression> conditions, List<Expression> results, Expression otherwise, DataType type)
    implements Expression {
  public Case {
    conditions = List.copyOf(conditions);
    results = List.copyOf(results);
    if (conditions.isEmpty() || conditions.size() != results.size()) {
      throw new IllegalArgumentException("CASE needs as many results as conditions, at least one");
    }
  }

  /// condition 0, result 0, condition 1, …, otherwise.
  @Override
  @JsonIgnore
  public List<Expression> children() {
    List<Expression> children = new ArrayList<>();
    for (int i = 0; i < conditions.size(); i++) {
      children.add(conditions.get(i));
      children.add(results.get(i));
    }
    children.add(otherwise);
    return children;
  }

  @Override
  public Expression withChildren(List<Expression> newChildren) {
    List<Expression> newConditions = new ArrayList<>();
    List<Expression> newResults = new ArrayList<>();
    for (int i = 0; i + 1 < newChildren.size(); i += 2) {
      newConditions.add(newChildren.get(i));
      newResults.add(newChildren.get(i + 1));
    }
    return new Case(newConditions, newResults, newChildren.getLast(), type);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("CASE");
    for (int i = 0; i < conditions.size(); i++) {
      text.append(" WHEN ").append(conditions.get(i)).append(" THEN ").append(results.get(i));
    }
    return text.append(" ELSE ").append(otherwise).append(" END").toString();
  }
}

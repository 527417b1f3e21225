package io.thalweg.planner.fold;

import io.thalweg.core.expr.And;
import io.thalweg.core.expr.Call;
import io.thalweg.core.expr.Case;
import io.thalweg.core.expr.Cast;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Expressions;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.expr.Not;
import io.thalweg.core.expr.Or;
import io.thalweg.core.type.SimpleType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes expressions simpler without changing what they give for any row. Stateless.
public final class Simplifier {
  private static final Map<String, String> OPPOSITE =
      Map.of(
          "eq",
          "ne",
          "ne",
          "eq",
          "lt",
          "ge",
          "ge",
          "lt",
          "gt",
          "le",
          "le",
          "gt",
          "is_null",
          "is_not_null",
          "is_not_null",
          "is_null");

  private Simplifier() {}

  public static Expression simplify(Expression expression) {
    List<Expression> children = expression.children();
    if (children.isEmpty()) {
      return expression;
    }
    List<Expression> simpler = new ArrayList<>(children.size());
    boolean changed = false;
    for (Expression child : children) {
      Expression simple = simplify(child);
      changed |= simple != child;
      simpler.add(simple);
    }
    return top(changed ? expression.withChildren(simpler) : expression);
  }

  /// Each conjunct simplified; TRUE ones are left out.
  public static List<Expression> conjuncts(List<Expression> conjuncts) {
    Set<Expression> all = new LinkedHashSet<>();
    for (Expression conjunct : conjuncts) {
      all.addAll(Expressions.conjuncts(simplify(conjunct)));
    }
    return List.copyOf(all);
  }

  private static Expression top(Expression expression) {
    return switch (expression) {
      case And and -> and(and);
      case Or or -> or(or);
      case Not not -> not(not);
      case Call call ->
          Constants.evaluate(call)
              .<Expression>map(l -> l)
              .orElseGet(() -> Comparisons.unwrap(call));
      case Cast cast when cast.input() instanceof Literal literal -> cast(cast, literal);
      case Case choice -> choice(choice);
      default -> expression;
    };
  }

  private static Expression cast(Cast cast, Literal literal) {
    if (cast.safe()) {
      return cast;
    }
    Optional<Literal> folded =
        literal.type() == SimpleType.VARCHAR && !literal.isNull()
            ? Optional.empty()
            : Casts.fold(literal, cast.type());
    return folded.<Expression>map(l -> l).orElse(cast);
  }

  private static Expression and(And and) {
    Set<Expression> operands = new LinkedHashSet<>();
    for (Expression child : and.children()) {
      operands.addAll(child instanceof And inner ? inner.children() : List.of(child));
    }
    if (operands.contains(Literal.FALSE)) {
      return Literal.FALSE;
    }
    operands.remove(Literal.TRUE);
    return And.of(List.copyOf(operands));
  }

  private static Expression or(Or or) {
    Set<Expression> operands = new LinkedHashSet<>();
    for (Expression child : or.children()) {
      operands.addAll(child instanceof Or inner ? inner.children() : List.of(child));
    }
    if (operands.contains(Literal.TRUE)) {
      return Literal.TRUE;
    }
    operands.remove(Literal.FALSE);
    return operands.size() < 2 ? Or.of(List.copyOf(operands)) : factored(List.copyOf(operands));
  }

  /// `(a AND b) OR (a AND c)` as `a AND (b OR c)`: `a` may then be a join's key.
  private static Expression factored(List<Expression> operands) {
    Set<Expression> common = new LinkedHashSet<>(Expressions.conjuncts(operands.getFirst()));
    operands.forEach(operand -> common.retainAll(Expressions.conjuncts(operand)));
    if (common.isEmpty()) {
      return Or.of(operands);
    }
    List<Expression> rest = new ArrayList<>();
    for (Expression operand : operands) {
      List<Expression> own = new ArrayList<>(Expressions.conjuncts(operand));
      own.removeAll(common);
      rest.add(And.of(own));
    }
    List<Expression> all = new ArrayList<>(common);
    if (!rest.contains(Literal.TRUE)) {
      all.add(Or.of(rest));
    }
    return And.of(all);
  }

  private static Expression not(Not not) {
    return switch (not.input()) {
      case Literal literal when literal.isNull() -> literal;
      case Literal literal -> literal.equals(Literal.TRUE) ? Literal.FALSE : Literal.TRUE;
      case Not inner -> inner.input();
      case Call call when OPPOSITE.containsKey(call.function()) ->
          new Call(OPPOSITE.get(call.function()), call.children(), call.type());
      default -> not;
    };
  }

  private static Expression choice(Case choice) {
    List<Expression> conditions = new ArrayList<>();
    List<Expression> results = new ArrayList<>();
    for (int i = 0; i < choice.conditions().size(); i++) {
      Expression condition = choice.conditions().get(i);
      if (condition.equals(Literal.TRUE)) {
        return conditions.isEmpty()
            ? choice.results().get(i)
            : new Case(conditions, results, choice.results().get(i), choice.type());
      }
      boolean never = condition instanceof Literal;
      if (!never) {
        conditions.add(condition);
        results.add(choice.results().get(i));
      }
    }
    if (conditions.isEmpty()) {
      return choice.otherwise();
    }
    return conditions.size() == choice.conditions().size()
        ? choice
        : new Case(conditions, results, choice.otherwise(), choice.type());
  }
}

package io.thalweg.exec.expression;

import io.thalweg.core.data.ColumnBuilder;
import io.thalweg.core.data.ColumnValues;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.expr.And;
import io.thalweg.core.expr.Call;
import io.thalweg.core.expr.Case;
import io.thalweg.core.expr.Cast;
import io.thalweg.core.expr.ColumnRef;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.In;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.expr.Not;
import io.thalweg.core.expr.Or;
import io.thalweg.core.expr.Parameter;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.IntervalType;
import io.thalweg.core.type.SimpleType;
import io.thalweg.exec.expression.function.FunctionLibrary;
import io.thalweg.exec.expression.function.Implementation;
import io.thalweg.exec.kernel.cast.CastKernels;
import io.thalweg.exec.kernel.compare.BooleanTests;
import io.thalweg.exec.kernel.compare.CompareKernels;
import io.thalweg.exec.kernel.select.InKernels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Builds the nodes of expressions that are evaluated on one frame: parts that occur several times
/// are computed once, parts without columns while compiling.
final class NodeBuilder {
  /// Above so many parts an expression is not searched for repetitions.
  private static final int MAX_SEARCHED = 2_000;

  /// Comparisons have kernels for a constant on the right.
  private static final Map<String, String> MIRRORED =
      Map.of("eq", "eq", "ne", "ne", "lt", "gt", "le", "ge", "gt", "lt", "ge", "le");

  private final Map<Expression, Integer> occurrences = new HashMap<>();
  private final Map<Expression, Node> shared = new HashMap<>();
  private int searched;

  /// @param roots all expressions that will be built
  NodeBuilder(List<Expression> roots) {
    roots.forEach(this::count);
    if (searched > MAX_SEARCHED) {
      occurrences.clear();
    }
  }

  private void count(Expression expression) {
    if (++searched > MAX_SEARCHED || expression.children().isEmpty()) {
      return;
    }
    // The parts of a repeated part are shared with it.
    if (occurrences.merge(expression, 1, Integer::sum) == 1) {
      expression.children().forEach(this::count);
    }
  }

  Node build(Expression expression) {
    if (occurrences.getOrDefault(expression, 0) < 2) {
      return folded(expression);
    }
    Node known = shared.get(expression);
    if (known == null) {
      Node node = folded(expression);
      known = node instanceof ConstantNode ? node : new SharedNode(node, shared.size());
      shared.put(expression, known);
    }
    return known;
  }

  private Node folded(Expression expression) {
    List<Node> children = expression.children().stream().map(this::build).toList();
    Node node = node(expression, children);
    if (children.isEmpty() || !children.stream().allMatch(child -> child instanceof ConstantNode)) {
      return node;
    }
    try {
      return new ConstantNode(node.evaluate(Frame.of(List.of(), 1)).flatten());
    } catch (ThalwegException e) {
      // An error only when a row asks for the value.
      return node;
    }
  }

  private static Node node(Expression expression, List<Node> children) {
    return switch (expression) {
      case ColumnRef ref -> new ColumnNode(ref.index());
      case Literal literal -> constant(literal.type(), literal.value());
      case Parameter parameter ->
          throw new ThalwegException(
              ErrorCode.PARAMETER_MISMATCH,
              "parameter " + (parameter.index() + 1) + " has no value; set it before execution");
      case Call call -> call(call, children);
      case Cast cast -> cast(cast, children.getFirst());
      case Case choice ->
          new CaseNode(conditions(children), results(children), children.getLast(), choice.type());
      case In in ->
          apply(
              Implementation.total(InKernels.of(in.input().type(), in.options())),
              children,
              SimpleType.BOOLEAN);
      case And _ -> new LogicNode(children, false);
      case Or _ -> new LogicNode(children, true);
      case Not _ ->
          apply(
              Implementation.total(BooleanTests::not).cheapPerRow(), children, SimpleType.BOOLEAN);
    };
  }

  private static ConstantNode constant(DataType type, @Nullable Object value) {
    return new ConstantNode(ColumnBuilder.single(type, value));
  }

  private static List<Node> conditions(List<Node> children) {
    return IntStream.range(0, children.size() / 2).mapToObj(i -> children.get(2 * i)).toList();
  }

  private static List<Node> results(List<Node> children) {
    return IntStream.range(0, children.size() / 2).mapToObj(i -> children.get(2 * i + 1)).toList();
  }

  /// The call with literals in place of the arguments that folded into constants.
  private static Call withLiterals(Call call, List<Node> children) {
    List<Expression> arguments = new ArrayList<>(call.children());
    for (int i = 0; i < arguments.size(); i++) {
      DataType type = arguments.get(i).type();
      boolean folded = !(arguments.get(i) instanceof Literal);
      if (folded && children.get(i) instanceof ConstantNode(FlatColumn value) && isScalar(type)) {
        arguments.set(i, new Literal(type, ColumnValues.get(type, value, 0)));
      }
    }
    return new Call(call.function(), arguments, call.type());
  }

  /// Whether any value of the type can be a literal; an interval of many months cannot.
  private static boolean isScalar(DataType type) {
    return switch (type.layout()) {
      case BOOLEAN, INT, LONG, DOUBLE, BYTES, INT128 -> type != IntervalType.YEAR_MONTH;
      case ARRAY, ROW, NONE -> false;
    };
  }

  private static Node call(Call call, List<Node> children) {
    String mirrored = MIRRORED.get(call.function());
    if (mirrored != null
        && children.get(0) instanceof ConstantNode
        && !(children.get(1) instanceof ConstantNode)) {
      return call(new Call(mirrored, call.children().reversed(), call.type()), children.reversed());
    }
    return switch (call.function()) {
      case "coalesce" -> new CoalesceNode(children);
      case "if" ->
          new CaseNode(
              List.of(children.get(0)), List.of(children.get(1)), children.get(2), call.type());
      case "nullif" -> nullIf(call, children);
      case "is_null" -> new NullTestNode(children.getFirst(), true);
      case "is_not_null" -> new NullTestNode(children.getFirst(), false);
      case "typeof" -> constant(SimpleType.VARCHAR, call.children().getFirst().type().sql());
      default ->
          apply(FunctionLibrary.implement(withLiterals(call, children)), children, call.type());
    };
  }

  private static Node nullIf(Call call, List<Node> children) {
    Implementation equal =
        Implementation.total(CompareKernels.of("eq", call.children().getFirst().type()));
    return new NullIfNode(children.getFirst(), apply(equal, children, SimpleType.BOOLEAN));
  }

  private static Node cast(Cast cast, Node input) {
    DataType from = cast.input().type();
    if (from.equals(cast.type())) {
      return input;
    }
    if (from == SimpleType.NULL) {
      return constant(cast.type(), null);
    }
    return CastKernels.isIdentity(from, cast.type())
        ? input
        : apply(CastImplementations.of(cast), List.of(input), cast.type());
  }

  private static Node apply(Implementation implementation, List<Node> children, DataType type) {
    if (children.isEmpty()) {
      return new ConstantNode(implementation.kernel().apply(new FlatColumn[0], 1));
    }
    FlatColumn nullResult = ColumnBuilder.single(type, null);
    int arguments = Math.min(children.size(), implementation.arguments());
    return new CallNode(implementation, children.subList(0, arguments), nullResult);
  }
}

package io.thalweg.planner.validate;

import io.thalweg.core.expr.Literal;
import io.thalweg.planner.text.QueryText;
import io.thalweg.planner.validate.operator.LiftedFunction;
import io.thalweg.planner.validate.syntax.Literals;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/// The constants of a query that can be exchanged after it was converted: those that WHERE, HAVING
/// and ON compare something with. Used by one thread.
///
/// Others say more than a value: how many rows, which column, the name or type of a result, the
/// group that an expression belongs to.
public final class LiftedLiterals {
  private final QueryText text;
  private final Map<SqlParserPos, LiftedFunction> found = new HashMap<>();
  private final Map<Integer, LiftedFunction> used = new TreeMap<>();

  /// @param query parsed from `text`
  public LiftedLiterals(QueryText text, SqlNode query) {
    this.text = text;
    visit(query);
  }

  /// The constants that became something without a value, by their index in the text.
  public Map<Integer, LiftedFunction> used() {
    return Map.copyOf(used);
  }

  /// What stands for a constant, wherever it is copied to; empty when its value has to be known.
  Optional<LiftedFunction> replacement(SqlLiteral literal) {
    LiftedFunction lifted = found.get(literal.getParserPosition());
    if (lifted != null) {
      used.put(lifted.index(), lifted);
    }
    return Optional.ofNullable(lifted);
  }

  private void visit(@Nullable SqlNode node) {
    switch (node) {
      case SqlCall call -> {
        call.getOperandList().forEach(this::visit);
        if (call instanceof SqlSelect select) {
          condition(select.getWhere());
          condition(select.getHaving());
        } else if (call instanceof SqlJoin join) {
          condition(join.getCondition());
        }
      }
      case SqlNodeList list -> list.forEach(this::visit);
      case null, default -> {}
    }
  }

  private void condition(@Nullable SqlNode node) {
    if (!(node instanceof SqlCall call)) {
      return;
    }
    List<SqlNode> operands = call.getOperandList();
    switch (call.getKind()) {
      case AND, OR, NOT -> operands.forEach(this::condition);
      case EQUALS,
          NOT_EQUALS,
          LESS_THAN,
          LESS_THAN_OR_EQUAL,
          GREATER_THAN,
          GREATER_THAN_OR_EQUAL,
          BETWEEN ->
          operands.forEach(this::value);
      case LIKE -> {
        if (operands.size() == 2) {
          value(operands.get(1));
        }
      }
      default -> {}
    }
  }

  private void value(SqlNode node) {
    SqlKind kind = node.getKind();
    if (node instanceof SqlLiteral literal) {
      lift(literal);
    } else if (kind == SqlKind.PLUS || kind == SqlKind.MINUS || kind == SqlKind.TIMES) {
      ((SqlCall) node).getOperandList().forEach(this::value);
    }
  }

  private void lift(SqlLiteral literal) {
    SqlParserPos at = literal.getParserPosition();
    int index = text.endingAt(text.offset(at.getEndLineNum(), at.getEndColumnNum()) + 1);
    if (index < 0) {
      return;
    }
    Literal value = Literals.of(literal);
    boolean whole = text.start(index) == text.offset(at.getLineNum(), at.getColumnNum());
    String tag = literal instanceof SqlUnknownLiteral tagged ? tagged.tag : null;
    boolean plain = literal instanceof SqlNumericLiteral || literal instanceof SqlCharStringLiteral;
    if (tag == null && !(plain && whole)) {
      return;
    }
    LiftedFunction lifted = new LiftedFunction(index, value.type(), tag);
    if (lifted.value(text.value(index)).filter(value::equals).isPresent()) {
      found.put(at, lifted);
    }
  }
}

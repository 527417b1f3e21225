package io.thalweg.planner.validate;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.planner.validate.syntax.Positions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/// `TUMBLE`, `HOP`, `CUMULATE` and `SESSION` in FROM: queries over their table that add
/// `window_start` and `window_end`. What is made here is not bound yet.
final class WindowTables {
  private static final String ROWS = "$window";
  private static final String STARTS = "$windows";
  private static final String START = "window_start";
  private static final String END = "window_end";

  /// Parameters behind the table and the time column, in order; the last one may be left out.
  private static final Map<String, List<String>> LENGTHS =
      Map.of(
          "tumble", List.of("size", "offset"),
          "hop", List.of("slide", "size", "offset"),
          "cumulate", List.of("step", "size", "offset"),
          "session", List.of("gap"));

  private final SqlCall call;
  private final String name;
  private final SqlParserPos at;
  private final Ast ast;
  private final Map<String, SqlNode> arguments = new HashMap<>();

  private WindowTables(SqlCall call) {
    this.call = call;
    this.name = name(call);
    this.at = call.getParserPosition();
    this.ast = new Ast(at);
    read();
  }

  static boolean isWindow(SqlCall call) {
    return LENGTHS.containsKey(name(call));
  }

  private static String name(SqlCall call) {
    return call.getOperator().getName().toLowerCase(Locale.ROOT);
  }

  /// The query that `call` stands for.
  static SqlNode query(SqlCall call) {
    WindowTables windows = new WindowTables(call);
    return switch (windows.name) {
      case "tumble" -> windows.tumble();
      case "hop" -> windows.hop();
      case "cumulate" -> windows.cumulate();
      default -> windows.session();
    };
  }

  private void read() {
    List<String> names = new ArrayList<>(List.of("data", "timecol"));
    boolean keyed = name.equals("session") && call.operandCount() == 4;
    names.addAll(keyed ? List.of("key", "gap") : LENGTHS.getOrDefault(name, List.of()));
    for (int i = 0; i < call.operandCount(); i++) {
      SqlNode operand = call.operand(i);
      if (operand.getKind() == SqlKind.ARGUMENT_ASSIGNMENT) {
        SqlCall assignment = (SqlCall) operand;
        put(assignment.operand(1).toString().toLowerCase(Locale.ROOT), assignment.operand(0));
      } else if (i < names.size()) {
        put(names.get(i), operand);
      } else {
        throw wrong(operand);
      }
    }
    for (String parameter : names) {
      if (!arguments.containsKey(parameter) && !parameter.equals("offset")) {
        throw wrong(call);
      }
    }
  }

  private void put(String parameter, SqlNode value) {
    boolean known =
        parameter.equals("data")
            || parameter.equals("timecol")
            || parameter.equals("key")
            || LENGTHS.getOrDefault(name, List.of()).contains(parameter);
    if (!known || arguments.put(parameter, value) != null) {
      throw wrong(value);
    }
  }

  private RuntimeException wrong(SqlNode where) {
    String lengths =
        switch (name) {
          case "tumble" -> "INTERVAL '10' SECOND";
          case "hop" -> "INTERVAL '2' SECOND, INTERVAL '10' SECOND";
          case "cumulate" -> "INTERVAL '1' HOUR, INTERVAL '1' DAY";
          default -> "INTERVAL '10' SECOND";
        };
    String partition = name.equals("session") ? " PARTITION BY key" : "";
    return Positions.error(
        ErrorCode.INVALID_STATEMENT,
        where,
        "write TABLE("
            + name.toUpperCase(Locale.ROOT)
            + "(TABLE t"
            + partition
            + ", DESCRIPTOR(ts), "
            + lengths
            + "))");
  }

  private SqlNode argument(String parameter) {
    SqlNode value = arguments.get(parameter);
    if (value == null) {
      throw wrong(call);
    }
    return value;
  }

  /// The table, as something that can stand in FROM.
  private SqlNode data() {
    SqlNode data = argument("data");
    if (data.getKind() == SqlKind.SET_SEMANTICS_TABLE) {
      data = ((SqlCall) data).operand(0);
    }
    SqlNode relation =
        data.getKind() == SqlKind.EXPLICIT_TABLE ? ((SqlCall) data).operand(0) : data;
    return ast.as(relation, ROWS);
  }

  private SqlNode time() {
    return ast.column(ROWS, descriptor(argument("timecol")).getFirst());
  }

  private List<SqlIdentifier> descriptor(SqlNode node) {
    List<SqlIdentifier> columns = new ArrayList<>();
    if (node instanceof SqlCall descriptor && name(descriptor).equals("descriptor")) {
      for (SqlNode column : descriptor.getOperandList()) {
        if (column instanceof SqlIdentifier identifier && identifier.isSimple()) {
          columns.add(identifier);
        }
      }
    }
    if (columns.isEmpty()) {
      throw wrong(node);
    }
    return columns;
  }

  /// Arguments behind the lengths: where windows are counted from.
  private List<SqlNode> origin() {
    SqlNode offset = arguments.get("offset");
    return offset == null ? List.of() : List.of(ast.call("add", ast.epoch(), offset));
  }

  private SqlNode bin(SqlNode width) {
    List<SqlNode> operands = new ArrayList<>(List.of(width, time()));
    operands.addAll(origin());
    return ast.call("date_bin", operands.toArray(SqlNode[]::new));
  }

  private SqlNode tumble() {
    SqlNode size = argument("size");
    return ast.select(
        data(),
        ast.star(ROWS),
        ast.as(bin(size), START),
        ast.as(ast.call("add", bin(size), size), END));
  }

  private SqlNode hop() {
    SqlNode size = argument("size");
    SqlNode start = ast.column(STARTS, ast.name(START));
    return ast.select(
        each("hop_starts", argument("slide"), size, START),
        ast.star(ROWS),
        ast.as(start, START),
        ast.as(ast.call("add", start, size), END));
  }

  private SqlNode cumulate() {
    SqlNode size = argument("size");
    return ast.select(
        each("cumulate_ends", argument("step"), size, END),
        ast.star(ROWS),
        ast.as(bin(size), START),
        ast.as(ast.column(STARTS, ast.name(END)), END));
  }

  /// The table joined with the windows that hold each row.
  private SqlNode each(String function, SqlNode step, SqlNode size, String column) {
    List<SqlNode> operands = new ArrayList<>(List.of(time(), step, size));
    operands.addAll(origin());
    SqlNode array = ast.call(function, operands.toArray(SqlNode[]::new));
    SqlNode unnest =
        SqlStdOperatorTable.AS.createCall(
            at,
            SqlStdOperatorTable.UNNEST.createCall(at, array),
            ast.name(STARTS),
            ast.name(column));
    return new SqlJoin(
        at,
        data(),
        SqlLiteral.createBoolean(false, at),
        JoinType.COMMA.symbol(at),
        unnest,
        JoinConditionType.NONE.symbol(at),
        null);
  }

  /// A session ends a gap behind its last row.
  private SqlNode session() {
    SqlNode gap = argument("gap");
    SqlNode time = time();
    List<SqlNode> keys = keys();
    SqlNode start = ast.over(ast.call("session_start", time), keys, time, gap);
    SqlNode last = ast.over(ast.call("session_last", time), keys, time, gap);
    return ast.select(
        data(), ast.star(ROWS), ast.as(start, START), ast.as(ast.call("add", last, gap), END));
  }

  private List<SqlNode> keys() {
    List<SqlNode> keys = new ArrayList<>();
    SqlNode key = arguments.get("key");
    if (key != null) {
      descriptor(key).forEach(column -> keys.add(ast.column(ROWS, column)));
    }
    if (argument("data") instanceof SqlCall data
        && data.getKind() == SqlKind.SET_SEMANTICS_TABLE
        && data.operand(1) instanceof SqlNodeList partition) {
      for (SqlNode item : partition) {
        if (!(item instanceof SqlIdentifier column) || !column.isSimple()) {
          throw wrong(item);
        }
        keys.add(ast.column(ROWS, column));
      }
    }
    return keys;
  }
}

package io.thalweg.planner.text;

import io.thalweg.core.expr.Literal;
import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.SimpleType;
import io.thalweg.sql.parser.lexer.Lexer;
import io.thalweg.sql.parser.lexer.SqlToken;
import io.thalweg.sql.parser.lexer.TokenType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// A query's text and the plain constants in it: whole numbers, decimals, quoted strings.
/// Immutable.
public final class QueryText {
  private static final Set<String> FIRST_WORDS = Set.of("SELECT", "WITH", "FROM");

  /// Digits that fit into an INTEGER or BIGINT whatever they are.
  private static final int INTEGER_DIGITS = 9;

  private static final int BIGINT_DIGITS = 18;

  private final String sql;
  private final List<Constant> constants;

  /// @param start offset of its first character
  /// @param end offset behind its last character
  /// @param value with the type it has when nothing around it says one
  private record Constant(int start, int end, Literal value) {}

  private QueryText(String sql, List<Constant> constants) {
    this.sql = sql;
    this.constants = constants;
  }

  /// Empty for texts that are no queries, have parameters, or have no constants.
  public static Optional<QueryText> of(String sql) {
    Lexer lexer = new Lexer(sql);
    List<Constant> constants = new ArrayList<>();
    boolean first = true;
    for (SqlToken token = lexer.next(); token != null; token = lexer.next()) {
      if (token.type() == TokenType.COMMENT) {
        continue;
      }
      boolean isQuery = !first || FIRST_WORDS.contains(token.text(sql).toUpperCase(Locale.ROOT));
      if (!isQuery || token.type() == TokenType.PARAMETER) {
        return Optional.empty();
      }
      first = false;
      Optional<Literal> value = value(token, sql);
      if (value.isPresent()) {
        constants.add(new Constant(token.start(), token.end(), value.get()));
      }
    }
    return constants.isEmpty() ? Optional.empty() : Optional.of(new QueryText(sql, constants));
  }

  private static Optional<Literal> value(SqlToken token, String sql) {
    return switch (token.type()) {
      case INTEGER -> integer(token.text(sql));
      case DECIMAL -> decimal(token.text(sql));
      case STRING -> string(token.text(sql));
      default -> Optional.empty();
    };
  }

  private static Optional<Literal> integer(String digits) {
    if (digits.length() > BIGINT_DIGITS || !isPlain(digits)) {
      return Optional.empty();
    }
    long number = Long.parseLong(digits);
    boolean small = digits.length() <= INTEGER_DIGITS || number <= Integer.MAX_VALUE;
    return Optional.of(
        small
            ? new Literal(SimpleType.INTEGER, (int) number)
            : new Literal(SimpleType.BIGINT, number));
  }

  private static Optional<Literal> decimal(String digits) {
    if (digits.length() > DecimalType.MAX_PRECISION || !isPlain(digits)) {
      return Optional.empty();
    }
    BigDecimal number = new BigDecimal(digits);
    if (number.scale() == 0) {
      return Optional.empty();
    }
    int precision = Math.max(number.precision(), number.scale());
    return Optional.of(new Literal(new DecimalType(precision, number.scale()), number));
  }

  private static boolean isPlain(String digits) {
    return digits.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
  }

  private static Optional<Literal> string(String quoted) {
    if (quoted.charAt(0) != '\'') {
      return Optional.empty();
    }
    String text = quoted.substring(1, quoted.length() - 1).replace("''", "'");
    return Optional.of(new Literal(SimpleType.VARCHAR, text));
  }

  /// How many constants there are.
  public int size() {
    return constants.size();
  }

  public Literal value(int constant) {
    return constants.get(constant).value();
  }

  /// The constant that ends at an offset, -1 when none does.
  ///
  /// @param end behind its last character
  public int endingAt(int end) {
    for (int i = 0; i < constants.size(); i++) {
      if (constants.get(i).end() == end) {
        return i;
      }
    }
    return -1;
  }

  /// Where a constant's text starts.
  public int start(int constant) {
    return constants.get(constant).start();
  }

  /// The offset of a place in the text.
  ///
  /// @param line from 1
  /// @param column from 1
  public int offset(int line, int column) {
    int start = 0;
    for (int i = 1; i < line; i++) {
      start = sql.indexOf('\n', start) + 1;
    }
    return start + column - 1;
  }

  /// What is left when only the types of constants count, all of them: equal for texts that differ
  /// in nothing else.
  public List<Object> shape() {
    BitSet all = new BitSet();
    all.set(0, constants.size());
    return without(all);
  }

  /// What is left when only the types of some constants count.
  public List<Object> without(BitSet lifted) {
    List<Object> parts = new ArrayList<>();
    int from = 0;
    for (int i = lifted.nextSetBit(0); i >= 0; i = lifted.nextSetBit(i + 1)) {
      Constant constant = constants.get(i);
      parts.add(sql.substring(from, constant.start()));
      parts.add(constant.value().type());
      from = constant.end();
    }
    parts.add(sql.substring(from));
    return List.copyOf(parts);
  }
}

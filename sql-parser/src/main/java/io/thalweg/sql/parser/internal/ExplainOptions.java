package io.thalweg.sql.parser.internal;

import io.thalweg.sql.parser.Option;
import io.thalweg.sql.parser.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.sql.SqlLiteral;

/// The options of one EXPLAIN while the grammar reads them.
final class ExplainOptions {
  private boolean analyze;
  private Statement.ExplainFormat format = Statement.ExplainFormat.TEXT;

  /// Whether a word behind `EXPLAIN (` is an option and no query.
  static boolean isName(Token token) {
    return Words.isAny(token, "FORMAT", "ANALYZE");
  }

  void analyze() {
    analyze = true;
  }

  /// @param at the option's first token
  void add(Option option, Token at) {
    String value =
        option.value() instanceof SqlLiteral literal ? String.valueOf(literal.toValue()) : "";
    switch (option.key()) {
      case "format" -> format = format(value, at);
      case "analyze" -> analyze = !value.equalsIgnoreCase("false");
      default -> throw SyntaxErrors.unexpected(at, List.of("FORMAT", "ANALYZE"));
    }
  }

  private static Statement.ExplainFormat format(String name, Token at) {
    Optional<Statement.ExplainFormat> format =
        Arrays.stream(Statement.ExplainFormat.values())
            .filter(candidate -> candidate.name().equals(name.toUpperCase(Locale.ROOT)))
            .findFirst();
    return format.orElseThrow(
        () -> SyntaxErrors.at(at, "EXPLAIN has the formats TEXT, JSON and DOT; not " + name));
  }

  Statement explain(Statement statement) {
    return new Statement.Explain(analyze, format, statement);
  }
}

package io.thalweg.planner.validate.calcite;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.Suggestions;
import io.thalweg.core.error.TextPosition;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.Field;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.runtime.CalciteContextException;

/// Calcite's messages in our words and with our codes.
///
/// @param tables of the statement: they have the names that could have been meant
record CalciteErrors(Relations tables) {
  private static final Pattern TABLE_IN_FROM = Pattern.compile("Table '(.*?)' not found.*");
  private static final List<Rule> RULES =
      List.of(
          new Rule(
              ErrorCode.AMBIGUOUS_NAME,
              "Column '(.*?)' is ambiguous",
              m -> "column " + m.group(1) + " is ambiguous; qualify it with its table's name"),
          new Rule(
              ErrorCode.GROUPING_ERROR,
              "Expression '(.*?)' is not being grouped",
              m -> m.group(1) + " has to stand in GROUP BY or in an aggregate function"),
          new Rule(
              ErrorCode.GROUPING_ERROR,
              "(?:Windowed a|A)ggregate expression is illegal in (.*?) clause",
              m ->
                  "aggregates and window functions cannot stand in "
                      + m.group(1)
                      + "; use HAVING or QUALIFY"),
          new Rule(
              ErrorCode.GROUPING_ERROR,
              "Aggregate expressions cannot be nested",
              m -> "an aggregate cannot be the argument of another; use a subquery in FROM"),
          new Rule(
              ErrorCode.TYPE_MISMATCH,
              "(.*?) clause must be a condition",
              m -> m.group(1) + " needs a BOOLEAN; compare the value with another"),
          new Rule(
              ErrorCode.TYPE_MISMATCH,
              "Type mismatch in column (.*?) of (.*)",
              m ->
                  "column "
                      + m.group(1)
                      + " of "
                      + m.group(2)
                      + " has types that do not meet; cast one of them"),
          new Rule(
              ErrorCode.TYPE_MISMATCH,
              "Column count mismatch in (.*)",
              m -> "the queries of " + m.group(1) + " have different numbers of columns"),
          new Rule(
              ErrorCode.TYPE_MISMATCH,
              "Values passed to VALUES operator",
              m -> "the rows of VALUES have different lengths or types that do not meet"),
          new Rule(
              ErrorCode.TYPE_MISMATCH,
              "Cannot apply '.SCALAR_QUERY'",
              m -> "a query that stands for a value has one column"),
          new Rule(
              ErrorCode.TYPE_MISMATCH,
              "Cannot apply '(AND|OR|NOT)'",
              m -> m.group(1) + " needs BOOLEANs; compare the values with others"),
          new Rule(
              ErrorCode.INVALID_STATEMENT,
              "Ordinal out of range",
              m -> "there is no select item at this position"),
          new Rule(
              ErrorCode.INVALID_STATEMENT,
              "Expression '(.*?)' is not in the select clause",
              m ->
                  "with DISTINCT, ORDER BY can only use what is selected; "
                      + m.group(1)
                      + " is not"),
          new Rule(
              ErrorCode.DUPLICATE_NAME,
              "Duplicate relation name '(.*?)' in FROM clause",
              m -> m.group(1) + " stands twice in FROM; give one of them an alias"),
          new Rule(
              ErrorCode.INVALID_STATEMENT,
              "List of column aliases must have same degree as table; table has (\\d+) columns.*"
                  + "alias list has (\\d+) columns",
              m -> "there are " + m.group(2) + " column aliases for " + m.group(1) + " columns"),
          new Rule(
              ErrorCode.INVALID_STATEMENT,
              "OVER clause is necessary for window functions",
              m -> "a window function needs OVER (…)"));

  /// What a message of Calcite's becomes.
  private record Rule(ErrorCode code, Pattern pattern, Function<Matcher, String> message) {
    Rule(ErrorCode code, String pattern, Function<Matcher, String> message) {
      this(code, Pattern.compile(pattern, Pattern.DOTALL), message);
    }
  }

  private static final Pattern COLUMN =
      Pattern.compile("Column '(.*?)' not found in (any table|table '(.*?)').*", Pattern.DOTALL);

  ThalwegException translate(CalciteContextException e) {
    Throwable cause = e.getCause();
    if (cause instanceof ThalwegException coded) {
      return coded;
    }
    String text = String.valueOf(cause == null ? e.getMessage() : cause.getMessage());
    TextPosition position =
        e.getPosLine() < 1 || e.getPosColumn() < 1
            ? null
            : new TextPosition(e.getPosLine(), e.getPosColumn());
    Matcher column = COLUMN.matcher(text);
    if (column.matches()) {
      return new ThalwegException(ErrorCode.UNKNOWN_COLUMN, unknown(column), position, e);
    }
    Matcher table = TABLE_IN_FROM.matcher(text);
    if (table.matches()) {
      String message = "there is no table or alias " + table.group(1) + " in FROM";
      return new ThalwegException(ErrorCode.UNKNOWN_TABLE, message, position, e);
    }
    for (Rule rule : RULES) {
      Matcher matcher = rule.pattern().matcher(text);
      if (matcher.find()) {
        return new ThalwegException(rule.code(), rule.message().apply(matcher), position, e);
      }
    }
    return new ThalwegException(ErrorCode.INVALID_STATEMENT, text, position, e);
  }

  private String unknown(Matcher column) {
    String name = column.group(1);
    List<String> known =
        tables.all().stream()
            .flatMap(relation -> relation.schema().fields().stream())
            .map(Field::name)
            .toList();
    String where = column.group(3) == null ? "" : " in " + column.group(3);
    return "column " + name + " does not exist" + where + Suggestions.hint(name, known);
  }
}

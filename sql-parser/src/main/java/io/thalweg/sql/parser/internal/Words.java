package io.thalweg.sql.parser.internal;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.TextPosition;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.sql.parser.Statement;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlIdentifier;

/// The words of statements that are no keywords of the grammar, compared as text.
final class Words {
  /// What a statement can start with.
  static final List<String> STATEMENTS =
      List.of(
          "SELECT",
          "FROM",
          "WITH",
          "VALUES",
          "TABLE",
          "INSERT",
          "UPDATE",
          "DELETE",
          "MERGE",
          "CREATE",
          "DROP",
          "ALTER",
          "TRUNCATE",
          "COPY",
          "EXPLAIN",
          "SHOW",
          "SET",
          "RESET",
          "USE",
          "DESCRIBE",
          "SUMMARIZE",
          "BEGIN",
          "COMMIT",
          "ROLLBACK",
          "PAUSE",
          "RESUME",
          "RESTORE",
          "CHECKPOINT");

  static final List<String> SHOWN =
      List.of("CATALOGS", "SCHEMAS", "TABLES", "COLUMNS", "FUNCTIONS", "JOBS", "SETTINGS");

  private static final List<String> JOB_COMMANDS =
      List.of("PAUSE", "RESUME", "CHECKPOINT", "RESTORE", "ALTER");

  private Words() {}

  /// Whether a token is an unquoted word.
  static boolean isWord(Token token) {
    return token.kind != ThalwegSqlParserImplConstants.QUOTED_IDENTIFIER
        && !token.image.isEmpty()
        && (Character.isLetter(token.image.charAt(0)) || token.image.charAt(0) == '_');
  }

  static boolean is(Token token, String word) {
    return token.image.equalsIgnoreCase(word)
        && token.kind != ThalwegSqlParserImplConstants.QUOTED_IDENTIFIER;
  }

  static boolean isAny(Token token, String... words) {
    for (String word : words) {
      if (is(token, word)) {
        return true;
      }
    }
    return false;
  }

  static boolean startsQuery(Token token) {
    return token.kind == ThalwegSqlParserImplConstants.LPAREN
        || isAny(token, "SELECT", "FROM", "WITH", "VALUES", "TABLE");
  }

  /// Whether a table constraint begins here, and no column of that name.
  static boolean startsConstraint(Token token, Token next) {
    return (is(token, "PRIMARY") && is(next, "KEY"))
        || (is(token, "FOREIGN") && is(next, "KEY"))
        || (isAny(token, "UNIQUE", "CHECK") && next.kind == ThalwegSqlParserImplConstants.LPAREN)
        || (is(token, "CONSTRAINT") && isWord(next));
  }

  /// Whether an option has this name, be it a reserved word such as `table`.
  static boolean namesOption(Token token, Token next) {
    return isWord(token) && next.kind == ThalwegSqlParserImplConstants.EQ;
  }

  /// Whether an element of a parenthesised list ends in front of this token.
  static boolean endsElement(Token token) {
    return token.kind == ThalwegSqlParserImplConstants.COMMA
        || token.kind == ThalwegSqlParserImplConstants.RPAREN
        || token.kind == ThalwegSqlParserImplConstants.EOF;
  }

  /// Whether a column has no type: its list ends, or a constraint follows.
  static boolean endsColumn(Token token) {
    return endsElement(token)
        || isAny(token, "NOT", "NULL", "DEFAULT", "PRIMARY", "UNIQUE", "CHECK", "REFERENCES");
  }

  static ThalwegException unsupportedConstraint(Token token) {
    if (!isAny(token, "CHECK", "FOREIGN", "REFERENCES", "GENERATED", "COLLATE")) {
      return SyntaxErrors.unexpected(
          token, List.of("NOT NULL", "DEFAULT", "PRIMARY KEY", "UNIQUE", ","));
    }
    return unsupported(
        token,
        token.image.toUpperCase(Locale.ROOT)
            + " in CREATE TABLE is not supported; columns take NOT NULL, DEFAULT, PRIMARY KEY"
            + " and UNIQUE");
  }

  static ThalwegException copyFrom(Token token) {
    return unsupported(
        token, "COPY … FROM is not supported; write INSERT INTO t SELECT * FROM 'file'");
  }

  private static ThalwegException unsupported(Token token, String message) {
    return new ThalwegException(
        ErrorCode.FEATURE_NOT_SUPPORTED,
        message,
        new TextPosition(token.beginLine, token.beginColumn),
        null);
  }

  /// What SHOW lists; SETTING when the word is none of them.
  static Statement.ShowKind showKind(Token token) {
    return isWord(token)
        ? switch (token.image.toUpperCase(Locale.ROOT)) {
          case "CATALOGS", "DATABASES" -> Statement.ShowKind.CATALOGS;
          case "SCHEMAS" -> Statement.ShowKind.SCHEMAS;
          case "TABLES" -> Statement.ShowKind.TABLES;
          case "COLUMNS" -> Statement.ShowKind.COLUMNS;
          case "FUNCTIONS" -> Statement.ShowKind.FUNCTIONS;
          case "JOBS" -> Statement.ShowKind.JOBS;
          case "SETTINGS", "ALL" -> Statement.ShowKind.SETTINGS;
          default -> Statement.ShowKind.SETTING;
        }
        : Statement.ShowKind.SETTING;
  }

  static Statement.TransactionKind transaction(String word) {
    return switch (word.toUpperCase(Locale.ROOT)) {
      case "COMMIT" -> Statement.TransactionKind.COMMIT;
      case "ROLLBACK", "ABORT" -> Statement.TransactionKind.ROLLBACK;
      default -> Statement.TransactionKind.BEGIN;
    };
  }

  static boolean isJobCommand(Token token, Token next) {
    return is(next, "JOB") && JOB_COMMANDS.stream().anyMatch(word -> is(token, word));
  }

  /// PAUSE, RESUME or CHECKPOINT.
  static Statement jobCommand(Token command, SqlIdentifier name) {
    return switch (command.image.toUpperCase(Locale.ROOT)) {
      case "PAUSE" -> new Statement.Streaming.PauseJob(name);
      case "RESUME" -> new Statement.Streaming.ResumeJob(name);
      default -> new Statement.Streaming.CheckpointJob(name);
    };
  }
}

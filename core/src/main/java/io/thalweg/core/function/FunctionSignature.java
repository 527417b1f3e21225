package io.thalweg.core.function;

/// One line of `SHOW FUNCTIONS`.
///
/// @param name canonical, in lower case
/// @param arguments for people, for example `string VARCHAR, from INTEGER [, for INTEGER]`
/// @param result the result type, or a rule such as `type of x`
/// @param example an expression that runs, without FROM; empty for table functions
/// @param help what it does, one sentence
public record FunctionSignature(
    String name, Kind kind, String arguments, String result, String example, String help) {

  /// Where a function may stand.
  public enum Kind {
    SCALAR,
    AGGREGATE,
    WINDOW,
    TABLE
  }
}

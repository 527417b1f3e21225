package io.thalweg.core.function;

import io.thalweg.core.function.FunctionSignature.Kind;
import java.util.List;

/// Shorthand for the entries of the catalogue.
final class Entries {
  private Entries() {}

  /// @param call the arguments and the result for people: `text VARCHAR -> INTEGER`
  /// @param example an expression that runs without FROM
  static FunctionDefinition scalar(
      String name, String call, String example, String help, TypeRule rule) {
    return entry(Kind.SCALAR, name, call, example, help, rule);
  }

  static FunctionDefinition aggregate(
      String name, String call, String example, String help, TypeRule rule) {
    return entry(Kind.AGGREGATE, name, call, example, help, rule);
  }

  static FunctionDefinition window(
      String name, String call, String example, String help, TypeRule rule) {
    return entry(Kind.WINDOW, name, call, example, help, rule);
  }

  private static FunctionDefinition entry(
      Kind kind, String name, String call, String example, String help, TypeRule rule) {
    int arrow = call.lastIndexOf("->");
    String arguments = call.substring(0, arrow).trim();
    String result = call.substring(arrow + 2).trim();
    return new FunctionDefinition(
        new FunctionSignature(name, kind, arguments, result, example, help), List.of(), rule);
  }
}

package io.thalweg.exec.expression.function;

import java.util.Map;

/// Functions.
final class NumberLibrary {
  private NumberLibrary() {}

  static void register(Map<String, FunctionFactory> factories) {
  }
}

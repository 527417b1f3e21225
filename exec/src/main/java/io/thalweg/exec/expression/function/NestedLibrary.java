package io.thalweg.exec.expression.function;

import java.util.Map;

/// Functions.
final class NestedLibrary {
  private NestedLibrary() {}

  static void register(Map<String, FunctionFactory> factories) {
  }
}

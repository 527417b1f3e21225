package io.thalweg.core.function;

import java.util.List;

/// One entry of the catalogue: what people see, and how calls are typed.
///
/// @param aliases other names that users may write
record FunctionDefinition(FunctionSignature signature, List<String> aliases, TypeRule rule) {

  String name() {
    return signature.name();
  }

  FunctionDefinition alias(String... names) {
    return new FunctionDefinition(signature, List.of(names), rule);
  }
}

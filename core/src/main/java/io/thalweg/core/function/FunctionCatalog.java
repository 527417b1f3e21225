package io.thalweg.core.function;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.Suggestions;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.function.FunctionSignature.Kind;
import io.thalweg.core.function.TypeRule.Binding;
import io.thalweg.core.type.DataType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Every scalar, aggregate and window function: names, documentation, and how calls are typed.
///
/// Names ignore case. A *canonical* name is unique and is what plans carry; users may also write
/// aliases (`char_length` for `length`). Two users' names mean something else than the canonical
/// name of the same spelling, which is an operator's: use [#canonicalName] for a function call that
/// a user wrote, so that `concat(a, b)` (NULL is left out) is not taken for `a || b`.
///
/// An argument of type NULL is an untyped literal: NULL, or a quoted string the user gave no type
/// (PostgreSQL's *unknown*). It fits every parameter; the caller casts it to the type that
/// [Resolved#castArgumentsTo] names. Immutable and thread-safe.
public final class FunctionCatalog {
  private static final Map<String, FunctionDefinition> BY_NAME = new TreeMap<>();
  private static final Map<String, String> ALIASES = new HashMap<>();

  static {
    Stream.of(
            OperatorFunctions.all(),
            NumberFunctions.all(),
            TextFunctions.all(),
            TimeFunctions.all(),
            ConditionalFunctions.all(),
            AggregateFunctions.all(),
            WindowFunctions.all())
        .flatMap(List::stream)
        .forEach(FunctionCatalog::register);
    ALIASES.put("concat", "concat_values");
  }

  private FunctionCatalog() {}

  private static void register(FunctionDefinition definition) {
    if (BY_NAME.put(definition.name(), definition) != null) {
      throw new IllegalStateException("two functions are called " + definition.name());
    }
    for (String alias : definition.aliases()) {
      if (ALIASES.put(alias, definition.name()) != null) {
        throw new IllegalStateException("two functions have the alias " + alias);
      }
    }
  }

  /// All signatures in the order of their names.
  public static List<FunctionSignature> signatures() {
    return BY_NAME.values().stream().map(FunctionDefinition::signature).toList();
  }

  /// The signature with this canonical name or alias.
  public static Optional<FunctionSignature> find(String name) {
    return Optional.ofNullable(definition(name)).map(FunctionDefinition::signature);
  }

  /// The canonical name of the function that a user's call `name(…)` means; empty when unknown.
  public static Optional<String> canonicalName(String name) {
    String key = name.toLowerCase(Locale.ROOT);
    String canonical = ALIASES.getOrDefault(key, key);
    return BY_NAME.containsKey(canonical) ? Optional.of(canonical) : Optional.empty();
  }

  /// Types a call whose arguments are not constants.
  public static Resolved resolve(String name, List<DataType> arguments) {
    return resolve(name, arguments, List.of());
  }

  /// Types a call.
  ///
  /// @param name canonical, or an alias
  /// @param constants the literals among the arguments, by position: `round(x, 2)` and `field(row,
  ///   'name')` have a type that depends on them
  /// @throws ThalwegException UNKNOWN_FUNCTION with similar names, or TYPE_MISMATCH with what the
  ///   function takes
  public static Resolved resolve(
      String name, List<DataType> arguments, List<Optional<Literal>> constants) {
    FunctionDefinition definition = definition(name);
    if (definition == null) {
      throw unknown(name);
    }
    Binding binding =
        definition
            .rule()
            .bind(new Arguments(arguments, constants))
            .orElseThrow(() -> mismatch(name, definition.signature(), arguments));
    return new Resolved(
        definition.name(), definition.signature().kind(), binding.arguments(), binding.result());
  }

  /// Whether a call of this kind exists under the name.
  public static boolean is(String name, Kind kind) {
    FunctionDefinition definition = definition(name);
    return definition != null && definition.signature().kind() == kind;
  }

  private static @org.jspecify.annotations.Nullable FunctionDefinition definition(String name) {
    String key = name.toLowerCase(Locale.ROOT);
    FunctionDefinition exact = BY_NAME.get(key);
    return exact == null ? BY_NAME.get(ALIASES.getOrDefault(key, key)) : exact;
  }

  private static ThalwegException mismatch(
      String name, FunctionSignature signature, List<DataType> arguments) {
    String given = arguments.stream().map(DataType::sql).collect(Collectors.joining(", "));
    return new ThalwegException(
        ErrorCode.TYPE_MISMATCH,
        name
            + "("
            + given
            + ") does not exist; "
            + signature.name()
            + " takes ("
            + signature.arguments()
            + "), cast the arguments");
  }

  private static ThalwegException unknown(String name) {
    List<String> names = new ArrayList<>(BY_NAME.keySet());
    names.addAll(ALIASES.keySet());
    return new ThalwegException(
        ErrorCode.UNKNOWN_FUNCTION,
        "function "
            + name
            + " does not exist"
            + Suggestions.hint(name, names, "SHOW FUNCTIONS lists all"));
  }
}

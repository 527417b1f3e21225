package io.thalweg.server.engine.relation;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Options of declared tables that nobody is to see: passwords and the like. Stateless.
///
/// Such an option may name an environment variable of the engine, `${ENV:THALWEG_…}`. That is what
/// is stored and shown; the value is looked up when the connector is told. Only variables that are
/// meant for it are looked up, and only for such options: nothing else of the environment can be
/// read with a statement.
public final class Secrets {
  static final String REDACTED = "******";

  /// Words in the names of such options.
  private static final Set<String> WORDS =
      Set.of("password", "secret", "token", "credential", "access_key", "private", "jaas", "auth");

  private static final Pattern REFERENCE = Pattern.compile("\\$\\{ENV:([^}]*)}");
  private static final String PREFIX = "THALWEG_";

  private Secrets() {}

  static boolean isSecret(String option) {
    String lower = option.toLowerCase(Locale.ROOT);
    return WORDS.stream().anyMatch(lower::contains);
  }

  /// What people are shown of an option.
  static String shown(String option, String value) {
    return isSecret(option) && !isReference(value) ? REDACTED : value;
  }

  private static boolean isReference(String value) {
    return REFERENCE.matcher(value).matches();
  }

  /// The options with the values that they refer to.
  ///
  /// @param environment the value of a variable; null when it is not set
  /// @throws ThalwegException INVALID_CONFIGURATION when a variable is not set, INVALID_ARGUMENT
  ///   for one that is not meant for it
  public static Map<String, String> resolved(
      Map<String, String> options, UnaryOperator<@Nullable String> environment) {
    Map<String, String> resolved = new HashMap<>(options);
    resolved.replaceAll(
        (option, value) -> isSecret(option) ? resolved(option, value, environment) : value);
    return resolved;
  }

  private static String resolved(
      String option, String value, UnaryOperator<@Nullable String> environment) {
    Matcher matcher = REFERENCE.matcher(value);
    if (!matcher.matches()) {
      return value;
    }
    String name = matcher.group(1);
    if (!name.startsWith(PREFIX)) {
      throw new ThalwegException(
          ErrorCode.INVALID_ARGUMENT,
          "option "
              + option
              + " refers to the environment variable '"
              + name
              + "'; those that may be referred to begin with "
              + PREFIX);
    }
    String found = environment.apply(name);
    if (found == null) {
      throw new ThalwegException(
          ErrorCode.INVALID_CONFIGURATION,
          "option "
              + option
              + " refers to the environment variable "
              + name
              + ", which is not set where the engine runs; set it and start the engine again");
    }
    return found;
  }

  /// Refuses to store secrets.
  ///
  /// @throws ThalwegException INVALID_ARGUMENT when one is there in clear
  public static void requireReferences(Map<String, String> options) {
    options.forEach(
        (option, value) -> {
          if (isSecret(option) && !isReference(value)) {
            throw new ThalwegException(
                ErrorCode.INVALID_ARGUMENT,
                "option "
                    + option
                    + " would be kept in clear in the data directory; give it to the engine as an"
                    + " environment variable and write "
                    + option
                    + " = '${ENV:"
                    + PREFIX
                    + "…}'");
          }
        });
  }
}

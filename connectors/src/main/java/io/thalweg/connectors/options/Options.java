package io.thalweg.connectors.options;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.Suggestions;
import io.thalweg.core.error.ThalwegException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Named options of a reading function, of COPY or of a declared table, as texts. Immutable;
/// compared by value.
public record Options(Map<String, String> values) {
  public static final Options NONE = new Options(Map.of());

  public Options {
    values = Map.copyOf(values);
  }

  /// @param owner names the function, format or connector in the error
  /// @throws ThalwegException INVALID_ARGUMENT that lists what exists
  public static Options checked(
      String owner, Map<String, String> values, Collection<String> known) {
    for (String name : values.keySet()) {
      if (!known.contains(name)) {
        throw new ThalwegException(
            ErrorCode.INVALID_ARGUMENT,
            owner + " has no option '" + name + "'" + Suggestions.hintAmong(name, known, "it has"));
      }
    }
    return new Options(values);
  }

  /// The options with these names only.
  public Options only(Collection<String> names) {
    return new Options(
        values.entrySet().stream()
            .filter(entry -> names.contains(entry.getKey()))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /// The first of several spellings of one option that is given.
  public Optional<String> text(String... spellings) {
    for (String name : spellings) {
      @Nullable String value = values.get(name);
      if (value != null) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }

  /// One character, for example a delimiter; `\t` is a tab. Empty text gives `none`.
  public Optional<Character> character(char none, String... spellings) {
    return text(spellings)
        .map(
            value -> {
              String unescaped = value.equals("\\t") ? "\t" : value;
              if (unescaped.length() > 1
                  || (unescaped.length() == 1 && unescaped.charAt(0) > 127)) {
                throw invalid(spellings[0], value, "one ASCII character");
              }
              return unescaped.isEmpty() ? none : unescaped.charAt(0);
            });
  }

  /// A flag; an option without a value is true.
  public Optional<Boolean> flag(String... spellings) {
    return text(spellings)
        .map(
            value ->
                switch (value.toLowerCase(Locale.ROOT)) {
                  case "true", "on", "yes", "1", "" -> true;
                  case "false", "off", "no", "0" -> false;
                  default -> throw invalid(spellings[0], value, "true or false");
                });
  }

  public OptionalLong integer(String name, long min, long max) {
    Optional<String> value = text(name);
    if (value.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      long number = Long.parseLong(value.get().strip());
      if (number >= min && number <= max) {
        return OptionalLong.of(number);
      }
    } catch (NumberFormatException _) {
      // Told below.
    }
    throw invalid(name, value.get(), "a whole number from " + min + " to " + max);
  }

  /// An option that has to be given.
  ///
  /// @param owner names the function, format or connector in the error
  public String required(String owner, String name) {
    return text(name)
        .orElseThrow(
            () ->
                new ThalwegException(
                    ErrorCode.INVALID_ARGUMENT,
                    owner + " needs the option '" + name + "'; add " + name + " = '…'"));
  }

  /// A time without a zone, in micros since 1970.
  public OptionalLong time(String name) {
    Optional<String> value = text(name);
    if (value.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      LocalDateTime time = LocalDateTime.parse(value.get().strip().replace(' ', 'T'));
      return OptionalLong.of(
          time.toEpochSecond(ZoneOffset.UTC) * 1_000_000L + time.getNano() / 1000);
    } catch (DateTimeParseException _) {
      throw invalid(name, value.get(), "a time as '2026-01-01 00:00:00'");
    }
  }

  /// One of a few words.
  public Optional<String> oneOf(String name, List<String> words) {
    return text(name)
        .map(
            value -> {
              String lower = value.toLowerCase(Locale.ROOT);
              if (!words.contains(lower)) {
                throw invalid(name, value, "one of " + String.join(", ", words));
              }
              return lower;
            });
  }

  /// The error for a value that an option does not take.
  public static ThalwegException invalid(String name, String value, String wanted) {
    return new ThalwegException(
        ErrorCode.INVALID_ARGUMENT, "option " + name + " is '" + value + "'; it takes " + wanted);
  }

  /// The options in the order of their names, for handles.
  public Map<String, String> sortedValues() {
    return new TreeMap<>(values);
  }
}

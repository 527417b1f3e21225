package io.thalweg.core.function;

import io.thalweg.core.function.TypeRule.Binding;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.SimpleType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// The typing patterns that many functions share.
final class TypeRules {
  private TypeRules() {}

  /// Parameters of fixed types.
  static TypeRule fixed(DataType result, DataType... parameters) {
    List<DataType> wanted = List.of(parameters);
    return arguments -> {
      if (arguments.size() != wanted.size()) {
        return Optional.empty();
      }
      for (int i = 0; i < wanted.size(); i++) {
        if (!CommonType.fits(arguments.type(i), wanted.get(i))) {
          return Optional.empty();
        }
      }
      return Optional.of(new Binding(wanted, result));
    };
  }

  /// The first parameter of a type for which `accepts` holds and that is kept, the others fixed.
  ///
  /// @param untyped what an untyped literal becomes
  static TypeRule first(
      Predicate<DataType> accepts,
      DataType untyped,
      UnaryOperator<DataType> result,
      DataType... others) {
    return arguments -> {
      if (arguments.size() != others.length + 1) {
        return Optional.empty();
      }
      DataType type = arguments.isUntyped(0) ? untyped : arguments.type(0);
      if (!accepts.test(type)) {
        return Optional.empty();
      }
      List<DataType> all = new ArrayList<>();
      all.add(type);
      for (int i = 0; i < others.length; i++) {
        if (!CommonType.fits(arguments.type(i + 1), others[i])) {
          return Optional.empty();
        }
        all.add(others[i]);
      }
      return Optional.of(new Binding(all, result.apply(type)));
    };
  }

  /// At least `min` and at most `max` arguments that meet in one type.
  ///
  /// @param accepts which common types are allowed
  /// @param untyped what the arguments become when all are untyped literals
  static TypeRule common(
      int min,
      int max,
      Predicate<DataType> accepts,
      DataType untyped,
      UnaryOperator<DataType> result) {
    return arguments -> {
      if (arguments.size() < min || arguments.size() > max) {
        return Optional.empty();
      }
      return CommonType.of(arguments.types())
          .map(type -> type == SimpleType.NULL ? untyped : type)
          .filter(accepts)
          .map(
              type -> new Binding(Collections.nCopies(arguments.size(), type), result.apply(type)));
    };
  }

  /// Between `min` and `max` arguments of any type, each cast to VARCHAR.
  static TypeRule texts(int min, int max, DataType result) {
    return arguments ->
        arguments.size() < min || arguments.size() > max
            ? Optional.empty()
            : Optional.of(
                new Binding(Collections.nCopies(arguments.size(), SimpleType.VARCHAR), result));
  }

  static TypeRule nothing(DataType result) {
    return fixed(result);
  }

  static TypeRule doubles(int count) {
    DataType[] parameters = new DataType[count];
    java.util.Arrays.fill(parameters, SimpleType.DOUBLE);
    return arguments ->
        arguments.types().stream().allMatch(TypeRules::isNumber)
            ? fixed(SimpleType.DOUBLE, parameters).bind(arguments)
            : Optional.empty();
  }

  static boolean isNumber(DataType type) {
    return type.isNumeric() || type == SimpleType.NULL;
  }

  static boolean isExact(DataType type) {
    return type.isInteger() || type instanceof DecimalType;
  }

  static boolean any(DataType type) {
    return true;
  }

  static UnaryOperator<DataType> to(DataType result) {
    return _ -> result;
  }
}

package io.thalweg.exec.expression.function;

import io.thalweg.core.type.DataType;
import io.thalweg.core.type.SimpleType;
import io.thalweg.exec.kernel.Kernel;
import io.thalweg.exec.kernel.time.Fields;
import io.thalweg.exec.kernel.time.TimeUnit;
import java.util.Locale;
import java.util.Map;

/// Functions of dates, times and intervals.
final class TimeLibrary {
  private TimeLibrary() {}

  static void register(Map<String, FunctionFactory> factories) {
    for (TimeUnit unit : TimeUnit.values()) {
      factories.put(
          "extract_" + unit.name().toLowerCase(Locale.ROOT),
          call -> {
            DataType type = Calls.type(call, 0);
            Kernel kernel = Fields.extract(unit, type, call.type());
            // A point in time has every field; times of day and intervals lack some.
            boolean total = type == SimpleType.DATE;
            return total ? Implementation.total(kernel) : Implementation.partial(kernel);
          });
    }
  }
}

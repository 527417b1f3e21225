package io.thalweg.exec.expression.function;

import io.thalweg.core.expr.Call;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.SimpleType;
import io.thalweg.core.type.TimestampType;
import io.thalweg.exec.kernel.Kernel;
import io.thalweg.exec.kernel.time.Fields;
import io.thalweg.exec.kernel.time.Makers;
import io.thalweg.exec.kernel.time.PatternKernels;
import io.thalweg.exec.kernel.time.TimeUnit;
import io.thalweg.exec.kernel.time.TimeWindows;
import io.thalweg.exec.kernel.time.Truncation;
import io.thalweg.exec.kernel.time.UnitKernel;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/// Functions of dates, times and intervals.
final class TimeLibrary {
  private TimeLibrary() {}

  static void register(Map<String, FunctionFactory> factories) {
    for (TimeUnit unit : TimeUnit.values()) {
      factories.put("extract_" + unit.name().toLowerCase(Locale.ROOT), call -> extract(unit, call));
    }
    factories.put(
        "date_part",
        call -> byUnit(call, unit -> Fields.extract(unit, Calls.type(call, 1), call.type())));
    factories.put(
        "date_trunc", call -> byUnit(call, unit -> Truncation.truncate(unit, Calls.type(call, 1))));
    factories.put(
        "date_diff",
        call -> byUnit(call, unit -> Truncation.difference(unit, Calls.type(call, 1))));
    factories.put("date_add", OperatorLibrary::add);
    factories.put("proctime", _ -> Implementation.total((arguments, _) -> arguments[0]));
    factories.put("date_bin", call -> Implementation.partial(TimeWindows.bin(time(call, 1))));
    factories.put(
        "hop_starts", call -> Implementation.partial(TimeWindows.hopStarts(time(call, 0))));
    factories.put(
        "cumulate_ends", call -> Implementation.partial(TimeWindows.cumulateEnds(time(call, 0))));
    factories.put(
        "last_day", call -> Implementation.partial(Truncation.lastDay(Calls.type(call, 0))));
    factories.put("make_date", _ -> Implementation.partial(Makers::date));
    factories.put("make_timestamp", _ -> Implementation.partial(Makers::timestamp));
    factories.put("epoch_ms", _ -> Implementation.partial(Makers::ofMillis));
    factories.put("to_date", _ -> Implementation.partial(PatternKernels.toDate()));
    factories.put(
        "to_timestamp",
        call ->
            Implementation.partial(
                Calls.size(call) == 1 ? Makers::ofSeconds : PatternKernels.toTimestamp()));
    factories.put(
        "to_char", call -> Implementation.total(PatternKernels.toChar(Calls.type(call, 0))));
  }

  private static TimestampType time(Call call, int argument) {
    return (TimestampType) Calls.type(call, argument);
  }

  /// A point in time has every field; times of day and intervals lack some.
  private static Implementation extract(TimeUnit unit, Call call) {
    DataType type = Calls.type(call, 0);
    Kernel kernel = Fields.extract(unit, type, call.type());
    return type == SimpleType.DATE ? Implementation.total(kernel) : Implementation.partial(kernel);
  }

  private static Implementation byUnit(Call call, Function<TimeUnit, Kernel> kernel) {
    String unit = Calls.text(call, 0);
    return Implementation.partial(
        unit == null
            ? UnitKernel.any(kernel)
            : UnitKernel.constant(kernel.apply(TimeUnit.parse(unit))));
  }
}

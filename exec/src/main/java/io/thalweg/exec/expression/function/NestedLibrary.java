package io.thalweg.exec.expression.function;

import io.thalweg.core.expr.Call;
import io.thalweg.core.type.ArrayType;
import io.thalweg.core.type.RowType;
import io.thalweg.exec.kernel.nested.Extremes;
import io.thalweg.exec.kernel.nested.NestedKernels;
import io.thalweg.exec.kernel.nested.Series;
import java.util.Map;

/// Choices among values, and values made of others. Those choices that must not compute every
/// argument (`coalesce`, `if`) are nodes of their own.
final class NestedLibrary {
  private NestedLibrary() {}

  static void register(Map<String, FunctionFactory> factories) {
    factories.put("greatest", _ -> Implementation.nullAware(Extremes.of(true)));
    factories.put("least", _ -> Implementation.nullAware(Extremes.of(false)));
    factories.put(
        "array", call -> Implementation.nullAware(NestedKernels.array((ArrayType) call.type())));
    factories.put("row", _ -> Implementation.nullAware(NestedKernels::row));
    factories.put(
        "element_at",
        call -> Implementation.nullAware(NestedKernels.elementAt(Calls.type(call, 0))));
    factories.put(
        "field", call -> Implementation.nullAware(NestedKernels.field(ordinal(call))).ofFirst(1));
    factories.put("cardinality", _ -> Implementation.total(NestedKernels::cardinality));
    factories.put(
        "generate_series",
        call ->
            Implementation.partial(
                Series.of(
                    Calls.type(call, 0),
                    Calls.size(call) > 2 ? Calls.type(call, 2) : null,
                    (ArrayType) call.type())));
  }

  private static int ordinal(Call call) {
    if (Calls.constant(call, 1) instanceof Integer position) {
      return position - 1;
    }
    String name = String.valueOf(Calls.text(call, 1));
    RowType row = (RowType) Calls.type(call, 0);
    for (int i = 0; i < row.fields().size(); i++) {
      if (row.fields().get(i).name().equalsIgnoreCase(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException(call.toString());
  }
}

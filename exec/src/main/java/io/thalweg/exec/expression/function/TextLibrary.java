package io.thalweg.exec.expression.function;

import io.thalweg.core.expr.Call;
import io.thalweg.core.type.SimpleType;
import io.thalweg.exec.kernel.Kernel;
import io.thalweg.exec.kernel.text.Cases;
import io.thalweg.exec.kernel.text.Concatenation;
import io.thalweg.exec.kernel.text.Lengths;
import io.thalweg.exec.kernel.text.Substrings;
import java.util.Map;

/// Functions of texts.
final class TextLibrary {
  private TextLibrary() {}

  static void register(Map<String, FunctionFactory> factories) {
    total(factories, "upper", Cases::upper);
    total(factories, "lower", Cases::lower);
    total(factories, "initcap", Cases::initcap);
    total(factories, "octet_length", Lengths::octets);
    total(factories, "bit_length", Lengths::bits);
    total(factories, "left", Substrings::left);
    total(factories, "right", Substrings::right);
    factories.put(
        "length",
        call -> Implementation.total(isBinary(call) ? Lengths::octets : Lengths::characters));
    factories.put(
        "substring", call -> Implementation.partial(Substrings.substring(isBinary(call))));
    factories.put("concat_values", _ -> Implementation.nullAware(Concatenation::present));
    factories.put("concat_ws", _ -> Implementation.nullAware(Concatenation::separated));
  }

  private static boolean isBinary(Call call) {
    return Calls.type(call, 0) == SimpleType.VARBINARY;
  }

  private static void total(Map<String, FunctionFactory> factories, String name, Kernel kernel) {
    factories.put(name, _ -> Implementation.total(kernel));
  }
}

package io.thalweg.exec.expression.function;

import io.thalweg.core.expr.Call;
import io.thalweg.core.type.SimpleType;
import io.thalweg.exec.kernel.Kernel;
import io.thalweg.exec.kernel.text.Cases;
import io.thalweg.exec.kernel.text.Codes;
import io.thalweg.exec.kernel.text.Concatenation;
import io.thalweg.exec.kernel.text.Edits;
import io.thalweg.exec.kernel.text.Lengths;
import io.thalweg.exec.kernel.text.Padding;
import io.thalweg.exec.kernel.text.Searches;
import io.thalweg.exec.kernel.text.Substrings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// Functions of texts.
final class TextLibrary {
  private TextLibrary() {}

  static void register(Map<String, FunctionFactory> factories) {
    total(factories, "upper", Cases::upper);
    total(factories, "lower", Cases::lower);
    total(factories, "initcap", Cases::initcap);
    total(factories, "reverse", Edits.REVERSE);
    total(factories, "octet_length", Lengths::octets);
    total(factories, "bit_length", Lengths::bits);
    factories.put(
        "length",
        call -> Implementation.total(isBinary(call) ? Lengths::octets : Lengths::characters));
    parts(factories);
    searches(factories);
    codes(factories);
    factories.put("concat_values", _ -> Implementation.nullAware(Concatenation::present));
    factories.put("concat_ws", _ -> Implementation.nullAware(Concatenation::separated));
  }

  private static boolean isBinary(Call call) {
    return Calls.type(call, 0) == SimpleType.VARBINARY;
  }

  private static void parts(Map<String, FunctionFactory> factories) {
    factories.put(
        "substring", call -> Implementation.partial(Substrings.substring(isBinary(call))));
    total(factories, "left", Substrings::left);
    total(factories, "right", Substrings::right);
    partial(factories, "split_part", Edits.SPLIT_PART);
    partial(factories, "repeat", Edits.REPEAT);
    partial(factories, "lpad", Padding.pad(true));
    partial(factories, "rpad", Padding.pad(false));
    total(factories, "ltrim", Padding.trim(true, false));
    total(factories, "rtrim", Padding.trim(false, true));
    total(factories, "trim", Padding.trim(true, true));
    total(factories, "replace", Edits.REPLACE);
    total(factories, "translate", Edits.TRANSLATE);
    partial(factories, "overlay", Edits.OVERLAY);
  }

  private static void searches(Map<String, FunctionFactory> factories) {
    total(factories, "position", Searches.position(1));
    total(factories, "strpos", Searches.position(0));
    for (String name : List.of("starts_with", "ends_with", "contains")) {
      factories.put(
          name,
          call -> {
            String part = Calls.text(call, 1);
            return part == null
                ? Implementation.total(Searches.any(name))
                : Implementation.total(
                        Searches.constant(name, part.getBytes(StandardCharsets.UTF_8)))
                    .ofFirst(1);
          });
    }
  }

  private static void codes(Map<String, FunctionFactory> factories) {
    total(factories, "ascii", Codes::ascii);
    partial(factories, "chr", Codes.CHR);
    total(factories, "md5", Codes.digest("MD5"));
    total(factories, "sha256", Codes.digest("SHA-256"));
    partial(factories, "encode", Codes.ENCODE);
    partial(factories, "decode", Codes.DECODE);
  }

  private static void total(Map<String, FunctionFactory> factories, String name, Kernel kernel) {
    factories.put(name, _ -> Implementation.total(kernel));
  }

  private static void partial(Map<String, FunctionFactory> factories, String name, Kernel kernel) {
    factories.put(name, _ -> Implementation.partial(kernel));
  }
}

package io.thalweg.server.engine;

import io.thalweg.connectors.files.FileFormats;
import io.thalweg.core.connector.FileFormat;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.planner.PlannedStatement;
import io.thalweg.planner.command.Command;
import io.thalweg.planner.query.PlanSinks;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Plans of `COPY … TO`.
final class CopyPlans {
  private static final String FORMAT = "format";

  private CopyPlans() {}

  static PlannedStatement plan(Command.Copy copy) {
    Map<String, String> options = new HashMap<>(copy.options());
    String given = options.remove(FORMAT);
    String format = given == null ? ending(copy.path()) : given.toLowerCase(Locale.ROOT);
    List<String> formats = FileFormats.all().stream().map(FileFormat::name).toList();
    if (!formats.contains(format)) {
      throw new ThalwegException(
          ErrorCode.INVALID_ARGUMENT,
          "COPY TO '"
              + copy.path()
              + "': "
              + (given == null ? "the ending '" : "the format '")
              + format
              + "' is unknown; write (FORMAT …) with one of "
              + formats);
    }
    return PlanSinks.writeFile(copy.path(), format, options, copy.query());
  }

  private static String ending(String path) {
    int dot = path.lastIndexOf('.');
    String ending = dot < 0 ? "" : path.substring(dot + 1).toLowerCase(Locale.ROOT);
    return FileFormats.nameOf(path).orElse(ending.equals("txt") ? "csv" : ending);
  }
}

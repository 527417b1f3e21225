package io.thalweg.server.engine;

import io.thalweg.connectors.files.FileFormats;
import io.thalweg.core.connector.FileFormat;
import io.thalweg.core.connector.TableSink;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.plan.WriteFile;
import io.thalweg.exec.operator.FileSinks;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// Opens the files of `COPY … TO`.
final class CopyTargets implements FileSinks {
  @Override
  public TableSink open(WriteFile target) {
    FileFormat format =
        FileFormats.all().stream()
            .filter(candidate -> candidate.name().equals(target.format()))
            .findFirst()
            .orElseThrow(
                () ->
                    new ThalwegException(
                        ErrorCode.INVALID_ARGUMENT,
                        "there is no format '"
                            + target.format()
                            + "'; there are "
                            + FileFormats.all().stream().map(FileFormat::name).toList()));
    return format.write(path(target.path()), target.input().schema(), target.options());
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new ThalwegException(
          ErrorCode.INVALID_ARGUMENT, "'" + text + "' is no path: " + e.getReason());
    }
  }
}

package io.thalweg.connectors.files.directory;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import java.util.List;

/// What one writer prepared for one checkpoint: text of a line each.
///
/// @param names of the files, below the root, in their final places
record StagedFiles(long checkpoint, List<String> names) {
  StagedFiles {
    names = List.copyOf(names);
  }

  /// @param text what [#text] gave
  static StagedFiles parse(String text) {
    List<String> lines = text.lines().toList();
    try {
      return new StagedFiles(Long.parseLong(lines.getFirst()), lines.subList(1, lines.size()));
    } catch (NumberFormatException e) {
      throw new ThalwegException(
          ErrorCode.INVALID_ARGUMENT, "'" + text + "' is nothing that a file sink prepared", e);
    }
  }

  String text() {
    return checkpoint + "\n" + String.join("\n", names);
  }

  /// The name before the commit: the last part, which is unique.
  String stagedName(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }
}

package io.thalweg.connectors.files.source;

import io.thalweg.connectors.options.Options;
import io.thalweg.core.function.CommonType;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import java.util.List;
import java.util.Set;

/// A kind of file that can be read. Stateless.
public interface SourceFormat {

  /// In lower case; the reading function is `read_` and this name.
  String name();

  /// The endings of names, in lower case and without a dot, that mean this format.
  List<String> extensions();

  /// Whether a file that begins with these bytes is certainly of this format.
  ///
  /// @param start the first bytes, at most 16
  default boolean recognises(byte[] start) {
    return false;
  }

  /// The options of the reading function that belong to this format, in lower case.
  Set<String> options();

  /// Opens a file and finds out its schema. Blocks on local reads.
  ///
  /// @param options only those of [#options]
  /// @throws io.thalweg.core.error.ThalwegException FILE_UNREADABLE, FILE_CORRUPT,
  ///   FILE_MALFORMED_ROW or INVALID_ARGUMENT, naming the file
  SourceFile open(FileStamp file, Options options);

  /// Whether schemas are guessed from the data. Guesses of several files are then widened to one
  /// schema, which each file is asked to read as through [SourceFile#readAs]; otherwise all files
  /// must have the same types.
  default boolean guessesTypes() {
    return false;
  }

  /// For formats that guess: a type that holds the values of both guesses.
  default DataType widen(DataType left, DataType right) {
    return CommonType.of(left, right).orElse(SimpleType.VARCHAR);
  }

  /// For formats that guess: whether a column that one file lacks reads as NULL there.
  default boolean columnsMayBeMissing() {
    return false;
  }

  /// What [SourceFile#readAs] throws in formats that do not guess.
  static IllegalStateException typesAreFixed(Schema schema) {
    return new IllegalStateException("the types of the file are fixed, not " + schema);
  }
}

package io.thalweg.connectors.files.csv;

import io.thalweg.connectors.files.source.FileStamp;
import io.thalweg.connectors.files.text.LineNumbers;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;

/// What can be wrong in a CSV file, said with file, line and column.
final class CsvErrors {
  private static final int SHOWN = 60;

  private CsvErrors() {}

  /// A field that is no value of its column's type.
  static ThalwegException badValue(
      CsvFile file, long offset, int column, String text, String because) {
    String type = file.schema().type(column).sql();
    return malformed(
        file.stamp(),
        file.dialect(),
        offset,
        ", column '"
            + file.schema().field(column).name()
            + "' ("
            + (column + 1)
            + "): '"
            + shorten(text)
            + "' "
            + (because.isEmpty() ? "is no " + type : because)
            + "; correct it, read_csv('"
            + file.stamp().name()
            + "', columns => '…') with another type, or use ignore_errors => true");
  }

  static ThalwegException fieldCount(CsvFile file, long offset, int found) {
    int wanted = file.schema().size();
    String hint = found < wanted ? "null_padding => true" : "ignore_errors => true";
    return malformed(
        file.stamp(),
        file.dialect(),
        offset,
        ": "
            + found
            + (found == 1 ? " field where " : " fields where ")
            + wanted
            + " are expected"
            + (found < wanted
                ? ", column '" + file.schema().field(found).name() + "' is missing"
                : "")
            + "; correct it or use "
            + hint);
  }

  static ThalwegException openQuote(FileStamp file, CsvDialect dialect, long offset) {
    return malformed(
        file,
        dialect,
        offset,
        ": the quote that opens here is never closed; close it or set quote");
  }

  static ThalwegException textBehindQuote(FileStamp file, CsvDialect dialect, long offset) {
    return malformed(
        file,
        dialect,
        offset,
        ": there is text behind the closing quote of a field; double quotes within quotes, or set"
            + " quote and escape");
  }

  static ThalwegException endless(FileStamp file, CsvDialect dialect, long offset, int limit) {
    return malformed(
        file,
        dialect,
        offset,
        ": the record is longer than " + limit + " bytes; is a quote left open?");
  }

  /// The record that begins in one range does not end where the next range begins.
  static ThalwegException unevenRanges(FileStamp file, CsvDialect dialect, long offset) {
    return malformed(
        file,
        dialect,
        offset,
        ": quotes stand inside unquoted fields; read the file with parallel => false");
  }

  private static ThalwegException malformed(
      FileStamp file, CsvDialect dialect, long offset, String what) {
    long line = LineNumbers.at(file.path(), dialect.compression(), offset);
    return new ThalwegException(
        ErrorCode.FILE_MALFORMED_ROW, "'" + file.name() + "' line " + line + what);
  }

  private static String shorten(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }
}

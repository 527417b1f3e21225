package io.thalweg.connectors.files.csv;

import io.thalweg.connectors.files.text.Compression;

/// How a CSV file is written.
///
/// @param quote 0: none
/// @param escape stands before a quote within quotes; usually the quote itself; 0: none
/// @param comment begins a line to skip; 0: none
/// @param skipLines lines before the first record
/// @param header whether the first record holds names
/// @param nullText an unquoted field that equals it is NULL
/// @param padRows whether missing fields at the end of a record are NULL
/// @param skipBadRows whether rows that cannot be read are left out
record CsvDialect(
    Compression compression,
    char delimiter,
    char quote,
    char escape,
    char comment,
    int skipLines,
    boolean header,
    String nullText,
    boolean padRows,
    boolean skipBadRows) {

  CsvDialect withHeader(boolean newHeader) {
    return new CsvDialect(
        compression,
        delimiter,
        quote,
        escape,
        comment,
        skipLines,
        newHeader,
        nullText,
        padRows,
        skipBadRows);
  }

  CsvDialect withSigns(char newDelimiter, char newQuote, char newEscape) {
    return new CsvDialect(
        compression,
        newDelimiter,
        newQuote,
        newEscape,
        comment,
        skipLines,
        header,
        nullText,
        padRows,
        skipBadRows);
  }
}

/// CSV: sniffing, reading in byte ranges, writing.
///
/// A file's bytes become records of field positions ([CsvTokenizer]), the wanted fields become
/// columns ([FieldDecoder]). Called through `files.source` and `COPY`.
@NullMarked
package io.thalweg.connectors.files.csv;

import org.jspecify.annotations.NullMarked;

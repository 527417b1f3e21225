/// What Parquet metadata says: footer, schema, page headers, statistics, and the errors of bad
/// files.
///
/// Called by the reader and the writer; uses parquet-format-structures for Thrift.
@NullMarked
package io.thalweg.connectors.files.parquet.format;

import org.jspecify.annotations.NullMarked;

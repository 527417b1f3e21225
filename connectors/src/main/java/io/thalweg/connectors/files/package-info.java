/// The `files` connector: files as tables, reading functions, and the formats of COPY.
///
/// | package | what it knows |
/// |---|---|
/// | `listing` | names: globs, directories, partitions in paths |
/// | `source` | what a readable format has to offer |
/// | `table` | several files as one table |
/// | `csv`, `json`, `arrow`, `orc`, `parquet` | one format each |
/// | `text` | values and bytes of text formats |
@NullMarked
package io.thalweg.connectors.files;

import org.jspecify.annotations.NullMarked;
